"""Writing to the register: each change raises the register's version and leaves an audit entry."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from requests_app.audit import chain
from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    Disclosure,
    HomePageLink,
    NoticeMethod,
    OtherAddress,
    SameBrandCount,
    ThirdParty,
)

RegisterRow = (
    Business
    | Brand
    | ChoicePolicy
    | DesignatedContact
    | Disclosure
    | HomePageLink
    | NoticeMethod
    | OtherAddress
    | SameBrandCount
    | ThirdParty
)


def business_id_of(row: RegisterRow) -> int:
    """Return the business whose register the row belongs to."""
    if isinstance(row, Business):
        return row.pk
    if isinstance(row, Disclosure):
        return row.third_party.business_id
    return row.business_id


@transaction.atomic
def save(row: RegisterRow, *, actor: str, at: datetime) -> None:
    """Write the row; the register's version rises by one."""
    before = None if row.pk is None else _stored(row)
    row.save()
    after = _stored(row)
    changed = sorted(name for name in after if before is None or before[name] != after[name])
    _note(
        business_id_of(row),
        row,
        row.pk,
        action="added" if before is None else "changed",
        actor=actor,
        at=at,
        fields=[name for name in changed if name != "id"],
        was="" if before is None else _digest(before),
        now=_digest(after),
    )


@transaction.atomic
def remove(row: RegisterRow, *, actor: str, at: datetime) -> None:
    """Remove the row, unless something refers to it (`ProtectedError`). A business is never removed."""
    if isinstance(row, Business):
        msg = "A business with its requests and notices stays; end its designated addresses instead."
        raise TypeError(msg)
    owner, pk = business_id_of(row), row.pk
    was = _digest(_stored(row))
    row.delete()
    _note(owner, row, pk, action="removed", actor=actor, at=at, fields=[], was=was, now="")


def _stored(row: RegisterRow) -> dict[str, object]:
    """Return the row's values as the database has them."""
    found: dict[str, object] = dict(type(row).objects.filter(pk=row.pk).values().get())
    return found


def _digest(values: Mapping[str, object]) -> str:
    """Return a digest of a row's values: it proves what stood there without keeping it."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


def _note(
    owner: int,
    row: RegisterRow,
    pk: int,
    *,
    action: str,
    actor: str,
    at: datetime,
    fields: list[str],
    was: str,
    now: str,
) -> None:
    Business.objects.filter(pk=owner).update(register_version=F("register_version") + 1)
    chain.append(
        at=at,
        actor=actor,
        action=f"register.{row._meta.model_name}.{action}",  # noqa: SLF001 - Django's public name for a model's own facts
        subject=f"business:{owner}",
        detail={"row": pk, "fields": fields, "was": was, "now": now},
    )
