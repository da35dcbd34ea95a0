"""The forms of the sign-in: allauth's, with our labels and sentences."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as LibraryChangePasswordForm
from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as LibraryReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm as LibraryAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as LibraryCodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm as LibraryActivateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

CLOSED = "This account is closed. Ask an administrator."
CODE_HINT = "The six figures that the app on your phone shows now, or one of your recovery codes."


def _ask(field: forms.Field, label: str, *, missing: str, hint: str = "") -> None:
    """Give a field of the library our words."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = missing


def _ask_code(field: forms.Field, *, hint: str = CODE_HINT) -> None:
    _ask(field, "Code", missing="Enter the code.", hint=hint)
    field.widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True})


class SignInForm(LoginForm):
    """Name and password; what is wrong stands above the fields and links to them."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library calls it
        super().__init__(*args, **kwargs)
        _ask(self.fields["login"], "User name", missing="Enter your user name.")
        _ask(self.fields["password"], "Password", missing="Enter your password.")
        self.fields["login"].widget.attrs.update({"autofocus": True, "autocapitalize": "none"})

    def add_prefix(self, field_name: str) -> str:
        """Call the first field as browsers and their password managers know it."""
        return str(super().add_prefix("username" if field_name == "login" else field_name))

    def clean(self) -> dict[str, Any]:
        """Tell whoever knows the password of a closed account that it is closed, and nobody else."""
        cleaned: dict[str, Any] = super().clean()
        if self.user is not None and not self.user.is_active:
            raise forms.ValidationError(CLOSED, code="inactive")
        return cleaned


class CodeForm(LibraryAuthenticateForm):
    """The second step: a code."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library calls it
        super().__init__(*args, **kwargs)
        _ask_code(self.fields["code"])


class PasswordAgainForm(LibraryReauthenticateForm):
    """The password once more, before something that a stranger at an open screen must not do."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library calls it
        super().__init__(*args, **kwargs)
        _ask(self.fields["password"], "Password", missing="Enter your password.")


class CodeAgainForm(LibraryCodeAgainForm):
    """The same with a code."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library calls it
        super().__init__(*args, **kwargs)
        _ask_code(self.fields["code"])


class ActivateForm(LibraryActivateForm):
    """The first code of an app that has just been told the secret."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library calls it
        super().__init__(*args, **kwargs)
        _ask_code(self.fields["code"], hint="The six figures that the app shows now.")


class ChangePasswordForm(LibraryChangePasswordForm):
    """The password now, and the new one twice."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library calls it
        super().__init__(*args, **kwargs)
        _ask(self.fields["oldpassword"], "Your password now", missing="Enter your password.")
        hint = "At least twelve characters; neither your name, nor figures alone, nor a word that everybody takes."
        _ask(self.fields["password1"], "New password", missing="Enter a new password.", hint=hint)
        _ask(self.fields["password2"], "New password, again", missing="Enter the new password again.")


class AddPasskeyForm(AddWebAuthnForm):
    """What a passkey is called; the browser fills in the rest."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library calls it
        super().__init__(*args, **kwargs)
        hint = "What you know it by, such as “office laptop”. You can add several."
        _ask(self.fields["name"], "Name of the passkey", missing="Enter a name.", hint=hint)
        self.fields["name"].initial = self.initial["name"] = ""
        # Each passkey here signs in by itself: the device asks who it is.
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].widget = forms.HiddenInput()
