"""Inviting somebody, and choosing the first password."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm

from requests_app.register.models import Business
from requests_app.requests.permissions import ROLES
from requests_app.views.fields import LineField

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    _PasswordForm = SetPasswordForm[User]
else:  # the form takes its kind of user in the checker's eyes alone
    _PasswordForm = SetPasswordForm

WHAT_IS_TAKEN = "At least twelve characters; neither your name, nor figures alone, nor a word that everybody takes."
MOST_IN_NAME = 150


class InviteForm(forms.Form):
    """Who it is, what they do here, and for which businesses."""

    use_required_attribute = False

    name = LineField(
        label="Name",
        limit=MOST_IN_NAME,
        too_long="The name has %(show_value)d characters. Use %(limit_value)d at most.",
        error_messages={"required": "Enter their name: the record of what they do shows it."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="The link goes there, and it is the name they sign in with.",
        max_length=MOST_IN_NAME,
        error_messages={"required": "Enter their e-mail address."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label="What do they do?",
        choices=[(role, role) for role in ROLES],
        error_messages={"required": "Choose at least one role: without one nothing opens to them."},
        widget=forms.CheckboxSelectMultiple,
    )
    businesses = forms.ModelMultipleChoiceField(
        label="For which businesses?",
        help_text="Choose none, and they reach every business there is and each that comes.",
        queryset=Business.objects.order_by("legal_name", "id"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class FirstPasswordForm(_PasswordForm):
    """The password that a person chooses when they come for the first time."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, first.help_text = "Password", WHAT_IS_TAKEN
        second.label, second.help_text = "Password, again", ""
        first.error_messages["required"] = "Enter a password."
        second.error_messages["required"] = "Enter the password again."
