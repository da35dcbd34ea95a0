"""From rows to the law: the only bridge between the register's tables and the statute's facts."""

from collections.abc import Iterable
from datetime import date

from requests_app.register.models import ChoicePolicy, Disclosure
from requests_app.register.reading import Register
from requests_app.statute import (
    BusinessFacts,
    ChoiceKind,
    ChoicePolicyFacts,
    ContactKind,
    DesignatedFacts,
    DisclosureFacts,
    ExclusionFacts,
    HomePageLinkFacts,
    Knowledge,
    LinkWording,
    RecipientFacts,
    Relation,
    Use,
)


def business_facts(register: Register, *, year: int, on: date) -> BusinessFacts:
    """Return the business as the law sees it: dated facts with their spans, the policy that counts on `on`."""
    business = register.business
    count = next((row for row in register.same_brand_counts if row.year == year), None)
    return BusinessFacts(
        employees=business.employees,
        cfipa_compliant=business.cfipa_compliant,
        designated=tuple(
            DesignatedFacts(
                kind=ContactKind(row.kind), value=row.value, valid_from=row.valid_from, valid_to=row.valid_to
            )
            for row in register.designated_contacts
        ),
        web_form_is_designated=business.web_form_is_designated,
        home_page_links=tuple(
            HomePageLinkFacts(wording=LinkWording(row.wording), valid_from=row.valid_from, valid_to=row.valid_to)
            for row in register.home_page_links
        ),
        choice_policy=policy_on(register.choice_policies, on),
        same_brand_affiliates=0 if count is None else count.number,
    )


def policy_on(policies: Iterable[ChoicePolicy], on: date) -> ChoicePolicyFacts | None:
    """Return the policy that counts on a day: of those published by then the last, whether it still is or not."""
    published = [row for row in policies if row.published_from <= on]
    policy = max(published, key=lambda row: (row.published_from, row.pk), default=None)
    if policy is None:
        return None
    return ChoicePolicyFacts(
        kind=ChoiceKind(policy.kind),
        published_from=policy.published_from,
        published_to=policy.published_to,
        maintained=policy.maintained,
        cost_free_means=policy.cost_free_means,
        covers_affiliates=policy.covers_affiliates,
    )


def disclosure_facts(register: Register, *, year: int) -> tuple[DisclosureFacts, ...]:
    """Return what the register says was disclosed in `year`, in a stable order: recipients by name."""
    # Sorted here and not by the database, whose order of letters differs from one to the next.
    by_name = sorted(
        register.disclosures(year),
        key=lambda row: (row.third_party.printed_name.casefold(), row.third_party_id, row.pk),
    )
    return tuple(facts_of(row) for row in by_name)


def facts_of(row: Disclosure) -> DisclosureFacts:
    """Return one disclosure as the law sees it."""
    party = row.third_party
    return DisclosureFacts(
        recipient=RecipientFacts(
            name=party.printed_name,
            address=party.printed_address,
            relation=Relation(party.relation),
            nature_clear=party.nature_clear,
            products=party.product_examples,
            products_known=party.products_known,
        ),
        year=row.year,
        categories=tuple(row.categories),
        derived_from=tuple(row.derived_from),
        inferable=row.inferable,
        use=Use(row.use),
        knowledge=Knowledge(row.knowledge),
        exclusion=ExclusionFacts(clause=row.exclusion_clause, conditions=dict(row.exclusion_conditions))
        if row.exclusion_clause
        else None,
        unreported_data=tuple(row.unreported_data),
    )
