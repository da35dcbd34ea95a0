"""Accounts with passwords that everybody may know. They exist in demo mode and nowhere else."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, REVIEWER, ensure_roles


@dataclass(frozen=True, slots=True)
class Account:
    """One of the demo's people: the name they sign in with, and the role they have."""

    username: str
    first_name: str
    last_name: str
    role: str


PASSWORD = "shinelight-demo"  # noqa: S105 - known to everybody on purpose
FIRST_REVIEWER = Account("reviewer", "Rosalind", "Ashgrove", REVIEWER)
SECOND_REVIEWER = Account("reviewer2", "Ruben", "Tamarack", REVIEWER)
KEEPER = Account("keeper", "Kamala", "Birchwood", REGISTER_KEEPER)
ADMIN = Account("admin", "Adrian", "Larkin", ADMINISTRATOR)
ACCOUNTS = (FIRST_REVIEWER, SECOND_REVIEWER, KEEPER, ADMIN)


@transaction.atomic
def ensure_accounts() -> dict[str, User]:
    """Create the demo's accounts, each in its role, and return them by username; a second call changes nothing."""
    if not settings.DEMO:
        msg = "The demo's accounts have known passwords. They are created in demo mode only (SHINELIGHT_DEMO)."
        raise ImproperlyConfigured(msg)
    ensure_roles()
    return {account.username: _ensure(account) for account in ACCOUNTS}


def _ensure(account: Account) -> User:
    user, _ = User.objects.get_or_create(
        username=account.username,
        defaults={
            "first_name": account.first_name,
            "last_name": account.last_name,
            "email": f"{account.username}@fernhollowfinch.example",
            "is_staff": True,
        },
    )
    if not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    user.groups.set([Group.objects.get(name=account.role)])
    return user
