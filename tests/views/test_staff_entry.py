"""Letters, faxes, calls and visits, written down by staff: the day of arrival, the due date and why, the scan."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from requests_app.audit.models import AuditEntry
from requests_app.register.models import Business, EvidenceDocument, OtherAddress
from requests_app.requests.due import PACIFIC
from requests_app.requests.models import DisclosureRequest, Receipt, ReplyBy
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders
from tests.register import documents
from tests.views.filled import TOKEN

ENTER = "/staff/requests/new/"


def pacific_today() -> date:
    return timezone.now().astimezone(PACIFIC).date()


def entered(business: Business, **changes: str) -> dict[str, str]:
    """Return a letter as Rita types it; an empty value takes a field away."""
    postal = business.designated_contacts.get(kind="postal")
    filled = {
        "token": TOKEN,
        "channel": "postal",
        "received_on": pacific_today().isoformat(),
        "at": f"published-{postal.pk}",
        "requester_name": "Elmer Nomail",
        "reply_by": "POST",
        "street": "General Delivery",
        "city": "Weaverville",
        "state": "Calif.",
        "postal_code": "96093",
        "message": "Who did you give my name to?",
        **changes,
    }
    return {name: value for name, value in filled.items() if value}


def said(client: Client, filled: dict[str, str]) -> str:
    response = client.post(ENTER, filled)
    assert response.status_code == 422
    return " ".join(unescape(response.content.decode()).split())


def keep(client: Client, filled: Mapping[str, object]) -> Receipt:
    response = client.post(ENTER, filled)
    assert response.status_code == 302, unescape(response.content.decode())
    return Receipt.objects.latest("id")


def test_a_letter_is_entered_with_its_own_day_of_arrival(rita: Client, business: Business) -> None:
    day = pacific_today() - timedelta(days=3)

    receipt = keep(rita, entered(business, received_on=day.isoformat(), note="Postmark: three days earlier"))

    row = receipt.disclosure_request
    assert (receipt.received_on, row.due_on, row.deadline) == (day, day + timedelta(days=30), "designated")
    assert receipt.entered_at.date() > day
    assert receipt.entered_by is not None
    assert receipt.entered_by.username == "rita"
    assert (receipt.note, row.state, row.reply_by) == ("Postmark: three days earlier", "CA", ReplyBy.POST)


@pytest.mark.parametrize(
    ("channel", "at", "days"),
    [
        ("in_person", "elsewhere", 150),
        ("fax", "elsewhere", 150),
        ("postal", "elsewhere", 150),
        ("email", "store", 150),
    ],
)
def test_what_came_elsewhere_has_its_150_days(
    rita: Client, business: Business, channel: str, at: str, days: int
) -> None:
    store = OtherAddress.objects.create(business=business, kind="email", value="store22@example.com")
    day = pacific_today() - timedelta(days=1)
    place = f"other-{store.pk}" if at == "store" else at

    receipt = keep(rita, entered(business, channel=channel, at=place, received_on=day.isoformat()))

    assert receipt.due_on == day + timedelta(days=days)


def test_a_call_nobody_elected_is_kept_without_a_day(rita: Client, business: Business) -> None:
    assert keep(rita, entered(business, channel="phone", at="elsewhere")).due_on is None


def test_the_due_date_and_why_are_shown_before_anything_is_kept(rita: Client, business: Business) -> None:
    day = date(2026, 1, 5)
    filled = entered(business, received_on=day.isoformat(), requester_name="", street="", show="1")

    page = unescape(rita.post(ENTER, filled).content.decode())

    assert "Wednesday, February 4, 2026" in page
    assert "received at a designated address or number" in page
    assert "Please check" not in page
    assert Receipt.objects.count() == 0


def test_the_day_after_keeping_is_told(rita: Client, business: Business) -> None:
    page = rita.post(ENTER, entered(business, received_on="2026-01-05"), follow=True).content.decode()

    assert f"Kept as {Receipt.objects.get().reference}: due Wednesday, February 4, 2026." in page


FAULTS = [
    ({"received_on": "2199-01-01"}, "received_on", "This day is still to come."),
    ({"received_on": "2004-12-31"}, "received_on", "The law began on January 1, 2005."),
    ({"received_on": "yesterday"}, "received_on", "Enter the day it arrived as a date"),
    ({"received_on": ""}, "received_on", "Enter the day it arrived."),
    ({"received_time": "25:00"}, "received_time", "Enter the hour as 14:30"),
    ({"channel": ""}, "channel", "Choose how it came."),
    ({"at": ""}, "at", "Choose where it came to."),
    ({"at": "published-999"}, "at", "Choose where it came to from the list."),
    ({"channel": "fax"}, "at", "This does not go with how it came."),
    ({"channel": "in_person"}, "at", "This does not go with how it came."),
    ({"requester_name": ""}, "requester_name", "Enter the name, or say in your note why there is none."),
    ({"street": ""}, "street", "Enter the street address"),
    ({"city": ""}, "city", "Enter the city"),
    ({"reply_by": "EMAIL"}, "email", "Enter the e-mail address, or choose another way to answer."),
    ({"email": "elmer at home"}, "email", "Enter an e-mail address in the form"),
    ({"message": "x" * 20_001}, "message", "The text has 20,001 characters."),
]


@pytest.mark.parametrize(("changes", "field", "says"), FAULTS, ids=[f"{field}: {says}" for _, field, says in FAULTS])
def test_a_fault_is_named_linked_and_keeps_everything_typed(
    rita: Client, business: Business, changes: dict[str, str], field: str, says: str
) -> None:
    filled = entered(business, **changes)

    page = said(rita, filled)

    target = "id_channel_0" if field == "channel" else f"id_{field}"
    assert f'<a href="#{target}">{says}' in page
    assert "Who did you give my name to?" in page or field == "message"
    assert Receipt.objects.count() == 0


def test_an_hour_still_to_come_is_refused(rita: Client, business: Business) -> None:
    filled = entered(business, received_on=pacific_today().isoformat(), received_time="23:59")

    assert "still to come" in said(rita, filled)


def test_what_cannot_be_read_is_kept_with_a_note_and_meets_nobody(rita: Client, business: Business) -> None:
    plain = entered(business, requester_name="Marjorie Smth", street="14 Oak St", postal_code="95969")
    keep(rita, plain)
    receipt = keep(
        rita,
        entered(business, requester_name="Marjorie Sm??th", street="1?4 Oak St", postal_code="959?9", note="Illegible"),
    )

    assert receipt.postal_code == "959?9"
    assert receipt.post_key == ""
    assert DisclosureRequest.objects.count() == 2


def test_a_name_may_be_missing_where_the_note_says_why(rita: Client, business: Business) -> None:
    assert keep(rita, entered(business, requester_name="", note="No name on the letter")).requester_name == "?"


def test_a_form_pressed_twice_is_entered_once(rita: Client, business: Business) -> None:
    for _ in range(2):
        keep(rita, entered(business, received_on="2026-01-05"))

    assert Receipt.objects.count() == 1


def test_a_letter_joins_what_the_person_asked_by_the_form(rita: Client, business: Business) -> None:
    builders.a_request(
        business,
        timezone.now() - timedelta(hours=1),
        requester_name="Elmer Nomail",
        street="General Delivery",
        city="Weaverville",
        postal_code="96093-0001",
    )

    page = rita.post(ENTER, entered(business), follow=True).content.decode()

    row = DisclosureRequest.objects.get()
    assert row.receipts.count() == 2
    assert f"a further receipt of {row.reference} (same name and postal address)" in page


PDF = documents.a_pdf()


def with_scan(business: Business, *, name: str = "letter.pdf", content: bytes | None = None) -> dict[str, object]:
    upload = SimpleUploadedFile(name, PDF if content is None else content)
    return {**entered(business), "scan": upload}


def test_a_scan_lies_behind_its_receipt_and_is_only_ever_downloaded(rita: Client, business: Business) -> None:
    receipt = keep(rita, with_scan(business))
    document = receipt.scans.get()

    response = rita.get(f"/staff/requests/{receipt.disclosure_request_id}/scans/{document.pk}/")

    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert AuditEntry.objects.filter(action="evidence.downloaded").count() == 1


def test_a_scan_is_a_matter_of_the_desk_and_not_of_the_register(
    rita: Client, business: Business, as_user: Callable[[User], Client]
) -> None:
    receipt = keep(rita, with_scan(business))
    pk = receipt.scans.get().pk
    kim = as_user(builders.a_person("kim", REGISTER_KEEPER))

    assert kim.get(f"/staff/requests/{receipt.disclosure_request_id}/scans/{pk}/").status_code == 403
    assert kim.get(f"/staff/register/{business.slug}/documents/{pk}/").status_code == 404
    assert kim.get(ENTER).status_code == 403


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("letter.html", b"<html><script>alert(1)</script></html>"),
        ("letter.txt", b"Dear Sir"),
        ("letter.pdf", b""),
    ],
)
def test_what_is_no_scan_is_refused_and_nothing_is_kept(
    rita: Client, business: Business, name: str, content: bytes
) -> None:
    response = rita.post(ENTER, with_scan(business, name=name, content=content))

    assert response.status_code == 422
    assert "scan" in response.context["form"].errors
    assert EvidenceDocument.objects.count() == Receipt.objects.count() == 0


def test_a_scan_must_be_chosen_again_after_a_fault(rita: Client, business: Business) -> None:
    page = unescape(rita.post(ENTER, with_scan(business) | {"city": ""}).content.decode())

    assert "Choose the scan again" in page


def test_the_first_page_shows_today_and_says_who_enters(rita: Client, business: Business) -> None:
    page = rita.get(ENTER)

    assert page.context["form"].initial["received_on"] == datetime.now(tz=UTC).astimezone(PACIFIC).date()
    assert "Entered by <bdi>rita</bdi>" in page.content.decode()


def test_with_several_businesses_the_one_that_was_asked_is_chosen_first(rita: Client, business: Business) -> None:
    other = builders.a_business("hearth", legal_name="Hollow Hearth LLC")

    assert "Which business was asked?" in rita.get(ENTER).content.decode()
    assert "Hollow Hearth LLC" in rita.get(f"{ENTER}?business={other.slug}").content.decode()
