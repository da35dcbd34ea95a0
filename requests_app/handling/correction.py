"""Whom a correction of a closed year would touch, before it is saved. A part of the door for writes: nothing stays."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.cure.affected import Affected
from requests_app.cure.dry_run import DryRun, dry_run
from requests_app.cure.knowledge import today_at
from requests_app.cure.scope import Scope
from requests_app.register.closed import closed_years
from requests_app.register.models import Business, RegisterChange
from requests_app.requests.permissions import check_can_keep_register
from requests_app.requests.reach import check_reaches


def touched(business: Business, years: Collection[int], *, now: datetime) -> DryRun:
    """Return whom the register as it stands at this moment touches, of those who asked about these years."""
    return dry_run(Affected(Scope(business=business, years=tuple(sorted(years)), on=today_at(business, now))))


def preview_correction(*, business_id: int, save: Callable[[], object], by: User, now: datetime) -> DryRun | None:
    """Save, look at whom it touches, and take it back; None where it bears on no closed year.

    What saving raises is raised here.
    """
    check_can_keep_register(by)
    check_reaches(by, business_id)
    with transaction.atomic():
        before = Business.objects.get(pk=business_id).register_version
        save()
        business = Business.objects.get(pk=business_id)
        step = RegisterChange.objects.filter(business=business, number__gt=before).order_by("-number").first()
        years = closed_years(business_id) & set(step.years) if step is not None else frozenset()
        found = touched(business, years, now=now) if years else None
        transaction.set_rollback(True)
    return found
