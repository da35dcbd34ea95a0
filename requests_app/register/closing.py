"""Closing a report year: owners attest its parts, a keeper signs the whole; it is never opened again."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from requests_app.audit import chain
from requests_app.register.lint import Finding, blocking, findings
from requests_app.register.models import Business, RegisterChange, YearClose, YearPart


class ClosingError(Exception):
    """The step is not possible now; the message is a sentence that says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the closing of a year has come."""

    year: int
    parts: tuple[YearPart, ...]
    waiting: tuple[YearPart, ...]
    changed: tuple[YearPart, ...]
    """Parts attested before the register of that year changed again."""
    findings: tuple[Finding, ...]
    close: YearClose | None
    is_over: bool

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return blocking(self.findings)


def standing(business: Business, *, year: int, today: date) -> Standing:
    """Return how far the closing of a year has come, on the business's own day."""
    parts = tuple(business.year_parts.filter(year=year).order_by("title", "id"))
    changed_at = _changes_of(business, year)
    return Standing(
        year=year,
        parts=parts,
        waiting=tuple(part for part in parts if part.attested_at is None),
        changed=tuple(
            part for part in parts if any(number > (part.register_version or number) for number in changed_at)
        ),
        findings=findings(business, year=year, today=today),
        close=business.year_closes.filter(year=year).first(),
        is_over=is_over(year, today),
    )


def is_over(year: int, today: date) -> bool:
    """Say whether the calendar year has ended: from 1 January it can be closed."""
    return today > date(year, 12, 31)


def _changes_of(business: Business, year: int) -> list[int]:
    """Return the versions at which something of the year changed."""
    changes = RegisterChange.objects.filter(business=business).values_list("number", "years")
    return [number for number, years in changes if year in years]


@transaction.atomic
def add_part(
    business: Business, *, year: int, title: str, owner_name: str, owner_email: str = "", actor: str, at: datetime
) -> YearPart:
    """Name a part of the year and who answers for it; the part has a secret link for its owner."""
    if business.year_closes.filter(year=year).exists():
        msg = f"{year} is closed. It has no more parts to attest."
        raise ClosingError(msg)
    part = YearPart.objects.create(
        business=business,
        year=year,
        title=title,
        owner_name=owner_name,
        owner_email=owner_email,
        secret=secrets.token_urlsafe(32),
    )
    _audit(business, "year.part.added", actor=actor, at=at, year=year, part=part.pk)
    return part


@transaction.atomic
def attest(part_id: int, *, by: str, note: str, actor: str, at: datetime, today: date) -> YearPart:
    """Attest a part: its owner says that the register is complete for it. A later attestation replaces the earlier."""
    part = YearPart.objects.select_for_update().select_related("business").get(pk=part_id)
    if not is_over(part.year, today):
        msg = f"{part.year} is not over. It can be attested from January 1, {part.year + 1}."
        raise ClosingError(msg)
    if part.business.year_closes.filter(year=part.year).exists():
        msg = f"{part.year} is closed already. Tell the register keeper what is missing."
        raise ClosingError(msg)
    if not by.strip():
        msg = "Enter your name: an attestation is somebody's."
        raise ClosingError(msg)
    part.attested_at, part.attested_by, part.note = at, by.strip(), note.strip()
    part.register_version = part.business.register_version
    part.save()
    _audit(part.business, "year.part.attested", actor=actor, at=at, year=part.year, part=part.pk)
    return part


@transaction.atomic
def close(
    business_id: int, *, year: int, accepts_findings: bool, note: str, actor: str, at: datetime, today: date
) -> YearClose:
    """Sign the register of a year as complete.

    Refused while the year is not over, while a part waits or was attested before the register changed again, and while
    something blocks the year's notice, unless the keeper signs for that as well (`accepts_findings`).
    """
    business = Business.objects.select_for_update(no_key=True).get(pk=business_id)
    seen = standing(business, year=year, today=today)
    _check_can_close(seen, accepts_findings=accepts_findings)
    closed = YearClose.objects.create(
        business=business,
        year=year,
        closed_at=at,
        closed_by=actor,
        register_version=business.register_version,
        open_findings=[f"{each.clause} {each.says}" for each in seen.findings if each.rule != "year-open"],
        note=note.strip(),
    )
    _audit(business, "year.closed", actor=actor, at=at, year=year, part=None)
    return closed


def _check_can_close(seen: Standing, *, accepts_findings: bool) -> None:
    if not seen.is_over:
        msg = f"{seen.year} is not over. It can be closed from January 1, {seen.year + 1}."
        raise ClosingError(msg)
    if seen.close is not None:
        msg = f"{seen.year} is closed already, since {seen.close.closed_at:%Y-%m-%d}."
        raise ClosingError(msg)
    if waiting := [part.title for part in seen.waiting]:
        msg = f"Not everybody has attested: {', '.join(waiting)}. Ask them, or attest in their place."
        raise ClosingError(msg)
    if changed := [part.title for part in seen.changed]:
        msg = f"The register changed after these were attested: {', '.join(changed)}. Have them attested again."
        raise ClosingError(msg)
    if seen.blocking and not accepts_findings:
        number = len(seen.blocking)
        things = "1 thing stops" if number == 1 else f"{number} things stop"
        msg = f"{things} the notices of {seen.year}. Mend that first, or sign for it as it is."
        raise ClosingError(msg)


def _audit(business: Business, action: str, *, actor: str, at: datetime, year: int, part: int | None) -> None:
    detail: dict[str, str | int | bool | list[str] | list[int] | None] = {"year": year}
    if part is not None:
        detail["part"] = part
    chain.append(
        at=at,
        actor=actor,
        action=action,
        subject=f"business:{business.pk}",
        detail=detail | {"version": business.register_version},
    )
