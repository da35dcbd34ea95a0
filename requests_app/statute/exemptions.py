"""(h), (c)(1), (a), (e)(1), (e)(5) and (b)(1)(B): the grounds on which no answer is required.

Each ground is a rule that returns its reason, or None where it does not hold. The product answers all the same.
"""

# ruff: noqa: D401 - a rule's docstring begins with its clause

from requests_app.statute.clause import Reason, rule
from requests_app.statute.customer import business_purpose, no_relationship, not_a_resident
from requests_app.statute.deadlines import deadline, is_telephone_call_not_taken
from requests_app.statute.facts import FactPattern, is_valid_on
from requests_app.statute.terms import DeadlineKind, LinkWording

FEWEST_EMPLOYEES = 20
"""(c)(1): a business with fewer than 20 full-time or part-time employees is exempt."""


@rule("(h)")
def financial_institution(facts: FactPattern) -> Reason | None:
    """(h): the section does not apply to a financial institution that complies with the Financial Code sections."""
    if facts.business.cfipa_compliant is not True:
        return None
    return Reason(
        clause="(h)",
        because=(
            "The business is subject to the California Financial Information Privacy Act and complies with Financial "
            "Code sections 4052, 4052.5, 4053, 4053.5 and 4054.6."
        ),
        says=(
            "We are a financial business. Another California law, the Financial Information Privacy Act, sets the "
            "rules for how we share information, and we follow it. So this law does not apply to us."
        ),
    )


@rule("(c)(1)")
def small_business(facts: FactPattern) -> Reason | None:
    """(c)(1): a business with fewer than 20 employees, full or part time, is exempt."""
    employees = facts.business.employees
    if employees >= FEWEST_EMPLOYEES:
        return None
    return Reason(
        clause="(c)(1)",
        because=(
            f"The business has {employees} full-time or part-time employees, fewer than {FEWEST_EMPLOYEES}, on the "
            "request date and in the report year alike."
        ),
        says=(
            f"This law covers businesses with {FEWEST_EMPLOYEES} or more employees. We have fewer, so it does not "
            "apply to us."
        ),
    )


@rule("(a)")
def call_not_taken(facts: FactPattern) -> Reason | None:
    """(a): a telephone call is no request where the business has not chosen to receive requests that way."""
    if not is_telephone_call_not_taken(facts.business, facts.request):
        return None
    return Reason(
        clause="(a)",
        because="The request was a telephone call, and no toll-free number was designated on the day of the call.",
        says=(
            "You called us, and we take these requests in writing or by e-mail. So please send us your request at one "
            "of the addresses we publish for it, and we will answer it."
        ),
    )


@rule("(b)(1)(B)")
def misdirected(facts: FactPattern) -> Reason | None:
    """(b)(1)(B): with the words "Your California Privacy Rights" only requests at a designated address are owed."""
    received = facts.request.received
    if facts.request.reached_designated is not None:
        return None
    if deadline(facts.business, facts.request).kind is DeadlineKind.DESIGNATED or not any(
        link.wording is LinkWording.YOUR_CALIFORNIA_PRIVACY_RIGHTS and is_valid_on(link, received)
        for link in facts.business.home_page_links
    ):
        return None
    return Reason(
        clause="(b)(1)(B)",
        because=(
            'The home page had the "Your California Privacy Rights" link on the day of receipt, and the request was '
            "received at none of the designated addresses or numbers."
        ),
        says=(
            'Our home page has a link, "Your California Privacy Rights," that gives the addresses for these requests. '
            "Your request reached us elsewhere, so the law does not ask us to send a list. Please write to one of "
            "those addresses, and we will answer."
        ),
    )


@rule("(c)(1)")
def answered_this_year(facts: FactPattern) -> Reason | None:
    """(c)(1): nobody is owed an answer more than once in a calendar year.

    Only a request that was answered, and verified as the same person's, uses up the year it was received in.
    """
    received = facts.request.received
    used_up = [
        each.received
        for each in facts.requester.earlier
        if each.answered and each.verified and each.received.year == received.year and each.received <= received
    ]
    if not used_up:
        return None
    first = min(used_up)
    return Reason(
        clause="(c)(1)",
        because=(
            f"The same customer's request of {first.isoformat()}, in the same year by its day of receipt, was answered "
            "and verified."
        ),
        says=(
            f"We already answered a request that you made in {received.year}. The law asks us for one answer in a "
            f"calendar year. You are welcome to ask again from January 1, {received.year + 1}."
        ),
    )


GROUNDS = (
    financial_institution,
    small_business,
    call_not_taken,
    not_a_resident,
    business_purpose,
    no_relationship,
    misdirected,
    answered_this_year,
)
"""In the order in which they are named; the first that holds is the ground."""


def grounds(facts: FactPattern) -> tuple[Reason, ...]:
    """Return every ground that holds, the decisive one first."""
    return tuple(reason for ground in GROUNDS if (reason := ground(facts)) is not None)
