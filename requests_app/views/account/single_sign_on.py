"""Single sign-on: the organization's server says who it is, and only whom we know by that e-mail address comes in."""

from typing import NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from requests_app import handling

UNKNOWN = "Nobody here is known by the e-mail address that your organization gave. Ask an administrator to invite you."
FAILED = "Your organization’s server did not say who you are. Try again, or sign in with your password."


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Makes no accounts: a person is known before they come."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's own signature
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in the one person who has this address, if the server says that the address is verified."""
        user = _known_by(sociallogin)
        if user is None or sociallogin.state.get("process") != "login":
            _refuse(request, UNKNOWN)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        elif sociallogin.user != user:
            _refuse(request, UNKNOWN)

    def on_authentication_error(self, request: HttpRequest, *_: object, **__: object) -> None:
        """Lead back to the door with a sentence."""
        _refuse(request, FAILED)


def _known_by(sociallogin: SocialLogin) -> User | None:
    addresses = [each.email for each in sociallogin.email_addresses if each.verified is True]
    if not addresses:
        return None
    found = list(User.objects.filter(email__iexact=addresses[0], is_active=True)[:2])
    return found[0] if len(found) == 1 else None


def _refuse(request: HttpRequest, says: str) -> NoReturn:
    handling.record_failed_sign_in(account=None, with_what="single sign-on", now=timezone.now())
    messages.error(request, says)
    raise ImmediateHttpResponse(redirect("account_login"))
