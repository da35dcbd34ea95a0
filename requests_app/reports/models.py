"""The rows of published figures: whether a business shows them, and what was counted of a year that is over."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.register.models import Business


class Publication(models.Model):
    """Whether a business shows its figures to everybody, as a person set it. The newest row counts; none is changed."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="publications")
    is_shown = models.BooleanField(help_text="Whether everybody may read the figures of the last calendar year.")
    because = models.TextField(help_text="Why it was set so, for whoever reads it later.")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            # Of two who set it at once, one is told: nothing begins twice.
            models.UniqueConstraint(
                fields=["business"], condition=Q(supersedes__isnull=True), name="publication_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"publication {self.pk} of business {self.business_id}"


class CountedYear(models.Model):
    """What was counted of a business's year, once a day: everybody who looks on that day reads the same numbers."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    counted_on = models.DateField(help_text="The business's own day.")
    numbers = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["business", "year"], name="year_counted_once")]

    def __str__(self) -> str:
        return f"{self.year} of business {self.business_id}, counted on {self.counted_on}"
