"""Visits to a mailbox: what is fetched once, what is told when a server fails, and who may fetch at one time."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from requests_app.mailbox.fetch import fetch
from requests_app.mailbox.take import resume
from requests_app.mailbox.tasks import fetch_mail, take_stored_mail
from requests_app.register.models import Brand, Business
from requests_app.requests import raw_mail
from requests_app.requests.models import DisclosureRequest, IncomingMessage, MailboxVisit
from requests_app.requests.models.incoming_message import Place
from requests_app.rows.alone import alone
from shinelight.local.imap import ImapServer
from shinelight.mailboxes import Mailbox
from tests.cases_given import CASES
from tests.mailbox.fetching import a_box, read_boxes, visit
from tests.mailbox.reading import a_mail, configure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


def mails(count: int) -> list[bytes]:
    """Return so many requests, each of somebody else."""
    return [
        a_mail(Message_ID=f"<{number}@example.org>", From=f"Person Number{number} <p{number}@example.org>")
        for number in range(count)
    ]


def counting(server: ImapServer, *, kill_after: int) -> Callable[[], datetime]:
    """Return a clock that kills the mail server, once, when it was asked so often."""
    asked = 0

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        if asked == kill_after:
            server.kill()
        return timezone.now()

    return clock


def test_a_server_that_is_down_is_told_and_tried_again(imap_server: ImapServer, box: Mailbox) -> None:
    imap_server.deliver(*mails(2))
    imap_server.kill()

    down = visit(box)

    assert down.problem.startswith("The mail server cannot be used")
    told = MailboxVisit.objects.get()
    assert (told.problem, told.reached_at) == (down.problem, None)
    imap_server.start()
    assert (visit(box).fetched, MailboxVisit.objects.get().problem) == (2, "")


def test_a_connection_that_breaks_in_the_middle_loses_nothing(imap_server: ImapServer, box: Mailbox) -> None:
    imap_server.deliver(*mails(4))

    broken = fetch(box, clock=counting(imap_server, kill_after=3))

    assert broken.problem
    assert 0 < IncomingMessage.objects.count() < 4
    imap_server.start()
    assert visit(box).problem == ""
    assert list(IncomingMessage.objects.values_list("place", flat=True)) == [Place.TAKEN] * 4
    assert DisclosureRequest.objects.count() == 4
    assert imap_server.count() == 0


def test_a_wrong_password_is_told_without_the_password(imap_server: ImapServer) -> None:
    url = imap_server.url().replace(":only_for_tests@", ":hunter2hunter2@")
    (box,) = read_boxes(json.dumps([{"name": "privacy", "url": url}]))

    problem = visit(box).problem

    assert problem == "The mail server does not take the user name or password. Check both."
    assert "hunter2" not in f"{problem}{box!r}{MailboxVisit.objects.get().problem}"


def test_a_folder_that_is_not_there_is_told(imap_server: ImapServer) -> None:
    (box,) = read_boxes(json.dumps([{"name": "privacy", "url": imap_server.url(folder="Requests")}]))

    assert "has no folder “Requests”" in visit(box).problem


def test_a_business_that_is_not_set_up_is_told(imap_server: ImapServer) -> None:
    assert "There is no business “nobody”" in visit(a_box(imap_server, business="nobody")).problem


def test_two_never_fetch_one_mailbox_at_once(imap_server: ImapServer, box: Mailbox) -> None:
    imap_server.deliver(*mails(1))

    with alone("mailbox", box.name) as is_ours:
        assert is_ours
        # The lock of PostgreSQL belongs to the connection, which may take it twice; that of SQLite to the file.
        other = visit(box) if connection.vendor == "sqlite" else None

    assert other is None or (other.is_elsewhere, other.fetched) == (True, 0)
    assert visit(box).moved == 1


def test_a_server_without_move_moves_all_the_same() -> None:
    with ImapServer(can_move=False) as server:
        server.deliver(*mails(3))

        found = visit(a_box(server))

        assert (found.problem, found.moved) == ("", 3)
        assert (server.count(), server.count("Processed")) == (0, 3)


def test_where_nothing_is_to_be_moved_each_message_is_fetched_once_and_marked(imap_server: ImapServer) -> None:
    box = a_box(imap_server, processed="")
    imap_server.deliver(*mails(3))

    first, second = visit(box), visit(box)
    imap_server.deliver(a_mail(Message_ID="<late@example.org>"))
    third = visit(box)

    assert [each.fetched for each in (first, second, third)] == [3, 0, 1]
    with imap_server.client() as client:
        client.select("INBOX", readonly=True)
        assert client.search(None, "UNSEEN")[1] == [b""]


def test_messages_that_a_person_has_read_are_fetched_too(imap_server: ImapServer, box: Mailbox) -> None:
    imap_server.deliver(*mails(2))
    with imap_server.client() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", r"(\Seen \Flagged)")

    assert visit(box).fetched == 2


def test_a_message_put_back_into_the_mailbox_is_the_same_message(imap_server: ImapServer, box: Mailbox) -> None:
    imap_server.deliver(*mails(1))
    visit(box)

    imap_server.deliver(*mails(1))
    again = visit(box)

    assert (again.fetched, again.moved) == (0, 1)
    assert (IncomingMessage.objects.count(), DisclosureRequest.objects.count()) == (1, 1)


def test_a_mailbox_says_what_a_message_to_hidden_recipients_came_to(imap_server: ImapServer) -> None:
    Brand.objects.create(business=Business.objects.get(), slug="trail", name="Trail")
    for sender, user in (("a@example.org", "privacy"), ("b@example.org", "shop")):
        hidden = a_mail(From=sender, Delivered_To=None, To="undisclosed-recipients:;", Received=None)
        imap_server.deliver(hidden, user=user)

    visit(a_box(imap_server, address="privacy-requests@example.com", business="example-outfitters", brand="trail"))
    visit(a_box(imap_server, user="shop", address="store22@example.com"))

    designated, elsewhere = DisclosureRequest.objects.order_by("id")
    assert (designated.deadline, str(designated.brand)) == ("designated", "Trail")
    assert (elsewhere.deadline, elsewhere.arrived_at) == ("elsewhere", "store22@example.com")


def test_a_copy_that_reached_a_designated_address_shortens_the_limit() -> None:
    raw = (CASES / "email" / "E17a.eml").read_bytes()
    with ImapServer() as server:
        server.deliver(raw.replace(b"privacy-requests@example.com", b"info@example.com"), raw)

        visit(a_box(server))

    row, request = IncomingMessage.objects.latest("id"), DisclosureRequest.objects.get()
    assert (row.place, str(request.due_on), request.receipts.count()) == (Place.DUPLICATE, "2026-04-02", 2)
    assert request.deliveries.count() == 1
    assert "the shorter limit runs from it" in row.why


def test_a_message_that_was_stored_and_never_settled_is_taken_by_the_clock(
    imap_server: ImapServer, box: Mailbox
) -> None:
    imap_server.deliver(*mails(2))
    visit(box)
    IncomingMessage.objects.update(place=Place.STORED, receipt=None, disclosure_request=None, identity="")

    with override_settings(WAKE_AFTER_SECONDS=0):
        take_stored_mail()

    assert set(IncomingMessage.objects.values_list("place", "tries")) == {(Place.TAKEN, 1)}
    assert DisclosureRequest.objects.count() == 2  # the receipts of the first time are found again


def test_a_message_that_ends_its_reader_again_and_again_is_put_aside(imap_server: ImapServer, box: Mailbox) -> None:
    imap_server.deliver(*mails(2))
    visit(box)
    first = IncomingMessage.objects.order_by("id")[0]
    IncomingMessage.objects.filter(pk=first.pk).update(
        place=Place.STORED, tries=3, receipt=None, disclosure_request=None, identity=""
    )

    assert resume(now=timezone.now(), after=timedelta(0)) == 1

    first.refresh_from_db()
    assert first.place == Place.QUARANTINE
    assert "never came to an end" in first.why


def test_a_message_whose_bytes_are_gone_stops_none_behind_it(imap_server: ImapServer, box: Mailbox) -> None:
    imap_server.deliver(*mails(1))
    visit(box)
    first = IncomingMessage.objects.get()
    IncomingMessage.objects.update(place=Place.STORED, receipt=None, disclosure_request=None, identity="")
    raw_mail.path_of(first.raw_digest).unlink()
    imap_server.deliver(*mails(3)[1:])

    assert visit(box).settled == 2
    for _ in range(3):
        resume(now=timezone.now(), after=timedelta(0))

    first.refresh_from_db()
    assert (first.place, first.tries) == (Place.QUARANTINE, 3)
    assert "MissingMessageError" in first.why


def test_the_worker_visits_every_mailbox_and_one_that_fails_stops_none(imap_server: ImapServer) -> None:
    broken = read_boxes('[{"name": "broken", "url": "imap://a:b@localhost:1/INBOX"}]')
    imap_server.deliver(*mails(1))

    with override_settings(MAILBOXES=(*broken, a_box(imap_server))):
        fetch_mail()

    assert dict(MailboxVisit.objects.values_list("mailbox", "problem"))["privacy"] == ""
    assert MailboxVisit.objects.exclude(problem="").get().mailbox == "broken"
    assert IncomingMessage.objects.get().place == Place.TAKEN


def test_the_command_names_what_it_cannot_fetch(imap_server: ImapServer) -> None:
    with override_settings(MAILBOXES=()), pytest.raises(CommandError, match="No mailbox is set"):
        call_command("fetch_mail")
    with (
        override_settings(MAILBOXES=(a_box(imap_server),)),
        pytest.raises(CommandError, match="There is no mailbox 'other'; there are: privacy"),
    ):
        call_command("fetch_mail", "other")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[", "is no JSON"),
        ('{"name": "a"}', "no list of objects"),
        ('[{"name": "", "url": "imap+ssl://a:b@c/INBOX"}]', "give it a name"),
        ('[{"name": "file", "url": "imap+ssl://a:b@c/INBOX"}]', "give it a name"),
        ('[{"name": "a", "url": "https://a:secret@c"}]', "its url names no mailbox"),
        ('[{"name": "a", "url": "imap+ssl://c/INBOX"}]', "its url names no mailbox"),
        ('[{"name": "a", "url": "imap://a:secret@mail.example.com"}]', "in the clear"),
        ('[{"name": "a", "url": "imap+ssl://a:b@c", "colour": "red"}]', "'colour' is no field"),
        ('[{"name": "a", "url": 7}]', "each field is a text"),
        ('[{"name": "a", "url": "imap+ssl://a:b@c"}, {"name": "a", "url": "imap+ssl://a:b@c"}]', "of one name"),
    ],
)
def test_a_malformed_mailbox_stops_the_start_and_never_tells_the_password(text: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says) as refused:
        read_boxes(text)

    assert "secret" not in str(refused.value)


def test_a_mailbox_is_read_from_its_url() -> None:
    (box,) = read_boxes('[{"name": "a", "url": "imap+ssl://a%40b.org:p%40ss@mail.example.com/In%20Box"}]')

    assert (box.host, box.port, box.user, box.password, box.folder) == (
        "mail.example.com",
        993,
        "a@b.org",
        "p@ss",
        "In Box",
    )
    assert box.processed == "Processed"
    assert read_boxes("") == ()
