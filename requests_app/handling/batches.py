"""One file with many people: each row with its own verdict, foreseen or taken. A part of the door for writes."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.handling.dossiers import Correspondent, open_dossier
from requests_app.handling.intake import take_in
from requests_app.register.models import Business
from requests_app.register.reading import as_last_read
from requests_app.requests import beside
from requests_app.requests.due import day_of_receipt
from requests_app.requests.foresee import foresee
from requests_app.requests.match import met_under
from requests_app.requests.models import Dossier, Receipt
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_enter_requests
from requests_app.requests.reach import check_reaches
from requests_app.requests.receive import Asked, Entry

_CLAIM = "The file it came in is marked as a possible claim."


class RowOutcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    JOINS = "joins"
    BEFORE = "before"
    SAME_ROW = "same_row"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One person of the file, by the number of the row."""

    number: int
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class RowVerdict:
    """What becomes of a row, or became: the request's reference where there is one, the row it repeats."""

    number: int
    asked: Asked
    outcome: RowOutcome
    receipt: Receipt
    reference: str = ""
    request_id: int | None = None
    key: str = ""
    same_as: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A file as it came: who sent it, when, and the people in it."""

    business: Business
    correspondent: Correspondent
    received_at: datetime
    rows: Sequence[BatchRow]

    def token(self, asked: Asked) -> str:
        """Return what a row is known by: the same row from the same sender in the same year is taken once."""
        return _digest("row", self.business.pk, *self._sender, self._received_on.year, repr(asked))

    @property
    def file_token(self) -> str:
        """What the file's dossier is known by: a corrected file of the same day goes on with it."""
        return _digest("file", self.business.pk, *self._sender, self._received_on)

    @property
    def _received_on(self) -> date:
        return day_of_receipt(self.received_at, timezone=self.business.timezone)

    @property
    def _sender(self) -> tuple[str, str, str]:
        sender = self.correspondent
        return sender.email.casefold(), sender.agent_name.casefold(), sender.firm.casefold()


def foresee_batch(*, batch: Batch, by: User, now: datetime) -> list[RowVerdict]:
    """Say what would become of each row; nothing is written."""
    check_can_enter_requests(by)
    check_reaches(by, batch.business.pk)
    register = as_last_read(batch.business)
    unsaved = Dossier(business=batch.business, **asdict(batch.correspondent))
    entry = Entry(actor=Actor.staff(by), at=now, dossier=unsaved)
    verdicts: list[RowVerdict] = []
    for row in batch.rows:
        told = replace(row.asked, represented=True)
        seen = foresee(register, told, received_at=batch.received_at, entry=entry, form_token=batch.token(row.asked))
        verdict = RowVerdict(number=row.number, asked=told, outcome=RowOutcome.NEW, receipt=seen.receipt)
        repeated = next((each for each in verdicts if met_under(seen.receipt, each.receipt)), None)
        if seen.before is not None:
            verdict = _of(verdict, RowOutcome.BEFORE, seen.before)
        elif repeated is not None:
            verdict = replace(verdict, outcome=RowOutcome.SAME_ROW, same_as=repeated.same_as or repeated.number)
        elif seen.joins is not None:
            row_met = seen.joins.disclosure_request
            verdict = replace(
                verdict,
                outcome=RowOutcome.JOINS,
                reference=row_met.reference or "",
                request_id=row_met.pk,
                key=seen.joins.met_by.label,
            )
        verdicts.append(verdict)
    return verdicts


def take_in_batch(*, batch: Batch, by: User, now: datetime) -> tuple[Dossier, list[RowVerdict]]:
    """Take each row in, in a transaction of its own; one that was taken before, or repeats another, adds nothing."""
    check_can_enter_requests(by)
    check_reaches(by, batch.business.pk)
    with transaction.atomic():
        dossier = open_dossier(
            business=batch.business,
            correspondent=batch.correspondent,
            received_at=batch.received_at,
            now=now,
            by=by,
            form_token=batch.file_token,
        )
    entry = Entry(actor=Actor.staff(by), at=now, dossier=dossier)
    foreseen = foresee_batch(batch=batch, by=by, now=now)
    rows = {row.number: row for row in batch.rows}
    return dossier, [_taken(batch, rows[each.number], each, entry, by=by) for each in foreseen]


def _taken(batch: Batch, row: BatchRow, foreseen: RowVerdict, entry: Entry, *, by: User) -> RowVerdict:
    if foreseen.outcome in {RowOutcome.BEFORE, RowOutcome.SAME_ROW}:
        return foreseen
    with transaction.atomic():
        receipt = take_in(
            business=batch.business,
            asked=foreseen.asked,
            received_at=batch.received_at,
            form_token=batch.token(row.asked),
            entry=entry,
        )
        if batch.correspondent.is_possible_claim:
            note = "\n\n".join(filter(None, (_CLAIM, batch.correspondent.note)))
            beside.add_legal_note(receipt.disclosure_request_id, text=note, by=by, at=entry.at)
    began = receipt.reference == receipt.disclosure_request.reference
    return _of(foreseen, RowOutcome.NEW if began else RowOutcome.JOINS, receipt)


def _of(verdict: RowVerdict, outcome: RowOutcome, receipt: Receipt) -> RowVerdict:
    return replace(
        verdict,
        outcome=outcome,
        receipt=receipt,
        reference=receipt.disclosure_request.reference or "",
        request_id=receipt.disclosure_request_id,
        key=receipt.get_met_by_display() if receipt.met_by else "",
    )


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
