"""The register as its pages ask for it: by name, in pages that stay in order while rows come and go."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from requests_app.register.models import Business, Disclosure, ThirdParty
from requests_app.register.reading import Register

PAGE_SIZE = 50
ORDERS = {"name": "legal_name", "city": "city", "state": "state"}
"""What the listing is sorted by, and the column of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which third parties to show, by which column, a key of `ORDERS`. `only` keeps those of these ids.

    `year` picks the disclosures beside them, and with `disclosed` the third parties as well.
    """

    year: int
    words: str = ""
    relation: str = ""
    kind: str = ""
    disclosed: bool = False
    incomplete: bool = False
    sort: str = "name"
    only: frozenset[int] | None = None


def third_parties(business: Business, wanted: Wanted) -> QuerySet[ThirdParty]:
    """Return the third parties that stand, in order, each with its disclosures of the year."""
    found = business.third_parties.standing().annotate(place=Lower(ORDERS[wanted.sort]))
    if wanted.only is not None:
        found = found.filter(pk__in=wanted.only)
    for word in wanted.words.split():
        found = found.filter(Q(legal_name__icontains=word) | Q(trade_name__icontains=word) | Q(city__icontains=word))
    if wanted.relation:
        found = found.filter(relation=wanted.relation)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.disclosed:
        found = found.filter(Exists(Disclosure.objects.filter(third_party=OuterRef("pk"), year=wanted.year)))
    if wanted.incomplete:
        found = found.filter(Q(street="") | Q(city="") | Q(nature_clear=False, products_known=True, products=""))
    of_year = Disclosure.objects.filter(year=wanted.year).select_related("brand").order_by("id")
    return found.order_by("place", "id").prefetch_related(Prefetch("disclosures", queryset=of_year, to_attr="shown"))


def page_after(found: QuerySet[ThirdParty], after: int | None, *, sort: str) -> list[ThirdParty]:
    """Return one page and one row more, which tells that there are further ones. `after` is the last row read."""
    # By the database's own idea of small letters, whether or not the row still meets what is asked for.
    placed = ThirdParty.objects.annotate(place=Lower(ORDERS[sort])).values_list("place", "pk")
    last = None if after is None else placed.filter(pk=after).first()
    if last is not None:
        found = found.filter(Q(place__gt=last[0]) | Q(place=last[0], id__gt=last[1]))
    return list(found[: PAGE_SIZE + 1])


def known_third_parties(register: Register, wanted: Wanted) -> list[ThirdParty]:
    """Return what `third_parties` would have returned of a register as it was known."""
    of_year: dict[int, list[Disclosure]] = {}
    for row in sorted(register.disclosures(wanted.year), key=lambda row: row.pk):
        of_year.setdefault(row.third_party_id, []).append(row)
    found = []
    column = ORDERS[wanted.sort]
    for party in sorted(register.third_parties(), key=lambda each: (getattr(each, column).lower(), each.pk)):
        party.shown = of_year.get(party.pk, [])  # type: ignore[attr-defined] # as the query above prefetches it
        if _meets(party, wanted, is_disclosed=party.pk in of_year):
            found.append(party)
    return found


def known_after(found: list[ThirdParty], after: int | None) -> list[ThirdParty]:
    """Return one page and one row more of a register as it was known. `after` is the last row read."""
    start = next((place + 1 for place, party in enumerate(found) if party.pk == after), 0)
    return found[start : start + PAGE_SIZE + 1]


def _meets(party: ThirdParty, wanted: Wanted, *, is_disclosed: bool) -> bool:
    names = f"{party.legal_name}\n{party.trade_name}\n{party.city}".casefold()
    is_incomplete = not party.street or not party.city
    is_opaque = not party.nature_clear and party.products_known and not party.products
    return (
        all(word.casefold() in names for word in wanted.words.split())
        and (wanted.only is None or party.pk in wanted.only)
        and wanted.relation in {"", party.relation}
        and wanted.kind in {"", party.kind}
        and (is_disclosed or not wanted.disclosed)
        and (is_incomplete or is_opaque or not wanted.incomplete)
    )
