"""Legal holds: while one stands, no batch destroys its request, whoever approved it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from requests_app.requests.models import DisclosureRequest
from requests_app.retention.models import LegalHold


class HoldError(Exception):
    """The hold cannot be set or lifted; the message is a sentence for whoever tried."""


def hold(request: DisclosureRequest, *, because: str, by: User, at: datetime) -> LegalHold:
    """Set a hold. Whoever destroys the request at this moment is waited for. Raises `HoldError`."""
    if not because.strip():
        msg = "Say why the request is put on hold."
        raise HoldError(msg)
    try:
        with transaction.atomic():
            return LegalHold.objects.create(disclosure_request=request, because=because.strip(), since=at, by=by)
    except IntegrityError as twice:
        msg = "This request is on hold already."
        raise HoldError(msg) from twice


def lift(request: DisclosureRequest, *, because: str, by: User, at: datetime) -> None:
    """Lift the hold; the next list takes the request in where its period is over. Raises `HoldError`."""
    if not because.strip():
        msg = "Say why the hold is lifted."
        raise HoldError(msg)
    standing = LegalHold.objects.filter(disclosure_request=request, lifted_at__isnull=True)
    if not standing.update(lifted_at=at, lifted_by=by, lifted_because=because.strip()):
        msg = "This request is not on hold."
        raise HoldError(msg)


def standing(request: DisclosureRequest) -> LegalHold | None:
    """Return the hold that stands, where there is one."""
    return LegalHold.objects.filter(disclosure_request=request, lifted_at__isnull=True).select_related("by").first()
