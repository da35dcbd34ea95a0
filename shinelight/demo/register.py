"""The demo's registers: two invented businesses, and whom each disclosed what to.

The retailer discloses much, in the year that requests ask about. The cloud software company neither rents nor sells:
it has agents, processors and affiliated businesses, and in one of its two years nothing that the law asks for.
`business.json` is a business file as operators write it; `register.json` has the third parties, each with what was
disclosed to it. Both are loaded through the one door for writes, by the register keeper.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from requests_app import handling
from requests_app.register.edit import RegisterRow
from requests_app.register.models import Brand, Business, Disclosure, ThirdParty
from requests_app.requests.move import Actor
from requests_app.requests.receive import day_of_receipt
from requests_app.statute import Relation, report_year

RETAILER = Path(__file__).parent / "retailer"
CLOUD = Path(__file__).parent / "cloud"
Described = Mapping[str, Any]  # an object out of a JSON file of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What is in the register now, and how many of its rows had to be written for that."""

    business: Business
    year: int
    third_parties: int
    written: int


def load(*, keeper: User, now: datetime, folder: Path = RETAILER) -> Loaded:
    """Bring the register to what the files say; rows that are already so are left alone, others are never removed."""
    described, filed = _read(folder / "business.json"), _read(folder / "register.json")
    year = report_year(day_of_receipt(now, timezone=described["timezone"]))
    configured = handling.configure_business(
        data={**described, "same_brand_affiliates": {str(year): filed["same_brand_affiliates"]}},
        by=Actor.staff(keeper).label,
        now=now,
    )
    business = Business.objects.get(slug=configured.slug)
    writer = _Writer(business, year, keeper, now)
    for entry in filed["third_parties"]:
        writer.write_third_party(entry)
    return Loaded(
        business=business,
        year=year,
        third_parties=len(filed["third_parties"]),
        written=writer.written + len(configured.changes),
    )


def _read(file: Path) -> dict[str, Any]:  # a JSON object has values of any kind
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


class _Writer:
    """Writes the entries of the file as rows, and counts those that changed."""

    def __init__(self, business: Business, year: int, keeper: User, now: datetime) -> None:
        self._business, self._year, self._keeper, self._now = business, year, keeper, now
        self._brands = {brand.slug: brand for brand in Brand.objects.filter(business=business)}
        self.written = 0

    def write_third_party(self, entry: Described) -> None:
        name = entry["legal_name"]
        party = ThirdParty.objects.filter(business=self._business, legal_name=name).order_by("id").first()
        party = party or ThirdParty(business=self._business, legal_name=name)
        self._write(
            party,
            {
                **{column: entry[column] for column in ("street", "city", "state", "postal_code")},
                "relation": entry.get("relation", Relation.UNAFFILIATED.value),
                "nature_clear": entry.get("nature_clear", True),
                "products": "\n".join(entry.get("products", [])),
            },
        )
        for disclosure in entry["disclosures"]:
            for back in disclosure.get("years_back", [0]):
                self._write_disclosure(party, disclosure, year=self._year - back)

    def _write_disclosure(self, party: ThirdParty, entry: Described, *, year: int) -> None:
        """Write what was disclosed; a third party has one row a year and brand here, so that these name the row."""
        named = {"third_party": party, "year": year, "brand": self._brands.get(entry.get("brand", ""))}
        exclusion = entry.get("exclusion", {"clause": "", "conditions": {}})
        self._write(
            Disclosure.objects.filter(**named).order_by("id").first() or Disclosure(**named),
            {
                "categories": entry["categories"],
                "derived_from": entry.get("derived_from", []),
                "inferable": entry.get("inferable", False),
                "use": entry.get("use", "direct_marketing"),
                "knowledge": entry.get("knowledge", "knows"),
                "exclusion_clause": exclusion["clause"],
                "exclusion_conditions": exclusion["conditions"],
                "unreported_data": entry.get("unreported_data", []),
                "note": entry["note"],
            },
        )

    def _write(self, row: RegisterRow, values: Described) -> None:
        same = row.pk is not None and all(getattr(row, column) == value for column, value in values.items())
        if same:
            return
        for column, value in values.items():
            setattr(row, column, value)
        row.full_clean()
        handling.save_register_row(row=row, by=self._keeper, now=self._now)
        self.written += 1
