"""What a person at the desk said of two requests: from one person, or from two. Nothing is deleted by it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from requests_app.requests.models.disclosure_request import DisclosureRequest


class OnePerson(models.Model):
    """Two requests, and whether one person made both. The matching rule follows it."""

    one = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="+")
    is_one = models.BooleanField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "one person or two"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_person_said_once"),
            models.CheckConstraint(name="one_person_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}: {'one' if self.is_one else 'two'}"
