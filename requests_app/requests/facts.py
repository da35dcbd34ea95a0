"""From a request to the law: the whole fact pattern of one request."""

from requests_app.register.facts import business_facts, disclosure_facts
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


def fact_pattern(disclosure_request: DisclosureRequest) -> FactPattern:
    """Return the facts of the request as the register knows them now."""
    business = disclosure_request.business
    year = disclosure_request.report_year
    return FactPattern(
        id=disclosure_request.reference or str(disclosure_request.pk),
        business=business_facts(business, year=year, on=disclosure_request.received_on),
        request=RequestFacts(
            received=disclosure_request.received_on,
            channel=Channel(disclosure_request.channel),
            at=disclosure_request.arrived_at or None,
        ),
        requester=RequesterFacts(
            california_resident=disclosure_request.california_resident,
            earlier=tuple(
                EarlierRequestFacts(
                    received=earlier.received_on,
                    answered=earlier.status == Status.ANSWERED,
                    verified=earlier.verified_at is not None,
                )
                for earlier in earlier_requests(disclosure_request)
            ),
        ),
        disclosures=disclosure_facts(business, year=year),
    )
