"""Whether a business shows its figures to everybody: nothing is shown before a person says so, with a reason."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from requests_app.register.models import Business
from requests_app.reports.models import Publication
from requests_app.requests.assign import name_of


class PublishError(Exception):
    """It was not set; the message is a sentence for staff."""


def standing(business_id: int) -> Publication | None:
    """Return what counts; None where nobody ever set anything: then nothing is shown."""
    rows = Publication.objects.filter(business=business_id).select_related("set_by")
    return rows.order_by("-id").first()


def is_shown(business_id: int) -> bool:
    """Say whether everybody may read the figures of the business."""
    newest = Publication.objects.filter(business=business_id).order_by("-id").values_list("is_shown", flat=True)
    return newest.first() or False


def set_shown(
    business: Business, *, shown: bool, because: str, seen: int | None, by: User, at: datetime
) -> Publication | None:
    """Show the figures from now on, or no longer; None where that is so already.

    `seen` is what the page showed. Raises `PublishError` without a reason, or where somebody was first.
    """
    before = standing(business.pk)
    if (before.pk if before else None) != seen:
        raise _set_meanwhile(before)
    if shown == (before is not None and before.is_shown):
        return None
    if not because.strip():
        msg = "Say why. Whoever reads this later wants to know."
        raise PublishError(msg)
    try:
        with transaction.atomic():
            return Publication.objects.create(
                business=business, is_shown=shown, because=because.strip(), set_by=by, set_at=at, supersedes=before
            )
    except IntegrityError as first:  # the other one committed after we looked
        raise _set_meanwhile(standing(business.pk)) from first


def _set_meanwhile(publication: Publication | None) -> PublishError:
    who = name_of(publication.set_by) if publication else "Somebody"
    return PublishError(f"{who} set this while you had it open. Look at it, then set it again.")
