"""Which disclosures of the report year count, and which are left out under which clause."""

# ruff: noqa: D401 - a rule's docstring begins with its clause

from collections.abc import Iterable
from dataclasses import dataclass

from requests_app.statute.categories import categories_disclosed
from requests_app.statute.clause import Reason, rule
from requests_app.statute.exclusions import excluded_by_claim, question_about_claim
from requests_app.statute.facts import DisclosureFacts
from requests_app.statute.marketing import (
    is_doubtful,
    question_about_use,
    use_is_not_known,
    use_is_not_marketing,
)
from requests_app.statute.recipients import named
from requests_app.statute.ruling import Excluded


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedRows:
    """The rows that are owed to the customer, those left out, and what a person is asked about them.

    `claims` asks about exclusions that were claimed, whatever the answer; `gaps` about rows that tell of no data.
    """

    owed: tuple[DisclosureFacts, ...]
    excluded: tuple[Excluded, ...]
    claims: tuple[str, ...]
    gaps: tuple[str, ...]


@rule("(a)", "(d)", "(e)(2)")
def why_left_out(row: DisclosureFacts) -> Reason | None:
    """(a): a disclosure counts unless (d) excludes it, its use is no direct marketing, or nobody could know of it."""
    return excluded_by_claim(row) or use_is_not_marketing(row) or use_is_not_known(row)


@rule("(e)(6)(A)", "(a)(2)", "(e)(7)")
def sort_rows(rows: Iterable[DisclosureFacts]) -> SortedRows:
    """(e)(6)(A): nothing is owed unless some disclosure was of one of the 27 categories.

    Where one was, (a)(2) and (e)(7) are read conservatively: a recipient of other data alone is named as well.
    """
    in_question: list[DisclosureFacts] = []
    excluded: list[Excluded] = []
    claims: list[str] = []
    for row in rows:
        claims += filter(None, [question_about_claim(row)])
        reason = why_left_out(row)
        if reason is None:
            in_question.append(row)
        else:
            excluded.append(_excluded(row, reason))
    owed = in_question if any(map(categories_disclosed, in_question)) else []
    if not owed:
        excluded += [_excluded(row, _outside_the_27(row)) for row in in_question]
    return SortedRows(
        owed=tuple(owed), excluded=tuple(excluded), claims=_once(claims), gaps=_once(_about_gaps(in_question))
    )


def questions_about_listed(owed: tuple[DisclosureFacts, ...]) -> tuple[str, ...]:
    """Ask about each recipient that is listed on a conservative reading alone."""
    uses = (question_about_use(row, is_listed=True) for row in owed)
    return _once([question for question in uses if question] + _about_other_data(list(owed)))


def questions_about_choice(owed: tuple[DisclosureFacts, ...]) -> tuple[str, ...]:
    """Ask about the uses where nobody is listed: only if the choice is owed for doubtful ones alone."""
    if not all(map(is_doubtful, owed)):
        return ()
    return _once([question for row in owed if (question := question_about_use(row, is_listed=False))])


def _excluded(row: DisclosureFacts, reason: Reason) -> Excluded:
    return Excluded(recipient=row.recipient.name, clause=reason.clause, because=reason.because)


def _outside_the_27(row: DisclosureFacts) -> Reason:
    data = f" ({', '.join(row.unreported_data)})" if row.unreported_data else ""
    because = f"What was disclosed{data} is in none of the 27 categories, and nothing else is owed."
    return Reason(clause="(e)(6)(A)", because=because)


def _about_other_data(rows: list[DisclosureFacts]) -> list[str]:
    """Ask about recipients that got nothing of the 27 categories but stand beside others that did."""
    groups = [group for group in named(tuple(rows)).values() if not any(map(categories_disclosed, group))]
    return [
        f"(e)(7) {group[0].recipient.name}: received only data outside the 27 categories. Is it to be named? By the "
        "conservative reading it is listed by name and address."
        for group in groups
    ]


def _about_gaps(rows: list[DisclosureFacts]) -> list[str]:
    """Ask about rows that say nothing of what was disclosed."""
    return [
        f"(e)(6)(A) {row.recipient.name}: no category and no other data is recorded. What was disclosed?"
        for row in rows
        if not row.unreported_data and not categories_disclosed(row)
    ]


def _once(questions: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(questions))
