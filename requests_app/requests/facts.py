"""From a request to the law: the whole fact pattern of one request."""

from dataclasses import replace

from requests_app.register.facts import business_facts, disclosure_facts
from requests_app.register.reading import Register, as_it_is
from requests_app.requests.match import earlier_requests
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from requests_app.statute import (
    Channel,
    EarlierRequestFacts,
    FactPattern,
    RequesterFacts,
    RequestFacts,
)


def fact_pattern(
    disclosure_request: DisclosureRequest,
    register: Register | None = None,
    *,
    requester: RequesterFacts | None = None,
) -> FactPattern:
    """Return the facts of the request as a register knows them: without one, the register as it is.

    `requester` is who asks, with what they asked before, where that was found out already.
    """
    register = register or as_it_is(disclosure_request.business)
    year = disclosure_request.report_year
    return FactPattern(
        id=disclosure_request.reference or str(disclosure_request.pk),
        business=business_facts(register, year=year, on=disclosure_request.received_on),
        request=request_facts(disclosure_request),
        requester=requester or requester_with_earlier(disclosure_request),
        disclosures=disclosure_facts(register, year=year),
    )


def request_facts(disclosure_request: DisclosureRequest) -> RequestFacts:
    """Return when and how it came; the row's own columns are enough."""
    return RequestFacts(
        received=disclosure_request.received_on,
        channel=Channel(disclosure_request.channel),
        at=disclosure_request.arrived_at or None,
        reached_designated=disclosure_request.reached_designated_on,
    )


def requester_facts(disclosure_request: DisclosureRequest) -> RequesterFacts:
    """Return who asks, so far as the row's own columns say: without what they asked before."""
    return RequesterFacts(
        california_resident=disclosure_request.california_resident, represented=disclosure_request.represented
    )


def requester_with_earlier(disclosure_request: DisclosureRequest) -> RequesterFacts:
    """Return who asks, with what they asked before."""
    before = earlier_requests(disclosure_request)
    keys = {receipt.email_key for receipt in disclosure_request.receipts.all()} if before else set()
    earlier = tuple(
        EarlierRequestFacts(
            received=each.received_on,
            answered=each.status == Status.ANSWERED,
            verified=_uses_up_a_year(each, for_keys=keys),
        )
        for each in before
    )
    return replace(requester_facts(disclosure_request), earlier=earlier)


def _uses_up_a_year(earlier: DisclosureRequest, *, for_keys: set[str]) -> bool:
    """Say whether an earlier request counts as its requester's own, so that it uses up their calendar year, (c)(1).

    The statute asks for no proof and has no rule for one; the reading is that what is in doubt uses up nobody's year,
    because the worst of it is one answer more, and of the other way a right refused. So:
    a request whose mailbox owner confirmed it counts, for requests from that address alone: a stranger who confirms an
    address of their own under somebody else's name and street takes nothing from that person;
    a mail counts like that where our mail server vouched for its sender, who then is the owner of the mailbox;
    a letter, a fax, a call or a visit to a counter proves nothing, since anybody can sign with any name;
    and what a person at the desk found to be theirs counts whatever the address (no key is kept with it).
    """
    return earlier.verified_at is not None and (not earlier.verified_key or earlier.verified_key in for_keys)
