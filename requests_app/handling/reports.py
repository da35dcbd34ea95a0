"""What is said of a year: its record is drawn, its figures are shown to everybody. A part of the door for writes."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.notices.render import record_pdf
from requests_app.register.models import Business
from requests_app.reports import publish
from requests_app.reports.models import Publication
from requests_app.reports.record import record
from requests_app.reports.scope import Scope, today_of
from requests_app.requests.assign import name_of
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_draw_record, check_can_publish
from requests_app.requests.reach import check_reaches


@dataclass(frozen=True, slots=True)
class DrawnRecord:
    """A volume of the record as it was handed out, with the digest that the audit has of it."""

    pdf: bytes
    digest: str


def draw_record(*, business: Business, year: int, volume: int, by: User, now: datetime) -> DrawnRecord | None:
    """Lay out a volume of a year's record and write down who drew it; None where there is no such volume."""
    check_can_draw_record(by)
    check_reaches(by, business.pk)
    found = record(Scope(business=business, year=year, on=today_of(business, now)), volume)
    if found is None:
        return None
    values = {"record": found, "scope": found.scope, "business": business, "by": name_of(by)}
    pdf = record_pdf(values, accent_color=business.accent_color)
    digest = hashlib.sha256(pdf).hexdigest()
    with transaction.atomic():
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action="record.drawn",
            subject=f"business:{business.pk}",
            detail={"year": year, "volume": volume, "requests": len(found.entries), "digest": digest},
        )
    return DrawnRecord(pdf, digest)


def set_publication(
    *, business: Business, shown: bool, because: str, seen: int | None, by: User, now: datetime
) -> Publication | None:
    """Show a business's figures to everybody, or no longer; None where that is so already. Raises `PublishError`."""
    check_can_publish(by)
    check_reaches(by, business.pk)
    with transaction.atomic():
        publication = publish.set_shown(business, shown=shown, because=because, seen=seen, by=by, at=now)
        if publication is not None:
            chain.append(
                at=now,
                actor=Actor.staff(by).label,
                action="figures.shown" if shown else "figures.hidden",
                subject=f"business:{business.pk}",
                detail={"publication": publication.pk},
            )
    return publication
