"""The launch: everybody an event touches becomes a row, in statements that stream, and the rows stay those they are.

One statement for each reason writes a row for each request; those of people who asked more than once are left out of
it and written one by one, for they are few.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, DateTimeField, F, IntegerField, Model, Q, QuerySet, Value, When

from requests_app.cure.affected import Affected, Member
from requests_app.cure.groups import Way
from requests_app.cure.models import Campaign, CampaignRow, RowRequest, Why
from requests_app.notices.models import Notice
from requests_app.requests.models import DisclosureRequest

State = CampaignRow.State
BY_AGENT = "An agent or attorney asked for this person. Write to them yourself."
IS_ERASED = "The personal data of this request were erased: nobody is left to write to."
AT_ONCE = 500
_ROW = ("campaign_id", "disclosure_request_id", "why", "language", "channel", "state", "says", "notice_id", "ended_at")
_REQUEST = ("row_id", "disclosure_request_id", "notice_id", "why")


def freeze(campaign: Campaign, affected: Affected, *, at: datetime) -> int:
    """Write a row for each person; return how many. The caller holds the campaign."""
    several = affected.several
    apart = [member.request for person in several for member in person]
    number = 0
    for why, rows, of in _reasons(affected):
        number += _insert(CampaignRow, _ROW, _rows(rows.exclude(**{f"{of}__in": apart}), campaign, why, of, at=at))
    for rows in _own_requests(campaign):
        _insert(RowRequest, _REQUEST, rows)
    for first in range(0, len(several), AT_ONCE):
        number += _freeze_several(campaign, several[first : first + AT_ONCE], at=at)
    return number


def _reasons(affected: Affected) -> Iterator[tuple[Why, QuerySet[Any, Any], str]]:
    """Give the requests of each reason, and the column that leads to them."""
    if affected.wrong:
        yield Why.WRONG, affected.wrong_notices(), "disclosure_request"
    yield Why.LATE, affected.late(), "pk"
    yield Why.UNANSWERED, affected.unanswered(), "pk"


def _rows(rows: QuerySet[Any, Any], campaign: Campaign, why: Why, of: str, *, at: datetime) -> QuerySet[Any, Any]:
    """Return what is written for each request, in the order of `_ROW`."""
    name = "" if of == "pk" else f"{of}__"
    is_erased = Q(**{f"{name}{each}": "" for each in ("requester_name", "email", "street")})
    represented = Q(**{f"{name}represented": True})

    def ending(erased: object, agent: object, otherwise: object) -> Case:
        return Case(When(is_erased, then=erased), When(represented, then=agent), default=otherwise)

    now = Value(at, output_field=DateTimeField())
    return rows.order_by(of).values_list(
        Value(campaign.pk, output_field=IntegerField()),
        F(of),
        Value(why.value),
        _language(f"{name}language"),
        F(f"{name}reply_by"),
        ending(Value(State.ERASED.value), Value(State.AGENT.value), Value(State.WAITING.value)),
        ending(Value(IS_ERASED), Value(BY_AGENT), Value("")),
        Value(None, output_field=IntegerField()),
        ending(now, now, Value(None, output_field=DateTimeField())),
    )


def _language(name: str) -> Case:
    """Return the language people are answered in, as `written_in` does."""
    spoken = [
        When(Q(**{f"{name}__iexact": code}) | Q(**{f"{name}__istartswith": f"{code}-"}), then=Value(code))
        for code, _name in settings.LANGUAGES
    ]
    return Case(*spoken, default=Value(str(settings.LANGUAGE_CODE)), output_field=CharField())


def _own_requests(campaign: Campaign) -> Iterator[QuerySet[Any, Any]]:
    """Give what is written of each row's own request: with the notice that stands for it, where that was not right."""
    is_wrong = Q(why=Why.WRONG)
    standing = campaign.rows.filter(is_wrong, disclosure_request__notices__superseded_by__isnull=True)
    yield standing.order_by("pk").values_list("pk", "disclosure_request", "disclosure_request__notices", "why")
    nothing = Value(None, output_field=IntegerField())
    yield campaign.rows.exclude(is_wrong).order_by("pk").values_list("pk", "disclosure_request", nothing, "why")


def _freeze_several(campaign: Campaign, people: Sequence[tuple[Member, ...]], *, at: datetime) -> int:
    firsts = DisclosureRequest.objects.in_bulk([person[0].request for person in people])
    rows = CampaignRow.objects.bulk_create([_row(campaign, person, firsts, at=at) for person in people])
    RowRequest.objects.bulk_create(
        RowRequest(row=row, disclosure_request_id=each.request, notice_id=each.notice, why=each.group.why)
        for row, person in zip(rows, people, strict=True)
        for each in person
    )
    return len(rows)


def _row(
    campaign: Campaign, person: tuple[Member, ...], firsts: dict[int, DisclosureRequest], *, at: datetime
) -> CampaignRow:
    first = person[0]
    ended = {Way.ERASED: (State.ERASED, IS_ERASED), Way.AGENT: (State.AGENT, BY_AGENT)}.get(first.group.way)
    state, says = ended or (State.WAITING, "")
    return CampaignRow(
        campaign=campaign,
        disclosure_request_id=first.request,
        why=first.group.why,
        language=first.group.language,
        channel=firsts[first.request].reply_by,
        state=state,
        says=says,
        ended_at=at if ended else None,
    )


def _insert(model: type[Model], columns: tuple[str, ...], rows: QuerySet[Any, Any]) -> int:
    """Write what a query gives straight into a table; nothing of it passes through this process."""
    try:
        text, values = rows.query.sql_with_params()
    except EmptyResultSet:  # Django itself sees that no row can be meant
        return 0
    table = model._meta.db_table  # noqa: SLF001 - Django's public name
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} ({', '.join(columns)}) {text}", values)
        return int(cursor.rowcount)


def wrong_of(row: CampaignRow) -> list[Notice]:
    """Return the notices that one row is to put right, the row's own request first: not those that were replaced."""
    wrong = row.requests.filter(notice__isnull=False, notice__superseded_by__isnull=True)
    lines = wrong.select_related("notice__disclosure_request__business", "notice__basis")
    found = [each.notice for each in lines.order_by("pk") if each.notice is not None]
    return sorted(found, key=lambda notice: (notice.disclosure_request_id != row.disclosure_request_id, notice.pk))
