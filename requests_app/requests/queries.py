"""The review queue's questions, each with a total order."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from requests_app.requests.status import DECIDED, OPEN, Status

if TYPE_CHECKING:
    from requests_app.requests.models import DisclosureRequest  # noqa: F401 - the manager's type argument
PAGE_SIZE = 40
COUNT_CAP = 1_001
"""A count stops here and is shown as "1,000+": nobody reads further, and the database need not."""


class DisclosureRequestQuerySet(models.QuerySet["DisclosureRequest"]):
    """Requests, chainable by question."""

    def waiting(self) -> Self:
        """Return requests that wait for a reviewer."""
        return self.filter(status=Status.RECEIVED)

    def open(self) -> Self:
        """Return requests whose requester still waits for an answer."""
        return self.filter(status__in=sorted(OPEN))

    def overdue(self, *, on: date) -> Self:
        """Return open requests whose due date is past on `on`."""
        return self.open().filter(due_on__lt=on)

    def answered(self) -> Self:
        return self.filter(status=Status.ANSWERED)

    def undelivered(self) -> Self:
        return self.filter(status=Status.UNDELIVERED)

    def to_compile(self, *, now: datetime) -> Self:
        """Return decided requests that have waited past their hour for a worker."""
        return self.filter(status__in=sorted(DECIDED), wake_at__lte=now).order_by("wake_at", "id")

    def to_index(self) -> Self:
        """Return requests whose words are not kept yet, or not as they are now."""
        return self.filter(search_due=True)

    def capped_count(self) -> int:
        """Count, but no further than `COUNT_CAP`."""
        return self.order_by()[:COUNT_CAP].count()
