"""What counsel wrote of an event stays while a notice of anybody hangs on it; the name of whoever goes is taken out.

It is the evidence of the complete defense, 1798.84(d), and belongs to all who were put right.
"""

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from requests_app.cure.models import Campaign, KnowledgeEvent, KnownOnChange
from requests_app.requests.models import DisclosureRequest, LaterWord, Receipt

TAKEN_OUT = "[destroyed]"
LEAST_LETTERS = 3
"""Shorter parts of a name stand in other words of prose, too."""


def forget_in_events(request: DisclosureRequest) -> None:
    """Take a person's name, addresses and own words out of what was written of the events that lead to them."""
    names = _names_of(request)
    if not names:
        return
    leads = Q(later_word__receipt__disclosure_request=request)
    leads |= Q(campaigns__rows__disclosure_request=request) | Q(campaigns__rows__requests__disclosure_request=request)
    events = list(KnowledgeEvent.objects.filter(leads).values_list("pk", flat=True).distinct())
    _forget(KnowledgeEvent.objects.filter(pk__in=events), "what_was_wrong", names)
    _forget(KnownOnChange.objects.filter(event__in=events), "because", names)
    _forget(Campaign.objects.filter(event__in=events), "problem", names)


def _forget(
    rows: QuerySet[KnowledgeEvent] | QuerySet[KnownOnChange] | QuerySet[Campaign], column: str, names: re.Pattern[str]
) -> None:
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        before = getattr(row, column)
        after = names.sub(TAKEN_OUT, before)
        if after != before:
            setattr(row, column, after)
            row.save(update_fields=[column])


def _names_of(request: DisclosureRequest) -> re.Pattern[str] | None:
    """Return what finds a person in prose: the longest first, as it is written and at the ends of words alone."""
    told: list[DisclosureRequest | Receipt] = [request, *request.receipts.all()]
    words = LaterWord.objects.filter(receipt__disclosure_request=request)
    texts = {each.email for each in told} | {each.street for each in told} | {each.requester_name for each in told}
    texts |= {each.says for each in words} | set(_parts(each.requester_name for each in told))
    long = sorted({text.strip() for text in texts if len(text.strip()) >= LEAST_LETTERS}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, long))})(?!\w)") if long else None


def _parts(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        yield from re.findall(r"[^\W\d_]+", name)
