"""A second factor before anything else, where the installation asks for one."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
ON_THE_WAY = frozenset(
    {
        "account_login",
        "account_reauthenticate",
        "account_change_password",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_login_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_index",
        "staff:sign_out",
    }
)
"""The pages that a person without a second factor needs to get one, and the way out."""
BEHIND_THE_DOOR = ("/staff/", "/admin/")


def must_have_second_factor() -> bool:
    """Say whether the installation asks each of the staff for a second factor."""
    return bool(settings.STAFF_SECOND_FACTOR == "required")


class SecondFactorMiddleware:
    """Leads whoever has no second factor to where one is set up; the public's pages are not its affair."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if must_have_second_factor() and _lacks_one(request):
            messages.warning(request, "Everybody here signs in with a second factor. Set yours up first.")
            return redirect("mfa_index")
        return self._get_response(request)


def _lacks_one(request: HttpRequest) -> bool:
    if not request.path_info.startswith(BEHIND_THE_DOOR) or not isinstance(request.user, User):
        return False
    if resolve(request.path_info).view_name in ON_THE_WAY:
        return False
    return not get_adapter().is_mfa_enabled(request.user, FACTORS)
