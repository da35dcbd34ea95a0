"""What is new in a list that somebody keeps: told once a working morning, each request once."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qsl

from django.db.models import Q

from requests_app.desk.models import SavedList
from requests_app.desk.narrowing import Narrowing
from requests_app.desk.remind import is_working_hour
from requests_app.requests.clock import PACIFIC
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import can_view_requests
from requests_app.requests.queries import COUNT_CAP
from requests_app.requests.reach import within_reach

MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class News:
    """The first requests that are new in a list, how many there are, and up to which all were looked at."""

    rows: tuple[DisclosureRequest, ...]
    count: int
    up_to: int


def waiting(*, now: datetime) -> list[int]:
    """Return the ids of the lists whose keeper was not told today; outside working hours there are none."""
    local = now.astimezone(PACIFIC)
    if not is_working_hour(local):
        return []
    due = Q(told_on__isnull=True) | Q(told_on__lt=local.date())
    lists = SavedList.objects.filter(due, tells=True, by__is_active=True).exclude(by__email="")
    return list(lists.order_by("id").values_list("pk", flat=True))


def claim(list_id: int, *, on: date) -> SavedList | None:
    """Take today's telling of a list; None where it was told, or another worker has it."""
    due = Q(told_on__isnull=True) | Q(told_on__lt=on)
    if SavedList.objects.filter(due, pk=list_id, tells=True).update(told_on=on) != 1:
        return None
    return SavedList.objects.select_related("by").get(pk=list_id)


def news_of(kept: SavedList, *, on: date) -> News:
    """Return what came in since its keeper was told, of what they may see today."""
    newest = DisclosureRequest.objects.order_by("-id").values_list("id", flat=True).first() or 0
    if not can_view_requests(kept.by):
        return News((), 0, kept.told_up_to)
    narrowing, _bad = Narrowing.read(dict(parse_qsl(kept.query)))
    rows = within_reach(narrowing.rows(on=on), kept.by).filter(id__gt=kept.told_up_to, id__lte=newest)
    rows = rows.select_related("business").defer("message").order_by("id")
    return News(tuple(rows[:MOST_LINES]), rows[:COUNT_CAP].count(), newest)


def told(kept: SavedList, *, up_to: int) -> None:
    """Note up to which request its keeper was told."""
    SavedList.objects.filter(pk=kept.pk, told_up_to__lte=up_to).update(told_up_to=up_to)


def put_off(kept: SavedList) -> None:
    """Let it be told again today: the mail server could not be used."""
    SavedList.objects.filter(pk=kept.pk).update(told_on=None)
