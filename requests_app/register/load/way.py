"""The way of a file: asked for, claimed by one reader, ended. Each step is one conditional update of its row."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q, QuerySet

from requests_app.register.load.cells import storable
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.named import KEY
from requests_app.register.load.result import Count, Result, refused
from requests_app.register.load.row import Remark, unreadable
from requests_app.register.models import RegisterLoad

State = RegisterLoad.State
DEAD_AFTER = timedelta(minutes=5)
"""A reader that showed no life for so long is dead, and the file is read anew."""


class LoadStateError(Exception):
    """The load is no longer, or not yet, where this can be done; the message is a sentence for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A file and how it is to be read. `nature` is what it is to a closed year, if somebody said."""

    year: int | None = None
    mapping: Mapping = field(default_factory=Mapping)
    nature: str = ""
    dry_run: bool = False


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(digest: str, asked: Asked) -> str:
    """Return what tells a file, read in one way, from every other file and way."""
    mapping = asked.mapping
    how = [digest, asked.year, mapping.columns, mapping.values, mapping.sheet]
    return hashlib.sha256(json.dumps(how, sort_keys=True).encode()).hexdigest()


def loaded_before(business_id: int, mark: str) -> RegisterLoad | None:
    """Return the load that took the same file, read the same way, and still stands."""
    return RegisterLoad.objects.filter(
        business=business_id, fingerprint=mark, state=State.LOADED, dry_run=False
    ).first()


def begin(path: Path, asked: Asked, *, business_id: int, file_name: str, actor: str, at: datetime) -> RegisterLoad:
    """Return the row, not saved yet, of a file that is asked to be loaded."""
    digest = digest_of(path)
    return RegisterLoad(
        business_id=business_id,
        file_name=storable(file_name)[-200:],
        digest=digest,
        fingerprint=fingerprint(digest, asked),
        size=path.stat().st_size,
        year=asked.year,
        columns=asked.mapping.columns,
        values=asked.mapping.values,
        sheet=asked.mapping.sheet,
        nature=asked.nature,
        dry_run=asked.dry_run,
        actor=actor,
        asked_at=at,
    )


def asked_of(load: RegisterLoad) -> Asked:
    """Return how the file of a row is to be read."""
    mapping = Mapping(columns=load.columns, values=load.values, sheet=load.sheet)
    return Asked(year=load.year, mapping=mapping, nature=load.nature, dry_run=load.dry_run)


def claim(load_id: int, *, at: datetime) -> RegisterLoad | None:
    """Take a waiting file, or one whose reader died, as the only reader; None where another has it."""
    mark = secrets.token_hex(16)
    taken = _to_claim(at).filter(pk=load_id).update(state=State.RUNNING, claim=mark, seen_at=at, bytes_read=0, rows=0)
    return RegisterLoad.objects.select_related("business").get(pk=load_id) if taken else None


def to_wake(*, now: datetime, waited: timedelta) -> Iterable[int]:
    """Return the files that nobody reads though they wait: a wake-up was lost, or a reader died."""
    open_ones = _to_claim(now).exclude(file="").filter(Q(state=State.RUNNING) | Q(asked_at__lte=now - waited))
    return open_ones.order_by("id").values_list("pk", flat=True)[:100]


def bury(*, now: datetime) -> int:
    """End the loads of the command line that died with it: their file was never kept. Return how many."""
    dead = _to_claim(now).filter(state=State.RUNNING, file="")
    return dead.update(state=State.CANCELLED, claim="", finished_at=now)


def _to_claim(now: datetime) -> QuerySet[RegisterLoad]:
    dead = Q(state=State.RUNNING, seen_at__lte=now - DEAD_AFTER)
    return RegisterLoad.objects.filter(Q(state=State.WAITING, cancel_asked=False) | dead)


def end(load: RegisterLoad, *, state: State, result: Result | None, at: datetime) -> bool:
    """Write down what came of a file.

    False, and nothing written, where another reader took it over meanwhile, or a file to be loaded was cancelled.
    """
    values: dict[str, object] = {"state": state, "finished_at": at, "claim": "", "change": load.change}
    if result is not None:
        values |= {"result": result.as_kept(), "rows": result.rows, "bytes_read": load.size}
    running = RegisterLoad.objects.filter(pk=load.pk, state=State.RUNNING, claim=load.claim)
    if state == State.LOADED:
        running = running.filter(cancel_asked=False)
    return bool(running.update(**values))


def cancel(load_id: int, *, at: datetime) -> None:
    """Stop a file: at once where it waits, else at its next block. Raises `LoadStateError` where it has ended."""
    waiting = RegisterLoad.objects.filter(pk=load_id, state=State.WAITING)
    if waiting.update(state=State.CANCELLED, cancel_asked=True, finished_at=at):
        return
    if not RegisterLoad.objects.filter(pk=load_id, state=State.RUNNING).update(cancel_asked=True):
        load = RegisterLoad.objects.get(pk=load_id)
        msg = f"This file is {load.get_state_display()}, so there is nothing left to cancel."
        raise LoadStateError(msg)


def confirm(load_id: int) -> RegisterLoad:
    """Let a file that was tried out be loaded in earnest; it waits again. Raises `LoadStateError` otherwise."""
    tried = RegisterLoad.objects.filter(pk=load_id, state=State.LOADED, dry_run=True)
    if not tried.update(state=State.WAITING, dry_run=False, finished_at=None, rows=0, bytes_read=0):
        msg = "Only a file that was tried out and found whole can be loaded now. Upload it again."
        raise LoadStateError(msg)
    return RegisterLoad.objects.get(pk=load_id)


def cancelled_meanwhile() -> dict[str, object]:
    """Return what `load_register` says of a file that somebody cancelled while it was read."""
    says = "Somebody cancelled this file while it was read; nothing was taken. Load it again if it is to be taken."
    return refused(unreadable(says).remarks).as_json()


def as_printed(load: RegisterLoad) -> dict[str, object]:
    """Return the kept result as `load_register` prints it."""
    return {name: value for name, value in load.result.items() if name != KEY}


def same_again(load: RegisterLoad) -> dict[str, object]:
    """Return what `load_register` says of a file that was taken before: everything stands already.

    Where the register was changed since, a warning says that this stays: the file does not bring its values back.
    """
    result = as_printed(load)
    if load.change is not None and load.business.register_version > load.change.number:
        says = (
            f"This file was loaded before, on {load.finished_at:%Y-%m-%d}, and is not loaded again. What was changed "
            "since stays as it is; to take a later file back, undo it."
        )
        told = Remark(row=None, column="", value=load.file_name, says=says)
        result["warnings"] = [asdict(told), *load.result["warnings"]]
    for name in ("third_parties", "disclosures"):
        count = Count(**load.result[name]).all_same
        result[name] = {"new": count.new, "changed": count.changed, "same": count.same}
    return result
