"""What a notice of a year could not, or should not, be sent with; each finding says what to do, and where.

What blocks here is what the statute package blocks: a test compares the two.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_app.register.duplicates import probable
from requests_app.register.facts import facts_of
from requests_app.register.load.cells import is_nothing
from requests_app.register.load.elsewhere import is_elsewhere
from requests_app.register.models import Business, Disclosure, SameBrandCount, ThirdParty, YearClose
from requests_app.register.postal import oddities
from requests_app.register.reading import as_it_is
from requests_app.statute import EXCLUSIONS, Knowledge, Relation, Use, verdict_on

LEAST_NAME = 4
"""Shorter names of a business or brand occur in too many others to say anything."""


class Severity(StrEnum):
    """Whether a notice cannot go out with it, or should not."""

    BLOCKS = "blocks"
    SHOULD = "should"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend. `field` is the column of the third party or disclosure that mends it, empty for the year."""

    rule: str
    severity: Severity
    clause: str
    says: str
    third_party_id: int | None = None
    disclosure_id: int | None = None
    field: str = ""

    @property
    def key(self) -> str:
        """What the finding is signed for by: another one as soon as it says anything else."""
        told = "\n".join((self.rule, str(self.third_party_id), str(self.disclosure_id), self.field, self.says))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """What the rules look at: the disclosures of one year, in or out, and the business they belong to."""

    business: Business
    year: int
    rows: tuple[Disclosure, ...]
    counted: tuple[Disclosure, ...]

    @property
    def named(self) -> list[ThirdParty]:
        """The third parties that the year's notice would name."""
        rows = [row for row in self.counted if row.third_party.relation != Relation.SAME_BRAND_AFFILIATE]
        return list({row.third_party_id: row.third_party for row in rows}.values())


def findings(business: Business, *, year: int, today: date) -> tuple[Finding, ...]:
    """Return everything to mend in a year of the register: first what blocks its notice, then by name."""
    rows = as_it_is(business).disclosures(year)
    rows = tuple(sorted(rows, key=lambda row: (row.third_party.legal_name.casefold(), row.third_party_id, row.pk)))
    seen = _Year(
        business=business,
        year=year,
        rows=rows,
        counted=tuple(row for row in rows if verdict_on(facts_of(row)).counts),
    )
    found = [finding for rule in _RULES for finding in rule(seen)]
    found += _not_closed(seen, today)
    return tuple(sorted(found, key=lambda each: each.severity is not Severity.BLOCKS))


def blocking(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those without which no notice goes out."""
    return tuple(each for each in found if each.severity is Severity.BLOCKS)


def _of_party(party: ThirdParty, rule: str, clause: str, says: str, *, field: str, blocks: bool = False) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.BLOCKS if blocks else Severity.SHOULD,
        clause=clause,
        says=says,
        third_party_id=party.pk,
        field=field,
    )


def _of_row(row: Disclosure, rule: str, clause: str, says: str, *, field: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.SHOULD,
        clause=clause,
        says=says,
        third_party_id=row.third_party_id,
        disclosure_id=row.pk,
        field=field,
    )


def _without_address(seen: _Year) -> Iterator[Finding]:
    for party in seen.named:
        if party.printed_address is None:
            missing = "street" if not party.street.strip() else "city"
            says = f"{party.legal_name} has no postal address to print. Enter its street and city."
            yield _of_party(party, "address-missing", "(a)(2)", says, field=missing, blocks=True)
        elif not party.country and not (party.state.strip() and party.postal_code.strip()):
            missing = "postal_code" if party.state.strip() else "state"
            says = f"{party.legal_name} has an address without state or ZIP code. Complete it, or name its country."
            yield _of_party(party, "address-incomplete", "(a)(2)", says, field=missing)


def _odd_address(seen: _Year) -> Iterator[Finding]:
    for party in seen.named:
        for field in ("street", "city"):
            said = getattr(party, field)
            if is_elsewhere(said) and not is_nothing(said):  # a word for nothing was told as missing
                says = f"{party.legal_name}: “{said}” is no {field}. Enter it."
                yield _of_party(party, "address-odd", "(a)(2)", says, field=field)
        for field, says in oddities(party).items():
            yield _of_party(party, "address-odd", "(a)(2)", f"{party.legal_name}: {says}", field=field)


def _opaque_name(seen: _Year) -> Iterator[Finding]:
    for party in seen.named:
        if not party.nature_clear and party.products_known and not party.product_examples:
            says = (
                f"{party.legal_name} does not say what it sells. Enter examples of its products, or say that you "
                "checked and do not know them."
            )
            yield _of_party(party, "examples-missing", "(a)(2)", says, field="products", blocks=True)


def _twice(seen: _Year) -> Iterator[Finding]:
    parties = {row.third_party_id: row.third_party for row in seen.rows}
    for one, other in probable(seen.business, among=parties.values()):
        names = [one.legal_name, other.legal_name]
        if names[0].casefold() == names[1].casefold():
            names = [f"{each.legal_name} ({_place(each)})" for each in (one, other)]
        says = f"{names[0]} and {names[1]} look like one third party. Merge them, or say that they are two."
        yield _of_party(one, "probable-duplicate", "(a)(2)", says, field="legal_name")


def _place(party: ThirdParty) -> str:
    parts = (party.street, party.city, f"{party.state} {party.postal_code}", party.country)
    return ", ".join(part.strip() for part in parts if part.strip()) or "no address"


def _exclusion_open(seen: _Year) -> Iterator[Finding]:
    for row in seen.rows:
        if row.exclusion_clause not in EXCLUSIONS:
            continue
        answers = row.exclusion_conditions
        wanting = [each for each in EXCLUSIONS[row.exclusion_clause].conditions if answers.get(each.name) is not True]
        if wanting:
            says = (
                f"{row.third_party.legal_name}: {row.exclusion_clause} is claimed, and counts only with a yes to: "
                f"{' '.join(each.question for each in wanting)}"
            )
            yield _of_row(row, "exclusion-open", row.exclusion_clause, says, field="exclusion_conditions")


def _says_nothing(seen: _Year) -> Iterator[Finding]:
    for row in seen.rows:
        if not (row.categories or row.unreported_data or (row.inferable and row.derived_from)):
            says = f"{row.third_party.legal_name}: nothing says what was disclosed. Choose the categories."
            yield _of_row(row, "category-missing", "(e)(6)(A)", says, field="categories")


def _after_the_contract(seen: _Year) -> Iterator[Finding]:
    for row in seen.rows:
        ended = row.third_party.contract_ends_on
        last = row.disclosed_to or row.disclosed_from or date(seen.year, 1, 1)
        if ended is not None and ended < last:
            says = (
                f"{row.third_party.legal_name} got information in {seen.year}, and its contract ended on {ended}. "
                "Enter the new contract's end, or correct the disclosure."
            )
            yield _of_party(row.third_party, "contract-ended", "(d)", says, field="contract_ends_on")


def _contract_within_the_year(seen: _Year) -> Iterator[Finding]:
    """Find what may have gone out after a contract's end: no last day is known, and the contract ended before it."""
    for row in seen.rows:
        ended = row.third_party.contract_ends_on
        first = row.disclosed_from or date(seen.year, 1, 1)
        if row.disclosed_to is None and ended is not None and first <= ended < date(seen.year, 12, 31):
            says = (
                f"{row.third_party.legal_name}: its contract ended on {ended}, and nothing says whether it got "
                f"information in {seen.year} after that day. Enter the last day of the disclosure, or the new "
                "contract's end."
            )
            yield _of_row(row, "contract-ended-within", "(d)", says, field="disclosed_to")


def _trade_without_use(seen: _Year) -> Iterator[Finding]:
    for row in seen.rows:
        if row.third_party.kind and row.use == Use.NONE:
            trade = row.third_party.get_kind_display()
            says = (
                f"{row.third_party.legal_name} is a {trade}, and is said to make no marketing use of the information. "
                "Selling or sharing it on is direct marketing by definition. Check its use."
            )
            yield _of_row(row, "trade-without-use", "(e)(2)", says, field="use")


def _number_of_affiliates(seen: _Year) -> Iterator[Finding]:
    if not any(row.third_party.relation == Relation.SAME_BRAND_AFFILIATE for row in seen.counted):
        return
    if not SameBrandCount.objects.filter(business=seen.business, year=seen.year, number__gt=0).exists():
        yield Finding(
            rule="affiliate-number-missing",
            severity=Severity.BLOCKS,
            clause="(f)(3)",
            says=f"Enter how many affiliated companies shared the brand name in {seen.year}.",
            field="same_brand_affiliates",
        )


def _affiliate_unmarked(seen: _Year) -> Iterator[Finding]:
    brands = seen.business.brands.values_list("name", flat=True)
    ours = {name.casefold() for name in (*brands, *seen.business.trade_names) if len(name) >= LEAST_NAME}
    for party in {row.third_party_id: row.third_party for row in seen.rows}.values():
        shared = next((name for name in ours if name in party.printed_name.casefold()), None)
        if shared is not None and party.relation == Relation.UNAFFILIATED:
            says = f"{party.legal_name} bears one of your own names but is marked as unaffiliated. Check its relation."
            yield _of_party(party, "affiliate-unmarked", "(f)", says, field="relation")


def _not_known(seen: _Year) -> Iterator[Finding]:
    bare = [row.pk for row in seen.rows if row.knowledge == Knowledge.DOES_NOT_KNOW and not row.note.strip()]
    shown = set(Disclosure.objects.filter(pk__in=bare, documents__isnull=False).values_list("pk", flat=True))
    unshown = set(bare) - shown
    for row in seen.rows:
        name = row.third_party.legal_name
        if row.use == Use.UNKNOWN:
            says = f"{name}: its use is not known. Ask it, and enter the answer; until then it is listed."
            yield _of_row(row, "use-unknown", "(e)(2)", says, field="use")
        if row.pk in unshown:
            says = (
                f"{name}: it is left out because you could not know of its use, and nothing shows that. Add a note, or "
                "the document that shows it."
            )
            yield _of_row(row, "knowledge-without-evidence", "(a)", says, field="note")


def _not_closed(seen: _Year, today: date) -> list[Finding]:
    over = today > date(seen.year, 12, 31)
    if not over or YearClose.objects.filter(business=seen.business, year=seen.year).exists():
        return []
    says = (
        f"{seen.year} is over and its register is not closed. Have its parts attested, then close it. Notices that go "
        "out before are marked, and compared with the closed year."
    )
    return [Finding(rule="year-open", severity=Severity.SHOULD, clause="(a)", says=says)]


_RULES: tuple[Callable[[_Year], Iterator[Finding]], ...] = (
    _without_address,
    _odd_address,
    _opaque_name,
    _number_of_affiliates,
    _says_nothing,
    _exclusion_open,
    _after_the_contract,
    _contract_within_the_year,
    _trade_without_use,
    _affiliate_unmarked,
    _not_known,
    _twice,
)
