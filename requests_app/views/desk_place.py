"""The way back: to the same list, the same page and the same row, after whatever was done to a request.

The address of a request's page says where its reader came from. What is done there is sent from that page, so the
browser says it again; without it, only the way back is lost.
"""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from requests_app.desk.narrowing import Narrowing
from requests_app.desk.walking import Place

_MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlace:
    """A list as narrowed, the row behind which its page begins, and the number of a row on it."""

    narrowing: Narrowing
    after: Place | None = None
    row: int = 0

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Read it from the address of the page, or of the page that a form was sent from; None where none is said."""
        given = request.GET
        if "back" not in given:
            given = QueryDict(urlsplit(request.headers.get("Referer", "")).query)
        return cls._read(given) if "back" in given else None

    @classmethod
    def _read(cls, given: QueryDict) -> Self:
        back, row = QueryDict(given.get("back", "")), given.get("row", "")
        # Only what a list can be narrowed to is taken over: the address leads nowhere else.
        narrowing, _bad = Narrowing.read(back.dict())
        number = int(row) if row.isascii() and row.isdigit() and len(row) < len(str(_MOST_ROWS)) else 0
        return cls(narrowing=narrowing, after=Place.read(back.get("after", "")), row=number)

    @property
    def query(self) -> str:
        """The list's own address, its page with it."""
        return self.narrowing.query + (f"&after={self.after}" if self.after else "")

    @property
    def carried(self) -> str:
        """What the address of a request's page says of it."""
        return urlencode({"back": self.query, "row": self.row})

    @property
    def url(self) -> str:
        """The list, at the row: the one that was there, or the one that took its place."""
        return f"{reverse('staff:queue')}?{self.query}#row-{self.row}"


def to_request(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Lead to a request's page, which still knows the way back."""
    place = DeskPlace.of(request)
    return redirect(reverse("staff:request", args=[pk]) + (f"?{place.carried}" if place else ""))


def onward(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Lead on after a decision: to the list it was taken from, else to the request."""
    place = DeskPlace.of(request)
    return redirect(place.url) if place else to_request(request, pk)
