"""Which businesses a member of the staff reaches, where the installation answers for several."""

from django.conf import settings
from django.db import models

from requests_app.register.models.business import Business


class Reach(models.Model):
    """One business that a person is bound to. Who has no such row reaches every business there is."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reaches")
    # Protected: with the last row the person would reach everything.
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="reached_by")

    class Meta:
        ordering = ["id"]
        verbose_name = "business within reach"
        verbose_name_plural = "businesses within reach (none: every business)"
        constraints = [models.UniqueConstraint(fields=["user", "business"], name="reach_once")]

    def __str__(self) -> str:
        return f"reach {self.pk}"
