"""Rows of a campaign that the desk said are one person's, after the launch: the first of them answers for all."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from requests_app.cure.models import CampaignRow, RowRequest, Why
from requests_app.requests.models import OnePerson


def joined(rows: Iterable[CampaignRow]) -> dict[int, list[CampaignRow]]:
    """Return by row the others, waiting in the same campaign and about the same year, that are the same person's."""
    found = {row.pk: row for row in rows}
    own: dict[int, set[int]] = defaultdict(set)
    for row, request in RowRequest.objects.filter(row__in=found).values_list("row", "disclosure_request"):
        own[row].add(request)
    said = _said_of({request for requests in own.values() for request in requests})
    return {pk: _others(row, own[pk], said) for pk, row in found.items()} if said else {}


def _others(row: CampaignRow, own: set[int], said: dict[int, set[int]]) -> list[CampaignRow]:
    theirs = {other for request in own for other in said.get(request, ())} - own
    if not theirs:
        return []
    waiting = CampaignRow.objects.filter(
        campaign=row.campaign_id,
        state=CampaignRow.State.WAITING,
        why=Why.WRONG,
        requests__disclosure_request__in=theirs,
        disclosure_request__report_year=row.disclosure_request.report_year,
    )
    return list(waiting.exclude(pk=row.pk).distinct().order_by("pk"))


def _said_of(requests: set[int]) -> dict[int, set[int]]:
    """Return what was said to be one person's with each of these requests, and so with each of those."""
    said: dict[int, set[int]] = {}
    pairs: dict[int, set[int]] = defaultdict(set)
    wanted, looked_at = set(requests), set[int]()
    while wanted:
        looked_at |= wanted
        of_these = OnePerson.objects.filter(Q(one__in=wanted) | Q(other__in=wanted), is_one=True)
        for one, other in of_these.values_list("one", "other"):
            pairs[one].add(other)
            pairs[other].add(one)
        wanted = set(pairs) - looked_at
    for request in requests & set(pairs):
        person, to_look_at = {request}, [request]
        while to_look_at:
            further = pairs[to_look_at.pop()] - person
            person |= further
            to_look_at += further
        said[request] = person
    return said
