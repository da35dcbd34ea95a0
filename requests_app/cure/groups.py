"""Requests in groups that are alike in all that a dry run tells of them: counted by the database, a statement each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

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
    """Give notices, or requests, in groups; those of notices are told apart by what they rest on, too."""
    of_notices = rows.model is Notice
    of = "disclosure_request__" if of_notices else ""
    columns: dict[str, Any] = {
        "of_brand": F(f"{of}brand"),
        "of_language": F(f"{of}language"),
        "of_reply_by": F(f"{of}reply_by"),
        "of_represented": F(f"{of}represented"),
        "is_back": _so(Q(**{f"{of}status": Status.UNDELIVERED})),
        "is_erased": _so(Q(**{f"{of}{name}": "" for name in ("requester_name", "email", "street")})),
    }
    if of_notices:
        columns["of_basis"] = F("basis")
    for each in rows.order_by().values(**columns).annotate(number=Count("pk")):
        way = way_of(
            reply_by=each["of_reply_by"],
            represented=each["of_represented"],
            is_back=each["is_back"],
            is_erased=each["is_erased"],
        )
        yield Group(
            why=why,
            brand=each["of_brand"],
            language=written_in(each["of_language"]),
            way=way,
            requests=each["number"],
            basis=each.get("of_basis"),
        )


def without(group: Group) -> Group:
    """Return the group as what is taken off: a person's second request makes no second person."""
    return replace(group, requests=-group.requests)


def _so(condition: Q) -> Case:
    return Case(When(condition, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())
