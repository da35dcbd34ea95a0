"""The form of a text: it checks what was typed, shows it, and saves nothing."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from requests_app.notices.draft import Draft
from requests_app.notices.text_rules import MOST_IN_PART, TextRefusedError, check_draft
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest

LONGEST_REFERENCE = 40


class TextForm(forms.Form):
    """What the business says in its own words. Nothing typed is cut or taken out: what cannot stand is named."""

    use_required_attribute = False

    subject = forms.CharField(
        label=_("Subject of the mail (optional)"),
        help_text=_("It has to hold {reference}. Empty: the program’s own subject."),
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    opening = forms.CharField(
        label=_("Before the answer (optional)"),
        help_text=_("It follows the salutation. An empty line parts paragraphs. %(most)s characters at most.")
        % {"most": f"{MOST_IN_PART:,}"},
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    closing = forms.CharField(
        label=_("After the answer (optional)"),
        help_text=_("It stands at the end, before “Sincerely”."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reference = forms.CharField(
        label=_("Look at it for a request (optional)"),
        help_text=_("Its reference, such as STL-2026-000123. Empty: an invented one."),
        required=False,
        max_length=LONGEST_REFERENCE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, business: Business, reads_requests: bool, language: str, **kwargs: Any) -> None:  # noqa: ANN401 - whatever Django's form takes
        super().__init__(*args, **kwargs)
        self.business = business
        self.found: DisclosureRequest | None = None
        for name in ("subject", "opening", "closing"):
            self.fields[name].widget.attrs["lang"] = language
        if not reads_requests:
            del self.fields["reference"]

    @cached_property
    def helper(self) -> FormHelper:
        """Lay the fields out one below the other, inside a form of the page's own."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.field_template = "fields/field.html"
        helper.layout = Layout(Fieldset("", *self.fields))
        return helper

    @property
    def draft(self) -> Draft:
        """What was typed."""
        said = self.cleaned_data
        return Draft(subject=said["subject"], opening=said["opening"], closing=said["closing"]).tidied()

    def clean_reference(self) -> str:
        """Find the request, among those of this business alone."""
        reference = str(self.cleaned_data["reference"]).strip().upper()
        if reference:
            rows = DisclosureRequest.objects.filter(business=self.business, reference=reference)
            self.found = rows.select_related("business", "brand").first()
            if self.found is None:
                msg = _("No request of this business has this reference.")
                raise forms.ValidationError(msg)
        return reference

    def clean(self) -> dict[str, Any]:
        """Name what could not go out, part by part."""
        if {"subject", "opening", "closing"} <= self.cleaned_data.keys():
            try:
                check_draft(self.draft)
            except TextRefusedError as refused:
                for part, says in refused.faults.items():
                    for fault in says:
                        self.add_error(part, fault)
        return self.cleaned_data
