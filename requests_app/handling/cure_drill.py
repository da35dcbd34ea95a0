"""The yearly drill of a campaign, held by counsel, and written down who held it. A part of the door for writes."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.cure import drill
from requests_app.cure.knowledge import today_at
from requests_app.cure.models import CureDrill
from requests_app.register.models import Business
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_cure
from requests_app.requests.reach import check_reaches


def hold_drill(*, business: Business, by: User, now: datetime) -> CureDrill:
    """Play a campaign through for everybody who was told of the last calendar year; nobody is written to."""
    check_can_cure(by)
    check_reaches(by, business.pk)
    with transaction.atomic():
        held = drill.hold(business, year=today_at(business, now).year - 1, by=by, at=now)
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action="cure.drill_held",
            subject=f"business:{business.pk}",
            detail={"drill": held.pk, "year": held.year, "people": int(held.figures.get("frozen", 0))},
        )
    return held
