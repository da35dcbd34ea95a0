"""The pages of the sign-in and of what a person signs in with: allauth's views with our forms and templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.views import LoginView, PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, views
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from requests_app import handling
from requests_app.views.account import forms, required
from requests_app.views.account.devices import device
from requests_app.views.guards import person


@dataclass(frozen=True, slots=True)
class Session:
    """One place where a person is signed in."""

    device: str
    ip: str
    created_at: datetime
    is_current: bool


def _sessions(request: HttpRequest) -> list[Session]:
    """Return where the person is signed in, this place first."""
    alive = UserSession.objects.purge_and_list(person(request))
    found = [Session(device(each.user_agent), each.ip, each.created_at, each.is_current()) for each in alive]
    return sorted(found, key=lambda each: (not each.is_current, -each.created_at.timestamp()))


@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class SignIn(LoginView):
    """The door."""

    template_name = "staff/account/sign_in.html"
    form_class = forms.SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's own signature
        wish = self.request.POST.get(REDIRECT_FIELD_NAME) or self.request.GET.get(REDIRECT_FIELD_NAME, "")
        organization = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        return {**super().get_context_data(**kwargs), "next": wish, "organization": organization}


class SecondStep(AuthenticateView):
    """The door's second half: a code of the phone, or a recovery code."""

    template_name = "staff/account/second_step.html"
    form_class = forms.CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's own signature
        theirs = Authenticator.objects.filter(user=self.stage.login.user)
        kinds = set(theirs.values_list("type", flat=True))
        return {
            **super().get_context_data(**kwargs),
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
            "has_code": bool(kinds - {Authenticator.Type.WEBAUTHN}),
        }


@method_decorator([never_cache, require_POST], name="dispatch")
class SignOut(views.LogoutView):
    """Out."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - as Django calls it
        return super().post(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class Account(IndexView):
    """What a person signs in with, and where they are signed in."""

    template_name = "staff/account/account.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's own signature
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "sessions": _sessions(self.request), "must_have": required.must_have_second_factor()}


class EndSessions(ListUserSessionsView):
    """Sign out everywhere else."""

    http_method_names = ["post"]
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - Django's own signature
        account = person(self.request)
        others = UserSession.objects.filter(user=account).exclude(session_key=self.request.session.session_key)
        handling.record_sessions_ended(account=account, sessions=others.count(), now=timezone.now())
        answer: HttpResponse = super().form_valid(form)
        return answer


@method_decorator(never_cache, name="dispatch")
class ConfirmByPassword(ReauthenticateView):
    """Ask for the password once more."""

    template_name = "staff/account/confirm.html"
    form_class = forms.PasswordAgainForm


@method_decorator(never_cache, name="dispatch")
class ConfirmByCode(CodeAgainView):
    """Ask for a code instead."""

    template_name = "staff/account/confirm.html"
    form_class = forms.CodeAgainForm


@method_decorator(never_cache, name="dispatch")
class ChangePassword(PasswordChangeView):
    """Change one's password; every other session ends with the old one."""

    template_name = "staff/account/password.html"
    form_class = forms.ChangePasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - Django's own signature
        if request.user.is_authenticated and not request.user.has_usable_password():
            msg = "Your account has no password: you sign in through your organization. Change it there."
            raise PermissionDenied(msg)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


@method_decorator(never_cache, name="dispatch")
class AddPhone(ActivateTOTPView):
    """Tell an app on the phone the secret, and prove that it has it."""

    template_name = "staff/account/add_phone.html"
    form_class = forms.ActivateForm

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - Django's own signature
        """Use up the code that proved it, as each one is that signs in: who looked on does not come in with it."""
        answer: HttpResponse = super().form_valid(form)
        phone = Authenticator.objects.get(user=person(self.request), type=Authenticator.Type.TOTP)
        phone.wrap().validate_code(form.cleaned_data["code"])
        return answer


@method_decorator(never_cache, name="dispatch")
class RemovePhone(DeactivateTOTPView):
    """Go without the phone, or take another one."""

    template_name = "staff/account/remove_phone.html"


@method_decorator(never_cache, name="dispatch")
class SignInByPasskey(LoginWebAuthnView):
    """In without a password: the passkey knows who it is, and asks for finger, face or PIN itself."""


@method_decorator(never_cache, name="dispatch")
class ConfirmByPasskey(ReauthenticateWebAuthnView):
    """Ask for a passkey instead of the password."""

    template_name = "staff/account/confirm_passkey.html"


@method_decorator(never_cache, name="dispatch")
class AddPasskey(AddWebAuthnView):
    """Let a device, or a key to plug in, stand for its person."""

    template_name = "staff/account/add_passkey.html"
    form_class = forms.AddPasskeyForm


@method_decorator(never_cache, name="dispatch")
class RemovePasskey(RemoveWebAuthnView):
    """Take a passkey off."""

    template_name = "staff/account/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")


@method_decorator(never_cache, name="dispatch")
class Codes(ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    template_name = "staff/account/codes.html"
    http_method_names = ["get", "head"]


@method_decorator(never_cache, name="dispatch")
class NewCodes(GenerateRecoveryCodesView):
    """Other recovery codes; the old ones end."""

    template_name = "staff/account/new_codes.html"
