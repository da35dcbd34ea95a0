"""Letters on paper: printed in runs, posted on a day by somebody, and brought back by the post."""

from datetime import date, timedelta

import pytest
from time_machine import travel

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery import letters
from requests_app.delivery.models import Delivery, PrintRun, State
from requests_app.delivery.places import next_places
from requests_app.delivery.settle import SettleError
from requests_app.register.models import Business
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.requests.status import Status
from tests.builders import NOW, a_person, a_reviewer, asked_by_post
from tests.delivery.places import a_business_that_answers
from tests.views.ways import compiled

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


@pytest.fixture
def business() -> Business:
    """A business with a register."""
    return a_business_that_answers()


def a_letter(business: Business, number: int = 1, **told: object) -> Delivery:
    """Return a letter that waits to be printed."""
    given = {"street": f"{number} Elm St", "requester_name": f"Ana {number} Ruiz", **told}
    received_at = NOW - timedelta(days=3 - number)
    row = handling.receive(business=business, asked=asked_by_post(**given), received_at=received_at)
    with travel(NOW, tick=False):
        return compiled(row, by=a_reviewer(f"decides{number}"))


def a_run(business: Business, name: str = "rita") -> PrintRun:
    return handling.make_print_run(business_id=business.pk, two_sided=False, by=a_reviewer(name), now=NOW)


def test_a_run_takes_the_letters_that_wait_once_the_most_urgent_first(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "MOST_LETTERS", 1)
    later, urgent = a_letter(business, 2), a_letter(business, 1)

    runs = [a_run(business, name) for name in ("rita", "rob")]

    assert [run.letters.get().pk for run in runs] == [urgent.pk, later.pk]
    with pytest.raises(SettleError, match="No letter waits"):
        handling.make_print_run(business_id=business.pk, two_sided=False, by=a_reviewer("ron"), now=NOW)


def test_whoever_fills_every_line_of_the_form_to_its_end_gets_their_letter(business: Business) -> None:
    """SQLite keeps what is too long for its column; PostgreSQL does not, and the answer never went out."""
    names = {"requester_name", "street", "city", "state", "postal_code", "country"}
    columns = [each for each in DisclosureRequest._meta.concrete_fields if each.name in names]  # noqa: SLF001 - Django's public name
    told: dict[str, object] = {each.name: "W" * (each.max_length or 0) for each in columns}
    letter = a_letter(business, 1, **told)

    letter.clean_fields()

    assert letter.recipient.splitlines()[:2] == [told["requester_name"], told["street"]]
    assert len(letter.recipient) > sum(each.max_length or 0 for each in columns)


def test_a_run_is_marked_as_posted_on_a_day_and_by_whom(business: Business) -> None:
    letter, spoilt = a_letter(business, 1), a_letter(business, 2)
    run, rob = a_run(business), a_reviewer("rob")

    handling.mark_run_posted(run_id=run.pk, posted_on=TODAY, left_out=[spoilt.pk], by=rob, now=NOW)

    for each in (letter, spoilt, run):
        each.refresh_from_db()
    assert (run.posted_on, run.posted_by) == (TODAY, rob)
    assert (letter.state, letter.posted_on, letter.answer) == (State.POSTED, TODAY, "Posted on May 4, 2026.")
    assert (spoilt.state, spoilt.print_run) == (State.QUEUED, None)
    letter.disclosure_request.refresh_from_db()
    assert letter.disclosure_request.status == Status.ANSWERED
    told = AuditEntry.objects.filter(subject=f"print_run:{run.pk}").order_by("id")
    assert [(each.action, each.detail["letters"]) for each in told] == [("print_run.made", 2), ("print_run.posted", 1)]


@pytest.mark.parametrize(
    ("day", "says"),
    [(TODAY + timedelta(days=1), "in the future"), (TODAY - timedelta(days=40), "before its notice was made")],
)
def test_a_run_is_not_posted_on_a_day_that_cannot_be(business: Business, day: date, says: str) -> None:
    a_letter(business)
    run = a_run(business)

    with pytest.raises(SettleError, match=says):
        handling.mark_run_posted(run_id=run.pk, posted_on=day, left_out=[], by=a_reviewer("rob"), now=NOW)

    assert PrintRun.objects.get().posted_on is None


def test_a_run_is_posted_once(business: Business) -> None:
    a_letter(business)
    run, rob = a_run(business), a_reviewer("rob")
    handling.mark_run_posted(run_id=run.pk, posted_on=TODAY, left_out=[], by=rob, now=NOW)

    with pytest.raises(SettleError, match="No letter of this run waits"):
        handling.mark_run_posted(run_id=run.pk, posted_on=TODAY, left_out=[], by=rob, now=NOW)


def posted(business: Business, **told: str) -> Delivery:
    letter = a_letter(business, 1, **told)
    handling.mark_posted(delivery_id=letter.pk, posted_on=TODAY, by=a_reviewer("posts"), now=NOW)
    return letter


def test_a_returned_letter_opens_the_duty_again_and_the_next_address_is_proposed(business: Business) -> None:
    letter = posted(business, email="ana@example.org")
    due_on = letter.disclosure_request.due_on

    handling.take_back_letter(
        delivery_id=letter.pk, returned_on=TODAY, because=ReturnReason.MOVED, by=a_reviewer(), now=NOW
    )

    letter = Delivery.objects.select_related("disclosure_request").get(pk=letter.pk)
    assert (letter.state, letter.returned_on, letter.returned_because) == (State.FAILED, TODAY, ReturnReason.MOVED)
    row = letter.disclosure_request
    assert (row.status, row.due_on) == (Status.UNDELIVERED, due_on)
    assert "send it to another address" in row.problem
    assert [(each.channel, each.recipient) for each in next_places(letter)] == [(ReplyBy.EMAIL, "ana@example.org")]
    assert AuditEntry.objects.filter(action="request.letter_came_back").count() == 1


@pytest.mark.parametrize(
    ("day", "because", "says"),
    [
        (TODAY + timedelta(days=1), ReturnReason.MOVED, "in the future"),
        (TODAY - timedelta(days=1), ReturnReason.MOVED, "before it was posted"),
        (TODAY, ReturnReason.FULL, "Choose why"),
    ],
)
def test_a_letter_does_not_come_back_on_a_day_or_for_a_reason_that_cannot_be(
    business: Business, day: date, because: ReturnReason, says: str
) -> None:
    letter = posted(business)

    with pytest.raises(SettleError, match=says):
        handling.take_back_letter(delivery_id=letter.pk, returned_on=day, because=because, by=a_reviewer(), now=NOW)

    letter.refresh_from_db()
    assert letter.state == State.POSTED


def test_a_letter_that_was_never_posted_cannot_come_back(business: Business) -> None:
    letter = a_letter(business)

    with pytest.raises(SettleError, match="Only a letter that was posted"):
        handling.take_back_letter(
            delivery_id=letter.pk, returned_on=TODAY, because=ReturnReason.MOVED, by=a_reviewer(), now=NOW
        )


def test_who_may_not_decide_prints_and_posts_nothing(business: Business) -> None:
    a_letter(business)
    kim = a_person("kim", REGISTER_KEEPER)

    with pytest.raises(NotAllowedError):
        handling.make_print_run(business_id=business.pk, two_sided=False, by=kim, now=NOW)

    assert not PrintRun.objects.exists()
