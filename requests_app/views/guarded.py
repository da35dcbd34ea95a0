"""What every public form carries against programs. A person sees none of it, and nobody is turned away by it.

A request is a request whoever sent it: what looks like a program's is taken, marked, and looked at by a person; only
no mail goes out for it, since the address may be somebody else's.
"""

import hashlib
from functools import partial
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from requests_app.handling import Flag
from requests_app.register.models import Business
from requests_app.views.form_token import TOKEN, new_token

_OPENED = TimestampSigner(salt="requests_app.views.guarded")
QUICKEST_SECONDS = 1
"""Nobody reads the form and fills it in within two seconds."""
MANY_LINKS = 10
PERHAPS_A_PROGRAM = "perhaps a program"
"""The flag's name."""
ENOUGH_SIGNS = 2
"""So many weak signs together are taken for a program; a single one may be a person in a hurry."""

GUARD = ("form_token", "business", "opened", "challenge", "work", Field("website", template="fields/trap.html"))
"""The fields of a guarded form, for its layout."""


class GuardedForm(forms.Form):
    """A form with a token, the moment at which it was opened, a field that people do not see, and a proof of work."""

    form_token = forms.CharField(required=False, widget=forms.HiddenInput)
    business = forms.CharField(required=False, widget=forms.HiddenInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    challenge = forms.CharField(required=False, widget=forms.HiddenInput)
    work = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: Any = None, *, shown_business: Business, initial: dict[str, Any]) -> None:  # noqa: ANN401 - a QueryDict or None
        token = new_token()
        # Signed when the form is shown: one that is sent brings its own.
        guard = {"form_token": token, "business": shown_business.slug, "opened": partial(_OPENED.sign, token)}
        super().__init__(data, initial={**guard, **initial})

    def content(self) -> object:
        """Return what was asked; its `repr` tells two contents apart."""
        raise NotImplementedError

    def links(self) -> int:
        """Return how many web addresses were written."""
        return sum(str(value).count("://") for name, value in self.cleaned_data.items() if name != "website")

    def token(self, *more: object) -> str | None:
        """Return the token of this form for this business with this content and `more`: sent twice it is one.

        Changed, or sent to another business, it is another.

        A token that none of our forms made counts for nothing, so that nobody meets another person's request with it.
        """
        if not TOKEN.fullmatch(self.cleaned_data["form_token"]):
            return None
        told = "".join(map(repr, (self.initial["business"], self.content(), *more)))
        return hashlib.sha256(f"{self.cleaned_data['form_token']}{told}".encode()).hexdigest()

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """Return what staff should know of how it was sent; nothing for nearly everybody."""
        signs = [*self._trapped(), *self._weak_signs]
        if self.is_held:
            signs.append("No acknowledgement was sent.")
        return (Flag(name=PERHAPS_A_PROGRAM, says=" ".join(signs)),) if signs else ()

    @cached_property
    def is_held(self) -> bool:
        """Whether no mail goes out before a person looked: it was a program's, as far as one can tell."""
        return bool(self._trapped()) or len(self._weak_signs) >= ENOUGH_SIGNS

    def _trapped(self) -> list[str]:
        if not self.cleaned_data.get("website"):
            return []
        return ["A field that people do not see was filled in."]

    @cached_property
    def _weak_signs(self) -> list[str]:
        signs = []
        if self._was_quick():
            signs.append("The form was sent within two seconds of being opened.")
        if self.links() >= MANY_LINKS:
            signs.append(f"The text holds {self.links()} web addresses.")
        return signs

    def _was_quick(self) -> bool:
        """Say whether it was sent at once. One whose moment cannot be read may come from an old page: no sign."""
        try:
            _OPENED.unsign(self.cleaned_data["opened"], max_age=QUICKEST_SECONDS)
        except (SignatureExpired, BadSignature):
            return False
        return True
