"""What a requester said after the request came: from the status page, or by the link in our acknowledgement."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.requests.models.receipt import Receipt


class WordKind(models.TextChoices):
    """What it is about. The label is what staff read."""

    CORRECTION = "CORRECTION", "Other name or address"
    FORMAT = "FORMAT", "Other form of the answer"
    WITHDRAWAL = "WITHDRAWAL", "Withdrawn"
    POSSIBLE_ERROR = "ERROR", "“This looks wrong”"
    ANSWER = "ANSWER", "Answer to our question"
    NOT_MINE = "NOT_MINE", "“I did not ask for this”"


class LaterWordQuerySet(models.QuerySet["LaterWord"]):
    """What requesters said, chainable by question."""

    def to_look_at(self) -> Self:
        """Return what waits until a person has looked."""
        return self.filter(needs_look=True, looked_at__isnull=True)


class LaterWord(models.Model):
    """One thing said later. The receipt keeps what was said first; the request follows where it still may.

    `after` has the columns that were changed, `before` what stood there. `token` is the form's own: sent twice, it is
    said once. What the request could not follow any more, and what may be an error, waits until a person has looked.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="later_words")
    kind = models.CharField(max_length=12, choices=WordKind.choices)
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    says = models.TextField(blank=True)
    before = models.JSONField(default=dict, blank=True, editable=False)
    after = models.JSONField(default=dict, blank=True, editable=False)
    needs_look = models.BooleanField(default=False)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LaterWordQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="later_word_looked_at_by_somebody",
                condition=Q(looked_at__isnull=True, looked_by__isnull=True)
                | Q(looked_at__isnull=False, looked_by__isnull=False),
            ),
        ]
        indexes = [
            # The queue: what requesters said that nobody has looked at.
            models.Index(
                fields=["receipt"], condition=Q(needs_look=True, looked_at__isnull=True), name="later_word_to_look_at"
            ),
        ]

    def __str__(self) -> str:
        return f"later word {self.pk}: {self.kind}"
