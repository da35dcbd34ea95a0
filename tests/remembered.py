"""A register whose memory knows its rows, as it would had they come in through the one door."""

from requests_app.register import edit
from requests_app.register.models import (
    Brand,
    Business,
    DesignatedContact,
    Disclosure,
    RegisterChange,
    RowState,
    ThirdParty,
)
from tests.builders import NOW


def remember(business: Business) -> None:
    """Keep the rows of a business that the builders made as what its register said at its present version."""
    version = business.register_version
    RegisterChange.objects.create(
        business=business, number=version, at=NOW, actor="test", kind=RegisterChange.Kind.BEGUN
    )
    groups: tuple[list[edit.RegisterRow], ...] = (
        [business],
        [*Brand.objects.filter(business=business)],
        [*DesignatedContact.objects.filter(business=business)],
        [*ThirdParty.objects.filter(business=business)],
        [*Disclosure.objects.filter(third_party__business=business)],
    )
    for rows in filter(None, groups):
        kept = edit.values_of(rows)
        RowState.objects.bulk_create(
            RowState(
                business=business,
                table=edit.table_of(row),
                row=row.pk,
                year=row.year if isinstance(row, Disclosure) else None,
                since=version,
                values=edit.as_json(kept[row.pk]),
            )
            for row in rows
        )
