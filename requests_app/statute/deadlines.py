"""(b): by which day a request is answered, and whether it reached a designated address or number."""

# ruff: noqa: D401 - a rule's docstring begins with its clause

from dataclasses import dataclass, replace
from datetime import date, timedelta

from requests_app.statute.clause import Reason, rule
from requests_app.statute.facts import BusinessFacts, DesignatedFacts, RequestFacts, is_valid_on
from requests_app.statute.terms import Channel, ContactKind, DeadlineKind

DAYS_AT_DESIGNATED_ADDRESS = 30
"""(b)(1): a request received at a designated address or number is answered within 30 days."""

DAYS_ELSEWHERE = 150
"""(b)(1): one received anywhere else within a reasonable period, not to exceed 150 days from the date received."""

ELSEWHERE = "elsewhere"
"""What the facts say for "at none of the designated addresses"."""

_CALLS = (Channel.PHONE, Channel.TOLL_FREE_PHONE)
_KIND_OF = {
    Channel.EMAIL: ContactKind.EMAIL,
    Channel.POSTAL: ContactKind.POSTAL,
    Channel.FAX: ContactKind.FAX,
    Channel.TOLL_FREE_PHONE: ContactKind.TOLL_FREE_PHONE,
    Channel.PHONE: ContactKind.TOLL_FREE_PHONE,
}
_DIALLED = (ContactKind.FAX, ContactKind.TOLL_FREE_PHONE)
_DIGITS_WITH_COUNTRY_CODE = 11
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day for the answer, None where none runs; the day itself still counts. Weekends do not move it."""

    due_on: date | None
    kind: DeadlineKind
    reason: Reason


@rule("(b)(1)")
def designated_on(business: BusinessFacts, day: date) -> tuple[DesignatedFacts, ...]:
    """(b)(1): the addresses and numbers at which customers may deliver requests on a day."""
    return tuple(each for each in business.designated if is_valid_on(each, day))


@rule("(a)")
def takes_telephone_requests(business: BusinessFacts, day: date) -> bool:
    """(a): a call is a request only where the business chose to receive requests by toll-free telephone."""
    return any(each.kind is ContactKind.TOLL_FREE_PHONE for each in designated_on(business, day))


def is_telephone_call_not_taken(business: BusinessFacts, request: RequestFacts) -> bool:
    """Whether the request is a call to a business that does not take requests by telephone."""
    return request.channel in _CALLS and not takes_telephone_requests(business, request.received)


@rule("(b)(1)")
def is_at_designated(business: BusinessFacts, request: RequestFacts) -> bool:
    """(b)(1): whether a request was received at a designated address or number.

    Read conservatively: the public web form counts as designated unless the business says otherwise. A fax where no
    fax number is elected, a call to another number, and a request handed over are received elsewhere.
    """
    at = (request.at or "").strip()
    if request.channel is Channel.WEB_FORM:
        return business.web_form_is_designated and at.casefold() != ELSEWHERE
    kind = _KIND_OF.get(request.channel)
    of_its_kind = [each for each in designated_on(business, request.received) if each.kind is kind]
    if not at:
        return bool(of_its_kind) and request.channel is not Channel.PHONE
    return any(_plain(each.value, each.kind) == _plain(at, each.kind) for each in of_its_kind)


@rule("(b)(1)")
def deadline(business: BusinessFacts, request: RequestFacts) -> Deadline:
    """(b)(1): 30 days from a designated address, at most 150 from anywhere else; never extended.

    A request that came in elsewhere and then reached a designated address is due on the earlier of the two days.
    """
    days = _days(business, request)
    if days.due_on is None or days.due_on.weekday() < _SATURDAY:
        return days
    because = f"{days.reason.because} It is a {days.due_on:%A}, and is not moved to a later day (conservative reading)."
    return replace(days, reason=replace(days.reason, because=because))


def _days(business: BusinessFacts, request: RequestFacts) -> Deadline:
    if is_telephone_call_not_taken(business, request):
        return Deadline(due_on=None, kind=DeadlineKind.NONE, reason=_no_deadline())
    if is_at_designated(business, request):
        due_on = request.received + timedelta(days=DAYS_AT_DESIGNATED_ADDRESS)
        return Deadline(due_on=due_on, kind=DeadlineKind.DESIGNATED, reason=_at_designated(request))
    limit = request.received + timedelta(days=DAYS_ELSEWHERE)
    if request.reached_designated is None:
        return Deadline(due_on=limit, kind=DeadlineKind.ELSEWHERE, reason=_elsewhere(request))
    due_on = min(limit, request.reached_designated + timedelta(days=DAYS_AT_DESIGNATED_ADDRESS))
    reason = _reached_later(request, request.reached_designated)
    return Deadline(due_on=due_on, kind=DeadlineKind.DESIGNATED, reason=reason)


def _plain(value: str, kind: ContactKind) -> str:
    """Reduce an address to its letters, without regard to case and spaces; a number to what is dialled."""
    if kind not in _DIALLED:
        return "".join(value.casefold().split())
    dialled = "".join(sign for sign in value.casefold() if sign.isalnum())
    has_country_code = len(dialled) == _DIGITS_WITH_COUNTRY_CODE and dialled.startswith("1")
    return dialled[1:] if has_country_code else dialled


def _no_deadline() -> Reason:
    return Reason(
        clause="(a)",
        because="It was a telephone call, and the business does not take requests by telephone: no day runs.",
    )


def _at_designated(request: RequestFacts) -> Reason:
    if request.channel is Channel.WEB_FORM:
        because = "The public web form is treated as a designated address (conservative reading)"
        says = f"We answer within {DAYS_AT_DESIGNATED_ADDRESS} days because you used our form for these requests."
    else:
        because = "The request was received at a designated address or number"
        where = "a number" if _KIND_OF[request.channel] in _DIALLED else "an address"
        says = (
            f"We answer within {DAYS_AT_DESIGNATED_ADDRESS} days because your request reached {where} we publish for "
            "these requests."
        )
    days = f"{DAYS_AT_DESIGNATED_ADDRESS} days from {request.received.isoformat()}"
    return Reason(clause="(b)(1)", because=f"{because}: {days}.", says=says)


def _elsewhere(request: RequestFacts) -> Reason:
    because = (
        "The request was received at none of the designated addresses or numbers: a reasonable period, at most "
        f"{DAYS_ELSEWHERE} days from {request.received.isoformat()}."
    )
    return Reason(
        clause="(b)(1)",
        because=" ".join(filter(None, (because, _why_elsewhere(request.channel)))),
        says=(
            f"We answer within {DAYS_ELSEWHERE} days at most. Your request reached us at a place other than the ones "
            "we publish for these requests."
        ),
    )


def _why_elsewhere(channel: Channel) -> str:
    match channel:
        case Channel.FAX:
            return "A fax is a writing, whichever number it came to (conservative reading)."
        case Channel.PHONE | Channel.TOLL_FREE_PHONE:
            return "A call to another number than the toll-free one is a request all the same (conservative reading)."
        case Channel.IN_PERSON:
            return "A request handed over is received elsewhere, on that day (conservative reading)."
        case _:
            return ""


def _reached_later(request: RequestFacts, reached: date) -> Reason:
    return Reason(
        clause="(b)(1)",
        because=(
            f"The request was received elsewhere on {request.received.isoformat()} and reached a designated address on "
            f"{reached.isoformat()}: the earlier of {DAYS_ELSEWHERE} days from the first and "
            f"{DAYS_AT_DESIGNATED_ADDRESS} days from the second (conservative reading)."
        ),
        says=(
            f"We answer within {DAYS_AT_DESIGNATED_ADDRESS} days because your request went on to an address we publish "
            f"for these requests. In no case will it take more than {DAYS_ELSEWHERE} days from the day we first got it."
        ),
    )
