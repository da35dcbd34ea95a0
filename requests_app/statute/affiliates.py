"""(f): affiliated companies that share the brand name; fewer categories are told, and a number may stand for names."""

from requests_app.statute.categories import CATEGORIES, categories_disclosed
from requests_app.statute.clause import rule
from requests_app.statute.facts import BusinessFacts, DisclosureFacts
from requests_app.statute.terms import Relation

SAME_BRAND_CATEGORIES = frozenset(each.code for each in CATEGORIES if each.same_brand_letter)
"""(f)(1)(A) to (O): the fifteen categories that are told even of a same-brand affiliate."""


def is_same_brand(row: DisclosureFacts) -> bool:
    return row.recipient.relation is Relation.SAME_BRAND_AFFILIATE


@rule("(f)(1)", "(f)(2)")
def categories_told(row: DisclosureFacts) -> tuple[str, ...]:
    """(f)(1): of a same-brand affiliate only the fifteen listed categories are told, of everybody else all 27.

    (f)(2) limits what a derived list tells in the same way. Both are needed, affiliation and the brand name: an
    affiliate under another brand is a third party like any other.
    """
    disclosed = categories_disclosed(row)
    if not is_same_brand(row):
        return disclosed
    return tuple(code for code in disclosed if code in SAME_BRAND_CATEGORIES)


@rule("(f)(3)")
def number_of_affiliates(business: BusinessFacts, counted: tuple[DisclosureFacts, ...]) -> int | None:
    """(f)(3): the overall number of companies that share the brand name, not only of those that received something.

    None where no same-brand affiliate received anything for direct marketing.
    """
    return business.same_brand_affiliates if any(map(is_same_brand, counted)) else None


def missing_number(number: int | None) -> tuple[str, ...]:
    """Name the number of same-brand affiliates as missing where one is owed and none is given."""
    return ("Same-brand affiliates: number missing",) if number == 0 else ()


def questions_about_affiliates(business: BusinessFacts, counted: tuple[DisclosureFacts, ...]) -> tuple[str, ...]:
    """Ask where (f) is open, or where the number given cannot be right."""
    rows = [row for row in counted if is_same_brand(row)]
    if not rows:
        return ()
    asked = []
    if not any(categories_told(row) for row in rows):
        asked.append(
            "(f)(1) Same-brand affiliates received only categories that need not be told. Is their number still owed "
            "under (a)(2)? By the conservative reading it is given."
        )
    received = len({row.recipient.name for row in rows})
    if 0 < business.same_brand_affiliates < received:
        asked.append(
            f"(f)(3) The number of same-brand affiliates is given as {business.same_brand_affiliates}, but {received} "
            "of them received information. Which is right?"
        )
    return tuple(asked)
