"""The register as it is, or as it was known at an earlier version: one reading for the law, whichever it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Q

from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    Disclosure,
    HomePageLink,
    RegisterChange,
    RowState,
    SameBrandCount,
    ThirdParty,
)

Row = TypeVar(
    "Row", Brand, Business, ChoicePolicy, DesignatedContact, Disclosure, HomePageLink, SameBrandCount, ThirdParty
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the register says of the business itself; disclosures are read by year, with `disclosures`."""

    business: Business
    version: int
    brands: tuple[Brand, ...]
    designated_contacts: tuple[DesignatedContact, ...]
    home_page_links: tuple[HomePageLink, ...]
    choice_policies: tuple[ChoicePolicy, ...]
    same_brand_counts: tuple[SameBrandCount, ...]
    is_past: bool = False
    known_at: datetime | None = None
    """The moment as of which it is read, where one was asked for: a year is closed between two steps."""

    def disclosures(self, year: int) -> tuple[Disclosure, ...]:
        """Return what was disclosed in a calendar year, each with its third party and brand, in no order."""
        if not self.is_past:
            rows = Disclosure.objects.filter(third_party__business=self.business, year=year)
            return tuple(rows.select_related("third_party", "brand"))
        known = _Known(self.business.pk, self.version)
        found = known.rows(Disclosure, year=year)
        parties = {party.pk: party for party in known.rows(ThirdParty, only={row.third_party_id for row in found})}
        brands = {brand.pk: brand for brand in self.brands}
        for row in found:
            row.third_party = parties[row.third_party_id]
            row.third_party.business = self.business
            # By the name it had then, and though it was removed since.
            if row.brand_id in brands:
                row.brand = brands[row.brand_id]
        return found

    def third_parties(self) -> tuple[ThirdParty, ...]:
        """Return the third parties that stand, in no order: those merged into another do not."""
        if not self.is_past:
            return tuple(self.business.third_parties.standing())
        known = _Known(self.business.pk, self.version).rows(ThirdParty)
        return tuple(party for party in known if party.merged_into_id is None)

    def opt_outs(self) -> dict[tuple[str, str], str]:
        """Return where a customer can stop the mailings of a third party, by its name and address as printed."""
        if self.is_past:
            known = [party for party in self.third_parties() if party.opt_out]
        else:
            known = list(self.business.third_parties.standing().exclude(opt_out="").order_by("id"))
        return {
            (" ".join(party.printed_name.split()), " ".join((party.printed_address or "").split())): party.opt_out
            for party in known
        }


def as_it_is(business: Business) -> Register:
    """Read the register as it is now."""
    return Register(
        business=business,
        version=business.register_version,
        # Sorted here, as the register of a past day is: each database has an order of its own for names.
        brands=_in_order(tuple(business.brands.all()), "name"),
        designated_contacts=tuple(business.designated_contacts.order_by("valid_from", "id")),
        home_page_links=tuple(business.home_page_links.order_by("valid_from", "id")),
        choice_policies=tuple(business.choice_policies.order_by("published_from", "id")),
        same_brand_counts=tuple(business.same_brand_counts.order_by("year", "id")),
    )


READ_AT_ONCE = (Business, Brand, DesignatedContact, HomePageLink, ChoicePolicy, SameBrandCount)
_LAST_READ: dict[int, Register] = {}
"""What this process read of each business, until its version is another one or this process changes a row."""


def as_last_read(business: Business) -> Register:
    """Return the register as it is, read again only after it changed: each post would ask for the same rows.

    Every step of the register raises its version, in whichever process, and the business given here was just read.
    """
    kept = _LAST_READ.get(business.pk)
    if kept is None or kept.version != business.register_version:
        kept = _LAST_READ[business.pk] = as_it_is(business)
    return replace(kept, business=business)


def business_as_last_read(business_id: int, version: int) -> Business:
    """Return the business whose register stands at this version, read again only where it was another one."""
    kept = _LAST_READ.get(business_id)
    if kept is not None and kept.version == version:
        return kept.business
    return Business.objects.get(pk=business_id)


def forget_what_was_read(**_: object) -> None:
    """Read anew the next time: a row was saved or removed in this process, if only in a test or a migration."""
    _LAST_READ.clear()


def as_known(business: Business, *, version: int) -> Register:
    """Read the register as it was known at a version, even where rows were changed or removed since."""
    known = _Known(business.pk, version)
    states = known.rows(Business)
    then = states[0] if states else business
    then.register_version = version
    return Register(
        business=then,
        version=version,
        brands=_in_order(known.rows(Brand), "name"),
        designated_contacts=_in_order(known.rows(DesignatedContact), "valid_from"),
        home_page_links=_in_order(known.rows(HomePageLink), "valid_from"),
        choice_policies=_in_order(known.rows(ChoicePolicy), "published_from"),
        same_brand_counts=_in_order(known.rows(SameBrandCount), "year"),
        is_past=True,
    )


def version_on(business: Business, *, at: datetime) -> int:
    """Return the version of the register that was known at a moment; 0 before the first."""
    last = RegisterChange.objects.filter(business=business, at__lte=at).order_by("-number").first()
    return 0 if last is None else last.number


def end_of_day(business: Business, day: date) -> datetime:
    """Return the last moment of a day by the business's own clock, in the time zone that it then had by its register.

    That is just before a later day first began: at midnight in the zone known by then, or at the step that gave the
    business a zone in which it was past midnight. No later step moves it, so a past day always ends at the same moment.
    Before the register began, its first zone holds.
    """
    first, *later = _zones(business)
    ends = _last_moment(day, first[0])
    for zone, since in later:
        if ends < since:
            break
        ends = max(_last_moment(day, zone), since - datetime.resolution)
    return ends


def _last_moment(day: date, zone: ZoneInfo) -> datetime:
    """Return the last moment of a day in one zone: before the later midnight, where the clock is put back at it."""
    return datetime.combine(day, time.max.replace(fold=1), tzinfo=zone).astimezone(UTC)


def _zones(business: Business) -> list[tuple[ZoneInfo, datetime]]:
    """Return the time zones that a business had in order, each with the moment since which it was known."""
    states = RowState.objects.filter(business=business, table=str(Business._meta.model_name)).order_by("since")  # noqa: SLF001 - Django's public name
    kept = [(values["timezone"], since) for since, values in states.values_list("since", "values")]
    steps = RegisterChange.objects.filter(business=business, number__in=[since for _, since in kept])
    known = dict(steps.values_list("number", "at"))
    zones = [(ZoneInfo(name), known.get(since, datetime.min.replace(tzinfo=UTC))) for name, since in kept]
    return zones or [(ZoneInfo(business.timezone), datetime.min.replace(tzinfo=UTC))]


class NotKnownYetError(Exception):
    """Nothing was recorded of the business at that time; the message is a sentence for people."""


def as_known_on(business: Business, *, at: datetime) -> Register:
    """Read the register as it was known at a moment; `NotKnownYetError` before anything was recorded."""
    version = version_on(business, at=at)
    if version == 0:
        first = RegisterChange.objects.filter(business=business).order_by("number").first()
        since = f"The register begins on {first.at:%Y-%m-%d}." if first else "The register is empty."
        raise NotKnownYetError(since)
    return replace(as_known(business, version=version), known_at=at)


@dataclass(frozen=True, slots=True)
class _Known:
    """The states that stood at one version."""

    business_id: int
    version: int

    def rows(self, model: type[Row], *, year: int | None = None, only: Iterable[int] | None = None) -> tuple[Row, ...]:
        states = RowState.objects.filter(
            Q(until__isnull=True) | Q(until__gt=self.version),
            business_id=self.business_id,
            table=str(model._meta.model_name),  # noqa: SLF001 - Django's public name
            since__lte=self.version,
        )
        if year is not None:
            states = states.filter(year=year)
        wanted = None if only is None else frozenset(only)
        return tuple(
            revived(model, values)
            for row, values in states.order_by("row").values_list("row", "values")
            if wanted is None or row in wanted
        )


def revived(model: type[Row], values: Mapping[str, object]) -> Row:
    """Build the row again from its kept values. A column added since has its default, one dropped since is left out."""
    columns = {each.attname: each for each in model._meta.concrete_fields}  # noqa: SLF001 - Django's public name
    return model(**{name: columns[name].to_python(value) for name, value in values.items() if name in columns})


def _in_order(rows: tuple[Row, ...], name: str) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (getattr(row, name), row.pk)))
