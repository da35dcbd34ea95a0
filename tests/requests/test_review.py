"""The decision: once, by somebody who may, with a reason where it is a refusal."""

import pytest
from django.db import IntegrityError, transaction

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.notices.compile import BlockedError
from requests_app.register.models import Business
from requests_app.requests.decision import AlreadyDecidedError, ChangedMeanwhileError, NoReasonError
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, REVIEWER, NotAllowedError
from requests_app.requests.status import MOVES, Status, as_mermaid, sources
from tests.builders import NOW, a_business, a_disclosure, a_person, a_register, a_request, a_reviewer, a_third_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


def approve(request: DisclosureRequest, by: object, version: int | None = None) -> DisclosureRequest:
    return handling.approve(
        disclosure_request_id=request.pk,
        seen_version=request.version if version is None else version,
        by=by,  # type: ignore[arg-type] # tests name people of every kind
        now=NOW,
    )


def test_an_approval_says_who_and_when(business: Business) -> None:
    rita = a_reviewer()

    decided = approve(a_request(business), rita)

    assert decided.status == Status.APPROVED
    assert (decided.decided_by, decided.decided_at) == (rita, NOW)
    event = decided.events.last()
    assert event is not None
    assert (event.kind, event.from_status, event.to_status, event.by) == ("approved", "RECEIVED", "APPROVED", rita)
    assert AuditEntry.objects.filter(action="request.approved", actor=f"user:{rita.pk}").count() == 1


def test_a_second_reviewer_is_told_who_decided(business: Business) -> None:
    request = a_request(business)
    approve(request, a_reviewer("rita"))

    with pytest.raises(AlreadyDecidedError, match="rita already approved"):
        approve(request, a_reviewer("sam"))

    assert request.events.filter(kind="approved").count() == 1


def test_a_request_that_changed_since_it_was_read_is_not_decided(business: Business) -> None:
    request = a_request(business)
    DisclosureRequest.objects.filter(pk=request.pk).update(version=5)

    with pytest.raises(ChangedMeanwhileError, match="Look at it again"):
        approve(request, a_reviewer(), version=1)

    request.refresh_from_db()
    assert request.status == Status.RECEIVED


@pytest.mark.parametrize("roles", [(), (REGISTER_KEEPER,)])
def test_only_a_reviewer_may_decide(business: Business, roles: tuple[str, ...]) -> None:
    request = a_request(business)

    with pytest.raises(NotAllowedError, match="Only a reviewer"):
        approve(request, a_person("kim", *roles))

    request.refresh_from_db()
    assert request.status == Status.RECEIVED


@pytest.mark.parametrize("role", [REVIEWER, ADMINISTRATOR])
def test_reviewers_and_administrators_may_decide(business: Business, role: str) -> None:
    assert approve(a_request(business), a_person("pat", role)).status == Status.APPROVED


def test_somebody_who_left_may_not_decide(business: Business) -> None:
    gone = a_reviewer()
    gone.is_active = False
    gone.save()

    with pytest.raises(NotAllowedError):
        approve(a_request(business), gone)


def test_a_missing_postal_address_blocks_the_approval_and_says_whose(business: Business) -> None:
    a_disclosure(a_third_party(business, "Nowhere Lists", street="", city=""))
    request = a_request(business)

    with pytest.raises(BlockedError, match="Nowhere Lists: postal address missing"):
        approve(request, a_reviewer())

    request.refresh_from_db()
    assert request.status == Status.RECEIVED


def test_a_decline_carries_its_clause_and_the_sentence_for_the_requester(business: Business) -> None:
    request = a_request(business)

    decided = handling.decline(
        disclosure_request_id=request.pk,
        clause="(e)(1)",
        because="You told us that you live in Nevada.",
        seen_version=request.version,
        by=a_reviewer(),
        now=NOW,
    )

    assert decided.status == Status.DECLINED
    assert (decided.declined_clause, decided.declined_because) == ("(e)(1)", "You told us that you live in Nevada.")


@pytest.mark.parametrize(("clause", "because"), [("(e)(1)", " "), ("", "No."), ("(z)(9)", "No.")])
def test_a_decline_without_its_reason_is_refused(business: Business, clause: str, because: str) -> None:
    request = a_request(business)

    with pytest.raises(NoReasonError, match=r"Pick the clause|in your own words"):
        handling.decline(
            disclosure_request_id=request.pk,
            clause=clause,
            because=because,
            seen_version=request.version,
            by=a_reviewer(),
            now=NOW,
        )

    request.refresh_from_db()
    assert request.status == Status.RECEIVED


def test_the_database_refuses_a_decline_without_a_reason(business: Business) -> None:
    request = a_request(business)
    rita = a_reviewer()

    with pytest.raises(IntegrityError, match="request_declined_with_a_reason"), transaction.atomic():
        DisclosureRequest.objects.filter(pk=request.pk).update(status="DECLINED", decided_by=rita, decided_at=NOW)

    request.refresh_from_db()
    assert request.status == Status.RECEIVED


def test_every_state_can_be_reached_and_every_open_one_can_be_left() -> None:
    reached = set().union(*MOVES.values()) | {Status.RECEIVED}

    assert reached == set(Status)
    assert [status for status, targets in MOVES.items() if not targets] == [Status.WITHDRAWN]
    assert MOVES[Status.ANSWERED] == {Status.UNDELIVERED}  # its notice may still come back


def test_an_answered_request_moves_only_when_its_notice_comes_back() -> None:
    assert [to for to in Status if Status.ANSWERED in sources(to)] == [Status.UNDELIVERED]


def test_the_drawing_shows_every_move() -> None:
    drawn = as_mermaid()

    assert all(f"{status} --> {target}" in drawn for status, targets in MOVES.items() for target in targets)
