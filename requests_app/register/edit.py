"""Writing to the register: each change raises the register's version and leaves an audit entry."""

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
    added = row.pk is None
    row.save()
    _note(business_id_of(row), row, row.pk, action="added" if added else "changed", actor=actor, at=at)


@transaction.atomic
def remove(row: RegisterRow, *, actor: str, at: datetime) -> None:
    """Remove the row, unless something refers to it (`ProtectedError`). A business is never removed."""
    if isinstance(row, Business):
        msg = "A business with its requests and notices stays; end its designated addresses instead."
        raise TypeError(msg)
    owner, pk = business_id_of(row), row.pk
    row.delete()
    _note(owner, row, pk, action="removed", actor=actor, at=at)


def _note(owner: int, row: RegisterRow, pk: int, *, action: str, actor: str, at: datetime) -> None:
    Business.objects.filter(pk=owner).update(register_version=F("register_version") + 1)
    chain.append(
        at=at,
        actor=actor,
        action=f"register.{row._meta.model_name}.{action}",  # noqa: SLF001 - Django's public name for a model's own facts
        subject=f"business:{owner}",
        detail={"row": pk},
    )
