"""From rows to the law: the only bridge between the register's tables and the statute's facts."""

from datetime import date

from requests_app.register.models import Business, Disclosure
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


def business_facts(business: Business, *, year: int, on: date) -> BusinessFacts:
    """Return the business as the law sees it: dated facts with their spans, the policy that counts on `on`."""
    policy = business.choice_policies.filter(published_from__lte=on).order_by("-published_from", "-id").first()
    count = business.same_brand_counts.filter(year=year).first()
    return BusinessFacts(
        employees=business.employees,
        cfipa_compliant=business.cfipa_compliant,
        designated=tuple(
            DesignatedFacts(
                kind=ContactKind(row.kind), value=row.value, valid_from=row.valid_from, valid_to=row.valid_to
            )
            for row in business.designated_contacts.order_by("valid_from", "id")
        ),
        web_form_is_designated=business.web_form_is_designated,
        home_page_links=tuple(
            HomePageLinkFacts(wording=LinkWording(row.wording), valid_from=row.valid_from, valid_to=row.valid_to)
            for row in business.home_page_links.order_by("valid_from", "id")
        ),
        choice_policy=None
        if policy is None
        else ChoicePolicyFacts(
            kind=ChoiceKind(policy.kind),
            published_from=policy.published_from,
            published_to=policy.published_to,
            maintained=policy.maintained,
            cost_free_means=policy.cost_free_means,
            covers_affiliates=policy.covers_affiliates,
        ),
        same_brand_affiliates=0 if count is None else count.number,
    )


def disclosure_facts(business: Business, *, year: int) -> tuple[DisclosureFacts, ...]:
    """Return what the register says was disclosed in `year`, in a stable order: recipients by name."""
    rows = (
        Disclosure.objects.filter(third_party__business=business, year=year)
        .select_related("third_party")
        .order_by("third_party_id", "id")
    )
    # Sorted here and not by the database, whose order of letters differs from one to the next.
    by_name = sorted(rows, key=lambda row: (row.third_party.printed_name.casefold(), row.third_party_id, row.pk))
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
