"""From a line of JSON to the facts: unknown fields are errors, missing ones take their default."""

import json
from collections.abc import Mapping

from requests_app.statute.categories import CATEGORIES
from requests_app.statute.deadlines import ELSEWHERE
from requests_app.statute.exclusions import EXCLUSIONS
from requests_app.statute.facts import (
    BusinessFacts,
    ChoicePolicyFacts,
    DesignatedFacts,
    DisclosureFacts,
    EarlierRequestFacts,
    ExclusionFacts,
    FactPattern,
    HomePageLinkFacts,
    RecipientFacts,
    RequesterFacts,
    RequestFacts,
)
from requests_app.statute.members import Fields, Members, RefusedError, parse, unexpected
from requests_app.statute.terms import (
    Channel,
    ChoiceKind,
    ContactKind,
    Knowledge,
    LinkWording,
    Purpose,
    Relation,
    Relationship,
    Use,
)
from requests_app.statute.values import (
    california_day,
    day,
    flag,
    many,
    name,
    one_of,
    or_null,
    text,
    whole,
    word_of,
)

_BUSINESS, _REQUESTER = BusinessFacts(), RequesterFacts()
_FIRST_YEAR, _LAST_YEAR = 1000, 9999

_channel = one_of(Channel)
_choice_kind = one_of(ChoiceKind)
_contact_kind = one_of(ContactKind)
_knowledge = one_of(Knowledge)
_purpose = one_of(Purpose)
_relation = one_of(Relation)
_relationship = one_of(Relationship)
_use = one_of(Use)
_wording = one_of(LinkWording)
_categories = many(word_of(each.code for each in CATEGORIES))
_clause = word_of(EXCLUSIONS)
_count = whole(0)
_year = whole(_FIRST_YEAR, _LAST_YEAR)
_texts = many(text)
_day_or_null = or_null(day)
_flag_or_null = or_null(flag)
_text_or_null = or_null(text)


def facts_from_json(value: Mapping[str, object]) -> FactPattern:
    """Read a fact pattern that `facts_as_json` wrote; RefusedError where a later version no longer takes it."""
    return fact_pattern(parse(json.dumps(value)))


def fact_pattern(value: object) -> FactPattern:
    """Read a fact pattern; RefusedError names the first field that is wrong."""
    fields = Fields(value, "", "id", "business", "request", "requester", "disclosures")
    return FactPattern(
        id=fields.need("id", text),
        business=fields.get("business", _business, _BUSINESS),
        request=fields.get("request", _request, None) or _request(Members(), "request"),
        requester=fields.get("requester", _requester, _REQUESTER),
        disclosures=fields.get("disclosures", _disclosures, ()),
    )


def _business(value: object, path: str) -> BusinessFacts:
    known = ("employees", "cfipa_compliant", "designated", "web_form_is_designated")
    fields = Fields(value, path, *known, "home_page_links", "choice_policy", "same_brand_affiliates")
    return BusinessFacts(
        employees=fields.get("employees", _count, _BUSINESS.employees),
        cfipa_compliant=fields.get("cfipa_compliant", _flag_or_null, _BUSINESS.cfipa_compliant),
        designated=fields.get("designated", many(_designated), _BUSINESS.designated),
        web_form_is_designated=fields.get("web_form_is_designated", flag, _BUSINESS.web_form_is_designated),
        home_page_links=fields.get("home_page_links", many(_home_page_link), ()),
        choice_policy=fields.get("choice_policy", or_null(_choice_policy), None),
        same_brand_affiliates=fields.get("same_brand_affiliates", _count, _BUSINESS.same_brand_affiliates),
    )


def _designated(value: object, path: str) -> DesignatedFacts:
    fields = Fields(value, path, "kind", "value", "from", "to")
    return DesignatedFacts(
        kind=fields.need("kind", _contact_kind),
        value=fields.need("value", _address_or_number),
        valid_from=fields.need("from", day),
        valid_to=fields.get("to", _day_or_null, None),
    )


def _address_or_number(value: object, path: str) -> str:
    """Read what is designated; the word that says "at none of them" designates nothing."""
    given = name(value, path)
    if given.strip().casefold() == ELSEWHERE:
        raise unexpected(path, "an address or a number", value)
    return given


def _home_page_link(value: object, path: str) -> HomePageLinkFacts:
    fields = Fields(value, path, "wording", "from", "to")
    return HomePageLinkFacts(
        wording=fields.need("wording", _wording),
        valid_from=fields.need("from", day),
        valid_to=fields.get("to", _day_or_null, None),
    )


def _choice_policy(value: object, path: str) -> ChoicePolicyFacts:
    known = ("kind", "published_from", "published_to", "maintained", "cost_free_means", "covers_affiliates")
    fields = Fields(value, path, *known)
    return ChoicePolicyFacts(
        kind=fields.need("kind", _choice_kind),
        published_from=fields.need("published_from", day),
        published_to=fields.get("published_to", _day_or_null, None),
        maintained=fields.need("maintained", flag),
        cost_free_means=fields.need("cost_free_means", flag),
        covers_affiliates=fields.need("covers_affiliates", flag),
    )


def _request(value: object, path: str) -> RequestFacts:
    fields = Fields(value, path, "received", "channel", "at", "reached_designated")
    received = fields.need("received", california_day)
    reached = fields.get("reached_designated", _day_or_null, None)
    if reached is not None and reached < received:
        field = f"{path}.reached_designated"
        raise RefusedError(field, f"expected the day received, {received}, or a later one, found {reached}")
    return RequestFacts(
        received=received,
        channel=fields.need("channel", _channel),
        at=fields.get("at", _text_or_null, None),
        reached_designated=reached,
    )


def _requester(value: object, path: str) -> RequesterFacts:
    known = ("california_resident", "resident_when_disclosed", "purpose", "relationship")
    fields = Fields(value, path, *known, "last_purchase", "earlier", "represented")
    return RequesterFacts(
        california_resident=fields.get("california_resident", _flag_or_null, None),
        resident_when_disclosed=fields.get("resident_when_disclosed", _flag_or_null, None),
        purpose=fields.get("purpose", _purpose, _REQUESTER.purpose),
        relationship=fields.get("relationship", _relationship, _REQUESTER.relationship),
        last_purchase=fields.get("last_purchase", _day_or_null, None),
        earlier=fields.get("earlier", many(_earlier), ()),
        represented=fields.get("represented", flag, _REQUESTER.represented),
    )


def _earlier(value: object, path: str) -> EarlierRequestFacts:
    fields = Fields(value, path, "received", "answered", "verified")
    return EarlierRequestFacts(
        received=fields.need("received", california_day),
        answered=fields.need("answered", flag),
        verified=fields.need("verified", flag),
    )


def _disclosure(value: object, path: str) -> DisclosureFacts:
    known = ("recipient", "year", "categories", "derived_from", "inferable")
    fields = Fields(value, path, *known, "use", "knowledge", "exclusion", "unreported_data")
    return DisclosureFacts(
        recipient=fields.need("recipient", _recipient),
        year=fields.need("year", _year),
        categories=fields.get("categories", _categories, ()),
        derived_from=fields.get("derived_from", _categories, ()),
        inferable=fields.get("inferable", flag, False),
        use=fields.get("use", _use, Use.DIRECT_MARKETING),
        knowledge=fields.get("knowledge", _knowledge, Knowledge.KNOWS),
        exclusion=fields.get("exclusion", or_null(_exclusion), None),
        unreported_data=fields.get("unreported_data", _texts, ()),
    )


def _recipient(value: object, path: str) -> RecipientFacts:
    fields = Fields(value, path, "name", "address", "relation", "nature_clear", "products", "products_known")
    return RecipientFacts(
        name=fields.need("name", name),
        relation=fields.need("relation", _relation),
        address=fields.get("address", _text_or_null, None),
        nature_clear=fields.get("nature_clear", flag, True),
        products=fields.get("products", _texts, ()),
        products_known=fields.get("products_known", flag, True),
    )


def _exclusion(value: object, path: str) -> ExclusionFacts:
    fields = Fields(value, path, "clause", "conditions")
    clause = fields.need("clause", _clause)
    names = [each.name for each in EXCLUSIONS[clause].conditions]

    def conditions(value: object, path: str) -> dict[str, bool]:
        given = Fields(value, path, *names)
        return {name: given.need(name, flag) for name in names if given.has(name)}

    return ExclusionFacts(clause=clause, conditions=fields.get("conditions", conditions, {}))


_disclosures = many(_disclosure)
