"""Requests about one year, sorted by the facts on which their answers rest: those alike are ruled on once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from requests_app.requests.facts import request_facts, requester_facts, requester_with_earlier
from requests_app.requests.models import DisclosureRequest, OnePerson, Receipt
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.status import Status
from requests_app.statute import RequesterFacts, RequestFacts

RULED_ON = (
    "received_on",
    "channel",
    "arrived_at",
    "reached_designated_on",
    "california_resident",
    "represented",
)
"""The columns of a request that its ruling reads; all else of it is in the register."""


@dataclass(frozen=True, slots=True)
class Alike:
    """So many requests that are all ruled on in one way."""

    request: RequestFacts
    requester: RequesterFacts
    people: int


def alike(asked: DisclosureRequestQuerySet) -> Iterator[Alike]:
    """Sort requests of one business and year. Who may have had an answer this calendar year stands alone, (c)(1)."""
    again = set(_perhaps_again(asked).values_list("pk", flat=True))
    for row in DisclosureRequest.objects.filter(pk__in=again).order_by("id"):
        yield Alike(request_facts(row), requester_with_earlier(row), people=1)
    groups = asked.exclude(pk__in=again).values(*RULED_ON).annotate(people=Count("pk")).order_by()
    for group in groups:
        people = group.pop("people")
        yield alike_in(group, people=people)


def alike_in(columns: dict[str, object], *, people: int) -> Alike:
    """Return what requests that have these columns in common come to."""
    row = DisclosureRequest(**columns)
    return Alike(request_facts(row), requester_facts(row), people)


def _perhaps_again(asked: DisclosureRequestQuerySet) -> DisclosureRequestQuerySet:
    """Return those that share a key with an answered request of the same year, or of whom a person said so."""
    answered = DisclosureRequest.objects.filter(
        status=Status.ANSWERED,
        verified_at__isnull=False,
        business__in=asked.values("business"),
        report_year__in=asked.values("report_year"),
    )
    receipts = Receipt.objects.filter(disclosure_request__in=answered)
    said = OnePerson.objects.filter(is_one=True)
    return asked.filter(
        Q(receipts__email_key__in=receipts.exclude(email_key="").values("email_key"))
        | Q(receipts__post_key__in=receipts.exclude(post_key="").values("post_key"))
        | Q(pk__in=said.values("one"))
        | Q(pk__in=said.values("other"))
    ).distinct()
