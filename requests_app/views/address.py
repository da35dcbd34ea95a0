"""A postal address in a public form: taken as people write it, asked for only where an answer is to go there."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from requests_app.views import states
from requests_app.views.fields import LineField, LinesField, postal_code

ADDRESS = ("street", "city", "state", "postal_code", "country")


class AddressFields(forms.Form):
    """Street, city, state, ZIP code and country, and what is said where one of them is missing."""

    street = LinesField(
        label=_("Street address or PO box"),
        help_text=_("With the apartment or unit, if there is one."),
        required=False,
        limit=300,
        too_long=_("The street address has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    )
    city = LineField(
        label=_("City"),
        required=False,
        limit=120,
        too_long=_("The city has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    state = LineField(
        label=_("State"),
        required=False,
        limit=60,
        too_long=_("The state has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "address-level1"}),
    )
    postal_code = LineField(
        label=_("ZIP code"),
        required=False,
        limit=20,
        too_long=_("The ZIP code has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "text", "spellcheck": "false"}),
    )
    country = LineField(
        label=_("Country (optional)"),
        help_text=_("Only if it is not the United States."),
        required=False,
        limit=80,
        too_long=_("The country has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "country-name"}),
    )

    def find_no_fault(self) -> None:
        """Show what was typed as it is, before it was sent: nothing is said to be wrong yet."""
        self._errors = ErrorDict()

    def check_address(self, *, is_needed: bool) -> None:
        """Write state and ZIP code as the Postal Service does; where a letter goes there, ask for what is missing."""
        is_at_home = not states.is_abroad(self.cleaned_data.get("country", ""))
        if is_at_home:
            self._tidy()
        if is_needed:
            self.need("street", _("Enter your street address or PO box, so that our letter finds you."))
            self.need("city", _("Enter your city."))
        if is_needed and is_at_home:
            self.need("state", _("Enter your state."))
            self.need("postal_code", _("Enter your ZIP code."))

    def need(self, name: str, says: Any) -> None:  # noqa: ANN401 - a lazy text
        """Ask for a field that is empty, unless something else was said about it."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, says)

    def _tidy(self) -> None:
        if "country" in self.cleaned_data:
            self.cleaned_data["country"] = ""  # a letter within the country names none
        self.cleaned_data["state"] = states.written(self.cleaned_data.get("state", ""))
        if self.cleaned_data.get("postal_code"):
            try:
                self.cleaned_data["postal_code"] = postal_code(self.cleaned_data["postal_code"])
            except forms.ValidationError as fault:
                self.add_error("postal_code", fault)
