"""What allauth asks the installation: who may come in, where they are led, and how secrets lie in the database."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from requests_app import handling
from requests_app.requests.permissions import can_view_register, can_view_requests
from requests_app.views.limits import address_of

TOO_MANY = "Too many tries. Wait five minutes, then try again."
SAID = {
    "mfa/messages/webauthn_added.txt": "From now on the passkey opens the desk; your password alone does not.",
    "mfa/messages/webauthn_removed.txt": "The passkey does not open the desk any more.",
    "mfa/messages/totp_activated.txt": "From now on you need a code from your phone to sign in.",
    "mfa/messages/totp_deactivated.txt": "Your phone is not asked for any more.",
    "mfa/messages/recovery_codes_generated.txt": "These are your new recovery codes. They are shown once: keep them.",
    "account/messages/password_changed.txt": "Your password is changed; wherever else you were signed in, that ended.",
    "usersessions/messages/sessions_logged_out.txt": "You are signed in here alone now.",
}
"""What a person is told after each of the library's changes; of what stands nowhere here nothing is said."""


class AccountAdapter(DefaultAccountAdapter):
    """Lets in who is known, leads each to their work, and records each try."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The user name and the password do not fit together. Check both; capitals count.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": "This is not your password. Check it; capitals count.",
        "enter_current_password": "This is not your password now. Check it; capitals count.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's own signature
        """Let nobody register: a person gets an account from an administrator."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Lead to our own pages alone, whatever other hosts the site answers to."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()})

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address as the limits on the form read it, behind a reverse proxy too."""
        address = address_of(request)
        if not address:
            msg = "Nobody can tell where this came from."
            raise PermissionDenied(msg)
        return address

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead a keeper of the register, who reads no requests, to the register."""
        user = request.user
        if not can_view_requests(user) and can_view_register(user):
            return reverse("staff:registers")
        if not can_view_requests(user) and getattr(user, "is_staff", False):
            return reverse("admin:index")
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's own signature
        return reverse("mfa_index")

    def post_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse:  # noqa: ANN401 - allauth's own signature
        """Record that the person is in, past every step, and with what."""
        records = get_authentication_records(request, user)
        by_means = [str(each.get("type") or each["method"]) for each in records if not each.get("reauthenticated")]
        handling.record_sign_in(account=user, by_means=by_means, now=timezone.now())
        answer: HttpResponse = super().post_login(request, user, **told)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401, ARG002 - the same
        """Record the try: whose account it was about, if it is anybody's."""
        account = User.objects.filter(username=credentials.get("username", "")).first()
        handling.record_failed_sign_in(account=account, with_what="password", now=timezone.now())

    def add_message(  # noqa: PLR0917 - allauth's own signature
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - the same
        extra_tags: str = "",
        message: str | None = None,  # noqa: ARG002 - the same
    ) -> None:
        """Say in our own words what the library says in its."""
        if message_template in SAID:
            super().add_message(request, level, message=SAID[message_template], extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors from whoever reads the database alone."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code does not fit, or was used already. Type the one that your phone shows next.",
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's own
        """Name a passkey that got no name."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Tell devices what the passkey opens: this site, by the name of its host."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Shinelight"}

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    """Return the cipher under a key of its own, which nothing else is signed or found with."""
    key = hashlib.sha256(f"second factor:{settings.SECOND_FACTOR_KEY or settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
