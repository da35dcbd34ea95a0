"""Closing a report year: owners attest its parts, a keeper signs the whole; it is never opened again."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from requests_app.audit import chain
from requests_app.register.lint import Finding, blocking, findings
from requests_app.register.models import Business, RegisterChange, YearClose, YearPart

MOST_NAMED = 3


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
    def to_sign(self) -> tuple[Finding, ...]:
        """What is open and has to be mended, or signed for one by one."""
        return tuple(each for each in self.findings if each.rule != "year-open")

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


def is_changed(part: YearPart) -> bool:
    """Say whether the register of the year changed after the part was attested."""
    attested = part.register_version
    return attested is not None and any(number > attested for number in _changes_of(part.business, part.year))


def _changes_of(business: Business, year: int) -> list[int]:
    """Return the versions at which something of the year changed."""
    changes = RegisterChange.objects.filter(business=business).values_list("number", "years")
    return [number for number, years in changes if year in years]


@transaction.atomic
def add_part(
    business: Business, *, year: int, title: str, owner_name: str, owner_email: str = "", actor: str, at: datetime
) -> YearPart:
    """Name a part of the year and who answers for it; the part has a secret link for its owner."""
    business = _locked(business.pk)
    if business.year_closes.filter(year=year).exists():
        msg = f"{year} is closed. It has no more parts to attest."
        raise ClosingError(msg)
    if business.year_parts.filter(year=year, title=title).exists():
        msg = f"{year} has a part of this name already: {title}. Give the new one another name."
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
    # The business first, as in a close: an attestation comes before the close, or it is refused.
    business = _locked(YearPart.objects.values_list("business", flat=True).get(pk=part_id))
    part = YearPart.objects.select_for_update().get(pk=part_id)
    if not is_over(part.year, today):
        msg = f"{part.year} is not over. It can be attested from January 1, {part.year + 1}."
        raise ClosingError(msg)
    if business.year_closes.filter(year=part.year).exists():
        msg = f"{part.year} is closed already. Tell the register keeper what is missing."
        raise ClosingError(msg)
    if not by.strip():
        msg = "Enter your name: an attestation is somebody's."
        raise ClosingError(msg)
    part.attested_at, part.attested_by, part.note = at, by.strip(), note.strip()
    part.register_version = business.register_version
    part.save()
    _audit(business, "year.part.attested", actor=actor, at=at, year=part.year, part=part.pk)
    return part


@transaction.atomic
def close(
    business_id: int,
    *,
    year: int,
    signed: Mapping[str, str],
    note: str,
    actor: str,
    at: datetime,
    today: date,
) -> YearClose:
    """Sign the register of a year as complete.

    `signed` has the reason for each finding that is signed for as it is, by the finding's key; it may be blank where
    the finding stops no notice. Refused while the year is not over, while a part waits or was attested before the
    register changed again, and while a finding is open that was not signed for.
    """
    business = _locked(business_id)
    seen = standing(business, year=year, today=today)
    _check_can_close(seen)
    _check_signed(seen, signed)
    closed = YearClose.objects.create(
        business=business,
        year=year,
        closed_at=at,
        closed_by=actor,
        register_version=business.register_version,
        open_findings=[
            {"clause": each.clause, "says": each.says, "reason": signed[each.key].strip()} for each in seen.to_sign
        ],
        note=note.strip(),
    )
    _audit(business, "year.closed", actor=actor, at=at, year=year, part=None)
    return closed


def _locked(business_id: int) -> Business:
    """Return the business, held until the end of the transaction: edits, attestations and closes come one by one."""
    return Business.objects.select_for_update(no_key=True).get(pk=business_id)


def _check_can_close(seen: Standing) -> None:
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


def _check_signed(seen: Standing, signed: Mapping[str, str]) -> None:
    """Refuse while a finding is open that nobody signed for, or that stops the notices and has no reason."""
    missing = [each for each in seen.to_sign if each.key not in signed]
    if missing:
        number = len(missing)
        things = "1 thing is" if number == 1 else f"{number} things are"
        msg = f"{things} open and not signed for: {_named(missing)} {_how_to_sign(missing)}"
        raise ClosingError(msg)
    without = [each for each in seen.blocking if not signed[each.key].strip()]
    if without:
        msg = f"This stops the notices of {seen.year}: {_named(without)} Mend it, or write why you sign for it."
        raise ClosingError(msg)


def _how_to_sign(missing: list[Finding]) -> str:
    """Say how to sign for what is open: only what stops the notices needs a reason."""
    stopping = len(blocking(missing))
    if not stopping:
        return "Mend that first, or tick it to sign for it as it is."
    if stopping == len(missing):
        return "Mend that first, or write why you sign for it as it is."
    return "Mend that first, or sign for it: tick what stops no notice, and write the reason beside what stops one."


def _named(found: list[Finding]) -> str:
    more = f" And {len(found) - MOST_NAMED} more." if len(found) > MOST_NAMED else ""
    return " ".join(each.says for each in found[:MOST_NAMED]) + more


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
