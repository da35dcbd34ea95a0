"""Saving an edit of the register: a closed year asks what the edit is, and nothing is saved before it is said.

A correction first shows whom it touches; it is saved when it is sent again as it was shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from requests_app import handling
from requests_app.cure.dry_run import DryRun
from requests_app.register.closed import NatureNeededError
from requests_app.register.models import Business, Disclosure, RegisterChange, SameBrandCount, ThirdParty
from requests_app.register.writable import RefusedWriteError
from requests_app.views.guards import person
from requests_app.views.register.meanwhile import changed_meanwhile
from requests_app.views.register.nature_form import NatureForm

SEEN = "dry_run_seen"
"""The form's hidden field: what says that the page showed whom the correction touches."""


@dataclass(slots=True)
class Saving:
    """One attempt to save. `refusal` says why it was not, `asks` that the page has to ask what the edit is."""

    nature: NatureForm
    refusal: str = ""
    asks: bool = False
    dry_run: DryRun | None = None
    """Whom the correction touches, where it was not shown yet."""
    seen: str = ""
    """What the page sends along, so that the same sent again is saved."""

    @property
    def is_done(self) -> bool:
        return not self.refusal


def attempt(
    request: HttpRequest,
    save: Callable[[str, str], None],
    *,
    business: Business,
    row: Disclosure | ThirdParty | SameBrandCount | None = None,
) -> Saving:
    """Save with what was said of a closed year: `save` takes the nature of the edit and the note.

    `row` is the one that the form is about; where somebody changed it meanwhile, nothing is saved.
    """
    form = NatureForm(request.POST)
    saving = Saving(form)
    if isinstance(row, Disclosure | ThirdParty) and (meanwhile := changed_meanwhile(request, row)):
        saving.refusal = meanwhile
        return saving
    if not form.is_valid():
        saving.refusal, saving.asks = "; ".join(str(error) for errors in form.errors.values() for error in errors), True
        return saving
    nature, note = form.cleaned_data["nature"], form.cleaned_data["why"]
    try:
        if shown := shown_first(request, lambda: save(nature, note), nature=nature, business=business, row=row):
            saving.dry_run, saving.seen = shown
            saving.refusal, saving.asks = _("This is whom the correction touches. Nothing is saved yet."), True
            return saving
        save(nature, note)
    except NatureNeededError as needed:
        saving.refusal, saving.asks = str(needed), True
    except RefusedWriteError as refused:
        saving.refusal = str(refused)
    return saving


class Shown(NamedTuple):
    """Whom a correction touches, and what the page sends along to say that it showed it."""

    dry_run: DryRun
    seen: str


def shown_first(
    request: HttpRequest,
    save: Callable[[], object],
    *,
    nature: str,
    business: Business,
    row: Disclosure | ThirdParty | SameBrandCount | None = None,
) -> Shown | None:
    """Return whom a correction of a closed year touches, where the page did not show it yet; nothing is saved.

    The row is left as if it had never been written. What saving raises is raised here.
    """
    token = shown_token(request, business)
    if nature != RegisterChange.Nature.CORRECTION or request.POST.get(SEEN) == token:
        return None
    pk = None if row is None else row.pk
    try:
        found = handling.preview_correction(business_id=business.pk, save=save, by=person(request), now=timezone.now())
        return None if found is None else Shown(found, token)
    finally:
        if row is not None:
            row.pk = pk
            row._state.adding = pk is None  # noqa: SLF001 - Django's public name


def shown_token(request: HttpRequest, business: Business) -> str:
    """Return what only a page of ours can say that showed this person whom this very edit touches.

    It stands for all that was typed and chosen, for the row, and for the register as it was then: where it is another
    one by now, others may be touched, and they are shown anew.
    """
    sent = request.POST
    told = sorted((name, *sent.getlist(name)) for name in sent if name not in {SEEN, "csrfmiddlewaretoken"})
    version = Business.objects.values_list("register_version", flat=True).get(pk=business.pk)
    place = [request.path, person(request).pk, business.pk, version]
    return salted_hmac("whom a correction touches", repr([place, told]), algorithm="sha256").hexdigest()


def numbers_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a dry run that was kept as the page names its numbers."""
    ways = {"by_email": kept["email"], "by_post": kept["post"], "agents": kept["agent"]}
    return {**kept, **ways}


def refused_look(refused: RefusedWriteError) -> Saving:
    """Return how a page shows that what it was asked to look at would not be saved."""
    return Saving(NatureForm(), refusal=str(refused))
