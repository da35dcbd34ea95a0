"""Who else has a request open just now, so that two people do not write the same letter."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from requests_app.desk.models import Presence

HERE = timedelta(seconds=90)
"""Whose browser was silent for longer has gone."""


def note(disclosure_request_id: int, user: User, *, at: datetime) -> None:
    """Note that this person has the page open."""
    Presence.objects.bulk_create(
        [Presence(disclosure_request_id=disclosure_request_id, user=user, seen_at=at)],
        update_conflicts=True,
        update_fields=["seen_at"],
        unique_fields=["disclosure_request", "user"],
    )


def others(disclosure_request_id: int, user: User, *, at: datetime) -> list[User]:
    """Return the others who have it open."""
    here = Presence.objects.filter(disclosure_request=disclosure_request_id, seen_at__gt=at - HERE).exclude(user=user)
    return [each.user for each in here.select_related("user").order_by("user__username")]
