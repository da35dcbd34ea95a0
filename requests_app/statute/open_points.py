"""Readings of the open statute that decided a ruling: one entry each, only where another would rule otherwise.

Unlike a question, such a reading waits for nobody: it was decided once for all, and a person may decide otherwise.
Some open points leave no trace in the facts and have no entry: which of two head counts was taken, whether a member of
a shared database drew on it, and when a letter counts as provided. That a request says nothing of where the requester
lives is how most requests come; it is told among the reasons.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from requests_app.statute.deadlines import DAYS_AT_DESIGNATED_ADDRESS, DAYS_ELSEWHERE
from requests_app.statute.facts import DisclosureFacts, EarlierRequestFacts, FactPattern
from requests_app.statute.rest_days import next_working_day, rest_day
from requests_app.statute.rows import why_left_out
from requests_app.statute.ruling import Ruling
from requests_app.statute.terms import Answer, Channel, DeadlineKind, Knowledge, Use

OPEN = "Open in the statute: "
"""How the entry of a reading goes on after its clause; every other entry of `for_review` is a question."""

_NAMED_AT_MOST = 5


class Reading(NamedTuple):
    """The facts as the other reading would have them, and what is said where it would rule otherwise."""

    otherwise: FactPattern
    says: str


def is_reading(entry: str) -> bool:
    """Whether an entry of `for_review` tells a reading that was taken; if not, it is a question."""
    return entry.partition(" ")[2].startswith(OPEN)


def readings_taken(facts: FactPattern, ruling: Ruling, rule: Callable[[FactPattern], Ruling]) -> tuple[str, ...]:
    """Tell each reading that decided; `rule` rules on the facts as another reading would have them.

    Where no answer is required none did: they all go the customer's way or leave it at that.
    """
    if ruling.answer is Answer.NOT_REQUIRED:
        return ()
    possible = (
        _residence(facts),
        _unanswered(facts),
        _year_of_the_answer(facts),
        _web_form(facts),
        _reached_later(facts),
        _policy_from(facts, ruling.report_year),
        _not_known(facts, ruling.report_year),
        _resold(facts, ruling.report_year),
    )
    told = _outcome(ruling)
    decided = (each.says for each in possible if each is not None and _outcome(rule(each.otherwise)) != told)
    seen = (_elsewhere(facts, ruling), _other_data_alone(facts, ruling), _year_of_receipt(ruling), _rest_day(ruling))
    return (*decided, *filter(None, seen))


def _outcome(ruling: Ruling) -> tuple[object, ...]:
    """Reduce a ruling to what the customer gets, and by when; in which order rows stand in the facts is no outcome."""
    recipients = {
        (each.name, each.address, frozenset(each.products), each.digital_advertising) for each in ruling.recipients
    }
    return ruling.answer, ruling.due_on, ruling.categories, frozenset(recipients), ruling.same_brand_affiliates


def _residence(facts: FactPattern) -> Reading | None:
    requester = facts.requester
    match requester.california_resident, requester.resident_when_disclosed:
        case True, False:
            known = "the requester lives there now and did not then"
        case None, True:
            known = "the requester lived there then and says nothing of now"
        case _:
            return None
    elsewhere = replace(requester, california_resident=False, resident_when_disclosed=False)
    says = (
        f"(e)(1) {OPEN}whether a customer must live in California when asking or when the information was disclosed. "
        f"By the conservative reading either is enough, so the request is answered: {known}. A person may decline it."
    )
    return Reading(replace(facts, requester=elsewhere), says)


def _unanswered(facts: FactPattern) -> Reading | None:
    """Whether an earlier request of the year keeps this one owed because it was never answered."""
    received = facts.request.received

    def waits(each: EarlierRequestFacts) -> bool:
        in_the_year = each.received.year == received.year and each.received <= received
        return in_the_year and each.verified and not each.answered

    days = [each.received for each in facts.requester.earlier if waits(each)]
    if not days:
        return None
    earlier = tuple(replace(each, answered=each.answered or waits(each)) for each in facts.requester.earlier)
    says = (
        f"(c)(1) {OPEN}whether a request that was not answered uses up its calendar year. By the conservative reading "
        f"it does not, so this request is owed an answer beside that of {min(days).isoformat()}. A person may decline "
        "it where the earlier one was answered after all."
    )
    return Reading(_with_earlier(facts, earlier), says)


def _year_of_the_answer(facts: FactPattern) -> Reading | None:
    """Whether a request of the year before keeps this one owed, though its answer may have come in this year."""
    begin = date(facts.request.received.year, 1, 1)

    def may_be_answered_since(each: EarlierRequestFacts) -> bool:
        late = begin - timedelta(days=DAYS_ELSEWHERE) <= each.received < begin
        return late and each.answered and each.verified

    days = [each.received for each in facts.requester.earlier if may_be_answered_since(each)]
    if not days:
        return None
    earlier = tuple(
        replace(each, received=begin if may_be_answered_since(each) else each.received)
        for each in facts.requester.earlier
    )
    says = (
        f"(c)(1) {OPEN}whether an answer uses up the calendar year in which it was given or the one in which it was "
        f"asked for. By the conservative reading it is the latter, so the request of {max(days).isoformat()} leaves "
        f"{begin.year} free and this one is answered. A person may decline it where that answer was given in "
        f"{begin.year}."
    )
    return Reading(_with_earlier(facts, earlier), says)


def _with_earlier(facts: FactPattern, earlier: tuple[EarlierRequestFacts, ...]) -> FactPattern:
    return replace(facts, requester=replace(facts.requester, earlier=earlier))


def _web_form(facts: FactPattern) -> Reading | None:
    if facts.request.channel is not Channel.WEB_FORM or not facts.business.web_form_is_designated:
        return None
    says = (
        f"(b)(1) {OPEN}whether a public web form is a designated address. By the conservative reading it is, so the "
        f"request is answered within {DAYS_AT_DESIGNATED_ADDRESS} days and not as one received elsewhere. A person may "
        "decide that the form of this business is none."
    )
    return Reading(replace(facts, business=replace(facts.business, web_form_is_designated=False)), says)


def _reached_later(facts: FactPattern) -> Reading | None:
    reached = facts.request.reached_designated
    if reached is None:
        return None
    says = (
        f"(b)(1) {OPEN}what is owed to a request that came in elsewhere and reached a designated address later. By the "
        f"conservative reading an answer is owed, within {DAYS_AT_DESIGNATED_ADDRESS} days from {reached.isoformat()} "
        f"or {DAYS_ELSEWHERE} days from the first day, whichever ends sooner. A person may decide that only the first "
        "place counts."
    )
    return Reading(replace(facts, request=replace(facts.request, reached_designated=None)), says)


def _policy_from(facts: FactPattern, year: int) -> Reading | None:
    policy, begin = facts.business.choice_policy, date(year, 1, 1)
    if policy is None or not begin < policy.published_from <= facts.request.received:
        return None
    says = (
        f"(c)(2) {OPEN}from which day on a choice policy must have been public. By the conservative reading that is "
        f"the first day of {year}, so the policy published on {policy.published_from.isoformat()} is too young and the "
        "information itself is told. A person may decide that the notice of the choice is enough."
    )
    all_along = replace(facts.business, choice_policy=replace(policy, published_from=begin))
    return Reading(replace(facts, business=all_along), says)


def _not_known(facts: FactPattern, year: int) -> Reading | None:
    def is_it(row: DisclosureFacts) -> bool:
        if row.year != year or row.knowledge is not Knowledge.DOES_NOT_KNOW:
            return False
        reason = why_left_out(row)
        return reason is not None and reason.clause == "(a)"

    names = _names(row for row in facts.disclosures if is_it(row))
    if not names:
        return None
    known = tuple(replace(row, knowledge=Knowledge.SHOULD_KNOW) if is_it(row) else row for row in facts.disclosures)
    says = (
        f"(a) {OPEN}whether (a)(2) asks for recipients of whose direct marketing the business neither knew nor "
        f"reasonably should have known. By the reading taken it does not, so these are left out ({names}). A person "
        "may decide that the business should have known."
    )
    return Reading(replace(facts, disclosures=known), says)


def _resold(facts: FactPattern, year: int) -> Reading | None:
    def is_it(row: DisclosureFacts) -> bool:
        unknown = row.use is Use.RESALE and row.knowledge is Knowledge.DOES_NOT_KNOW
        return row.year == year and unknown and why_left_out(row) is None

    names = _names(row for row in facts.disclosures if is_it(row))
    if not names:
        return None
    says = (
        f"(e)(2) {OPEN}whether a resale of which the business neither knew nor reasonably should have known counts. By "
        f"the conservative reading it does, for it is direct marketing by definition ({names}). A person may decide "
        "that it does not."
    )
    return Reading(replace(facts, disclosures=tuple(row for row in facts.disclosures if not is_it(row))), says)


def _elsewhere(facts: FactPattern, ruling: Ruling) -> str:
    """Tell that a call, a fax or a visit was taken for a request, though it came to no address (a) or (b)(1) names."""
    if ruling.deadline is not DeadlineKind.ELSEWHERE or ruling.due_on is None:
        return ""
    match facts.request.channel:
        case Channel.PHONE | Channel.TOLL_FREE_PHONE:
            how = "a call to another number than the toll-free one"
        case Channel.FAX:
            how = "a fax to a number that is not designated"
        case Channel.IN_PERSON:
            how = "a request handed over in person"
        case _:
            return ""
    return (
        f"(b)(1) {OPEN}whether {how} is owed an answer. By the conservative reading it is, as a request received "
        f"elsewhere, by {ruling.due_on.isoformat()} at the latest. A person may decline it."
    )


def _other_data_alone(facts: FactPattern, ruling: Ruling) -> str:
    left_out = {each.recipient for each in ruling.excluded if each.clause == "(e)(6)(A)"}
    names = _names(
        row
        for row in facts.disclosures
        if row.year == ruling.report_year and row.unreported_data and row.recipient.name in left_out
    )
    if not names:
        return ""
    return (
        f"(e)(6)(A) {OPEN}whether recipients of data outside the 27 categories are named where nothing else is owed. "
        f"By the reading taken they are not ({names}). A person may decide to name them."
    )


def _year_of_receipt(ruling: Ruling) -> str:
    if ruling.due_on is None or ruling.due_on.year == ruling.received_on.year:
        return ""
    return (
        f"(a) {OPEN}whether the year told is the one before the receipt or the one before the answer. By the "
        f"conservative reading it goes by the receipt, so {ruling.report_year} is told even where the answer is given "
        f"in {ruling.due_on.year}. A person may add the later year."
    )


def _rest_day(ruling: Ruling) -> str:
    if ruling.due_on is None or not (rest := rest_day(ruling.due_on)):
        return ""
    return (
        f"(b)(1) {OPEN}whether a last day that is a Saturday, a Sunday or a holiday moves on. By the conservative "
        f"reading it does not, so the answer is due on {ruling.due_on.isoformat()}, {rest}. A person may plan on "
        f"nothing later; a court may still find {next_working_day(ruling.due_on).isoformat()} in time."
    )


def _names(rows: Iterable[DisclosureFacts]) -> str:
    """Name the recipients, in an order of their own; of many, some and how many more."""
    names = sorted({" ".join(row.recipient.name.split()) for row in rows})
    more = len(names) - _NAMED_AT_MOST
    listed = ", ".join(names[:_NAMED_AT_MOST])
    return f"{listed} and {more} more" if more > 0 else listed
