"""From a request to the law: the whole fact pattern of one request."""

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


def fact_pattern(disclosure_request: DisclosureRequest, register: Register | None = None) -> FactPattern:
    """Return the facts of the request as a register knows them: without one, the register as it is."""
    register = register or as_it_is(disclosure_request.business)
    year = disclosure_request.report_year
    return FactPattern(
        id=disclosure_request.reference or str(disclosure_request.pk),
        business=business_facts(register, year=year, on=disclosure_request.received_on),
        request=RequestFacts(
            received=disclosure_request.received_on,
            channel=Channel(disclosure_request.channel),
            at=disclosure_request.arrived_at or None,
            reached_designated=disclosure_request.reached_designated_on,
        ),
        requester=RequesterFacts(
            california_resident=disclosure_request.california_resident,
            represented=disclosure_request.represented,
            earlier=tuple(
                EarlierRequestFacts(
                    received=earlier.received_on,
                    answered=earlier.status == Status.ANSWERED,
                    verified=earlier.verified_at is not None,
                )
                for earlier in earlier_requests(disclosure_request)
            ),
        ),
        disclosures=disclosure_facts(register, year=year),
    )
