"""The destruction of one request, by the index alone: what no rule speaks of, this does not know.

The caller holds the request's lock and a transaction; files go once that is over.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BinaryField, Field, JSONField, Model, Q, QuerySet

from requests_app.register.models import EvidenceDocument
from requests_app.requests.models import DisclosureRequest, IncomingMessage
from requests_app.retention.files import name_of
from requests_app.retention.grouped import forget_in_groups
from requests_app.retention.index import ERASING
from requests_app.retention.known import forget_in_events
from requests_app.retention.schedule import Kind
from requests_app.retention.searched import forget_searches
from requests_app.retention.table import Table
from requests_app.retention.tables_of_requests import DESTROYED, DESTROYED_ALONE, GONE


@dataclass(frozen=True, slots=True)
class Erased:
    """In how many rows of which table something went, and the files that go now, as the store names them."""

    rows: dict[str, int]
    files: tuple[str, ...]


def erase(request: DisclosureRequest, *, at: datetime) -> Erased:
    """Destroy what the rows of a request tell of anybody."""
    beside = {"SavedList": forget_searches(request), "Delivery": forget_in_groups(request)}
    forget_in_events(request)
    # Said before the rest: what several requests share goes with the last of them.
    DisclosureRequest.objects.filter(pk=request.pk).update(destroyed_at=at)
    # Found before anything goes: a row that goes may be the way to another one.
    found = [(table, _found(table, request.pk)) for table in ERASING]
    files = tuple(sorted({*_mails(found), *_scans(found)}))
    rows = {table.model: _gone(table, keys) for table, keys in found if keys}
    for model, number in beside.items():
        rows[model] = rows.get(model, 0) + number
    return Erased({model: number for model, number in rows.items() if number}, files)


def erase_beside(row: Model, kind: Kind) -> Erased:
    """Destroy what is told by a mail of no request, or by an event that no request leads to any more."""
    found = []
    for table in ERASING:
        keys: set[Any] = set()
        for way in table.ways_beside.get(kind, ()):
            keys |= _keys_of(table, Q(**{way: row.pk}))
        found.append((table, sorted(keys)))
    files = tuple(sorted(_mails(found))) if kind == Kind.MAIL else ()
    rows = {table.model: _gone(table, keys, alone=True) for table, keys in found if keys}
    return Erased(rows, files)


def _found(table: Table, request: int) -> list[Any]:
    keys: set[Any] = set()
    nowhere = Q()
    for way in table.ways:  # one after the other: each has an index
        keys |= _keys_of(table, Q(**{way: request}) & nowhere)
        if table.in_order:
            nowhere &= Q(**{f"{way}__isnull": True})
    if table.shared and keys:
        for way in table.ways:
            keys -= _keys_of(table, Q(pk__in=keys, **{f"{way}__isnull": False, f"{way}__destroyed_at__isnull": True}))
    return sorted(keys)


def _keys_of(table: Table, leading: Q) -> set[Any]:
    rows = _rows(table).filter(leading)
    if table.unless is not None:
        rows = rows.exclude(table.unless)
    return set(rows.order_by().values_list("pk", flat=True))


def _gone(table: Table, keys: list[Any], *, alone: bool = False) -> int:
    rows = _rows(table).filter(pk__in=keys)
    if table.removed:
        rows.delete()
    else:
        instead = {
            name: DESTROYED_ALONE if alone and value == DESTROYED else value for name, value in table.replaced.items()
        }
        rows.update(**{name: nothing(_field(table, name)) for name in table.columns_emptied}, **instead)
    return len(keys)


def nothing(field: "Field[Any, Any]") -> object:
    """Return what a column holds that says nothing any more."""
    if field.null:
        return None
    if isinstance(field, JSONField):
        return field.get_default() if field.has_default() else {}
    return b"" if isinstance(field, BinaryField) else ""


def _rows(table: Table) -> "QuerySet[Any]":
    model: type[Model] = table.model_class
    return QuerySet(model)


def _field(table: Table, name: str) -> "Field[Any, Any]":
    field = table.model_class._meta.get_field(name)  # noqa: SLF001 - Django's public name
    assert isinstance(field, Field)  # noqa: S101 - the index names columns; a test holds it
    return field


def _keys(found: list[tuple[Table, list[Any]]], model: type[Model]) -> list[Any]:
    return next(keys for table, keys in found if table.model_class is model)


def _mails(found: list[tuple[Table, list[Any]]]) -> set[str]:
    """Name the files of mails that belong to nothing else: the same bytes may have come to two mailboxes."""
    ours = _keys(found, IncomingMessage)
    digests = set(IncomingMessage.objects.filter(pk__in=ours).values_list("raw_digest", flat=True))
    others = IncomingMessage.objects.filter(raw_digest__in=digests).exclude(pk__in=ours).exclude(why__in=GONE)
    left = digests - set(others.values_list("raw_digest", flat=True))
    return {name_of(digest) for digest in left}


def _scans(found: list[tuple[Table, list[Any]]]) -> set[str]:
    kept = EvidenceDocument.objects.filter(pk__in=_keys(found, EvidenceDocument))
    return set(kept.values_list("file", flat=True))
