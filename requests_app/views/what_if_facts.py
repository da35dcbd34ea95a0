"""From facts to what the forms show, and from what was typed back to facts. One function each way for each kind."""

from collections.abc import Mapping
from typing import Any

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
from requests_app.views.what_if_rows import conditions_fields

Typed = Mapping[str, Any]  # a form's values are of any kind
Shown = dict[str, Any]  # the same
_ANSWERS = {None: "", True: "yes", False: "no"}


# -- to the forms -----------------------------------------------------------------------------------------------------


def request_shown(facts: RequestFacts) -> Shown:
    return {
        "received": facts.received,
        "channel": facts.channel.value,
        "at": facts.at or "",
        "reached_designated": facts.reached_designated,
    }


def requester_shown(facts: RequesterFacts) -> Shown:
    return {
        "california_resident": _ANSWERS[facts.california_resident],
        "resident_when_disclosed": _ANSWERS[facts.resident_when_disclosed],
        "purpose": facts.purpose.value,
        "relationship": facts.relationship.value,
        "last_purchase": facts.last_purchase,
        "represented": facts.represented,
    }


def business_shown(facts: BusinessFacts) -> Shown:
    shown: dict[str, object] = {
        "employees": facts.employees,
        "same_brand_affiliates": facts.same_brand_affiliates,
        "cfipa_compliant": _ANSWERS[facts.cfipa_compliant],
        "web_form_is_designated": facts.web_form_is_designated,
        "choice_kind": "",
    }
    if facts.choice_policy is None:
        return shown
    policy = facts.choice_policy
    return shown | {
        "choice_kind": policy.kind.value,
        "published_from": policy.published_from,
        "published_to": policy.published_to,
        "maintained": policy.maintained,
        "cost_free_means": policy.cost_free_means,
        "covers_affiliates": policy.covers_affiliates,
    }


def designated_shown(facts: DesignatedFacts) -> Shown:
    return {
        "kind": facts.kind.value,
        "value": facts.value,
        "valid_from": facts.valid_from,
        "valid_to": facts.valid_to,
    }


def link_shown(facts: HomePageLinkFacts) -> Shown:
    return {"wording": facts.wording.value, "valid_from": facts.valid_from, "valid_to": facts.valid_to}


def earlier_shown(facts: EarlierRequestFacts) -> Shown:
    return {"received": facts.received, "answered": facts.answered, "verified": facts.verified}


def disclosure_shown(facts: DisclosureFacts) -> Shown:
    claim = facts.exclusion
    met = {} if claim is None else {claim.clause: [name for name, is_met in claim.conditions.items() if is_met]}
    return {
        "name": facts.recipient.name,
        "address": facts.recipient.address or "",
        "relation": facts.recipient.relation.value,
        "year": facts.year,
        "use": facts.use.value,
        "knowledge": facts.knowledge.value,
        "categories": list(facts.categories),
        "derived_from": list(facts.derived_from),
        "inferable": facts.inferable,
        "unreported_data": "\n".join(facts.unreported_data),
        "nature_clear": facts.recipient.nature_clear,
        "products_known": facts.recipient.products_known,
        "products": "\n".join(facts.recipient.products),
        "exclusion": claim.clause if claim else "",
        **{name: met.get(clause, []) for name, clause in conditions_fields().items()},
    }


# -- from the forms ---------------------------------------------------------------------------------------------------


def request_typed(typed: Typed) -> RequestFacts:
    return RequestFacts(
        received=typed["received"],
        channel=Channel(typed["channel"]),
        at=typed["at"] or None,
        reached_designated=typed["reached_designated"],
    )


def requester_typed(typed: Typed, earlier: list[dict[str, Any]]) -> RequesterFacts:
    return RequesterFacts(
        california_resident=typed["california_resident"],
        resident_when_disclosed=typed["resident_when_disclosed"],
        purpose=Purpose(typed["purpose"]),
        relationship=Relationship(typed["relationship"]),
        last_purchase=typed["last_purchase"],
        earlier=tuple(
            EarlierRequestFacts(received=row["received"], answered=row["answered"], verified=row["verified"])
            for row in earlier
        ),
        represented=typed["represented"],
    )


def business_typed(typed: Typed, designated: list[dict[str, Any]], links: list[dict[str, Any]]) -> BusinessFacts:
    return BusinessFacts(
        employees=typed["employees"],
        cfipa_compliant=typed["cfipa_compliant"],
        designated=tuple(
            DesignatedFacts(
                kind=ContactKind(row["kind"]),
                value=row["value"],
                valid_from=row["valid_from"],
                valid_to=row["valid_to"],
            )
            for row in designated
        ),
        web_form_is_designated=typed["web_form_is_designated"],
        home_page_links=tuple(
            HomePageLinkFacts(
                wording=LinkWording(row["wording"]), valid_from=row["valid_from"], valid_to=row["valid_to"]
            )
            for row in links
        ),
        choice_policy=_policy_typed(typed) if typed["choice_kind"] else None,
        same_brand_affiliates=typed["same_brand_affiliates"],
    )


def _policy_typed(typed: Typed) -> ChoicePolicyFacts:
    return ChoicePolicyFacts(
        kind=ChoiceKind(typed["choice_kind"]),
        published_from=typed["published_from"],
        published_to=typed["published_to"],
        maintained=typed["maintained"],
        cost_free_means=typed["cost_free_means"],
        covers_affiliates=typed["covers_affiliates"],
    )


def disclosure_typed(typed: Typed, *, year: int) -> DisclosureFacts:
    """Return a disclosure; of `year` where the row names none."""
    return DisclosureFacts(
        recipient=RecipientFacts(
            name=typed["name"],
            relation=Relation(typed["relation"]),
            address=typed["address"] or None,
            nature_clear=typed["nature_clear"],
            products=tuple(typed["products"].splitlines()),
            products_known=typed["products_known"],
        ),
        year=typed["year"] or year,
        categories=tuple(typed["categories"]),
        derived_from=tuple(typed["derived_from"]),
        inferable=typed["inferable"],
        use=Use(typed["use"]),
        knowledge=Knowledge(typed["knowledge"]),
        exclusion=_claim_typed(typed) if typed["exclusion"] else None,
        unreported_data=tuple(typed["unreported_data"].splitlines()),
    )


def _claim_typed(typed: Typed) -> ExclusionFacts:
    """Return the claim with the conditions shown for its clause; ticks under another clause say nothing."""
    fields = {clause: name for name, clause in conditions_fields().items()}
    return ExclusionFacts(clause=typed["exclusion"], conditions=dict.fromkeys(typed[fields[typed["exclusion"]]], True))
