"""A list that somebody keeps may be a search for one person: with their last request the name goes out of it, too."""

from django.http import QueryDict

from requests_app.desk.models import SavedList
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.search.digests import digest
from requests_app.requests.search.found import holding
from requests_app.requests.search.index import entries
from requests_app.requests.search.words import sought

SEARCH = "q"
"""The part of a list's address that holds what was searched for."""


def forget_searches(request: DisclosureRequest) -> int:
    """Take a request's words out of lists that find no other; return out of how many. It still has its words."""
    words = {entry.word for entry in entries(request)}
    number = 0
    for kept in SavedList.objects.filter(query__contains=f"{SEARCH}=").select_for_update().order_by("pk"):
        query = QueryDict(kept.query, mutable=True)
        wanted = str(query.get(SEARCH, ""))
        typed = sought(wanted)
        if not typed or not {digest(word) for word in typed} <= words or _finds_others(request, wanted):
            continue
        del query[SEARCH]
        kept.query = query.urlencode()
        if any(word in kept.name.casefold() for word in typed):
            kept.name = f"List {kept.pk}"
        kept.save(update_fields=["query", "name"])
        number += 1
    return number


def _finds_others(request: DisclosureRequest, typed: str) -> bool:
    alive = DisclosureRequest.objects.filter(destroyed_at__isnull=True).exclude(pk=request.pk)
    return holding(alive, typed).exists()
