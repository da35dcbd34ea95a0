"""Saving an edit of the register: a closed year asks what the edit is, and nothing is saved before it is said."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from requests_app.register.closed import NatureNeededError
from requests_app.register.models import Disclosure, ThirdParty
from requests_app.register.writable import RefusedWriteError
from requests_app.views.register.meanwhile import changed_meanwhile
from requests_app.views.register.nature_form import NatureForm


@dataclass(slots=True)
class Saving:
    """One attempt to save. `refusal` says why it was not, `asks` that the page has to ask what the edit is."""

    nature: NatureForm
    refusal: str = ""
    asks: bool = False

    @property
    def is_done(self) -> bool:
        return not self.refusal


def attempt(
    request: HttpRequest, save: Callable[[str, str], None], *, row: Disclosure | ThirdParty | None = None
) -> Saving:
    """Save with what was said of a closed year: `save` takes the nature of the edit and the note.

    `row` is the one that the form is about; where somebody changed it meanwhile, nothing is saved.
    """
    form = NatureForm(request.POST)
    saving = Saving(form)
    if row is not None and (meanwhile := changed_meanwhile(request, row)):
        saving.refusal = meanwhile
        return saving
    if not form.is_valid():
        saving.refusal, saving.asks = "; ".join(str(error) for errors in form.errors.values() for error in errors), True
        return saving
    try:
        save(form.cleaned_data["nature"], form.cleaned_data["note"])
    except NatureNeededError as needed:
        saving.refusal, saving.asks = str(needed), True
    except RefusedWriteError as refused:
        saving.refusal = str(refused)
    return saving


def refused_look(refused: RefusedWriteError) -> Saving:
    """Return how a page shows that what it was asked to look at would not be saved."""
    return Saving(NatureForm(), refusal=str(refused))
