"""What happened to a request, one row each."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.requests.models.disclosure_request import DisclosureRequest
from requests_app.requests.status import Status


class RequestEvent(models.Model):
    """One thing that happened to a request, as its timeline shows it."""

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    actor = models.CharField(max_length=80)
    kind = models.CharField(max_length=60)
    from_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    says = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            # Most events are the program's or the requester's.
            models.Index(fields=["by"], condition=Q(by__isnull=False), name="event_by_person"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}: {self.kind}"
