"""What each disclosure of the report year does to the answer, and why: one verdict a row, in or out."""

from dataclasses import dataclass

from requests_app.statute.affiliates import categories_told, is_same_brand
from requests_app.statute.categories import categories_disclosed, category
from requests_app.statute.clause import Reason, rule
from requests_app.statute.facts import DisclosureFacts
from requests_app.statute.rows import why_left_out
from requests_app.statute.terms import Knowledge, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a row counts, and the reason. `told` are the labels of the categories it brings into the answer.

    `by_number`: its recipient counts in the overall number of (f)(3) and is not listed by name.
    """

    recipient: str
    counts: bool
    reason: Reason
    told: tuple[str, ...] = ()
    by_number: bool = False


@rule("(a)(2)", "(f)(3)", "(e)(7)")
def verdict_on(row: DisclosureFacts) -> Verdict:
    """(a)(2): a third party that got information for its direct marketing is named, unless a clause leaves it out.

    The verdict is on the row alone: what the whole year owes, and whether a request is owed anything, is for
    `rule_on`.
    """
    left_out = why_left_out(row)
    if left_out is not None:
        return Verdict(recipient=row.recipient.name, counts=False, reason=left_out)
    told = tuple(category(code).label for code in categories_told(row))
    return Verdict(
        recipient=row.recipient.name, counts=True, reason=_why_in(row), told=told, by_number=is_same_brand(row)
    )


def _why_in(row: DisclosureFacts) -> Reason:
    if is_same_brand(row):
        return Reason(
            clause="(f)(3)",
            because="It is an affiliate under the same brand name: it stands in the overall number, without its name.",
        )
    if not categories_disclosed(row):
        return Reason(
            clause="(e)(7)",
            because="It got only data outside the 27 categories: it is named where a disclosure is owed anyway.",
        )
    return Reason(clause="(a)(2)", because=f"It is named with its address: {_use_in_words(row)}.")


def _nobody_knows(row: DisclosureFacts) -> bool:
    return row.knowledge is Knowledge.DOES_NOT_KNOW


def _use_in_words(row: DisclosureFacts) -> str:
    match row.use:
        case Use.RESALE:
            by_definition = "selling or renting information on is direct marketing by definition, (e)(2)"
            return by_definition + (", whoever knows (conservative reading)" if _nobody_knows(row) else "")
        case Use.DIGITAL_ADVERTISING:
            return "online advertising is listed with a label (conservative reading)"
        case Use.UNKNOWN:
            return "its use is not known, and the information went to a marketer (conservative reading)"
        case _:
            known = "knows" if row.knowledge is Knowledge.KNOWS else "should know"
            return f"it used the information for its own direct marketing, and the business {known} of it"
