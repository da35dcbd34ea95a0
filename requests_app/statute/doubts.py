"""Questions about the request and the requester that only a person can decide; the request is answered meanwhile."""

from requests_app.statute.deadlines import designated_on, is_telephone_call_not_taken
from requests_app.statute.exemptions import misdirected
from requests_app.statute.facts import FactPattern, RequesterFacts
from requests_app.statute.terms import Purpose, Relationship


def questions_about_request(facts: FactPattern, *, is_owed: bool) -> tuple[str, ...]:
    """Return what a reviewer is asked, each with its clause; whether this is a customer only if an answer is owed."""
    about_the_customer = (
        _about_residence(facts.requester),
        _about_purpose(facts.requester),
        _about_relationship(facts),
        _about_earlier(facts),
    )
    asked = (
        _about_agent(facts.requester),
        *(about_the_customer if is_owed else ()),
        _about_call(facts),
        _about_link(facts),
    )
    return tuple(question for question in asked if question)


def _about_agent(requester: RequesterFacts) -> str:
    if not requester.represented:
        return ""
    return (
        "(a) An agent or attorney asks for the customer. Is the authority shown? By the conservative reading it is "
        "asked for while the days run."
    )


def _about_residence(requester: RequesterFacts) -> str:
    if requester.california_resident is False and requester.resident_when_disclosed is not False:
        then = "lived there" if requester.resident_when_disclosed else "may have lived there"
        return (
            f"(e)(1) The requester does not live in California now but {then} when the information was disclosed. "
            "Is this a customer? By the conservative reading the request is answered."
        )
    if requester.california_resident is None and requester.resident_when_disclosed is False:
        return (
            "(e)(1) The requester did not live in California when the information was disclosed and says nothing of "
            "now. Is this a customer? By the conservative reading the request is answered."
        )
    return ""


def _about_purpose(requester: RequesterFacts) -> str:
    if requester.purpose is not Purpose.MIXED:
        return ""
    return (
        "(e)(1) The relationship is partly private and partly for business. Is it primarily for personal, family, or "
        "household purposes? By the conservative reading the request is answered."
    )


def _about_relationship(facts: FactPattern) -> str:
    relationship, last_purchase = facts.requester.relationship, facts.requester.last_purchase
    if (
        relationship in {Relationship.ENDED, Relationship.ONE_PURCHASE}
        and last_purchase is not None
        and last_purchase > facts.request.received
    ):
        return (
            f"(e)(5) The last purchase is said to be of {last_purchase.isoformat()}, after the request. When was it? "
            "By the conservative reading the request is answered."
        )
    match relationship, last_purchase:
        case Relationship.UNKNOWN, _:
            return "(e)(5) Is there a business relationship? By the conservative reading the request is answered."
        case Relationship.ENDED | Relationship.ONE_PURCHASE, None:
            return (
                "(e)(5) When was the last purchase? Without its day nobody can say that 18 months have passed. By "
                "the conservative reading the request is answered."
            )
        case Relationship.ENDED, _:
            return (
                "(e)(5) The relationship was ended, and the last purchase is not 18 months old. Does the purchase "
                "still carry it? By the conservative reading the request is answered."
            )
        case _:
            return ""


def _about_earlier(facts: FactPattern) -> str:
    received = facts.request.received
    year = received.year
    unsure = any(
        each.answered and not each.verified and each.received.year == year and each.received <= received
        for each in facts.requester.earlier
    )
    if not unsure:
        return ""
    return (
        f"(c)(1) An earlier request answered in {year} was never verified as this person's. Was it? By the "
        "conservative reading it does not use up the year."
    )


def _about_call(facts: FactPattern) -> str:
    request = facts.request
    if request.reached_designated is None or not is_telephone_call_not_taken(facts.business, request):
        return ""
    return (
        f"(a) A call is said to have reached a designated address on {request.reached_designated.isoformat()}. Did the "
        "customer write there as well? Then that writing is a request of its own."
    )


def _about_link(facts: FactPattern) -> str:
    if misdirected(facts) is None or designated_on(facts.business, facts.request.received):
        return ""
    return (
        "(b)(1)(B) No address or number was designated on the day of receipt, and the page behind the link must give "
        "one. Did it?"
    )
