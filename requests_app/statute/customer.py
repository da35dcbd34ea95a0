"""(e)(1) and (e)(5): who is a customer, and how long a business relationship stands."""

from calendar import monthrange
from datetime import date

from requests_app.statute.clause import Reason, rule
from requests_app.statute.facts import FactPattern
from requests_app.statute.terms import Purpose, Relationship

MONTHS_AFTER_PURCHASE = 18
"""(e)(5): no more than 18 months have elapsed from the date of the purchase, rental, or lease."""

_MONTHS_IN_YEAR = 12


def months_after(day: date, months: int) -> date:
    """Count calendar months; where the month is too short its last day is meant."""
    year, month = divmod(day.year * _MONTHS_IN_YEAR + day.month - 1 + months, _MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@rule("(e)(1)")
def not_a_resident(facts: FactPattern) -> Reason | None:
    """(e)(1): a customer is a resident of California; read conservatively, now or when the data was disclosed."""
    requester = facts.requester
    if requester.california_resident is not False or requester.resident_when_disclosed is not False:
        return None
    return Reason(
        clause="(e)(1)",
        because="The requester is not a resident of California and was none when the information was disclosed.",
        says=(
            "This law is for people who live in California. From your request we understand that you live elsewhere, "
            "so the law does not ask us to send a list. If we got that wrong, please tell us."
        ),
    )


@rule("(e)(1)")
def business_purpose(facts: FactPattern) -> Reason | None:
    """(e)(1): the relationship must be primarily for personal, family, or household purposes."""
    if facts.requester.purpose is not Purpose.BUSINESS:
        return None
    return Reason(
        clause="(e)(1)",
        because="The relationship is not primarily for personal, family, or household purposes.",
        says=(
            "This law covers people who deal with us for themselves, their family, or their home. You deal with us "
            "for a business, so the law does not ask us to send a list."
        ),
    )


@rule("(e)(5)")
def no_relationship(facts: FactPattern) -> Reason | None:
    """(e)(5): there must be an established business relationship, ongoing or not 18 months past the purchase."""
    requester = facts.requester
    if requester.relationship is Relationship.NONE:
        return Reason(
            clause="(e)(5)",
            because="There is no business relationship with the requester.",
            says=(
                "This law covers a business's own customers. We found no purchase from us and no account with us under "
                "your name, so the law does not ask us to send a list. If we missed something, please tell us."
            ),
        )
    if requester.relationship not in {Relationship.ENDED, Relationship.ONE_PURCHASE} or requester.last_purchase is None:
        return None
    last_day = months_after(requester.last_purchase, MONTHS_AFTER_PURCHASE)
    if facts.request.received <= last_day:
        return None
    return Reason(
        clause="(e)(5)",
        because=(
            f"The relationship is not ongoing, and {MONTHS_AFTER_PURCHASE} months from the last purchase on "
            f"{requester.last_purchase.isoformat()} ended on {last_day.isoformat()}."
        ),
        says=(
            f"This law covers people who are our customers or bought from us in the last {MONTHS_AFTER_PURCHASE} "
            "months. Your last purchase was before that, so the law does not ask us to send a list."
        ),
    )
