"""The daily look at the notice duty, (b)(1). A part of the door for writes."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings

from requests_app.register.models import Business, DutyCheck
from requests_app.register.notice_duty import check
from requests_app.register.notice_duty.fetch import fetch


def check_notice_duty(*, now: datetime, by: str, slug: str = "") -> list[DutyCheck]:
    """Look at each business, or the one named; keep what was found. The pages are read outside of any transaction."""
    reader = partial(fetch, private_too=settings.PRIVATE_PAGES)
    businesses = Business.objects.order_by("slug")
    rows: list[DutyCheck] = []
    for business in businesses.filter(slug=slug) if slug else businesses:
        on = now.astimezone(ZoneInfo(business.timezone)).date()
        rows += check.keep(business, check.look(business, on=on, fetch=reader), actor=by, at=now)
    return rows
