"""The plain ways to take a log in, for comparison: a row at a time through the ORM, and a bare COPY."""

import csv
import time
from collections.abc import Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from django.db import connection, transaction

from requests_app.management.benchmarks.register_log import CODES, HEADINGS
from requests_app.register.load import way
from requests_app.register.models import Business, Disclosure, DisclosureEvent, ThirdParty

_CHUNK = 1 << 20
_TABLE = "benchmark_plain"


def by_orm(path: Path, slug: str, rows: int, at: datetime) -> float:
    """Take the first rows in, each looked up, checked and saved by itself, in one transaction; return seconds.

    No more is done than has to be: what is new is checked, what is there already is not checked again.
    """
    business = Business.objects.get(slug=slug)
    load = way.begin(path, way.Asked(), business_id=business.pk, file_name=path.name, actor="plain", at=at)
    load.save()
    began = time.perf_counter()
    with transaction.atomic(), path.open(encoding="utf-8", newline="") as file:
        for row, cells in enumerate(islice(csv.DictReader(file), rows), start=2):
            disclosure = _disclosure(_third_party(business, cells), cells)
            DisclosureEvent.objects.create(
                load=load,
                disclosure=disclosure,
                disclosed_on=date.fromisoformat(cells["disclosed_on"]),
                row=row,
                list_name=cells["list"],
            )
    return time.perf_counter() - began


def by_copy(path: Path) -> float:
    """Copy the file as it is into a table of texts without an index, committed; return seconds."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {_TABLE}")
        cursor.execute(f"create table {_TABLE} ({', '.join(f'{name} text' for name in HEADINGS)})")
    began = time.perf_counter()
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        path.open("rb") as file,
        cursor.copy(f"copy {_TABLE} from stdin (format csv, header)") as stream,
    ):
        while chunk := file.read(_CHUNK):
            stream.write(chunk)
    return time.perf_counter() - began


def _third_party(business: Business, cells: Mapping[str, str]) -> ThirdParty:
    named = {"legal_name": cells["third_party_name"], "street": cells["street"], "city": cells["city"]}
    found = ThirdParty.objects.filter(business=business, **named).first()
    if found is None:
        found = ThirdParty(business=business, **named, state=cells["state"], postal_code=cells["zip"])
        found.country, found.products = cells["country"], cells["products_or_services"]
        found.full_clean()
        found.save()
    return found


def _disclosure(party: ThirdParty, cells: Mapping[str, str]) -> Disclosure:
    on = date.fromisoformat(cells["disclosed_on"])
    codes = CODES[cells["category"]]
    found = Disclosure.objects.filter(third_party=party, year=on.year, categories=codes).first()
    if found is None:
        found = Disclosure(third_party=party, year=on.year, categories=codes)
        found.full_clean()
        found.save()
    return found
