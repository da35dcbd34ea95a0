"""(a): the duty to answer. `rule_on` is the one entry: facts in, ruling out."""

# ruff: noqa: D401 - a rule's docstring begins with its clause

from dataclasses import replace
from datetime import date

from requests_app.statute.affiliates import (
    categories_told,
    is_same_brand,
    missing_number,
    number_of_affiliates,
    questions_about_affiliates,
)
from requests_app.statute.categories import in_statutory_order
from requests_app.statute.choice import (
    choice_reason,
    no_choice_for_affiliates,
    no_choice_for_lack_of,
    policy_reaches,
    question_about_reach,
    what_policy_lacks,
)
from requests_app.statute.clause import Reason, rule
from requests_app.statute.deadlines import deadline
from requests_app.statute.doubts import questions_about_request
from requests_app.statute.exemptions import grounds
from requests_app.statute.facts import DisclosureFacts, FactPattern, RequesterFacts
from requests_app.statute.marketing import is_doubtful
from requests_app.statute.open_points import readings_taken
from requests_app.statute.recipients import missing, named, questions_about_addresses, recipients
from requests_app.statute.rows import SortedRows, questions_about_choice, questions_about_listed, sort_rows
from requests_app.statute.ruling import Ruling
from requests_app.statute.terms import Answer


@rule("(a)", "(a)(1)")
def report_year(received_on: date) -> int:
    """(a): the immediately preceding calendar year, counted from the day of receipt."""
    return received_on.year - 1


@rule("(a)", "(a)(1)", "(a)(2)")
def rule_on(facts: FactPattern) -> Ruling:
    """(a): rule on a request: not required, nothing disclosed, the choice notice, or the disclosure itself.

    Where the statute is open the conservative reading decides, and `for_review` says so if another would rule
    otherwise.
    """
    ruling = _ruled(facts)
    return replace(ruling, for_review=(*ruling.for_review, *readings_taken(facts, ruling, _ruled)))


def _ruled(facts: FactPattern) -> Ruling:
    year = report_year(facts.request.received)
    rows = sort_rows(row for row in facts.disclosures if row.year == year)
    found = grounds(facts)
    asked = questions_about_request(facts, is_owed=not found) + rows.claims
    if found:
        return _ruling(facts, Answer.NOT_REQUIRED, found, rows, asked)
    if not rows.owed:
        asked += rows.gaps + _about_an_empty_year(facts, year)
        return _ruling(facts, Answer.NOTHING_DISCLOSED, (_nothing_disclosed(year),), rows, asked)
    policy = facts.business.choice_policy
    if policy is None:
        return _disclosure(facts, rows, asked)
    lacks = what_policy_lacks(policy, year, facts.request.received)
    if lacks:
        return _disclosure(facts, rows, asked, (no_choice_for_lack_of(lacks),))
    if not policy_reaches(policy, rows.owed):
        return _disclosure(facts, rows, (*asked, question_about_reach()), (no_choice_for_affiliates(),))
    asked += questions_about_choice(rows.owed)
    return _ruling(facts, Answer.CHOICE, (choice_reason(policy),), rows, asked)


def _about_an_empty_year(facts: FactPattern, year: int) -> tuple[str, ...]:
    """Ask whether nothing was disclosed or nothing was written down: only a person can tell the two apart."""
    if any(row.year == year for row in facts.disclosures):
        return ()
    return (f"(a)(1) Nothing at all is recorded for {year}. Is the record of that year complete?",)


def _ruling(
    facts: FactPattern,
    answer: Answer,
    reasons: tuple[Reason, ...],
    rows: SortedRows,
    asked: tuple[str, ...],
) -> Ruling:
    due = deadline(facts.business, facts.request)
    silent: tuple[Reason, ...] = ()
    year: tuple[Reason, ...] = ()
    if answer is not Answer.NOT_REQUIRED:
        silent = _silent_on_residence(facts.requester)
        year = _year_by_receipt(facts.request.received, due.due_on)
    return Ruling(
        id=facts.id,
        report_year=report_year(facts.request.received),
        received_on=facts.request.received,
        answer=answer,
        due_on=due.due_on,
        deadline=due.kind,
        excluded=rows.excluded,
        for_review=asked,
        reasons=(*reasons, *silent, due.reason, *year),
    )


def _silent_on_residence(requester: RequesterFacts) -> tuple[Reason, ...]:
    """Say that silence counts for the customer. It is how most requests come, so it is a reason and no question."""
    if requester.california_resident is not None or requester.resident_when_disclosed is not None:
        return ()
    because = "Nothing is known of where the requester lives: the request is answered (conservative reading)."
    return (Reason(clause="(e)(1)", because=because),)


def _year_by_receipt(received: date, due_on: date | None) -> tuple[Reason, ...]:
    """Say which year is told where the days for the answer run into the next one."""
    if due_on is None or due_on.year == received.year:
        return ()
    because = (
        f"The year told is {report_year(received)}, the one before the day of receipt, even where the answer is given "
        f"in {due_on.year} (conservative reading)."
    )
    return (Reason(clause="(a)", because=because),)


def _disclosure(
    facts: FactPattern,
    rows: SortedRows,
    asked: tuple[str, ...],
    notes: tuple[Reason, ...] = (),
) -> Ruling:
    """Rule that the disclosure is owed, and say what goes into it and what is still missing."""
    owed, business = rows.owed, facts.business
    asked += (
        *questions_about_listed(owed),
        *rows.gaps,
        *questions_about_affiliates(business, owed),
        *questions_about_addresses(owed),
    )
    number = number_of_affiliates(business, owed)
    ruling = _ruling(facts, Answer.DISCLOSURE, (), rows, asked)
    told = in_statutory_order(code for row in owed for code in categories_told(row))
    return replace(
        ruling,
        categories=told,
        recipients=recipients(owed),
        same_brand_affiliates=number,
        blocked=(*missing(owed), *missing_number(number)),
        reasons=(*_disclosed(ruling.report_year, owed, told, number), *ruling.reasons, *notes),
    )


def _nothing_disclosed(year: int) -> Reason:
    return Reason(
        clause="(a)",
        because=f"In {year} nothing was disclosed that counts: no row of that year, or every one left out.",
        says=(
            "This law covers personal information that a business shares with other companies for their own direct "
            f"marketing. In {year} we shared none of the kinds it lists."
        ),
    )


def _disclosed(
    year: int,
    owed: tuple[DisclosureFacts, ...],
    told: tuple[str, ...],
    number: int | None,
) -> tuple[Reason, ...]:
    """Say why the disclosure is owed: to outsiders, to companies of the same brand, or to both."""
    names = len(named(owed))
    reasons = []
    if names:
        because = (
            f"In {year} personal information went to third parties for their direct marketing: {names} to be named."
        )
        used = (
            "They used it, or may have used it, for their own direct marketing"
            if any(is_doubtful(row) and not is_same_brand(row) for row in owed)
            else "They used it for their own direct marketing"
        )
        says = (
            f"In {year} we shared personal information about our customers with other companies. {used}. We list the "
            "kinds of information and the companies for you."
        )
        reasons.append(Reason(clause="(a)", because=because, says=says))
    if number is not None:
        because = (
            f"In {year} same-brand affiliates received information: their overall number, {number}, stands for names."
        )
        says = (
            f"In {year} we shared personal information with companies in our group that use our brand name and may use "
            "it for direct marketing. The law lets us tell you how many such companies there are instead of their "
            "names."
        )
        reasons.append(Reason(clause="(f)(3)", because=because, says=says))
    because = f"{len(told)} of the 27 categories are told, in the order of the statute."
    return (*reasons, Reason(clause="(a)(1)", because=because))
