"""When and where our own mail server took a message. What the sender's Date header says proves nothing."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from requests_app.mailbox.addresses import addresses_in, plain
from requests_app.mailbox.headers import Headers
from requests_app.mailbox.ours import Ours

EARLIEST_YEAR, LATEST_YEAR = 2005, 2199
"""Years in which the section is in force, as far as the register goes (subdivision (i))."""
LONGEST_ON_OUR_SERVERS = timedelta(days=5)
"""Mail servers give up after five days; an earlier mark "of ours" was not made by us."""
_MOST_HOPS = 100
_BY = re.compile(r"\bby\s+([\w.-]{1,255})")
_FOR = re.compile(r"\bfor\s+<?([^\s<>;]{1,320})>?")
_ENVELOPE = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "X-Forwarded-To")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One Received line: the server that wrote it, for whom, and when; `at` is None where that cannot be read."""

    by: str
    envelope_to: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The moment we had the message, where that is known from (a sentence), and the server's name."""

    at: datetime | None
    is_proven: bool
    says: str
    host: str


def moment(text: str) -> datetime | None:
    """Read a mail date; None for one that is impossible or outside the years the section is in force."""
    try:
        at = parsedate_to_datetime(text.strip()[:200])
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
        local = at.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return at if EARLIEST_YEAR < local.year < LATEST_YEAR else None


def hops(headers: Headers) -> list[Hop]:
    """Return the Received lines, the last server's first."""
    found = []
    for line in headers.raw("Received")[:_MOST_HOPS]:
        where, _, when = line[:5000].rpartition(";")
        by, envelope_to = _BY.search(where), _FOR.search(where)
        found.append(
            Hop(by=by[1].casefold() if by else "", envelope_to=envelope_to[1] if envelope_to else "", at=moment(when))
        )
    return found


def arrival_of(headers: Headers, ours: Ours, *, kept_at: datetime | None, now: datetime) -> Arrival:
    """Return when we got the message.

    The topmost Received line is our mail server's; those directly below it count while they are ours too, and the
    earliest of them is the arrival. Without one the day the mailbox kept it counts (`kept_at`), then the sender's Date.
    """
    ours_first = _own_hops(hops(headers), ours)
    if ours_first:
        first = min(ours_first, key=lambda hop: hop.at or now)
        return Arrival(at=first.at, is_proven=True, says=f"Our mail server {first.by} took it then.", host=first.by)
    if kept_at is not None:
        return Arrival(at=kept_at, is_proven=True, says="The mailbox kept it then.", host="")
    sent = moment(headers.first("Date"))
    if sent is not None and sent <= now:
        says = "No mail server of ours noted the arrival; the day is the one the sender's program gives."
        return Arrival(at=sent, is_proven=False, says=says, host="")
    says = "No mail server of ours noted the arrival; the day is the one on which the message was read."
    return Arrival(at=now, is_proven=False, says=says, host="")


def _own_hops(found: list[Hop], ours: Ours) -> list[Hop]:
    dated = [hop for hop in found if hop.at is not None]
    if not dated or dated[0].at is None:
        return []
    last, kept = dated[0].at, [dated[0]]
    for hop in found[found.index(dated[0]) + 1 :]:
        if not ours.has_host(hop.by):
            break
        if hop.at is not None and timedelta(0) <= last - hop.at <= LONGEST_ON_OUR_SERVERS:
            kept.append(hop)
    return kept


def came_to(headers: Headers, ours: Ours) -> tuple[str, str]:
    """Return the address a message came to, as it was written and as the register has it (empty: none of ours).

    The envelope says it (Delivered-To, Received … for), then To, Cc and Bcc; a designated address anywhere goes first.
    """
    seen: dict[str, None] = {}
    for name in _ENVELOPE:
        for line in headers.raw(name):
            seen.update(dict.fromkeys(addresses_in(line[:5000])))
    for hop in hops(headers):
        seen.update(dict.fromkeys(addresses_in(hop.envelope_to)))
    for name in ("To", "Cc", "Resent-To", "Bcc"):
        for line in headers.raw(name):
            seen.update(dict.fromkeys(addresses_in(line)))
    designated = {plain(each) for each in ours.designated}
    known = [(each, ours.known(each)) for each in seen]
    for written, register in known:
        if register and plain(register) in designated:
            return written, register
    named = next(((written, register) for written, register in known if register), None)
    return named or (next(iter(seen), ""), "")
