"""What staff tell each other of a request: a note, or what was said on the telephone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.requests.models.disclosure_request import DisclosureRequest


class RequestNote(models.Model):
    """One internal note, never edited and never removed: a decision may rest on it.

    No page, letter, mail or export for the requester shows it.
    """

    class Kind(models.TextChoices):
        """What it is."""

        NOTE = "NOTE", "Note"
        CALL = "CALL", "Telephone call"

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.NOTE)
    text = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="request_note_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"note {self.pk}"
