"""What else a message asks for: a note for the team that owns it. The request beside it keeps its own clock."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.requests.models.disclosure_request import DisclosureRequest


class Wish(models.TextChoices):
    """What somebody wants beside the disclosure under 1798.83; another law may answer it, with days of its own."""

    OPT_OUT = "OPT_OUT", "no more mail, or no more sharing"
    DELETION = "DELETION", "deletion"
    ACCESS = "ACCESS", "a copy of their data"
    CORRECTION = "CORRECTION", "correction"
    OTHER_STATE = "OTHER_STATE", "a right under another state’s law"
    OTHER = "OTHER", "something else"


class OtherWish(models.Model):
    """One wish beside a request, in the requester's words, and when it was handed over to whom.

    `noted_by` is null where the program found it in a message. Nobody's answer under 1798.83 waits for it.
    """

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="other_wishes")
    kind = models.CharField(max_length=12, choices=Wish.choices)
    text = models.TextField(blank=True, help_text="The requester's own words, as far as they tell the wish.")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_over_to = models.CharField(max_length=120, blank=True, help_text="The team or person that owns it.")
    handed_over_at = models.DateTimeField(null=True, blank=True)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "other wishes"
        constraints = [
            models.CheckConstraint(
                name="other_wish_handed_over_by_somebody",
                condition=Q(handed_over_at__isnull=True, handed_over_by__isnull=True, handed_over_to="")
                | (Q(handed_over_at__isnull=False, handed_over_by__isnull=False) & ~Q(handed_over_to="")),
            ),
        ]
        indexes = [
            # The queue's list of wishes that nobody has taken over yet.
            models.Index(fields=["disclosure_request"], condition=Q(handed_over_at=None), name="other_wish_waiting"),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}: {self.kind}"
