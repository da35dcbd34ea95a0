"""Writing to the register. Each change raises the register's version, keeps what stood there, and leaves its trace.

with edit.change(business, actor=…, at=…) as step:
    step.save(third_party)
    step.save(disclosure)
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F

from requests_app.audit import chain
from requests_app.register.answered import note_answers
from requests_app.register.bearing import bearing_of
from requests_app.register.bulk import insert
from requests_app.register.closed import check_nature
from requests_app.register.digests import digest_of, digest_of_all
from requests_app.register.evidence.resting import hand_to_third_party, refuse_while_documents_rest
from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    Disclosure,
    HomePageLink,
    NoticeMethod,
    OtherAddress,
    RegisterChange,
    RowState,
    SameBrandCount,
    ThirdParty,
)
from requests_app.register.writable import check_add, check_removal, check_save

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
Kind = RegisterChange.Kind
Nature = RegisterChange.Nature
Values = Mapping[str, object]
_JSON = (str, int, float, bool, list, dict, type(None))
"""Columns of these kinds hold nothing that JSON has no word for."""
NOT_KEPT = frozenset({"register_version"})
"""Columns that say nothing of the register itself: its version would raise itself."""


def business_id_of(row: RegisterRow) -> int:
    """Return the business whose register the row belongs to."""
    if isinstance(row, Business):
        return row.pk
    if isinstance(row, Disclosure):
        return row.third_party.business_id
    return row.business_id


@dataclass(slots=True)
class Step:
    """A change while it is made: everything saved through it is one version of the register."""

    change: RegisterChange
    years: set[int] = field(default_factory=set)
    traces: list[dict[str, object]] = field(default_factory=list)

    def save(self, row: RegisterRow) -> bool:
        """Write the row; return whether that changed anything. A row as it stands already leaves no trace."""
        before = None if row.pk is None else stored(row)
        check_save(row, before)
        if isinstance(row, Business):
            # The version was raised since the row was read.
            row.register_version = self.change.number
        elif isinstance(row, Disclosure):
            note_answers(row, before=before, version=self.change.number)
        with bearing_of(row, self.years):
            row.save()
        after = stored(row)
        if before == after:
            return False
        self._keep([(row, after)], replaces=before is not None)
        changed = sorted(name for name in after if name != "id" and (before is None or before[name] != after[name]))
        action = "added" if before is None else "changed"
        self._trace(row, row.pk, action, changed, was="" if before is None else digest_of(before), now=digest_of(after))
        return True

    def add(self, rows: Iterable[ThirdParty] | Iterable[Disclosure]) -> int:
        """Write many new rows of one table at once, for a load; return how many. Their traces are one."""
        new: list[ThirdParty | Disclosure] = list(rows)
        if not new:
            return 0
        check_add(new)
        for row in new:
            if isinstance(row, Disclosure):
                note_answers(row, before=None, version=self.change.number)
        insert(new)
        kept = values_of(new)
        self._keep([(row, kept[row.pk]) for row in new], replaces=False)
        self.years.update(row.year for row in new if isinstance(row, Disclosure))
        digest = digest_of_all(kept, [row.pk for row in new])
        self.traces.append({"table": table_of(new[0]), "action": "added", "rows": len(new), "now": digest})
        return len(new)

    def remove(self, row: RegisterRow) -> None:
        """Remove the row, unless something refers to it (`ProtectedError`). A business is never removed.

        The documents behind a disclosure then lie behind its third party.
        """
        if isinstance(row, Business):
            msg = "A business with its requests and notices stays; end its designated addresses instead."
            raise TypeError(msg)
        check_removal(row)
        if isinstance(row, Disclosure):
            hand_to_third_party(row)
        refuse_while_documents_rest([row])
        pk, was = row.pk, digest_of(stored(row))
        with bearing_of(row, self.years):
            row.delete()
        RowState.objects.filter(table=table_of(row), row=pk, until=None).update(until=self.change.number)
        self._trace(row, pk, "removed", [], was=was, now="")

    def update(self, rows: Iterable[ThirdParty | Disclosure], *, columns: list[str]) -> int:
        """Write these columns of many rows of one table at once; return how many changed. Their traces are one."""
        old: list[ThirdParty | Disclosure] = list(rows)
        if not old:
            return 0
        before = values_of(old)
        type(old[0]).objects.bulk_update(old, columns, batch_size=500)  # type: ignore[arg-type] # one table, as the signature says
        after = values_of(old)
        changed = [row for row in old if before[row.pk] != after[row.pk]]
        if changed:
            self._keep([(row, after[row.pk]) for row in changed], replaces=True)
            self._trace_many(changed, "changed", was=before, now=after)
        return len(changed)

    def remove_all(self, rows: Iterable[ThirdParty | Disclosure]) -> int:
        """Remove many rows of one table at once, unless something refers to one (`ProtectedError`); return how many."""
        old: list[ThirdParty | Disclosure] = list(rows)
        if not old:
            return 0
        refuse_while_documents_rest(old)
        self._trace_many(old, "removed", was=values_of(old), now={})
        pks = [row.pk for row in old]
        type(old[0]).objects.filter(pk__in=pks).delete()
        RowState.objects.filter(table=table_of(old[0]), row__in=pks, until=None).update(until=self.change.number)
        return len(old)

    def _trace_many(
        self, rows: list[ThirdParty | Disclosure], action: str, *, was: Mapping[int, Values], now: Mapping[int, Values]
    ) -> None:
        """Leave one trace of many rows of one table, and remember the years on which they bear."""
        self.years.update(row.year for row in rows if isinstance(row, Disclosure))
        parties = [row.pk for row in rows if isinstance(row, ThirdParty)]
        of_parties = Disclosure.objects.filter(third_party__in=parties) if parties else Disclosure.objects.none()
        self.years.update(of_parties.values_list("year", flat=True).distinct())
        pks = [row.pk for row in rows]
        digests = {"was": digest_of_all(was, pks), "now": digest_of_all(now, pks)}
        self.traces.append({"table": table_of(rows[0]), "action": action, "rows": len(rows), **digests})

    def _keep(self, rows: list[tuple[RegisterRow, Values]], *, replaces: bool) -> None:
        number, business_id = self.change.number, self.change.business_id
        if replaces:
            now = RowState.objects.filter(table=table_of(rows[0][0]), row__in=[row.pk for row, _ in rows], until=None)
            # A row saved twice in one step has one state in it.
            now.filter(since=number).delete()
            now.update(until=number)
        insert(
            [
                RowState(
                    business_id=business_id,
                    table=table_of(row),
                    row=row.pk,
                    year=row.year if isinstance(row, Disclosure) else None,
                    since=number,
                    values=as_json(values),
                )
                for row, values in rows
            ]
        )

    def _trace(self, row: RegisterRow, pk: int, action: str, fields: list[str], *, was: str, now: str) -> None:
        self.traces.append(
            {"table": table_of(row), "action": action, "row": pk, "fields": fields, "was": was, "now": now}
        )


@contextmanager
def change(
    business_id: int, *, actor: str, at: datetime, kind: Kind = Kind.EDIT, nature: str = "", note: str = ""
) -> Iterator[Step]:
    """Make one step of the register, in a transaction; nothing saved through it means no step.

    Raises `NatureNeededError` where a closed year is touched and nobody said whether it is a change or a correction.
    """
    with transaction.atomic():
        # The update holds the business's row until the end: two steps never get one number.
        Business.objects.filter(pk=business_id).update(register_version=F("register_version") + 1)
        number = Business.objects.values_list("register_version", flat=True).get(pk=business_id)
        at = RegisterChange.not_before_the_last(business_id, at)
        step = Step(
            RegisterChange.objects.create(
                business_id=business_id, number=number, at=at, actor=actor, kind=kind, nature=nature, note=note
            )
        )
        yield step
        if not step.traces:
            step.change.delete()
            Business.objects.filter(pk=business_id).update(register_version=F("register_version") - 1)
            return
        check_nature(business_id, years=step.years, nature=nature)
        step.change.years = sorted(step.years)
        step.change.save(update_fields=["years"])
        for trace in step.traces:
            _audit(step.change, trace)


def save(row: RegisterRow, *, actor: str, at: datetime, nature: str = "", note: str = "") -> None:
    """Write one row as a step of its own."""
    if isinstance(row, Business) and row.pk is None:
        with begin(row, actor=actor, at=at):
            return
    with change(business_id_of(row), actor=actor, at=at, nature=nature, note=note) as step:
        step.save(row)


def remove(row: RegisterRow, *, actor: str, at: datetime, nature: str = "", note: str = "") -> None:
    """Remove one row as a step of its own."""
    with change(business_id_of(row), actor=actor, at=at, nature=nature, note=note) as step:
        step.remove(row)


@contextmanager
def begin(business: Business, *, actor: str, at: datetime, kind: Kind = Kind.EDIT) -> Iterator[Step]:
    """Store a new business as the first version of its register; what else is saved through the step belongs to it."""
    with transaction.atomic():
        business.register_version = 0
        business.save()
        with change(business.pk, actor=actor, at=at, kind=kind) as step:
            values = stored(business)
            step._keep([(business, values)], replaces=False)  # noqa: SLF001 - the same module
            step._trace(business, business.pk, "added", sorted(set(values) - {"id"}), was="", now=digest_of(values))  # noqa: SLF001 - as above
            yield step
    business.refresh_from_db(fields=["register_version"])


def table_of(row: RegisterRow) -> str:
    return str(row._meta.model_name)  # noqa: SLF001 - Django's public name for a model's own facts


def stored(row: RegisterRow) -> dict[str, object]:
    """Return the row's values as the database has them."""
    return values_of([row])[row.pk]


def values_of(rows: Iterable[RegisterRow]) -> dict[int, dict[str, object]]:
    """Return the values of rows of one table as the database has them, by id."""
    listed = list(rows)
    manager = type(listed[0])._default_manager  # noqa: SLF001 - Django's public name
    found: dict[int, dict[str, object]] = {}
    for values in manager.filter(pk__in=[row.pk for row in listed]).values():
        kept: dict[str, object] = dict(values)
        found[values["id"]] = {name: value for name, value in kept.items() if name not in NOT_KEPT}
    return found


def as_json(values: Values) -> dict[str, object]:
    """Return the values as they are kept: what JSON has no word for is text."""
    kept: dict[str, object] = {
        name: value if isinstance(value, _JSON) else json.loads(json.dumps(value, cls=DjangoJSONEncoder))
        for name, value in values.items()
    }
    return kept


def _audit(made: RegisterChange, trace: Mapping[str, object]) -> None:
    detail = {name: value for name, value in trace.items() if name not in {"table", "action"}}
    chain.append(
        at=made.at,
        actor=made.actor,
        action=f"register.{trace['table']}.{trace['action']}",
        subject=f"business:{made.business_id}",
        detail=detail | {"version": made.number, "kind": made.kind, "nature": made.nature},  # type: ignore[arg-type] # texts, numbers, lists of texts
    )
