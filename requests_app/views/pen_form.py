"""What a person says of a held message: who asks and where to answer, what it belongs to, or why it is no request."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.handling import Asked
from requests_app.mailbox.sending import may_be_answered
from requests_app.register.models import Business
from requests_app.requests.models import IncomingMessage, ReplyBy
from requests_app.views.entry_person import PersonFields
from requests_app.views.fields import LineField, ProseField
from requests_app.views.forms import FIELD

NEVER_BY_ITSELF = frozenset(
    {"authentication failed", "no return path", "mail loop", "sent by a program", "auto-reply", "bounce", "own address"}
)
"""Flags of messages to which nothing is sent unless a person ticks it: the address may be forged, or nobody's."""


class AcceptForm(PersonFields):
    """A message as a request: filled in with what was read of it, and corrected where that is wrong."""

    business = forms.ModelChoiceField(
        label=gettext_lazy("Whom did it come to?"),
        queryset=Business.objects.none(),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose the business it came to."),
            "invalid_choice": gettext_lazy("Choose the business it came to from the list."),
        },
    )
    note = ProseField(
        label=gettext_lazy("Your note (optional)"),
        help_text=gettext_lazy("Staff alone see it."),
        required=False,
        limit=2_000,
        too_long=gettext_lazy("The note has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    acknowledge = forms.BooleanField(
        label=gettext_lazy("Tell the person by e-mail that we got the request and when it is due"), required=False
    )

    def __init__(  # the data: a QueryDict or None
        self,
        data: Any = None,  # noqa: ANN401 - see above
        *,
        message: IncomingMessage,
        businesses: QuerySet[Business],
    ) -> None:
        self.message = message
        names = ("email", "street", "city", "state", "postal_code")
        first: dict[str, object] = {name: getattr(message, name) for name in names}
        first |= {
            "requester_name": message.name,
            "reply_by": _proposed_way(message),
            "business": message.business_id,
            "acknowledge": _may_acknowledge(message),
        }
        super().__init__(data, initial=first, auto_id="accept_%s")
        field: Any = self.fields["business"]
        field.queryset, field.required = businesses, message.business_id is None

    @cached_property
    def helper(self) -> FormHelper:
        """Lay the form out as staff entry does; the business is asked for only where the message does not tell."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.field_template = FIELD
        business: list[object] = [] if self.message.business_id else [_sized("business", "wide")]
        helper.layout = Layout(
            *business,
            Fieldset(
                _("Who asks, and where to answer"),
                _sized("requester_name", "wide"),
                "reply_by",
                _sized("email", "wide"),
                _sized("street", "wide"),
                _sized("city", "medium"),
                Div(_sized("state", "short"), _sized("postal_code", "short"), css_class="pair"),
                _sized("country", "medium"),
                _sized("california_resident", "medium"),
                _sized("note", "wide"),
                "acknowledge",
            ),
        )
        return helper

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        self.check_person(note=self.cleaned_data.get("note", ""))
        return self.cleaned_data

    def clean_business(self) -> Business:
        """Return whom it came to: as the message says, else as was chosen."""
        chosen: Business = self.message.business or self.cleaned_data["business"]
        return chosen

    def asked(self) -> Asked:
        """Return what the person asks, as the door for writes takes it; when and where it came is the message's."""
        given = self.cleaned_data
        kept = ("requester_name", "email", "street", "city", "state", "postal_code", "country")
        return Asked(
            **{name: given[name] for name in kept},
            reply_by=ReplyBy(given["reply_by"]),
            california_resident={"yes": True, "no": False}.get(given["california_resident"]),
            message=self.message.text,
            language=self.message.language or "en",
            represented=any(flag["name"] == "represented" for flag in self.message.flags),
        )


class BelongsForm(forms.Form):
    """The request a message belongs to."""

    use_required_attribute = False

    reference = LineField(
        label=gettext_lazy("Reference"),
        limit=20,
        too_long=gettext_lazy("A reference has 20 characters at most, such as STL-2026-000123."),
        error_messages={"required": gettext_lazy("Enter the reference, such as STL-2026-000123.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "placeholder": "STL-2026-000123"}),
    )


class DismissForm(forms.Form):
    """Why a message is no request, in a few words."""

    use_required_attribute = False

    because = ProseField(
        label=gettext_lazy("Why (optional)"),
        required=False,
        limit=500,
        too_long=gettext_lazy("The reason has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


def _proposed_way(message: IncomingMessage) -> str:
    if message.email:
        return ReplyBy.EMAIL.value
    return ReplyBy.POST.value if message.street and message.city else ReplyBy.UNKNOWN.value


def _may_acknowledge(message: IncomingMessage) -> bool:
    names = {flag["name"] for flag in message.flags}
    return bool(message.email) and may_be_answered(message.email) and not names & NEVER_BY_ITSELF


def _sized(name: str, size: str) -> Field:
    return Field(name, css_class=size, template=FIELD)
