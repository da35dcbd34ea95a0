"""A request that may become a claim, and what those who look after legal matters should know of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.requests.models.disclosure_request import DisclosureRequest


class LegalNote(models.Model):
    """One private note; a request that has any is marked as a possible claim, 1798.84.

    No page, letter, mail or export for the requester shows it. `noted_by` is null where the program wrote it.
    """

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="legal_notes")
    text = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="legal_note_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"legal note {self.pk}"
