"""An agent's file: a verdict for each row, good rows taken, and the same file again changes nothing."""

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, Dossier, LegalNote, Receipt, ReplyBy
from tests import builders
from tests.views.test_staff_entry import pacific_today

BATCH = "/staff/dossiers/new/"
AGENT = "requests@agents.example"
HEAD = ("Name", "Street", "City", "State", "ZIP", "Their own column")
ROWS: tuple[tuple[str, ...], ...] = (
    ("Ola Nowak", "1 Elm St", "Fresno", "CA", "93701", "x"),
    ("Max Frisch", "2 Elm St", "Fresno", "CA", "93701", "y"),
    ("", "3 Elm St", "Fresno", "CA", "93701", "z"),
    ("Ida Berg", "4 Elm St", "Fresno", "CA", "937", ""),
    ("Ola Nowak", "1 Elm Street", "Fresno", "California", "93701-1234", ""),
)


def as_csv(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    return "\n".join(",".join(row) for row in (HEAD, *rows)).encode()


def as_xlsx(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    book, content = Workbook(), BytesIO()
    sheet = book.create_sheet("Clients", 0)
    for row in (HEAD, *rows):
        sheet.append(list(row))
    book.save(content)
    return content.getvalue()


def as_json(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    return json.dumps({"clients": [dict(zip(HEAD, row, strict=True)) for row in rows]}).encode()


def sent(client: Client, business: Business, content: bytes, *, press: str = "take", **changes: str) -> Any:  # noqa: ANN401 - verdicts by row, and the page
    """Send the file with what Rita says of it; return what the page shows of its rows."""
    postal = business.designated_contacts.get(kind="postal")
    filled = {
        "channel": "postal",
        "received_on": pacific_today().isoformat(),
        "at": f"published-{postal.pk}",
        "kind": "AGENT",
        "agent_name": "Lee Park",
        "to": "EMAIL",
        "email": AGENT,
        press: "1",
        **changes,
    }
    response = client.post(BATCH, {**filled, "file": SimpleUploadedFile("batch.bin", content)})
    if press == "take" and response.status_code == 200:
        assert not response.context["shown"].is_taken
        response = client.post(BATCH, {**filled, "kept": response.context["form"].data["kept"]})
    assert response.status_code == 200, response.content.decode()
    context = response.context["shown"]
    return {line.number: line.faults or (line.verdict.outcome, line.verdict.same_as) for line in context.lines} | {
        "form": response.context["form"],
        "page": response.content.decode(),
    }


@pytest.mark.parametrize("make", [as_csv, as_xlsx, as_json])
def test_each_row_has_its_verdict_and_the_good_ones_are_taken(
    rita: Client, business: Business, make: Callable[[], bytes]
) -> None:
    first = 1 if make is as_json else 2
    verdicts = sent(rita, business, make())

    assert verdicts[first] == ("new", None)
    assert verdicts[first + 1] == ("new", None)
    assert verdicts[first + 2] == (("name", "Enter the name of this person."),)
    assert verdicts[first + 3] == (
        ("ZIP code", "Enter a ZIP code of five or nine digits, such as 94105 or 94105-1234."),
    )
    assert verdicts[first + 4] == ("same_row", first)
    rows = DisclosureRequest.objects.order_by("id")
    assert [(row.requester_name, row.email, row.represented) for row in rows] == [
        ("Ola Nowak", AGENT, True),
        ("Max Frisch", AGENT, True),
    ]
    assert {row.due_on for row in rows} == {row.due_on for row in rows if row.due_on is not None}
    assert Dossier.objects.get().receipts.count() == 2


def test_looking_at_a_file_writes_nothing(rita: Client, business: Business) -> None:
    audited = AuditEntry.objects.count()

    verdicts = sent(rita, business, as_csv(), press="look")

    assert verdicts[2] == ("new", None)
    assert not Receipt.objects.exists()
    assert not Dossier.objects.exists()
    assert AuditEntry.objects.count() == audited


def test_what_was_looked_at_is_taken_without_the_file(rita: Client, business: Business) -> None:
    looked = sent(rita, business, as_csv(), press="look")
    form = looked["form"]
    postal = business.designated_contacts.get(kind="postal")
    filled = {
        "channel": "postal",
        "received_on": pacific_today().isoformat(),
        "at": f"published-{postal.pk}",
        "kind": "AGENT",
        "agent_name": "Lee Park",
        "to": "EMAIL",
        "email": AGENT,
        "take": "1",
    }
    rita.post(BATCH, {**filled, "kept": form.data["kept"]})
    refused = rita.post(BATCH, {**filled, "kept": form.data["kept"][:-2]})

    assert DisclosureRequest.objects.count() == 2
    assert refused.status_code == 422
    assert "Choose the file again" in refused.content.decode()


def test_the_same_file_again_changes_nothing_and_a_mended_one_adds_the_mended_rows(
    rita: Client, business: Business
) -> None:
    sent(rita, business, as_csv())
    before = (Receipt.objects.count(), DisclosureRequest.objects.count(), Delivery.objects.count())
    again = sent(rita, business, as_csv())
    assert (Receipt.objects.count(), DisclosureRequest.objects.count(), Delivery.objects.count()) == before
    assert [again[row] for row in (2, 3, 6)] == [("before", None), ("before", None), ("same_row", 2)]

    mended = sent(rita, business, as_csv([*ROWS[:3], ("Ida Berg", "4 Elm St", "Fresno", "CA", "93701", "")]))

    assert mended[5] == ("new", None)
    assert DisclosureRequest.objects.count() == 3
    assert Dossier.objects.count() == 1


def test_principals_of_one_agent_never_become_one_person(rita: Client, business: Business) -> None:
    rows = [
        ("J. Smith", "1 Elm St", "Fresno", "CA", "93701", ""),
        ("John Smith", "9 Oak St", "Reno", "NV", "89501", ""),
        ("John Smith", "77 Pine St", "Fresno", "CA", "93701", ""),
        ("Smith", "", "", "", "", ""),
    ]

    verdicts = sent(rita, business, as_csv(rows))

    assert [verdicts[row] for row in range(2, 6)] == [("new", None)] * 4
    assert DisclosureRequest.objects.count() == 4


def test_somebody_who_asked_by_themselves_is_the_same_person(rita: Client, business: Business) -> None:
    own = handling.take_in(
        business=business,
        asked=builders.asked_by_post(requester_name="Ola Nowak", street="1 Elm Street", postal_code="93701"),
        received_at=builders.NOW.replace(year=pacific_today().year, month=1, day=4),
    ).disclosure_request

    verdicts = sent(rita, business, as_csv())

    assert verdicts[2] == ("joins", None)
    assert own.receipts.count() == 2
    assert str(own.reference) in str(verdicts["page"])


def test_each_person_may_be_answered_at_their_own_address(rita: Client, business: Business) -> None:
    sent(rita, business, as_csv(ROWS[:1]), to="EACH", email="")

    row = DisclosureRequest.objects.get()
    assert (row.reply_by, row.street, row.email) == (ReplyBy.POST, "1 Elm St", "")


def test_a_row_without_an_address_is_at_fault_where_the_answer_goes_to_it(rita: Client, business: Business) -> None:
    verdicts = sent(rita, business, as_csv([("Ola Nowak", "", "", "", "", "")]), to="EACH", email="")

    assert verdicts[2] == (("e-mail", "Enter an e-mail address or a postal address: the answer goes there."),)


def test_a_possible_claim_marks_each_request_and_no_one_who_asks_reads_it(rita: Client, business: Business) -> None:
    secret = "Counsel Kim, file 9"
    sent(rita, business, as_csv(ROWS[:2]), is_possible_claim="on", note=secret)

    assert LegalNote.objects.count() == 2
    dossier = Dossier.objects.get()
    shown = rita.get(f"/staff/dossiers/{dossier.pk}/").content.decode()
    assert secret in shown
    assert "Possible claim" in shown
    told = [mail.subject + mail.body for mail in Delivery.objects.all()]
    told += [Client().get(f"/request/received/{each.secret}/").content.decode() for each in Receipt.objects.all()]
    told += [Client().get(f"/request/for-others/received/{dossier.secret}/").content.decode()]
    assert not [text for text in told if "Kim" in text or "claim" in text.casefold()]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is empty"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"a,b\n1,2\n", "No column of names was found"),
        (as_csv([]), "no row below"),
        (b"{nonsense", "no JSON that can be read"),
        (b'{"a": 1}', "holds no list of people"),
        (as_csv([("A B", "", "", "", "", "")] * 1_001), "names more than 1,000 people"),
    ],
)
def test_a_file_that_is_no_batch_says_what_it_is(rita: Client, business: Business, content: bytes, says: str) -> None:
    response = rita.post(BATCH, {"file": SimpleUploadedFile("x.csv", content), "look": "1"})

    assert response.status_code == 422
    assert says in response.content.decode()


def test_who_only_keeps_the_register_takes_no_batch(client: Client, business: Business) -> None:
    client.force_login(builders.a_person("max", "Register keeper"))

    assert client.get(BATCH).status_code == 403
