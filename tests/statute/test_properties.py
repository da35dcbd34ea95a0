"""What holds for every request: later is never earlier, more is never less, and every reason cites the statute."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from requests_app.statute import (
    CATEGORIES,
    CLAUSES,
    EXCLUSIONS,
    Answer,
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
    Ruling,
    Use,
    deadline,
    rule_on,
)

DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2026, 12, 31))
CODES = st.lists(st.sampled_from([each.code for each in CATEGORIES]), max_size=4).map(tuple)
NAMES = st.sampled_from(["Amber Co.", "Birch Co.", "Cedar Co."])
ADDRESSES = st.sampled_from([None, "", "1 Main St", "2 Main St"])


@st.composite
def claims(draw: st.DrawFn) -> ExclusionFacts:
    clause = draw(st.sampled_from(sorted(EXCLUSIONS)))
    shown = {each.name: draw(st.booleans()) for each in EXCLUSIONS[clause].conditions}
    return ExclusionFacts(clause=clause, conditions=shown)


RECIPIENTS = st.builds(
    RecipientFacts,
    name=NAMES,
    relation=st.sampled_from(Relation),
    address=ADDRESSES,
    products=st.sampled_from([(), ("seeds",), ("tools", "seeds")]),
)
DISCLOSURES = st.builds(
    DisclosureFacts,
    recipient=RECIPIENTS,
    year=st.sampled_from([2024, 2025]),
    categories=CODES,
    derived_from=CODES,
    inferable=st.booleans(),
    exclusion=st.none() | claims(),
    use=st.sampled_from(Use),
    knowledge=st.sampled_from(Knowledge),
    unreported_data=st.sampled_from([(), ("IP address",)]),
)
LINKS = st.builds(HomePageLinkFacts, wording=st.sampled_from(LinkWording), valid_from=DAYS, valid_to=st.none() | DAYS)
POLICIES = st.builds(
    ChoicePolicyFacts,
    kind=st.sampled_from(ChoiceKind),
    published_from=st.just(date(2020, 1, 1)) | DAYS,
    published_to=st.none() | DAYS,
)
BUSINESSES = st.builds(
    BusinessFacts,
    employees=st.sampled_from([19, 20, 250]),
    cfipa_compliant=st.none() | st.booleans(),
    home_page_links=st.lists(LINKS, max_size=1).map(tuple),
    choice_policy=st.none() | POLICIES,
    same_brand_affiliates=st.integers(min_value=0, max_value=3),
)
REQUESTS = st.builds(
    RequestFacts,
    received=DAYS,
    channel=st.sampled_from(Channel),
    at=st.sampled_from([None, "elsewhere", "privacy@example.com"]),
)
OFTEN_DESIGNATED = (
    DesignatedFacts(kind=ContactKind.EMAIL, value="privacy@example.com", valid_from=date(2005, 1, 1)),
    DesignatedFacts(kind=ContactKind.FAX, value="916 555 0187", valid_from=date(2005, 1, 1)),
    DesignatedFacts(kind=ContactKind.TOLL_FREE_PHONE, value="800 555 0142", valid_from=date(2005, 1, 1)),
)
PLACES = st.builds(
    BusinessFacts,
    designated=st.lists(st.sampled_from(OFTEN_DESIGNATED), unique=True).map(tuple),
    web_form_is_designated=st.booleans(),
)
"""Businesses whose addresses and numbers stay the same from day to day."""
REQUESTERS = st.builds(
    RequesterFacts,
    california_resident=st.none() | st.booleans(),
    purpose=st.sampled_from(Purpose),
    relationship=st.sampled_from(Relationship),
    last_purchase=st.none() | DAYS,
    earlier=st.lists(st.builds(EarlierRequestFacts, received=DAYS), max_size=1).map(tuple),
)
PATTERNS = st.builds(
    FactPattern,
    id=st.just("T"),
    request=REQUESTS,
    business=BUSINESSES,
    requester=REQUESTERS,
    disclosures=st.lists(DISCLOSURES, max_size=5).map(tuple),
)
OWED = st.builds(
    FactPattern,
    id=st.just("T"),
    request=st.builds(RequestFacts, received=DAYS, channel=st.just(Channel.EMAIL), at=st.none()),
    business=st.builds(BusinessFacts, employees=st.just(250), choice_policy=st.none() | POLICIES),
    disclosures=st.lists(DISCLOSURES, max_size=5).map(tuple),
)
"""Requests that nothing exempts: the answer depends on the disclosures and the policy alone."""


def keys(ruling: Ruling) -> set[tuple[str, str | None]]:
    return {(each.name, each.address) for each in ruling.recipients}


def as_sets(ruling: Ruling) -> tuple[object, ...]:
    """Reduce a ruling to what must not depend on the order of the disclosures."""
    recipients = {
        (each.name, each.address, frozenset(each.products), each.digital_advertising) for each in ruling.recipients
    }
    excluded = sorted((each.recipient, each.clause) for each in ruling.excluded)
    return ruling.answer, ruling.categories, recipients, excluded, set(ruling.blocked), set(ruling.for_review)


@given(PLACES, REQUESTS, st.integers(min_value=0, max_value=400))
def test_a_later_receipt_never_has_an_earlier_due_date(business: BusinessFacts, request: RequestFacts, by: int) -> None:
    later = replace(request, received=request.received + timedelta(days=by))
    first, second = deadline(business, request).due_on, deadline(business, later).due_on
    assert (first is None) == (second is None)
    assert first is None or second is None or first <= second


@given(PLACES, REQUESTS)
def test_elsewhere_is_never_due_sooner_than_designated(business: BusinessFacts, request: RequestFacts) -> None:
    designated = deadline(business, replace(request, at=None)).due_on
    elsewhere = deadline(business, replace(request, at="elsewhere")).due_on
    assert designated is None or elsewhere is None or designated <= elsewhere


@given(DAYS, st.integers(min_value=0, max_value=400))
def test_reaching_a_designated_address_never_makes_it_later(day: date, after: int) -> None:
    elsewhere = RequestFacts(received=day, channel=Channel.POSTAL, at="elsewhere")
    reached = replace(elsewhere, reached_designated=day + timedelta(days=after))
    sooner, limit = deadline(BusinessFacts(), reached).due_on, deadline(BusinessFacts(), elsewhere).due_on
    assert sooner is not None
    assert limit is not None
    assert sooner <= limit


@given(PATTERNS, DISCLOSURES)
def test_one_more_disclosure_never_removes_a_category_or_a_recipient(facts: FactPattern, more: DisclosureFacts) -> None:
    before = rule_on(facts)
    after = rule_on(replace(facts, disclosures=(*facts.disclosures, more)))
    assert set(before.categories) <= set(after.categories)
    assert keys(before) <= keys(after)
    assert before.answer is not Answer.DISCLOSURE or after.answer is Answer.DISCLOSURE


@given(OWED, st.randoms(use_true_random=False))
def test_the_order_of_the_disclosures_does_not_matter(facts: FactPattern, chance: random.Random) -> None:
    shuffled = list(facts.disclosures)
    chance.shuffle(shuffled)
    assert as_sets(rule_on(facts)) == as_sets(rule_on(replace(facts, disclosures=tuple(shuffled))))


@given(PATTERNS)
def test_every_ruling_cites_clauses_that_exist(facts: FactPattern) -> None:
    ruling = rule_on(facts)
    cited = [reason.clause for reason in ruling.reasons] + [each.clause for each in ruling.excluded]
    cited += [question.split()[0] for question in ruling.for_review]
    assert ruling.reasons
    assert set(cited) <= set(CLAUSES)


@given(PATTERNS)
def test_the_first_reason_has_a_sentence_for_the_resident(facts: FactPattern) -> None:
    says = rule_on(facts).reasons[0].says
    assert says.endswith(".")
    assert not {"violation", "sorry", "failed", "late"} & set(says.lower().rstrip(".").split())


@given(OWED)
def test_what_is_left_out_and_what_is_listed_make_up_the_year(facts: FactPattern) -> None:
    ruling = rule_on(facts)
    rows = [row for row in facts.disclosures if row.year == ruling.report_year]
    if ruling.answer is Answer.NOTHING_DISCLOSED:
        assert len(ruling.excluded) == len(rows)
    else:
        assert len(ruling.excluded) < len(rows)


@given(PATTERNS)
def test_only_a_disclosure_lists_anybody_or_is_blocked(facts: FactPattern) -> None:
    ruling = rule_on(facts)
    listed = (*ruling.categories, *ruling.recipients, *ruling.blocked)
    assert ruling.answer is Answer.DISCLOSURE or not listed
    assert ruling.answer is not Answer.DISCLOSURE or bool(ruling.recipients) or ruling.same_brand_affiliates is not None
