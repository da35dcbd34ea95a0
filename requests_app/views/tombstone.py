"""What stands where a request was: that its record was destroyed, when, and why. It names nobody."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from requests_app.requests.assign import name_of
from requests_app.requests.models import DisclosureRequest
from requests_app.retention.models import DestructionItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """The destruction of one request, for its page. `rows` says in how many rows of which table something went."""

    row: DisclosureRequest
    on: date
    years: int
    days: int
    basis: str
    item: DestructionItem
    approved_by: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]


def tombstone_of(row: DisclosureRequest) -> Tombstone:
    """Return the tombstone of a destroyed request."""
    wanted = DestructionItem.objects.select_related("batch__first_by", "batch__second_by")
    item = wanted.get(disclosure_request=row, outcome=DestructionItem.Outcome.DESTROYED)
    terms = item.batch.basis[item.kind]
    destroyed_at = row.destroyed_at or item.batch.second_at
    assert destroyed_at is not None  # noqa: S101 - a batch that destroys has been approved
    return Tombstone(
        row=row,
        on=destroyed_at.astimezone(ZoneInfo(row.business.timezone)).date(),
        years=terms["years"],
        days=terms["days"],
        basis=terms["basis"],
        item=item,
        approved_by=tuple(name_of(each) for each in (item.batch.first_by, item.batch.second_by) if each),
        rows=tuple(sorted(item.rows.items())),
    )
