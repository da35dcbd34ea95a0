"""Invitations of colleagues: an account that waits for its person, and the link that only their mailbox gets.

Whoever forgot a password gets such a link as well: the way back in is the way in.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.core import signing
from django.db import models
from django.db.models import Q, QuerySet

GOOD_FOR = timedelta(days=7)
GIVEN_UP_AFTER = timedelta(minutes=30)
"""A worker that took an invitation and said nothing since has died; the link works once, so it is sent again."""
_SIGNER = signing.Signer(salt="requests_app.desk.invitation", sep=".")


class Invitation(models.Model):
    """One mail that lets a person choose their password. A later one, or its use, ends it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the mail server was spoken to last.")
    says = models.TextField(blank=True, help_text="What the mail server said.")
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When another one took its place.")

    class Meta:
        ordering = ["id"]
        constraints = [
            # However often two administrators press at once, one link of a person works.
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=True, ended_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def good_until(self) -> datetime:
        return self.at + GOOD_FOR

    @property
    def is_way_back(self) -> bool:
        """Return whether its person had a password already when it was asked for, or used it since."""
        return bool(self.user.has_usable_password())


def open_ones() -> QuerySet[Invitation]:
    """Return those that were neither used nor replaced, whether or not their time is over."""
    return Invitation.objects.filter(used_at__isnull=True, ended_at__isnull=True)


def _working_ones() -> QuerySet[Invitation]:
    """Return the open ones that open something: a link for another password does not open a closed account."""
    waits_for_its_person = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    # Asked for beside the row and not joined to it: an UPDATE of these still looks at the row as it is then.
    return open_ones().filter(user__in=User.objects.filter(waits_for_its_person | Q(is_active=True)))


def token_of(invitation: Invitation) -> str:
    """Return what the link holds: signed, so that nobody makes one who did not get the mail, and nothing is stored."""
    return _SIGNER.sign(str(invitation.pk))


def of_token(token: str, *, at: datetime) -> Invitation | None:
    """Return the invitation of a link that still works; None for one that was used, replaced, made up or is too old."""
    try:
        number = _SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return _working_ones().filter(pk=number, at__gt=at - GOOD_FOR).select_related("user").first()


def begin(user: User, *, by: User, at: datetime) -> Invitation:
    """Write an invitation down; the one before it ends."""
    end(user, at=at)
    return Invitation.objects.create(user=user, by=by, at=at)


def end(user: User, *, at: datetime) -> None:
    """End what is open: the link does not work any more."""
    open_ones().filter(user=user).update(ended_at=at)


def use(invitation: Invitation, *, at: datetime) -> bool:
    """Use the link up; return False where another click was first."""
    return _working_ones().filter(pk=invitation.pk).update(used_at=at) == 1


def waiting(*, now: datetime) -> list[int]:
    """Return the ids of those whose mail has not left, or was taken by a worker that died."""
    unsent = _working_ones().filter(sent_at__isnull=True, at__gt=now - GOOD_FOR)
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - GIVEN_UP_AFTER)
    return list(unsent.filter(free).order_by("id").values_list("pk", flat=True))


def claim(invitation_id: int, *, at: datetime) -> Invitation | None:
    """Take an invitation for this worker; None where another one has it, or it needs no mail any more."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=at - GIVEN_UP_AFTER)
    unsent = _working_ones().filter(pk=invitation_id, sent_at__isnull=True)
    if unsent.filter(free).update(claimed_at=at) != 1:
        return None
    return Invitation.objects.select_related("user", "by").get(pk=invitation_id)


def finish(invitation: Invitation, *, says: str, at: datetime) -> None:
    """Note what the mail server said."""
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=at, says=says)


def put_off(invitation: Invitation, *, says: str) -> None:
    """Give it back: the mail server cannot be used now."""
    Invitation.objects.filter(pk=invitation.pk).update(claimed_at=None, says=says)
