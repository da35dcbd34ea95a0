"""Facts as they are read: defaults where nothing is given, each field in its own place."""

import json
from datetime import date

from requests_app.statute import (
    BusinessFacts,
    Channel,
    ChoiceKind,
    ChoicePolicyFacts,
    ContactKind,
    DesignatedFacts,
    DisclosureFacts,
    EarlierRequestFacts,
    ExclusionFacts,
    FactPattern,
    HomePageLinkFacts,
    Knowledge,
    LinkWording,
    Purpose,
    RecipientFacts,
    Relation,
    Relationship,
    RequesterFacts,
    RequestFacts,
    Use,
)
from requests_app.statute.members import parse
from requests_app.statute.reading import fact_pattern

RECIPIENT: dict[str, object] = {"name": "Sierra Seed Co.", "relation": "unaffiliated"}
POLICY: dict[str, object] = {
    "kind": "opt_in",
    "published_from": "2020-01-01",
    "maintained": True,
    "cost_free_means": True,
    "covers_affiliates": True,
}
LINK: dict[str, object] = {"wording": "your_privacy_rights", "from": "2020-01-01"}
CONTACT: dict[str, object] = {"kind": "email", "value": "privacy@example.com", "from": "2020-01-01"}
EARLIER: dict[str, object] = {"received": "2026-01-01", "answered": True, "verified": True}
CLAIM: dict[str, object] = {"clause": "(d)(5)", "conditions": {"necessary_to_program": True}}


def written(**parts: object) -> str:
    valid: dict[str, object] = {"id": "T", "request": {"received": "2026-03-01", "channel": "email"}}
    return json.dumps(valid | parts)


def test_what_is_not_given_takes_the_default_of_the_contract() -> None:
    row = DisclosureFacts(
        recipient=RecipientFacts(
            name="Sierra Seed Co.",
            relation=Relation.UNAFFILIATED,
            address=None,
            nature_clear=True,
            products=(),
            products_known=True,
        ),
        year=2025,
        categories=(),
        derived_from=(),
        inferable=False,
        use=Use.DIRECT_MARKETING,
        knowledge=Knowledge.KNOWS,
        exclusion=None,
        unreported_data=(),
    )
    short = DisclosureFacts(
        recipient=RecipientFacts(name=row.recipient.name, relation=row.recipient.relation), year=2025
    )
    request = RequestFacts(received=date(2026, 3, 1), channel=Channel.EMAIL, at=None, reached_designated=None)
    expected = FactPattern(
        id="T",
        request=request,
        business=BusinessFacts(
            employees=250,
            cfipa_compliant=None,
            designated=(
                DesignatedFacts(
                    kind=ContactKind.EMAIL, value="privacy@example.com", valid_from=date(2005, 1, 1), valid_to=None
                ),
                DesignatedFacts(
                    kind=ContactKind.POSTAL,
                    value="1 Main St, Sacramento, CA 95814",
                    valid_from=date(2005, 1, 1),
                    valid_to=None,
                ),
            ),
            web_form_is_designated=True,
            home_page_links=(),
            choice_policy=None,
            same_brand_affiliates=0,
        ),
        requester=RequesterFacts(
            california_resident=None,
            resident_when_disclosed=None,
            purpose=Purpose.PERSONAL,
            relationship=Relationship.ONGOING,
            last_purchase=None,
            earlier=(),
            represented=False,
        ),
        disclosures=(row,),
    )
    read = fact_pattern(parse(written(disclosures=[{"recipient": RECIPIENT, "year": 2025}])))
    built = FactPattern(id="T", request=RequestFacts(received=request.received, channel=request.channel))
    assert read == expected
    assert short == row
    assert (built.business, built.requester, built.disclosures) == (expected.business, expected.requester, ())


def test_every_field_given_is_read_into_its_own_place() -> None:
    recipient = RECIPIENT | {"address": "1 Main St", "nature_clear": False, "products": ["a"], "products_known": False}
    row = {
        "recipient": recipient,
        "year": 2024,
        "categories": ["email"],
        "derived_from": ["race"],
        "inferable": True,
        "use": "resale",
        "knowledge": "should_know",
        "exclusion": CLAIM,
        "unreported_data": ["IP address"],
    }
    business = {
        "employees": 21,
        "cfipa_compliant": False,
        "designated": [CONTACT | {"to": "2026-01-02"}],
        "web_form_is_designated": False,
        "home_page_links": [LINK | {"to": "2026-01-03"}],
        "choice_policy": POLICY | {"published_to": "2026-01-04", "cost_free_means": False},
        "same_brand_affiliates": 4,
    }
    requester = {
        "california_resident": True,
        "resident_when_disclosed": False,
        "purpose": "mixed",
        "relationship": "ended",
        "last_purchase": "2025-05-05",
        "earlier": [EARLIER | {"verified": False}],
        "represented": True,
    }
    request = {"received": "2026-03-01", "channel": "fax", "at": "5", "reached_designated": "2026-03-02"}
    read = fact_pattern(parse(written(request=request, business=business, requester=requester, disclosures=[row])))
    assert read == FactPattern(
        id="T",
        request=RequestFacts(
            received=date(2026, 3, 1), channel=Channel.FAX, at="5", reached_designated=date(2026, 3, 2)
        ),
        business=BusinessFacts(
            employees=21,
            cfipa_compliant=False,
            designated=(
                DesignatedFacts(
                    kind=ContactKind.EMAIL,
                    value="privacy@example.com",
                    valid_from=date(2020, 1, 1),
                    valid_to=date(2026, 1, 2),
                ),
            ),
            web_form_is_designated=False,
            home_page_links=(
                HomePageLinkFacts(
                    wording=LinkWording.YOUR_PRIVACY_RIGHTS, valid_from=date(2020, 1, 1), valid_to=date(2026, 1, 3)
                ),
            ),
            choice_policy=ChoicePolicyFacts(
                kind=ChoiceKind.OPT_IN,
                published_from=date(2020, 1, 1),
                published_to=date(2026, 1, 4),
                maintained=True,
                cost_free_means=False,
                covers_affiliates=True,
            ),
            same_brand_affiliates=4,
        ),
        requester=RequesterFacts(
            california_resident=True,
            resident_when_disclosed=False,
            purpose=Purpose.MIXED,
            relationship=Relationship.ENDED,
            last_purchase=date(2025, 5, 5),
            earlier=(EarlierRequestFacts(received=date(2026, 1, 1), answered=True, verified=False),),
            represented=True,
        ),
        disclosures=(
            DisclosureFacts(
                recipient=RecipientFacts(
                    name="Sierra Seed Co.",
                    relation=Relation.UNAFFILIATED,
                    address="1 Main St",
                    nature_clear=False,
                    products=("a",),
                    products_known=False,
                ),
                year=2024,
                categories=("email",),
                derived_from=("race",),
                inferable=True,
                use=Use.RESALE,
                knowledge=Knowledge.SHOULD_KNOW,
                exclusion=ExclusionFacts(clause="(d)(5)", conditions={"necessary_to_program": True}),
                unreported_data=("IP address",),
            ),
        ),
    )
