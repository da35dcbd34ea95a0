"""The public form: it checks what was typed and saves nothing."""

import hashlib
import re
import secrets
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from requests_app.handling import Asked
from requests_app.register.models import Brand, Business
from requests_app.register.models.third_party import HOME_COUNTRY
from requests_app.register.reading import as_last_read
from requests_app.requests.models import ReplyBy
from requests_app.views import states
from requests_app.views.fields import LineField, LinesField, MailField, ProseField, postal_code

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
FIELD = "fields/field.html"


def new_token() -> str:
    """Return a token for one form on one screen; sent twice, it makes one request."""
    return secrets.token_urlsafe(32)


class AskForm(forms.Form):
    """A resident's request. An unticked residence is no error: a person looks at it."""

    use_required_attribute = False

    form_token = forms.CharField(required=False, widget=forms.HiddenInput)
    business = forms.CharField(required=False, widget=forms.HiddenInput)
    requester_name = LineField(
        label=_("Your name"),
        help_text=_("As we may know you from orders or letters. Write it the way you do."),
        limit=200,
        too_long=_("Your name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    california_resident = forms.BooleanField(
        label=_("I live in California"),
        help_text=_("The law is for California residents. Not sure? Leave this empty and send your request."),
        required=False,
    )
    reply_by = forms.ChoiceField(
        label=_("How should we answer?"),
        choices=[(ReplyBy.EMAIL.value, _("By e-mail")), (ReplyBy.POST.value, _("By post"))],
        error_messages={
            "required": _("Choose how we should answer: by e-mail or by post."),
            "invalid_choice": _("Choose how we should answer: by e-mail or by post."),
        },
        widget=forms.RadioSelect,
    )
    email = MailField(
        label=_("E-mail address"),
        help_text=_("We confirm your request here. If we answer by post, you may leave it empty."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
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
    brand = forms.ModelChoiceField(
        label=_("Which of our brands do you know? (optional)"),
        help_text=_("Our answer covers all of them."),
        queryset=Brand.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Several, or not sure"),
        error_messages={"invalid_choice": _("Choose a brand from the list, or leave it at “Several, or not sure”.")},
    )
    message = ProseField(
        label=_("Anything that helps us find you (optional)"),
        help_text=_(
            "For example an order number, an earlier name, or another address you used. Up to 5,000 characters."
        ),
        required=False,
        limit=5_000,
        too_long=_("Your text has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, shown_business: Business) -> None:  # noqa: ANN401 - a QueryDict or None
        first = {"form_token": new_token(), "business": shown_business.slug, "reply_by": ReplyBy.EMAIL.value}
        super().__init__(data, initial=first)
        if len(as_last_read(shown_business).brands) > 1:
            self._choice("brand").queryset = shown_business.brands.all()
        else:
            del self.fields["brand"]

    def _choice(self, name: str) -> Any:  # noqa: ANN401 - the stubs know no type for the field of a model's choice
        return self.fields[name]

    @cached_property
    def helper(self) -> FormHelper:
        """Lay the form out: who you are, where to answer, what helps to find you."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.field_template = FIELD
        helper.layout = Layout(
            "form_token",
            "business",
            Fieldset(
                _("Who you are"),
                _sized("requester_name", "wide"),
                "california_resident",
            ),
            Fieldset(
                _("Where to answer"),
                "reply_by",
                Div(_sized("email", "wide"), css_class="by-email"),
                Div(
                    _sized("street", "wide"),
                    _sized("city", "medium"),
                    Div(_sized("state", "short"), _sized("postal_code", "short"), css_class="pair"),
                    _sized("country", "medium"),
                    css_class="by-post",
                ),
                css_class="reply",
            ),
            Fieldset(
                _("What helps us find you"),
                *([_sized("brand", "medium")] if "brand" in self.fields else []),
                _sized("message", "wide"),
            ),
        )
        return helper

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        cleaned = self.cleaned_data
        if cleaned.get("reply_by") == ReplyBy.EMAIL and not cleaned.get("email"):
            self._ask_for("email", _("Enter your e-mail address, or choose to get our answer by post."))
        if _is_abroad(cleaned):
            self._check_abroad(cleaned)
        else:
            self._check_at_home(cleaned)
        return cleaned

    def _check_at_home(self, cleaned: dict[str, Any]) -> None:
        cleaned["state"] = states.written(cleaned.get("state", ""))
        if cleaned.get("postal_code"):
            try:
                cleaned["postal_code"] = postal_code(cleaned["postal_code"])
            except forms.ValidationError as fault:
                self.add_error("postal_code", fault)
        if cleaned.get("reply_by") == ReplyBy.POST:
            self._check_abroad(cleaned)
            self._need("state", _("Enter your state."))
            self._need("postal_code", _("Enter your ZIP code."))

    def _check_abroad(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("reply_by") == ReplyBy.POST:
            self._need("street", _("Enter your street address or PO box, so that our letter finds you."))
            self._need("city", _("Enter your city."))

    def _need(self, name: str, says: Any) -> None:  # noqa: ANN401 - a lazy text
        if not self.cleaned_data.get(name):
            self._ask_for(name, says)

    def _ask_for(self, name: str, says: Any) -> None:  # noqa: ANN401 - a lazy text
        if name not in self.errors:
            self.add_error(name, says)

    def asked(self) -> Asked:
        """Return what the person asks, as the door for writes takes it."""
        given = self.cleaned_data
        kept = ("requester_name", "email", "street", "city", "state", "postal_code", "country", "message")
        return Asked(
            **{name: given[name] for name in kept},
            reply_by=ReplyBy(given["reply_by"]),
            california_resident=True if given["california_resident"] else None,
            brand=given.get("brand"),
        )

    def token(self) -> str | None:
        """Return the token of this form with this content: sent twice it is one request, changed it is another.

        A token that none of our forms made counts for nothing, so that nobody meets another person's request with it.
        """
        if not TOKEN.fullmatch(self.cleaned_data["form_token"]):
            return None
        return hashlib.sha256(f"{self.cleaned_data['form_token']}{self.asked()!r}".encode()).hexdigest()


def _sized(name: str, size: str) -> Field:
    return Field(name, css_class=size, template=FIELD)


def _is_abroad(cleaned: dict[str, Any]) -> bool:
    country = str(cleaned.get("country") or "").casefold()
    return bool(country) and country not in HOME_COUNTRY
