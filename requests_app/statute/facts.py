"""The facts of one request: what the rules are given, and all they are given.

Field names and defaults are those of the fact pattern; `valid_from` and `valid_to` stand for its `from` and `to`.
Spans include both their days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from requests_app.statute.clause import rule
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

OPERATIVE_FROM = date(2005, 1, 1)
"""1798.83(i): the section became operative on January 1, 2005; no fact is older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignatedFacts:
    """An address or number designated for requests, (b)(1)."""

    kind: ContactKind
    value: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePageLinkFacts:
    """A link on the home page; only links whose page meets (b)(1)(B) are facts."""

    wording: LinkWording
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePolicyFacts:
    """A published policy of opt-in or opt-out, (c)(2)."""

    kind: ChoiceKind
    published_from: date
    published_to: date | None = None
    maintained: bool
    cost_free_means: bool
    covers_affiliates: bool


DEFAULT_DESIGNATED = (
    DesignatedFacts(kind=ContactKind.EMAIL, value="privacy@example.com", valid_from=OPERATIVE_FROM),
    DesignatedFacts(kind=ContactKind.POSTAL, value="1 Main St, Sacramento, CA 95814", valid_from=OPERATIVE_FROM),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessFacts:
    """The business: one legal entity. `employees` is the higher head count of the request date and the report year."""

    employees: int = 250
    cfipa_compliant: bool | None = None
    designated: tuple[DesignatedFacts, ...] = DEFAULT_DESIGNATED
    web_form_is_designated: bool = True
    home_page_links: tuple[HomePageLinkFacts, ...] = ()
    choice_policy: ChoicePolicyFacts | None = None
    same_brand_affiliates: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """The request: the day it was received, how, and where (`at` "elsewhere": at no designated address)."""

    received: date
    channel: Channel
    at: str | None = None
    reached_designated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRequestFacts:
    """An earlier request of the same individual to the same legal entity, (c)(1)."""

    received: date
    answered: bool
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterFacts:
    """Who asks; None where the request says nothing."""

    california_resident: bool | None = None
    resident_when_disclosed: bool | None = None
    purpose: Purpose = Purpose.PERSONAL
    relationship: Relationship = Relationship.ONGOING
    last_purchase: date | None = None
    earlier: tuple[EarlierRequestFacts, ...] = ()
    represented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientFacts:
    """A third party that received personal information, (e)(8)."""

    name: str
    relation: Relation
    address: str | None = None
    nature_clear: bool = True
    products: tuple[str, ...] = ()
    products_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionFacts:
    """A claim that a disclosure falls under (d), with the conditions shown so far."""

    clause: str
    conditions: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFacts:
    """One disclosure, (e)(3): what went to whom in which calendar year, and what the recipient used it for."""

    recipient: RecipientFacts
    year: int
    categories: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    inferable: bool = False
    use: Use = Use.DIRECT_MARKETING
    knowledge: Knowledge = Knowledge.KNOWS
    exclusion: ExclusionFacts | None = None
    unreported_data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPattern:
    """Everything a ruling rests on."""

    id: str
    request: RequestFacts
    business: BusinessFacts = field(default_factory=BusinessFacts)
    requester: RequesterFacts = field(default_factory=RequesterFacts)
    disclosures: tuple[DisclosureFacts, ...] = ()


@rule("(i)")
def is_operative(day: date) -> bool:
    """(i): the section became operative on January 1, 2005."""
    return day >= OPERATIVE_FROM


def is_valid_on(span: DesignatedFacts | HomePageLinkFacts, day: date) -> bool:
    """Whether the address or link stood on `day`; the first and the last day count."""
    return span.valid_from <= day and (span.valid_to is None or day <= span.valid_to)
