"""How a business's headings and words were read the last time, so that nobody is asked twice."""

import hashlib
from pathlib import Path

from django.db import transaction

from requests_app.register.load.mapping import Mapping
from requests_app.register.load.opening import open_source
from requests_app.register.load.row import Remarks, UnreadableError
from requests_app.register.load.table import Table
from requests_app.register.models import ColumnMapping


def recall(path: Path, given: Mapping, *, business_id: int) -> Mapping:
    """Return the given mapping over the one remembered for these headings. What is given goes first."""
    digest = _digest_of_headings(path, given)
    last = ColumnMapping.objects.filter(business=business_id, headings=digest).first() if digest else None
    if last is None:
        return given
    words = {
        column: {**last.values.get(column, {}), **given.values.get(column, {})}
        for column in {*last.values, *given.values}
    }
    return Mapping(columns={**last.columns, **given.columns}, values=words, sheet=given.sheet or last.sheet)


@transaction.atomic
def remember(headings: list[str], mapping: Mapping, *, business_id: int) -> None:
    """Keep how headings and words were read, if a person said anything of them."""
    if mapping == Mapping():
        return
    ColumnMapping.objects.update_or_create(
        business_id=business_id,
        headings=digest_of(headings),
        defaults={"columns": mapping.columns, "values": mapping.values, "sheet": mapping.sheet},
    )


def digest_of(headings: list[str]) -> str:
    """Return the digest by which headings are known again."""
    return hashlib.sha256("\n".join(headings).encode(errors="surrogatepass")).hexdigest()


def _digest_of_headings(path: Path, given: Mapping) -> str:
    """Return the digest of the file's headings; a blank where it cannot be opened, which reading it will tell."""
    try:
        source = open_source(path, given)
    except UnreadableError:
        return ""
    try:
        return digest_of(Table(source, given, Remarks()).columns.headings)
    except UnreadableError:
        return ""
    finally:
        source.close()
