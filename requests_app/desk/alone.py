"""What may be approved without a person, where a person set it so: only what is beyond doubt, and never a refusal.

Whatever stands in the way leaves the request where it is, for a reviewer, and says why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, Max, OuterRef

from requests_app.desk import policy as policies
from requests_app.desk.models import LeftToPerson, ReviewPolicy, StatementApproval
from requests_app.desk.second_look import COUNTED, is_settled
from requests_app.notices.compile import Compiled, compile_for
from requests_app.register.closed import closed_years
from requests_app.register.models import Business
from requests_app.requests.keys import email_key
from requests_app.requests.match import perhaps_the_same, unsettled
from requests_app.requests.models import DisclosureRequest, LaterWord, ReplyBy
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.status import Status
from requests_app.statute import is_reading

MOST_AT_ONCE = 500
_Doubt = tuple[Callable[[], bool], str]
"""What wants a person, and the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a business's requests rest on today: what was looked at is looked at again when this is another."""

    business: Business
    policy: ReviewPolicy
    rests_on: str


def grounds(*, now: datetime) -> list[Ground]:
    """Return the businesses where a person let requests be approved without one, and who set it still may decide."""
    found = []
    for business in Business.objects.filter(review_policies__answers_alone=True).distinct().order_by("pk"):
        policy = policies.standing(business.pk)
        if policy is not None and policies.answers_alone(policy):
            found.append(Ground(business, policy, _rests_on(business, policy, on=_day(business, now))))
    return found


def to_look_at(ground: Ground) -> DisclosureRequestQuerySet:
    """Return the requests of a business that nobody has in hand and that were not looked at on this ground."""
    seen = LeftToPerson.objects.filter(
        disclosure_request=OuterRef("pk"), version=OuterRef("version"), rests_on=ground.rests_on
    )
    rows = DisclosureRequest.objects.waiting().filter(
        business=ground.business, assigned_to=None, verified_at__isnull=False, reply_by=ReplyBy.EMAIL
    )
    return rows.exclude(Exists(seen)).order_by(F("due_on").asc(nulls_last=True), "id")


def leave(row: DisclosureRequest, ground: Ground, because: str) -> None:
    """Note why a request is left to a person; it is not looked at again before something changes."""
    LeftToPerson.objects.update_or_create(
        disclosure_request=row,
        defaults={"version": row.version, "rests_on": ground.rests_on, "because": because},
    )


def why_not(row: DisclosureRequest, policy: ReviewPolicy, *, now: datetime) -> str:
    """Return why a person has to decide on this request, a sentence for staff; empty where it is beyond doubt."""
    if not policies.answers_alone(policy):
        return "Nobody lets requests be approved without a person, or whoever did may not decide any more."
    found = _of_the_request(row, on=_day(row.business, now))
    if found:
        return found
    return _of_the_answer(row, compile_for(row, issued_on=_day(row.business, now)))


def _of_the_request(row: DisclosureRequest, *, on: date) -> str:
    checks = (
        (row.status != Status.RECEIVED, "It does not wait for a decision."),
        (row.assigned_to_id is not None or row.deferred_until is not None, "A reviewer has it in hand."),
        (row.reply_by != ReplyBy.EMAIL, "It is not answered by e-mail."),
        (
            row.verified_at is None or row.verified_key != email_key(row.email),
            "Nobody confirmed that the e-mail address is the requester’s.",
        ),
        (row.due_on is None or row.due_on < on, "It has no due date, or the due date is past."),
        (row.report_year not in closed_years(row.business_id), "The register of the year is not closed."),
    )
    return next((says for holds, says in checks if holds), "") or _said_beside(row)


def _said_beside(row: DisclosureRequest) -> str:
    """Return what was said around the request that wants a person."""
    receipts = list(row.receipts.all())
    checks: tuple[_Doubt, ...] = (
        (lambda: any(each.flags for each in receipts), "Something in the message wants a person’s eye."),
        (lambda: any(each.dossier_id for each in receipts), "Somebody else writes for the requester."),
        (row.questions.exists, "A reviewer asked the requester something."),
        (row.legal_notes.exists, "It is marked as a possible claim."),
        (
            row.other_wishes.filter(handed_over_at__isnull=True).exists,
            "Something else was asked beside it, and nobody has taken that over.",
        ),
        (
            LaterWord.objects.to_look_at().filter(receipt__disclosure_request=row).exists,
            "The requester said something since that nobody has looked at.",
        ),
        (lambda: bool(unsettled(row) or perhaps_the_same(row)), "Somebody has to say whether one person wrote both."),
        (lambda: row.events.filter(kind="returned").exists(), "It came back to review once."),
    )
    return next((says for holds, says in checks if holds()), "")


def _of_the_answer(row: DisclosureRequest, compiled: Compiled) -> str:
    statement = compiled.content.statement
    checks = (
        (compiled.blocked != (), "Something that the notice must print is missing in the register."),
        (statement.answer not in COUNTED, "The law asks for no disclosure here: a person decides that."),
        (any(not is_reading(each) for each in compiled.ruling.for_review), "The law leaves a question to a person."),
        (compiled.lack is not None, "A text of your own is missing in the requester’s language."),
    )
    found = next((says for holds, says in checks if holds), "")
    if found or is_settled(row.business_id, statement):
        return found
    return "Two reviewers have not approved yet what this notice would say."


def _day(business: Business, now: datetime) -> date:
    return now.astimezone(ZoneInfo(business.timezone)).date()


def _rests_on(business: Business, policy: ReviewPolicy, *, on: date) -> str:
    approval = StatementApproval.objects.filter(business=business).aggregate(last=Max("pk"))["last"] or 0
    closes = sorted(closed_years(business.pk))
    years = f"{len(closes)}-{closes[-1]}" if closes else "none"
    return f"policy {policy.pk}, register {business.register_version}, approval {approval}, closed {years}, {on}"
