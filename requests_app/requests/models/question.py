"""What a reviewer asked a requester, and what came back. The due date stays: nothing in the law stops its clock."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.requests.models.disclosure_request import DisclosureRequest


class Question(models.Model):
    """One question, sent by e-mail. Its requester may answer it, and need not."""

    class Ended(models.TextChoices):
        """How it ended. The label is what staff read."""

        STATUS_PAGE = "PAGE", "answered on the status page"
        MAIL = "MAIL", "answered by e-mail"
        STAFF = "STAFF", "closed by a reviewer"

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended = models.CharField(max_length=8, choices=Ended.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            # Also what the queue asks: on which requests an answer is waited for.
            models.UniqueConstraint(
                fields=["disclosure_request"], condition=Q(ended_at__isnull=True), name="question_open_once"
            ),
            models.CheckConstraint(
                name="question_ended_somehow",
                condition=Q(ended_at__isnull=True, ended="") | (Q(ended_at__isnull=False) & ~Q(ended="")),
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"
