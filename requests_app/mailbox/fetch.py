"""Fetch a mailbox: each message is stored, settled, and only then moved out of the way on its server.

Killed at any point, the next visit goes on where this one ended: what the server still has is either not stored yet,
or known by its uid or its bytes.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from requests_app import handling
from requests_app.mailbox.imap import GoneError, MailboxError, Server, opened
from requests_app.mailbox.take import businesses, take, take_again
from requests_app.register.models import Business
from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place
from requests_app.rows.alone import alone
from shinelight.mailboxes import Mailbox

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
PATIENCE_SECONDS = 60.0
MOST_CONNECTIONS = 3
"""So often is a server called in one visit; then the next visit tries again."""


@dataclass(slots=True)
class Visit:
    """What one visit to a mailbox brought. `problem` is a sentence for staff, empty where nothing stood in the way."""

    mailbox: str
    fetched: int = 0
    settled: int = 0
    moved: int = 0
    problem: str = ""
    is_elsewhere: bool = False


def fetch(box: Mailbox, *, clock: Clock) -> Visit:
    """Visit a mailbox and take in what it has, in order. A lost connection is told, and tried again from where it was.

    Where somebody else is at it already, nothing is done.
    """
    visit = Visit(box.name)
    with alone("mailbox", box.name) as is_ours:
        if not is_ours:
            visit.is_elsewhere = True
            return visit
        for left in reversed(range(MOST_CONNECTIONS)):
            before = (visit.fetched, visit.settled, visit.moved)
            try:
                _visit(box, visit, clock)
                visit.problem = ""
                break
            except MailboxError as error:
                visit.problem = str(error)
                logger.warning("mailbox %s: %s", box.name, error)
                if not left or before == (visit.fetched, visit.settled, visit.moved):
                    break  # it brought nothing: the next visit tries again
        handling.note_visit(mailbox=box.name, problem=visit.problem, now=clock())
    return visit


def _visit(box: Mailbox, visit: Visit, clock: Clock) -> None:
    among = businesses()
    owner = next((each for each in among if each.slug == box.business), None)
    if box.business and owner is None:
        msg = f"There is no business “{box.business}”: correct the mailbox's settings, or set the business up."
        raise MailboxError(msg)
    brand = owner.brands.filter(slug=box.brand).first() if owner is not None and box.brand else None
    with opened(box, patience=PATIENCE_SECONDS) as server:
        validity, uids = server.uid_validity, server.uids()
        known = _known(box, validity, uids)
        for uid in uids:
            if not server.moves and uid in known and known[uid].place != Place.STORED:
                continue  # it stays where it is, and was marked
            delivered = handling.Delivered(
                mailbox=box.name,
                business=owner,
                brand=brand,
                address=box.address,
                uid_validity=validity,
                uid=uid,
                kept_at=None,
            )
            _one(_Round(server, among, visit, clock), known.get(uid), delivered)


def _known(box: Mailbox, validity: int, uids: Sequence[int]) -> dict[int, IncomingMessage]:
    """Return what of the server's messages is stored already: it is not fetched again."""
    if not uids:
        return {}
    rows = IncomingMessage.objects.filter(mailbox=box.name, uid_validity=validity, uid__gte=uids[0])
    return {int(row.uid or 0): row for row in rows.defer("text", "why", "flags", "attachments", "subject")}


@dataclass(frozen=True, slots=True)
class _Round:
    """What every message of one visit has in common."""

    server: Server
    among: Sequence[Business]
    visit: Visit
    clock: Clock


def _one(this: _Round, row: IncomingMessage | None, delivered: handling.Delivered) -> None:
    uid, is_new, visit = int(delivered.uid or 0), False, this.visit
    if row is None:
        try:
            delivered = replace(delivered, kept_at=this.server.kept_at(uid))
            content = this.server.content(uid)
            row, is_new = handling.store_message(content=content, delivered=delivered, now=this.clock())
        except GoneError:
            return
        visit.fetched += is_new
    if row.place == Place.STORED:
        now = this.clock()
        row = take(row, among=this.among, now=now)[0] if is_new else take_again(row, among=this.among, now=now)
        visit.settled += row.place != Place.STORED
    if row.place != Place.STORED:  # what could not be taken in stays, and is tried again
        this.server.done(uid)
        visit.moved += 1
