"""What a search finds: the requests that hold each of its words, newest first."""

from django.db.models import Exists, OuterRef

from requests_app.requests.models import SearchEntry
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.search.digests import digest
from requests_app.requests.search.words import sought

MOST_SOUGHT = 8
"""Words of one search; more narrow nothing."""


def holding(rows: DisclosureRequestQuerySet, typed: str) -> DisclosureRequestQuerySet:
    """Return those of the rows that hold each word of what was typed; all of them where it holds no word.

    The first word is joined, so that its entries in their order are the order of the answer, whose first page costs
    the same however many there are; the further words are asked of each row.
    """
    numbers = [digest(word) for word in sought(typed)[:MOST_SOUGHT]]
    if not numbers:
        return rows
    first, *further = numbers
    for number in further:
        rows = rows.filter(Exists(SearchEntry.objects.filter(word=number, disclosure_request=OuterRef("pk"))))
    return rows.filter(search_entries__word=first)
