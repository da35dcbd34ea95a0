"""The holding pen at the desk: why each message is held, and what a person makes of it. The clock never begins anew."""

from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, IncomingMessage, ReplyBy
from requests_app.requests.models.incoming_message import Place
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders
from tests.cases_given import CASES
from tests.mailbox.pen import taken_in
from tests.mailbox.reading import a_known_request, a_mail, configure

pytestmark = pytest.mark.django_db
PEN = "/staff/mail/"


@pytest.fixture
def rita() -> Client:
    """Return the browser of the reviewer Rita."""
    configure()
    client = Client()
    client.force_login(builders.a_reviewer("rita"))
    return client


def given(name: str) -> IncomingMessage:
    return taken_in((CASES / "email" / f"{name}.eml").read_bytes())


def seen(client: Client, address: str, *, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(unescape(response.content.decode()).split())


def accepting(row: IncomingMessage, **changed: str) -> dict[str, str]:
    """Return the form as the page has it, filled in with what was read."""
    filled = {
        "requester_name": row.name,
        "reply_by": "EMAIL",
        "email": row.email,
        "street": row.street,
        "city": row.city,
        "state": row.state,
        "postal_code": row.postal_code,
        **changed,
    }
    return {name: value for name, value in filled.items() if value}


def test_the_list_says_why_each_message_is_held_and_when_it_is_due(rita: Client) -> None:
    given("E46-nevada")
    given("E33-calendar")

    page = seen(rita, PEN)

    assert "outside California" in page
    assert "Apr 2" in page
    assert "Gus Bell" in page
    assert "Product demo" not in page
    assert "invitation to a meeting" in seen(rita, f"{PEN}?show=aside")


def test_an_empty_pen_says_that_nothing_is_thrown_away(rita: Client) -> None:
    assert "nothing is thrown away" in seen(rita, PEN)


def test_what_could_not_be_read_stands_first(rita: Client) -> None:
    given("E46-nevada")
    taken_in(b"\x00\x01 no mail at all")

    page = seen(rita, PEN)

    assert page.index("Could not be read") < page.index("outside California")


def test_the_front_of_the_queue_counts_what_is_held(rita: Client) -> None:
    given("E46-nevada")

    assert '<span class="number">1</span> <span>Mail to look at</span>' in seen(rita, "/staff/")


def test_a_mailbox_that_cannot_be_reached_is_told(rita: Client) -> None:
    handling.note_visit(mailbox="privacy", problem="The mail server is down.", now=timezone.now())

    assert "The mailbox “privacy” cannot be fetched: The mail server is down." in seen(rita, PEN)

    handling.note_visit(mailbox="privacy", problem="", now=timezone.now())
    assert "cannot be fetched" not in seen(rita, PEN)


def test_a_message_is_shown_as_plain_text_alone(rita: Client) -> None:
    row = given("E48-html-name")

    response = rita.get(f"{PEN}{row.pk}/")

    assert b"&lt;img src=&quot;file:///etc/passwd&quot;&gt;" in response.content
    assert b"<img src" not in response.content


def test_accepting_keeps_the_day_of_arrival_and_tells_the_person(rita: Client) -> None:
    row = given("E46-nevada")

    response = rita.post(f"{PEN}{row.pk}/accept/", accepting(row, acknowledge="on"))

    row.refresh_from_db()
    request = DisclosureRequest.objects.get()
    assert response.status_code == 302
    assert (row.place, row.disclosure_request) == (Place.TAKEN, request)
    assert (str(request.received_on), str(request.due_on), request.deadline) == (
        "2026-03-03",
        "2026-04-02",
        "designated",
    )
    assert request.deliveries.get().recipient == row.email
    assert AuditEntry.objects.filter(action="mail.taken", subject=f"mail:{row.pk}").exists()
    assert f"/staff/mail/{row.pk}/" in seen(rita, f"/staff/requests/{request.pk}/")


def test_what_was_read_wrong_is_corrected_while_accepting(rita: Client) -> None:
    row = given("E10-forwarded-rfc822")

    rita.post(
        f"{PEN}{row.pk}/accept/",
        accepting(row, requester_name="Kim T. Le", reply_by="POST", street="1 Elm St", city="Chico"),
    )

    request = DisclosureRequest.objects.get()
    assert (request.requester_name, request.reply_by, request.street) == ("Kim T. Le", ReplyBy.POST, "1 Elm St")
    assert (str(request.received_on), str(request.due_on)) == ("2026-02-20", "2026-04-02")  # both limits hold
    assert not Delivery.objects.exists()


def test_a_form_with_a_fault_keeps_what_was_typed(rita: Client) -> None:
    row = given("E46-nevada")

    response = rita.post(f"{PEN}{row.pk}/accept/", accepting(row, requester_name="Gus B. Bell", email="no address"))

    assert response.status_code == 422
    assert "Gus B. Bell" in response.content.decode()
    assert not DisclosureRequest.objects.exists()


def test_nothing_is_proposed_to_be_sent_to_a_forged_address(rita: Client) -> None:
    forged, honest = given("E27-dmarc-fail"), given("E46-nevada")

    assert 'name="acknowledge" class="checkboxinput" id="accept_acknowledge" checked' not in seen(
        rita, f"{PEN}{forged.pk}/"
    )
    assert " checked" in seen(rita, f"{PEN}{honest.pk}/").partition('name="acknowledge"')[2][:120]


def test_what_could_not_be_read_can_still_be_accepted(rita: Client) -> None:
    row = taken_in(b"no header at all, but a question about Civil Code 1798.83")
    assert row.place == Place.QUARANTINE

    business = str(Business.objects.get().pk)
    rita.post(
        f"{PEN}{row.pk}/accept/", accepting(row, requester_name="Ana Ruiz", reply_by="UNKNOWN", business=business)
    )

    request = DisclosureRequest.objects.get()
    assert (request.reply_by, request.deadline) == (ReplyBy.UNKNOWN, "elsewhere")
    assert request.received_at == row.stored_at


def test_a_message_that_is_no_request_stays_kept_and_can_be_accepted_later(rita: Client) -> None:
    row = given("E46-nevada")

    rita.post(f"{PEN}{row.pk}/dismiss/", {"because": "A vendor's offer."})
    row.refresh_from_db()
    assert (row.place, row.decided_by is not None) == (Place.NOT_REQUEST, True)
    assert row.why.endswith("A vendor's offer.")

    rita.post(f"{PEN}{row.pk}/accept/", accepting(row))
    assert str(DisclosureRequest.objects.get().due_on) == "2026-04-02"


def test_a_message_is_laid_beside_the_request_it_belongs_to(rita: Client) -> None:
    request = a_known_request("STL-2026-000123", email="jane.doe@example.org")
    receipt = request.receipts.get()
    row = given("E46-nevada")

    wrong = rita.post(f"{PEN}{row.pk}/belongs/", {"reference": "STL-2026-999999"})
    right = rita.post(f"{PEN}{row.pk}/belongs/", {"reference": f" {str(receipt.reference).lower()} "})

    row.refresh_from_db()
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "There is no request" in wrong.content.decode()
    assert (row.place, row.disclosure_request) == (Place.THREAD, request)
    assert request.events.filter(kind="wrote_again").exists()


def test_whoever_comes_second_is_told_who_was_first(rita: Client) -> None:
    row = given("E46-nevada")
    rita.post(f"{PEN}{row.pk}/accept/", accepting(row))

    again = rita.post(f"{PEN}{row.pk}/dismiss/", {}, follow=True)

    assert "rita decided on this message before you" in unescape(again.content.decode())
    assert DisclosureRequest.objects.count() == 1


def test_files_and_the_message_itself_are_handed_out_to_be_saved(rita: Client) -> None:
    row = given("E40-attached-letter")

    letter, whole = rita.get(f"{PEN}{row.pk}/files/1/"), rita.get(f"{PEN}{row.pk}/original.eml")

    assert b"1798.83" in letter.content
    assert letter["Content-Disposition"] == "attachment; filename*=UTF-8''letter%2Etxt"
    assert letter["Content-Type"] == "application/octet-stream"
    assert whole.content == (CASES / "email" / "E40-attached-letter.eml").read_bytes()
    assert rita.get(f"{PEN}{row.pk}/files/2/").status_code == 404
    assert AuditEntry.objects.filter(action="mail.downloaded").count() == 2


def test_a_program_in_a_message_is_not_handed_out(rita: Client) -> None:
    body = "--b\r\nContent-Type: application/octet-stream; name=run.exe\r\n\r\nMZ\r\n--b--\r\n"
    row = taken_in(a_mail(body, Content_Type="multipart/mixed; boundary=b"))

    assert "run.exe" in seen(rita, f"{PEN}{row.pk}/")
    assert rita.get(f"{PEN}{row.pk}/files/1/").status_code == 404


def test_many_messages_come_in_pages_and_each_is_on_one(rita: Client) -> None:
    for number in range(45):
        taken_in(a_mail("hello", Message_ID=f"<{number}@example.org>", Subject=f"number {number:02}."))
    found: list[str] = []
    address = PEN
    while address:
        page = seen(rita, address)
        found += [f"{number:02}" for number in range(45) if f"number {number:02}." in page]
        following = page.partition('rel="next"')[0].rpartition('href="')[2] if 'rel="next"' in page else ""
        address = f"{PEN}{following.rstrip(chr(34) + ' ')}" if following else ""

    assert sorted(found) == [f"{number:02}" for number in range(45)]


def test_a_register_keeper_reads_no_mail(rita: Client) -> None:
    row = given("E46-nevada")
    keeper = Client()
    keeper.force_login(builders.a_person("kim", REGISTER_KEEPER))

    for address in (PEN, f"{PEN}{row.pk}/", f"{PEN}{row.pk}/original.eml"):
        assert keeper.get(address).status_code == 403
    assert keeper.post(f"{PEN}{row.pk}/accept/", accepting(row)).status_code == 403
    assert Client().get(PEN).status_code == 302
