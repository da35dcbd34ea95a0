"""What is kept of the staff's ways in: each sign-in, each failed one, each change of what a person signs in with.

The library of the sign-in writes its own rows; what it did is recorded here, by ids alone.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.desk import invitation as invitations
from requests_app.requests.move import Actor
from requests_app.requests.reach import bound_to

SOMEBODY = "visitor"
"""Who tried to come in: nobody knows who they are."""
NOBODY = "user:unknown"
"""The subject of a try with a name that no account has. The name is not kept: people type passwords there."""


def record_sign_in(*, account: User, by_means: Sequence[str], now: datetime) -> None:
    """Record that a person came in, and with what: password, code, passkey."""
    _record(account, "sign_in", now=now, detail={"by": list(by_means)})


@transaction.atomic
def record_failed_sign_in(*, account: User | None, with_what: str, now: datetime) -> None:
    """Record that somebody was not let in: whose account they tried, and whether password or code was wrong."""
    chain.append(
        at=now,
        actor=SOMEBODY,
        action="account.sign_in_failed",
        subject=f"user:{account.pk}" if account else NOBODY,
        detail={"with": with_what},
    )


def record_means(*, account: User, change: str, means: str, now: datetime) -> None:
    """Record that a person changed what they sign in with: a password, an authenticator, codes for a bad day."""
    _record(account, change, now=now, detail={"means": means})


@transaction.atomic
def record_password_changed(*, account: User, now: datetime) -> None:
    """Record that a person changed their password; a link for another one, asked for before, ends with that."""
    invitations.end(account, at=now)
    record_means(account=account, change="password_changed", means="password", now=now)


def record_sessions_ended(*, account: User, sessions: int, now: datetime) -> None:
    """Record that a person signed out the other places they were signed in at."""
    _record(account, "sessions_ended", now=now, detail={"sessions": sessions})


@transaction.atomic
def _record(account: User, action: str, *, now: datetime, detail: chain.Detail) -> None:
    chain.append(
        at=now,
        actor=Actor.staff(account).label,
        action=f"account.{action}",
        subject=f"user:{account.pk}",
        detail=detail,
    )


def record_account(*, account: User, action: str, message: str, by: User, now: datetime) -> None:
    """Record that an account was added or changed: which fields, its roles and businesses now; never a name."""
    with transaction.atomic():
        roles = sorted(account.groups.values_list("name", flat=True))
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action=f"account.{action}",
            subject=f"user:{account.pk}",
            detail={
                "what": message,
                "roles": roles,
                "active": account.is_active,
                "superuser": account.is_superuser,
                "businesses": sorted(bound_to(account) or ()),
            },
        )
