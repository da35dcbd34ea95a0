"""Which columns of the queue whoever works at it sees; kept with their session. Due, reference and name stay."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from requests_app.desk.narrowing import Narrowing
from requests_app.views.guards import reads_requests

KEY = "hidden_columns"
CHOICES: dict[str, Promise] = {
    "came": _("Came in"),
    "answer": _("Answer"),
    "state": _("State"),
    "holder": _("With"),
    "brand": _("Brand"),
}
"""By the class that the cells of a column have."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that may be hidden, and which are."""

    hidden: frozenset[str]

    @classmethod
    def of(cls, request: HttpRequest) -> "Columns":
        return cls(frozenset(request.session.get(KEY, ())) & CHOICES.keys())

    @property
    def css(self) -> str:
        """The classes of the table."""
        return " ".join(f"hides-{name}" for name in CHOICES if name in self.hidden)

    @property
    def choices(self) -> list[tuple[str, Promise, bool]]:
        """Each column: its name, its title, and whether it is shown."""
        return [(name, title, name not in self.hidden) for name, title in CHOICES.items()]


@require_POST
@reads_requests
def choose(request: HttpRequest) -> HttpResponse:
    """Show the columns that are ticked, and lead back to the list."""
    shown = set(request.POST.getlist("show"))
    request.session[KEY] = [name for name in CHOICES if name not in shown]
    narrowing, _bad = Narrowing.read(QueryDict(request.POST.get("list", "")).dict())
    return redirect(f"{reverse('staff:queue')}?{narrowing.query}")
