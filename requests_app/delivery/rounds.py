"""Send many mails: several connections, and what became of each mail committed before the next one of its connection.

A round notes the outcomes of the mails that were answered and claims the next ones, in one transaction. A worker that
dies leaves as many mails in doubt as it has connections at most; one whose database is away for a while leaves none.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection, transaction

from requests_app.delivery.lines import Lines
from requests_app.delivery.message import compose
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.pace import waits_until
from requests_app.delivery.send import Sent, claim_all, record_outcome, refused, with_all
from requests_app.delivery.smtp import Outcome, ServerAnswer
from requests_app.requests.move import WORKER, move_all
from requests_app.requests.status import Status
from requests_app.rows.many import set_each

AWAY_SECONDS = 60
"""So long a worker waits for a database that is away: it alone knows what the mail server said."""
ASKS_EVERY_SECONDS = 1
_GONE = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)
Turned = TypeVar("Turned")


def send_each(
    waiting: deque[int],
    *,
    clock: Callable[[], datetime],
    first_pause: timedelta,
    go_on: Callable[[], bool],
    connections: int = 1,
) -> None:
    """Send mails for as long as `go_on` says so; take each off when it is done, or when somebody else has it."""
    rows = {row.pk: row for row in with_all(Delivery.objects.filter(pk__in=waiting))}
    with Lines[Delivery](max(1, min(connections, len(rows)))) as lines:
        ended: list[Sent] = []
        is_first = True

        def turn(told: Sequence[Sent]) -> tuple[list[Delivery], deque[int]]:
            record_outcomes(told, at=clock(), first_pause=first_pause)
            later = deque(waiting)
            goes_on = is_first or go_on()
            return (_claim(later, rows, most=lines.free, at=clock()) if goes_on else []), later

        while is_first or ended:
            claimed, later = _committed(turn, ended)
            waiting.clear()
            waiting.extend(later)
            is_first = False
            ended = [sent for delivery in claimed if (sent := _given(delivery, lines)) is not None]
            if lines.busy and not ended:
                ended = [Sent(delivery, answer) for delivery, answer in lines.answered()]


def _committed(turn: Callable[[Sequence[Sent]], Turned], told: Sequence[Sent]) -> Turned:
    """Take a turn in one transaction; where the database is away and something is to be told, again and again."""
    until = time.monotonic() + AWAY_SECONDS
    is_again = False
    while True:
        try:
            with transaction.atomic():
                return turn(not_on_record(told) if is_again else told)
        except _GONE:
            if not told or time.monotonic() > until:
                raise
            logger.warning("the database is away; what became of %s mails waits for it", len(told))
            connection.close()
            is_again = True
            time.sleep(ASKS_EVERY_SECONDS)


def not_on_record(told: Sequence[Sent]) -> list[Sent]:
    """Leave out what was committed although the connection broke before it could say so."""
    rows = Delivery.objects.exclude(state=State.SENDING).filter(pk__in=[each.delivery.pk for each in told])
    on_record = set(rows.values_list("pk", "attempts", "answer"))
    return [each for each in told if (each.delivery.pk, each.delivery.attempts, each.answer.says) not in on_record]


def _given(delivery: Delivery, lines: Lines[Delivery]) -> Sent | None:
    """Send a mail on its way; what no mail can carry is refused at once."""
    try:
        mail = compose(delivery)
    except ValueError as error:
        return refused(delivery, error)
    except _GONE:
        return Sent(delivery, ServerAnswer(Outcome.PUT_OFF, "The database was away before the mail was begun."))
    lines.give(delivery, mail)
    return None


def _claim(waiting: deque[int], rows: Mapping[int, Delivery], *, most: int, at: datetime) -> list[Delivery]:
    """Take up to so many deliveries for this worker, in their order, and those off that somebody else has."""
    claimed: list[Delivery] = []
    while waiting and len(claimed) < most:
        wanted = [waiting.popleft() for _ in range(min(most - len(claimed), len(waiting)))]
        claimed += claim_all([rows[pk] for pk in wanted if pk in rows and not _put_off(rows[pk], at=at)], at=at)
    return claimed


def _put_off(delivery: Delivery, *, at: datetime) -> bool:
    """Leave a mail to the sweep of the next minute where its domain had enough in this one."""
    until = waits_until(delivery.recipient, at=at)
    if until is None:
        return False
    Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED).update(wake_at=until)
    return True


def record_outcomes(sent: Sequence[Sent], *, at: datetime, first_pause: timedelta) -> None:
    """Write down what the server said of each; notices that it took are written together, in the same words."""
    taken = {
        each.delivery.disclosure_request_id: each
        for each in sent
        if each.answer.outcome is Outcome.ACCEPTED and each.delivery.kind == Kind.NOTICE
    }
    done = _record_taken(taken, at=at) if len(taken) > 1 else frozenset()
    for each in sent:
        if each.delivery.pk not in done:
            record_outcome(each, at=at, first_pause=first_pause)


def _record_taken(taken: Mapping[int, Sent], *, at: datetime) -> frozenset[int]:
    """Note notices of different requests as accepted, and return the deliveries that are done with.

    Left out are those that were settled, or whose requests were moved, since they were claimed.
    """
    by_delivery = {each.delivery.pk: each for each in taken.values()}
    in_hand = Delivery.objects.filter(pk__in=by_delivery, state=State.SENDING).order_by("pk").select_for_update()
    ours = {
        each.delivery.disclosure_request_id: each
        for pk, attempts in in_hand.values_list("pk", "attempts")
        if (each := by_delivery[pk]).delivery.attempts == attempts
    }
    moved = move_all(
        {pk: each.delivery.disclosure_request.version for pk, each in ours.items()},
        to=Status.ANSWERED,
        actor=WORKER,
        at=at,
        kind="answered",
        before=("notice_accepted", {pk: each.answer.says for pk, each in ours.items()}),
        problem="",
        search_due=True,
    )
    done = [ours[pk] for pk in moved]
    says = {each.delivery.pk: each.answer.says for each in done}
    set_each(Delivery, "answer", says, state=State.ACCEPTED, finished_at=at, wake_at=None)
    return frozenset(each.delivery.pk for each in done)
