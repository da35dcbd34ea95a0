"""The public form: it checks what was typed and saves nothing."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from requests_app.handling import Asked
from requests_app.register.models import Brand, Business
from requests_app.register.reading import as_last_read
from requests_app.requests.models import ReplyBy
from requests_app.views.address import ADDRESS, AddressFields
from requests_app.views.fields import LineField, MailField, ProseField
from requests_app.views.guarded import GUARD, GuardedForm

FIELD = "fields/field.html"


class AskForm(GuardedForm, AddressFields):
    """A resident's request. An unticked residence is no error: a person looks at it."""

    use_required_attribute = False
    field_order = ("requester_name", "california_resident", "reply_by", "email", *ADDRESS, "brand", "message")

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
        super().__init__(data, shown_business=shown_business, initial={"reply_by": ReplyBy.EMAIL.value})
        if len(as_last_read(shown_business).brands) > 1:
            self._choice("brand").queryset = shown_business.brands.all()
        else:
            del self.fields["brand"]

    @classmethod
    def typed_so_far(cls, data: Any, *, shown_business: Business) -> "AskForm":  # noqa: ANN401 - a QueryDict
        """Return a new form with what was typed into another one, which is not looked at yet."""
        form = cls(shown_business=shown_business)
        for name in set(form.fields) - set(GuardedForm.base_fields):
            form.initial[name] = name in data if name == "california_resident" else data.get(name, "")
        return form

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
            *GUARD,
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
        if cleaned.get("reply_by") == ReplyBy.EMAIL:
            self.need("email", _("Enter your e-mail address, or choose to get our answer by post."))
        self.check_address(is_needed=cleaned.get("reply_by") == ReplyBy.POST)
        return cleaned

    def content(self) -> Asked:
        return self.asked()

    def asked(self) -> Asked:
        """Return what the person asks, as the door for writes takes it."""
        given = self.cleaned_data
        kept = ("requester_name", "email", *ADDRESS, "message")
        return Asked(
            **{name: given[name] for name in kept},
            reply_by=ReplyBy(given["reply_by"]),
            california_resident=True if given["california_resident"] else None,
            brand=given.get("brand"),
            language=get_language() or "en",
        )


def _sized(name: str, size: str) -> Field:
    return Field(name, css_class=size, template=FIELD)
