"""Requests in groups that are alike in all that a dry run tells of them: counted by the database, a statement each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from requests_app.cure.models import Why
from requests_app.notices.models import Notice
from requests_app.requests.languages import written_in
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.status import Status


class Way(StrEnum):
    """How a person gets the corrected notice, or why they do not."""

    EMAIL = "email"
    POST = "post"
    UNREACHABLE = "unreachable"
    AGENT = "agent"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """So many requests that are alike. `basis` is what their notices rest on, where these are looked at."""

    why: Why
    brand: int | None
    language: str
    way: Way
    requests: int = 1
    basis: int | None = None

    @classmethod
    def of(cls, row: DisclosureRequest, why: Why) -> "Group":
        """Return the group of one request alone."""
        way = way_of(
            reply_by=row.reply_by,
            represented=row.represented,
            is_back=row.status == Status.UNDELIVERED,
            is_erased=not (row.requester_name or row.email or row.street),
        )
        return cls(why=why, brand=row.brand_id, language=written_in(row.language), way=way)


def rank(way: Way) -> int:
    """Return in which order a person's requests are tried: whom nothing reaches there may be reached elsewhere."""
    return {Way.UNREACHABLE: 1, Way.ERASED: 2}.get(way, 0)


def way_of(*, reply_by: str, represented: bool, is_back: bool, is_erased: bool) -> Way:
    """Return how a person is reached. An agent is written to by counsel; what came back has no other address left."""
    if is_erased:
        return Way.ERASED
    if represented:
        return Way.AGENT
    if is_back or reply_by == ReplyBy.UNKNOWN:
        return Way.UNREACHABLE
    return Way.POST if reply_by == ReplyBy.POST else Way.EMAIL


def grouped(rows: QuerySet[Any, Any], why: Why) -> Iterator[Group]:
    """Give notices, or requests, in groups; those of notices are told apart by what they rest on, too.

    The database groups by plain columns, of which it knows how many values there are: it then needs no sorting. Who was
    erased has no way to be answered left, so they are looked for among those alone.
    """
    of = "disclosure_request__" if rows.model is Notice else ""
    found = dict(_counted(rows, of))
    erased: dict[Key, int] = {}
    if any(key.reply_by == ReplyBy.UNKNOWN for key in found):
        nothing = Q(**{f"{of}{name}": "" for name in ("requester_name", "email", "street")})
        erased = dict(_counted(rows.filter(nothing), of))
    for key, number in found.items():
        for is_erased, requests in ((True, erased.get(key, 0)), (False, number - erased.get(key, 0))):
            if requests:
                yield _group(key, why, requests=requests, is_erased=is_erased)


class Key(NamedTuple):
    """The columns by which the database groups."""

    brand: int | None
    language: str
    reply_by: str
    represented: bool
    status: str
    basis: int | None


def _counted(rows: QuerySet[Any, Any], of: str) -> Iterator[tuple[Key, int]]:
    names = [of + name for name in ("brand", "language", "reply_by", "represented", "status")]
    names += ["basis"] if of else []
    for *told, number in rows.order_by().values_list(*names).annotate(Count("pk")):
        yield Key._make(told if of else (*told, None)), number


def _group(key: Key, why: Why, *, requests: int, is_erased: bool) -> Group:
    way = way_of(
        reply_by=key.reply_by,
        represented=key.represented,
        is_back=key.status == Status.UNDELIVERED,
        is_erased=is_erased,
    )
    language = written_in(key.language)
    return Group(why=why, brand=key.brand, language=language, way=way, requests=requests, basis=key.basis)


def without(group: Group) -> Group:
    """Return the group as what is taken off: a person's second request makes no second person."""
    return replace(group, requests=-group.requests)
