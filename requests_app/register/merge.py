"""Two third parties that are one: the disclosures of the one go to the other, and the history of both stays."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction

from requests_app.audit import chain
from requests_app.register import edit
from requests_app.register.evidence.resting import move_documents
from requests_app.register.legible import make_legible
from requests_app.register.models import Disclosure, DisclosureEvent, NotDuplicate, ThirdParty
from requests_app.register.writable import RefusedWriteError

SAME_TERMS = (
    "year",
    "brand_id",
    "categories",
    "derived_from",
    "inferable",
    "use",
    "knowledge",
    "exclusion_clause",
    "exclusion_conditions",
    "unreported_data",
)


class MergeError(Exception):
    """The two cannot be merged; the message says why."""


def merge(*, one: ThirdParty, into: ThirdParty, actor: str, at: datetime, nature: str = "", note: str = "") -> None:
    """Merge `one` into another third party of the same business, as one step.

    Disclosures on the same terms become one that spans both. `one` stays, marked as merged, and is named nowhere any
    more. Raises `MergeError`, or `NatureNeededError` where a closed year is touched.
    """
    _check_two(one, into)
    with edit.change(one.business_id, actor=actor, at=at, kind=edit.Kind.MERGE, nature=nature, note=note) as step:
        standing = {_terms(row): row for row in into.disclosures.order_by("-id")}
        for row in one.disclosures.order_by("id"):
            same = standing.get(_terms(row))
            if same is None:
                row.third_party = into
                step.save(row)
                standing[_terms(row)] = row
            else:
                _join(step, row, same)
        move_documents(one, into)
        one.merged_into = into
        step.save(one)


def _check_two(one: ThirdParty, other: ThirdParty) -> None:
    if one.pk == other.pk or one.business_id != other.business_id:
        msg = "Choose two different third parties of one business."
        raise MergeError(msg)
    for each in (one, other):
        if each.merged_into is not None:
            msg = f"“{each}” is merged already. Choose “{each.merged_into}”, which stands for it now."
            raise MergeError(msg)


def _join(step: edit.Step, row: Disclosure, same: Disclosure) -> None:
    """Count one disclosure into another on the same terms, with its evidence."""
    same.disclosed_from = _widest(row.disclosed_from, same.disclosed_from, min)
    same.disclosed_to = _widest(row.disclosed_to, same.disclosed_to, max)
    notes = dict.fromkeys(filter(None, (same.note.strip(), row.note.strip())))
    same.note = "\n".join(notes)
    try:
        make_legible(same, at=step.change.at)
    except RefusedWriteError as refused:
        party = same.third_party
        msg = f"The disclosures of {same.year} to “{row.third_party}” and “{party}” do not make one. {refused}"
        raise MergeError(msg) from refused
    step.save(same)
    move_documents(row, same)
    DisclosureEvent.objects.filter(disclosure=row).update(disclosure=same)
    step.remove(row)


def _widest(one: date | None, other: date | None, choose: Callable[[Iterable[date]], date]) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return choose(days) if days else None


def _terms(row: Disclosure) -> str:
    return repr(
        [sorted(value) if isinstance(value, list) else value for value in (getattr(row, name) for name in SAME_TERMS)]
    )


def declare_different(one: ThirdParty, other: ThirdParty, *, actor: str, at: datetime) -> None:
    """Remember that two third parties which look alike are two; they are not proposed again."""
    _check_two(one, other)
    first, second = sorted((one, other), key=lambda party: party.pk)
    with transaction.atomic():
        _, is_new = NotDuplicate.objects.get_or_create(
            one=first, other=second, defaults={"business": first.business, "said_by": actor, "said_at": at}
        )
        if is_new:
            chain.append(
                at=at,
                actor=actor,
                action="register.thirdparty.different",
                subject=f"business:{first.business_id}",
                detail={"rows": [first.pk, second.pk]},
            )
