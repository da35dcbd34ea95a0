"""Who does what at the desk: takes a request, gives it on, puts it off, keeps a list."""

from datetime import date, datetime

from django.contrib.auth.models import User

from requests_app.desk import presence, saved
from requests_app.desk.models import SavedList
from requests_app.desk.narrowing import Narrowing
from requests_app.requests import assign as hands
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.reach import check_reaches_request


def assign(*, disclosure_request_id: int, to: User | None, seen: int | None, by: User, now: datetime) -> None:
    """Give a request to a reviewer, or to nobody; raises `AssignError` where it changed hands meanwhile."""
    check_reaches_request(by, disclosure_request_id)
    hands.assign(disclosure_request_id, to=to, seen=seen, by=by, at=now)


def take_next(*, by: User, now: datetime, on: date) -> DisclosureRequest | None:
    """Give this reviewer the most urgent request that nobody has; None where nothing waits."""
    return hands.take_next(by=by, at=now, on=on)


def defer(*, disclosure_request_id: int, until: date | None, on: date, by: User, now: datetime) -> None:
    """Put a request off to a day before its due date, or no longer; raises `AssignError` for another day."""
    check_reaches_request(by, disclosure_request_id)
    hands.defer(disclosure_request_id, until=until, on=on, by=by, at=now)


def note_presence(*, disclosure_request_id: int, user: User, now: datetime) -> list[User]:
    """Note that this person has a request open; return who else has."""
    check_reaches_request(user, disclosure_request_id)
    presence.note(disclosure_request_id, user, at=now)
    return presence.others(disclosure_request_id, user, at=now)


def keep_list(*, narrowing: Narrowing, name: str, is_shared: bool, by: User, tells: bool = False) -> SavedList:
    """Keep a list under a name; raises `SavedListError` without a name, or where there are too many."""
    return saved.keep(narrowing, name=name, is_shared=is_shared, by=by, tells=tells)


def remove_list(*, list_id: int, by: User) -> None:
    """Remove a list of one's own; somebody else's stays."""
    saved.remove(list_id, by=by)
