"""What a campaign would come to: people, ways and reasons, each person once, and the numbers add up."""

from datetime import UTC, date, datetime, timedelta

import pytest

from requests_app import handling
from requests_app.cure.affected import Affected
from requests_app.cure.dry_run import DryRun, dry_run
from requests_app.cure.scope import Scope
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.notices.models import Notice
from requests_app.register import edit
from requests_app.register.models import Brand, Business, Disclosure, ThirdParty
from requests_app.requests.models import DisclosureRequest, OnePerson, ReplyBy
from requests_app.requests.status import Status
from tests.builders import NOW, REPORT_YEAR, a_business, a_disclosure, a_register, a_request, a_reviewer, a_third_party
from tests.builders import asked_by_post as by_post
from tests.cure.worlds import told_to
from tests.remembered import remember

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)
TODAY = date(2026, 8, 1)


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    remember(business)
    return business


def correct(business: Business, *, nature: str = "correction") -> None:
    """Say that the catalog company got telephone numbers, too."""
    row = Disclosure.objects.get(third_party__business=business, third_party__legal_name__startswith="Sierra")
    row.categories = ["name_address", "product_kind", "telephone"]
    edit.save(row, actor="test", at=LATER, nature=nature)


def run(business: Business, **scope: object) -> DryRun:
    given = {"business": Business.objects.get(pk=business.pk), "years": (REPORT_YEAR,), "on": TODAY, **scope}
    return dry_run(Affected(Scope(**given)))  # type: ignore[arg-type] # a test may give any value on purpose


def answered(row: DisclosureRequest, *, at: datetime = NOW, state: State = State.ACCEPTED) -> Notice:
    """Have the request answered, and its notice delivered at a moment."""
    notice, _ = told_to(row)
    Delivery.objects.create(
        disclosure_request=row,
        notice=notice,
        kind=Kind.NOTICE,
        channel=row.reply_by,
        state=state,
        message_id=f"<{row.pk}.notice@example.com>",
        sender="privacy@example.com",
        recipient=row.email,
        queued_at=at,
        finished_at=at,
    )
    rita = a_reviewer(f"rita{row.pk}")
    status = Status.UNDELIVERED if state == State.FAILED else Status.ANSWERED
    DisclosureRequest.objects.filter(pk=row.pk).update(status=status, decided_by=rita, decided_at=at)
    return notice


def test_a_correction_touches_whoever_was_told_before_it(business: Business) -> None:
    answered(a_request(business))
    answered(a_request(business, language="es"))
    post = handling.receive(business=business, asked=by_post(requester_name="Bo Lind"), received_at=NOW)
    answered(post)
    correct(business)
    answered(a_request(business))

    found = run(business)

    assert (found.people, found.by_email, found.by_post, found.languages) == (3, 2, 1, ("en", "es"))
    assert (found.looked_at, found.wrong, found.late, found.unanswered) == (4, 3, 0, 0)
    (difference,) = found.differences
    assert (difference.notices, difference.wrong.categories_added) == (3, ["Telephone number"])


def test_a_change_touches_nobody(business: Business) -> None:
    answered(a_request(business))
    correct(business, nature="change")

    assert run(business).people == 0


def test_whoever_was_told_that_nothing_was_disclosed_is_in(business: Business) -> None:
    Disclosure.objects.all().delete()
    remembered = a_business("other")
    remember(remembered)
    notice = answered(a_request(remembered))
    with edit.change(remembered.pk, actor="test", at=LATER, nature="correction") as step:
        party = ThirdParty(business=remembered, legal_name="Seeds", street="1 Elm St", city="Reno")
        step.save(party)
        step.save(Disclosure(third_party=party, year=REPORT_YEAR, categories=["email"]))

    assert notice.answer == "nothing_disclosed"
    assert run(remembered).people == 1


def test_a_person_who_asked_twice_is_one(business: Business) -> None:
    for _ in range(2):
        answered(a_request(business, email="ana@example.org"))
    correct(business)

    found = run(business)

    assert (found.requests, found.people, found.by_email) == (2, 1, 1)


def test_what_the_desk_said_of_two_requests_counts(business: Business) -> None:
    one, other = a_request(business), a_request(business, requester_name="A. R.", email="ar@example.org")
    answered(one)
    answered(other)
    correct(business)
    assert run(business).people == 2

    OnePerson.objects.create(one=one, other=other, is_one=True, said_by=a_reviewer(), said_at=NOW)

    assert run(business).people == 1


def test_who_cannot_be_reached_is_told_apart(business: Business) -> None:
    answered(a_request(business), state=State.FAILED)
    answered(a_request(business, represented=True))
    unknown = a_request(business)
    answered(unknown)
    DisclosureRequest.objects.filter(pk=unknown.pk).update(reply_by=ReplyBy.UNKNOWN)
    correct(business)

    found = run(business)

    assert (found.people, found.unreachable, found.agents, found.by_email) == (3, 2, 1, 0)


def test_late_and_open_ones_are_in_where_the_event_says_so(business: Business) -> None:
    answered(a_request(business), at=NOW)
    answered(a_request(business), at=datetime(2026, 7, 20, tzinfo=UTC))
    a_request(business)

    assert run(business).people == 0
    found = run(business, with_late=True, with_unanswered=True)
    assert (found.people, found.late, found.unanswered, found.wrong) == (2, 1, 1, 0)


def test_an_answer_that_is_wrong_and_late_is_told_once_as_wrong(business: Business) -> None:
    answered(a_request(business), at=datetime(2026, 7, 20, tzinfo=UTC))
    correct(business)

    found = run(business, with_late=True, with_unanswered=True)

    assert (found.people, found.wrong, found.late) == (1, 1, 0)


def test_a_decline_rests_on_no_register(business: Business) -> None:
    row = a_request(business)
    DisclosureRequest.objects.filter(pk=row.pk).update(declined_clause="(e)(1)", declined_because="Nevada.")
    row.refresh_from_db()
    answered(row)
    correct(business)

    assert run(business).people == 0


def test_an_event_of_one_brand_looks_at_no_other(business: Business) -> None:
    blue, red = (Brand.objects.create(business=business, slug=name, name=name) for name in ("blue", "red"))
    answered(a_request(business, brand=blue))
    answered(a_request(business, brand=red))
    correct(business)

    assert (run(business).brands, run(business, brand=blue).people) == (2, 1)


def test_what_was_put_right_is_no_longer_touched(business: Business) -> None:
    row = a_request(business)
    old = answered(row)
    correct(business)
    row.refresh_from_db()
    told_to(row, supersedes=old)

    assert run(business).people == 0


def test_the_people_of_another_business_are_left_alone(business: Business) -> None:
    other = a_business("other")
    a_disclosure(a_third_party(other))
    remember(other)
    answered(a_request(other))
    correct(business)

    assert run(other).people == 0
