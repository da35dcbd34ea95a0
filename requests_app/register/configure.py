"""A business as a file that operators keep under version control: creates or updates, never deletes."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from requests_app.register import edit
from requests_app.register.bearing import bearing_of
from requests_app.register.closed import NatureNeededError
from requests_app.register.legible import make_legible
from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    HomePageLink,
    NoticeMethod,
    OtherAddress,
    RegisterChange,
    SameBrandCount,
)
from requests_app.register.writable import RefusedWriteError

OwnedRow = Brand | ChoicePolicy | DesignatedContact | HomePageLink | NoticeMethod | OtherAddress | SameBrandCount
Described = Mapping[str, Any]  # an object out of a JSON file, checked field by field below

PLAIN = (
    "legal_name",
    "trade_names",
    "postal_address",
    "reply_email",
    "timezone",
    "employees",
    "languages",
    "cfipa_compliant",
    "web_form_is_designated",
    "accent_color",
    "target_days",
    "warning_days",
    "postal_lead_days",
    "opt_out_text",
    "opt_out_url",
    "opt_out_email",
    "opt_out_phone",
)
REQUIRED = ("slug", "legal_name", "postal_address", "reply_email")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of the file."""

    field: str
    says: str


class RefusedError(Exception):
    """The file was refused and nothing was written; `faults` says why, field by field."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.says}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class _Columns:
    """How entries of one list in the file become rows: the columns that name a row, and the rest."""

    model: type[OwnedRow]
    keys: tuple[str, ...]
    rest: tuple[str, ...] = ()


DATED = {"from": "valid_from", "to": "valid_to"}
COLUMNS: dict[str, _Columns] = {
    "designated": _Columns(DesignatedContact, ("kind", "value", "valid_from"), ("valid_to",)),
    "home_page_links": _Columns(HomePageLink, ("wording", "valid_from"), ("valid_to", "page", "home_page")),
    "notice_method": _Columns(NoticeMethod, ("clause", "valid_from"), ("valid_to", "evidence")),
    "other_addresses": _Columns(OtherAddress, ("kind", "value")),
    "brands": _Columns(Brand, ("slug",), ("name",)),
}
KNOWN = frozenset({"slug", *PLAIN, *COLUMNS, "choice_policy", "same_brand_affiliates"})
SAME_BRAND = _Columns(SameBrandCount, ("year",), ("number",))
CHOICE = _Columns(
    ChoicePolicy,
    ("kind", "published_from"),
    ("published_to", "maintained", "cost_free_means", "covers_affiliates"),
)


@dataclass(slots=True)
class _Writer:
    """Adds and changes rows in one step, and remembers what it did, what it refused, and which years each bears on."""

    at: datetime
    faults: list[Fault] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    bears: dict[str, set[int]] = field(default_factory=dict)

    def set_values(self, row: edit.RegisterRow, values: Described, *, where: str) -> list[str]:
        """Set the values on the row and return the names of those that changed; none where one is at fault."""
        before = {name: getattr(row, name) for name in values} if row.pk else None
        for name, value in values.items():
            setattr(row, name, value)
        try:
            row.full_clean()
            make_legible(row, at=self.at)
        except ValidationError as error:
            self._refuse(error, where=where)
            return []
        except RefusedWriteError as error:
            self.faults.append(Fault(where, str(error)))
            return []
        return [name for name in values if before is None or before[name] != getattr(row, name)]

    def write(self, step: edit.Step, row: edit.RegisterRow, values: Described, *, where: str, what: str) -> None:
        """Set the values on the row and save it if that changes anything."""
        is_new = row.pk is None
        changed = self.set_values(row, values, where=where)
        if changed:
            with bearing_of(row, self.bears.setdefault(where, set())):
                step.save(row)
            self.changes.append(f"{what} added" if is_new else f"{what}: {', '.join(changed)}")

    def write_entry(
        self, step: edit.Step, business: Business, entry: Described, columns: _Columns, *, where: str
    ) -> None:
        """Find the row that the entry names, or begin a new one, and write the entry to it."""
        entry = {DATED.get(name, name): value for name, value in entry.items()}
        faults = [Fault(f"{where}.{name}", "is not a field here") for name in {*entry} - {*columns.keys, *columns.rest}]
        faults += [Fault(f"{where}.{name}", "is required") for name in columns.keys if name not in entry]
        values: dict[str, object] = {}
        for name, value in entry.items() if not faults else ():
            try:
                values[name] = columns.model._meta.get_field(name).clean(value, None)  # type: ignore[union-attr] # noqa: SLF001 - a plain column; Django's own name
            except ValidationError as error:
                faults.append(Fault(f"{where}.{name}", " ".join(error.messages)))
        self.faults += sorted(faults, key=lambda fault: fault.field)
        if faults:
            return
        named = {name: values[name] for name in columns.keys}
        row = columns.model.objects.filter(business=business, **named).first() or columns.model(business=business)
        what = f"{columns.model._meta.verbose_name} {entry[columns.keys[0]]}"  # noqa: SLF001 - Django's own name
        self.write(step, row, values, where=where, what=what)

    def _refuse(self, error: ValidationError, *, where: str) -> None:
        for name, says in error.message_dict.items():
            place = where if name == "__all__" else f"{where}.{name}" if where else name
            self.faults.extend(Fault(place, sentence) for sentence in says)


@dataclass(frozen=True, slots=True)
class Configured:
    """What `configure` did. `outcome` is created, changed or same."""

    slug: str
    outcome: str
    changes: tuple[str, ...]


@transaction.atomic
def configure(data: Described, *, actor: str, at: datetime, nature: str = "", note: str = "") -> Configured:
    """Create or update the business the file describes, as one step of its register.

    `nature` says of an edit to a closed year whether it is a change or a correction, and `note` why. Raises
    `RefusedError`, and writes nothing, on any fault, and where a closed year is touched and `nature` is blank.
    """
    writer = _Writer(at, faults=_shape_faults(data))
    _stop_on_faults(writer)
    business = Business.objects.filter(slug=data["slug"]).first() or Business(slug=data["slug"])
    is_new = business.pk is None
    changed = writer.set_values(business, {name: data[name] for name in PLAIN if name in data}, where="")
    _stop_on_faults(writer)
    try:
        with _step(business, actor=actor, at=at, nature=nature, note=note) as step:
            if is_new:
                writer.changes.append("business added")
            elif changed:
                step.save(business)
                writer.changes.append(f"business: {', '.join(changed)}")
            for where, entry, columns in _entries(data):
                writer.write_entry(step, business, entry, columns, where=where)
            _stop_on_faults(writer)
    except NatureNeededError as needed:
        raise RefusedError(_unanswered(writer, needed)) from needed
    outcome = "created" if is_new else "changed" if writer.changes else "same"
    return Configured(slug=business.slug, outcome=outcome, changes=tuple(writer.changes))


def _step(business: Business, *, actor: str, at: datetime, nature: str, note: str) -> AbstractContextManager[edit.Step]:
    kind = RegisterChange.Kind.CONFIGURE
    if business.pk is None:
        return edit.begin(business, actor=actor, at=at, kind=kind)
    return edit.change(business.pk, actor=actor, at=at, kind=kind, nature=nature, note=note)


def _unanswered(writer: _Writer, needed: NatureNeededError) -> list[Fault]:
    """Name each entry that bears on a closed year, with what to do."""
    closed = {where: sorted(years & {*needed.years}) for where, years in writer.bears.items()}
    return [
        Fault(
            where, f"{NatureNeededError(years)} Then run the command again with --nature change or --nature correction."
        )
        for where, years in closed.items()
        if years
    ]


def _stop_on_faults(writer: _Writer) -> None:
    if writer.faults:
        raise RefusedError(writer.faults)


def _entries(data: Described) -> Iterable[tuple[str, Described, _Columns]]:
    for name, columns in COLUMNS.items():
        for place, entry in enumerate(data.get(name, [])):
            yield f"{name}[{place}]", entry, columns
    for year, number in data.get("same_brand_affiliates", {}).items():
        yield f"same_brand_affiliates.{year}", {"year": year, "number": number}, SAME_BRAND
    if data.get("choice_policy"):
        yield "choice_policy", data["choice_policy"], CHOICE


def _shape_faults(data: Described) -> list[Fault]:
    faults = [Fault(name, "is not a field of a business file") for name in sorted(set(data) - KNOWN)]
    faults += [Fault(name, "is required") for name in REQUIRED if not isinstance(data.get(name), str) or not data[name]]
    for name in COLUMNS:
        entries = data.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            faults.append(Fault(name, "must be a list of objects"))
    if not isinstance(data.get("choice_policy") or {}, dict):
        faults.append(Fault("choice_policy", "must be an object or null"))
    if not isinstance(data.get("same_brand_affiliates", {}), dict):
        faults.append(Fault("same_brand_affiliates", "must be an object of year and number"))
    return faults
