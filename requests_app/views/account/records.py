"""What allauth says it has done, recorded: it calls these once a change is made."""

from allauth.account.signals import password_changed, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import User
from django.utils import timezone

from requests_app import handling

CHANGES = {
    authenticator_added: "second_factor_added",
    authenticator_removed: "second_factor_removed",
    authenticator_reset: "second_factor_renewed",
}


def connect() -> None:
    """Listen to what the library tells; called once, when the program starts."""
    for signal in CHANGES:
        signal.connect(_second_factor_changed)
    authentication_failed.connect(_code_was_wrong)
    password_changed.connect(_password_changed)
    password_set.connect(_password_changed)


def _second_factor_changed(*, signal: object, user: User, authenticator: Authenticator, **_: object) -> None:
    change = next(name for each, name in CHANGES.items() if each is signal)
    handling.record_means(account=user, change=change, means=str(authenticator.type), now=timezone.now())


def _code_was_wrong(*, user: User, **_: object) -> None:
    handling.record_failed_sign_in(account=user, with_what="code", now=timezone.now())


def _password_changed(*, user: User, **_: object) -> None:
    handling.record_password_changed(account=user, now=timezone.now())
