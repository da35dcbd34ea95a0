"""Internal notes: they stay, staff find them, and nobody else ever reads them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app import handling, tasks
from requests_app.notices.models import Notice
from requests_app.register.models import Business
from requests_app.requests.models import RequestNote
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from tests.builders import NOW, a_person, a_request
from tests.views.ways import answered

SECRET = "Zinnoberwort"


def test_a_note_and_a_call_are_kept_shown_and_found(rita: Client, business: Business) -> None:
    row = a_request(business)
    rita.post(f"/staff/requests/{row.pk}/notes/", {"kind": "NOTE", "text": f"Ask Kim about {SECRET}."})
    rita.post(f"/staff/requests/{row.pk}/notes/", {"kind": "CALL", "text": "She called: the address is right."})
    tasks.index_requests()

    page = rita.get(f"/staff/requests/{row.pk}/").content.decode()

    assert [note.kind for note in RequestNote.objects.all()] == ["NOTE", "CALL"]
    assert f"Ask Kim about {SECRET}." in page
    assert "Telephone call noted" in page
    assert str(row.reference) in rita.get(f"/staff/?q={SECRET}").content.decode()
    assert "fits" in rita.get("/staff/?q=nowhere").content.decode()


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"kind": "NOTE", "text": " "}, "Write what the others should know."),
        ({"kind": "FAX", "text": "x"}, "Choose a note or a telephone call."),
        ({"kind": "NOTE", "text": "x" * 5_001}, "5,001 characters"),
    ],
)
def test_what_is_wrong_with_a_note_is_said_and_what_was_typed_is_kept(
    rita: Client, business: Business, posted: dict[str, str], says: str
) -> None:
    row = a_request(business)

    response = rita.post(f"/staff/requests/{row.pk}/notes/", posted)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert posted["text"].strip() in response.content.decode()
    assert not RequestNote.objects.exists()


def test_a_note_is_in_nothing_that_the_requester_gets(rita: Client, client: Client, business: Business) -> None:
    """Fault 89: internal material is in no public page, mail or document."""
    row = a_request(business)
    reviewer = User.objects.get(username="rita")
    handling.add_note(disclosure_request_id=row.pk, kind=RequestNote.Kind.NOTE, text=SECRET, by=reviewer, now=NOW)
    answered(row)
    secret = row.receipts.get().secret
    shown = client.get(f"/status/{secret}/").content.decode()
    notice = Notice.objects.get()

    assert SECRET not in shown
    assert SECRET not in str(notice.content)
    assert SECRET not in "".join(f"{each.subject}{each.body}" for each in row.deliveries.all())


def test_only_a_reviewer_notes(business: Business) -> None:
    row = a_request(business)
    with pytest.raises(NotAllowedError):
        handling.add_note(
            disclosure_request_id=row.pk,
            kind=RequestNote.Kind.NOTE,
            text="x",
            by=a_person("kim", REGISTER_KEEPER),
            now=NOW,
        )
