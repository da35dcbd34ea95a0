"""The picture in a business's letterhead. Kept for good: a statement that was laid out names the one it bears."""

from django.db import models
from django.db.models import Q


class Logo(models.Model):
    """One picture, drawn anew from what was uploaded: PNG, red green and blue, no more than its own dots."""

    business = models.ForeignKey("Business", on_delete=models.PROTECT, related_name="logos")
    digest = models.CharField(max_length=64, editable=False, help_text="The SHA-256 of the PNG.")
    png = models.BinaryField(editable=False)
    width = models.PositiveIntegerField(editable=False, help_text="Dots.")
    height = models.PositiveIntegerField(editable=False, help_text="Dots.")
    kept_at = models.DateTimeField(editable=False)
    kept_by = models.CharField(max_length=80, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["business", "digest"], name="logo_once"),
            models.CheckConstraint(name="logo_has_dots", condition=Q(width__gte=1, height__gte=1)),
        ]

    def __str__(self) -> str:
        return f"logo {self.digest[:12]}"
