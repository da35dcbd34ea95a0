"""The forms of the status page: they check what was typed and save nothing."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.requests.models import AnswerFormat, ReplyBy
from requests_app.views.address import ADDRESS, AddressFields
from requests_app.views.fields import LineField, MailField, ProseField
from requests_app.views.form_token import TOKEN, new_token


class FindForm(forms.Form):
    """A reference and the code that came with it. Neither is refused for how it is written."""

    use_required_attribute = False

    reference = LineField(
        label=_("Reference"),
        help_text=_("Such as STL-2026-000123."),
        limit=60,
        too_long=_("The reference has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Enter the reference. It begins with STL.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    secret = LineField(
        label=_("Code"),
        help_text=_("20 letters and digits in groups. Spaces, hyphens and capital letters make no difference."),
        limit=80,
        too_long=_("The code has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Enter the code that stands beside the reference.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )


class OnceForm(forms.Form):
    """A form that says its thing once, however often it is sent."""

    use_required_attribute = False
    form_token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, initial={"form_token": new_token(), **(initial or {})})

    def token(self, secret: str) -> str:
        """Return the token of this form with this content for this receipt; a token not of our making is made one."""
        given = self.cleaned_data.get("form_token", "")
        kept = {name: value for name, value in self.cleaned_data.items() if name != "form_token"}
        own = given if TOKEN.fullmatch(given) else new_token()
        return hashlib.sha256(f"{own}{secret}{sorted(kept.items())!r}".encode()).hexdigest()


class WrongForm(OnceForm):
    """What looks wrong, in the requester's words."""

    says = ProseField(
        label=_("What looks wrong?"),
        help_text=_("Say what you expected, and what you see instead. Up to 5,000 characters."),
        limit=5_000,
        too_long=_("Your text has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Say in a few words what looks wrong.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ReplyForm(OnceForm):
    """The answer to what a reviewer asked."""

    says = ProseField(
        label=_("Your answer"),
        help_text=_("Up to 5,000 characters. Please send no copies of identity papers: we need none."),
        limit=5_000,
        too_long=_("Your text has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Write your answer.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class ChangeForm(OnceForm, AddressFields):
    """Name, reply address and the form of the answer, as they stand and as they should be."""

    field_order = ("requester_name", "reply_by", "email", *ADDRESS, "answer_format")

    requester_name = LineField(
        label=_("Your name"),
        limit=200,
        too_long=_("Your name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
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
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
    answer_format = forms.ChoiceField(
        label=_("How do you read our answer best?"),
        choices=[
            ("", _("As everybody gets it")),
            (AnswerFormat.LARGE.value, _("In large print")),
            (AnswerFormat.PLAIN.value, _("As plain text in the e-mail, for example for a screen reader")),
        ],
        required=False,
        error_messages={"invalid_choice": _("Choose one of the forms of our answer.")},
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        cleaned = self.cleaned_data
        by_post = cleaned.get("reply_by") == ReplyBy.POST
        self.check_address(is_needed=by_post)
        if cleaned.get("reply_by") == ReplyBy.EMAIL:
            self.need("email", _("Enter your e-mail address, or choose to get our answer by post."))
        if by_post and cleaned.get("answer_format") == AnswerFormat.PLAIN:
            self.add_error("answer_format", _("Plain text comes by e-mail. Choose large print for a letter."))
        return cleaned

    def told(self) -> dict[str, str]:
        """Return what the requester says now, by column."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name != "form_token"}
