"""California Civil Code 1798.83 and 1798.84 as code: facts in, ruling out.

Not legal advice. In the order of the statute:

    (a)          duty: who is owed an answer, for which year; `rule_on` is the one entry
    (a)(2)       recipients: third parties as they are named
    (b)          deadlines: 30 and 150 days, designated addresses
    (c)(1), (h)  exemptions: with `customer` and (b)(1)(B), the grounds on which no answer is required
    (c)(2)       choice: the notice of the right to prevent disclosure
    (d)          exclusions: disclosures that are not for direct marketing
    (e)(1), (5)  customer: residents, personal purposes, the business relationship and its 18 months
    (e)(2)       marketing: what direct marketing is, and what the business knows of it
    (e)(6)       categories: the 27 categories, derived lists
    (f)          affiliates: companies that share the brand name
    1798.84      cure: 90 days, penalties

`facts` and `terms` are what is put in, `ruling` what comes out; `rows` sorts a year's disclosures, `verdict` says of
one of them whether it counts, `doubts` asks what only a person can decide, and `open_points` tells which reading of
the open statute decided (`rest_days`: on a weekend or a holiday). `outline` lists every clause, `clause` ties the
rules to them; `reading`, `members`, `values`, `nesting` and `lines` serve `python -m requests_app.statute`, and
`writing` keeps facts so that they can be ruled on again. Dates are arguments: nothing here reads a clock, a setting
or a database.
"""

from requests_app.statute.affiliates import SAME_BRAND_CATEGORIES
from requests_app.statute.categories import CATEGORIES, Category, category, in_statutory_order
from requests_app.statute.clause import Reason, Rule, rule, rules
from requests_app.statute.cure import (
    DAYS_TO_CURE,
    PENALTY_IF_WILLFUL,
    PENALTY_OTHERWISE,
    cure_by,
    highest_penalty,
    is_cured,
)
from requests_app.statute.customer import MONTHS_AFTER_PURCHASE
from requests_app.statute.deadlines import (
    DAYS_AT_DESIGNATED_ADDRESS,
    DAYS_ELSEWHERE,
    ELSEWHERE,
    Deadline,
    deadline,
    designated_on,
    is_at_designated,
    takes_telephone_requests,
)
from requests_app.statute.duty import report_year, rule_on
from requests_app.statute.exclusions import EXCLUSIONS, Condition, Exclusion
from requests_app.statute.exemptions import FEWEST_EMPLOYEES, grounds
from requests_app.statute.facts import (
    OPERATIVE_FROM,
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
from requests_app.statute.marketing import is_doubtful
from requests_app.statute.open_points import is_reading
from requests_app.statute.outline import CLAUSES, NOTHING_TO_DO
from requests_app.statute.reading import facts_from_json
from requests_app.statute.recipients import RulingRecipient
from requests_app.statute.ruling import RULE_VERSION, Excluded, Ruling
from requests_app.statute.terms import (
    Answer,
    Channel,
    ChoiceKind,
    ContactKind,
    DeadlineKind,
    Knowledge,
    LinkWording,
    Purpose,
    Relation,
    Relationship,
    Use,
)
from requests_app.statute.verdict import Verdict, verdict_on
from requests_app.statute.writing import facts_as_json

__all__ = [  # noqa: RUF022 - in the statute's order
    # (a) the duty
    "rule_on",
    "report_year",
    "Ruling",
    "is_reading",
    "RulingRecipient",
    "Excluded",
    "Verdict",
    "verdict_on",
    "RULE_VERSION",
    "Reason",
    "Answer",
    # the facts
    "facts_as_json",
    "facts_from_json",
    "FactPattern",
    "BusinessFacts",
    "DesignatedFacts",
    "HomePageLinkFacts",
    "ChoicePolicyFacts",
    "RequestFacts",
    "RequesterFacts",
    "EarlierRequestFacts",
    "DisclosureFacts",
    "RecipientFacts",
    "ExclusionFacts",
    "Channel",
    "ContactKind",
    "LinkWording",
    "ChoiceKind",
    "Purpose",
    "Relationship",
    "Relation",
    "Use",
    "Knowledge",
    # (b) deadlines
    "deadline",
    "Deadline",
    "DeadlineKind",
    "DAYS_AT_DESIGNATED_ADDRESS",
    "DAYS_ELSEWHERE",
    "ELSEWHERE",
    "designated_on",
    "is_at_designated",
    "takes_telephone_requests",
    # (c), (e)(1), (e)(5), (h) grounds
    "grounds",
    "FEWEST_EMPLOYEES",
    "MONTHS_AFTER_PURCHASE",
    # (d) exclusions
    "EXCLUSIONS",
    "Exclusion",
    "Condition",
    # (e)(2) marketing
    "is_doubtful",
    # (e)(6) categories
    "CATEGORIES",
    "Category",
    "category",
    "in_statutory_order",
    # (f) same-brand affiliates
    "SAME_BRAND_CATEGORIES",
    # (i) the first day
    "OPERATIVE_FROM",
    # 1798.84
    "DAYS_TO_CURE",
    "PENALTY_IF_WILLFUL",
    "PENALTY_OTHERWISE",
    "cure_by",
    "is_cured",
    "highest_penalty",
    # the index
    "CLAUSES",
    "NOTHING_TO_DO",
    "Rule",
    "rule",
    "rules",
]
