"""Saving an edit of the register: a closed year asks what the edit is, and nothing is saved before it is said.

A correction first shows whom it touches; it is saved when it is sent again as it was shown.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils import timezone
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
"""The form's hidden field: what was sent when the page showed whom the correction touches."""


@dataclass(slots=True)
class Saving:
    """One attempt to save. `refusal` says why it was not, `asks` that the page has to ask what the edit is."""

    nature: NatureForm
    refusal: str = ""
    asks: bool = False
    dry_run: DryRun | None = None
    """Whom the correction touches, where it was not shown yet."""
    seen: str = ""
    """What was sent, in short: the same sent again was seen."""

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
        if nature == RegisterChange.Nature.CORRECTION and request.POST.get(SEEN) != _in_short(request.POST):
            saving.dry_run = _shown_first(request, lambda: save(nature, note), business, row)
        if saving.dry_run is not None:
            saving.refusal, saving.asks = _("This is whom the correction touches. Nothing is saved yet."), True
            saving.seen = _in_short(request.POST)
            return saving
        save(nature, note)
    except NatureNeededError as needed:
        saving.refusal, saving.asks = str(needed), True
    except RefusedWriteError as refused:
        saving.refusal = str(refused)
    return saving


def _shown_first(
    request: HttpRequest,
    save: Callable[[], None],
    business: Business,
    row: Disclosure | ThirdParty | SameBrandCount | None,
) -> DryRun | None:
    """Return whom the correction touches; the row is left as if it had never been written."""
    pk = None if row is None else row.pk
    try:
        return handling.preview_correction(business_id=business.pk, save=save, by=person(request), now=timezone.now())
    finally:
        if row is not None:
            row.pk = pk
            row._state.adding = pk is None  # noqa: SLF001 - Django's public name


def _in_short(sent: QueryDict) -> str:
    """Return a digest of all that was typed and chosen."""
    told = sorted((name, *sent.getlist(name)) for name in sent if name not in {SEEN, "csrfmiddlewaretoken"})
    return hashlib.sha256(repr(told).encode()).hexdigest()


def refused_look(refused: RefusedWriteError) -> Saving:
    """Return how a page shows that what it was asked to look at would not be saved."""
    return Saving(NatureForm(), refusal=str(refused))
