"""Closing a report year: its parts, who attested each, and the version of the register that was signed."""

from django.db import models
from django.db.models import Q

from requests_app.register.models.business import EARLIEST_REPORT_YEAR, LATEST_REPORT_YEAR, Business


class YearPart(models.Model):
    """A part of the year that one person answers for, such as the data flows of one department."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="year_parts")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    owner_name = models.CharField(max_length=200)
    owner_email = models.EmailField(blank=True)
    secret = models.CharField(max_length=64, unique=True, help_text="Opens this part for its owner, without account.")
    attested_at = models.DateTimeField(null=True, blank=True)
    attested_by = models.CharField(max_length=200, blank=True)
    register_version = models.PositiveIntegerField(null=True, blank=True, help_text="The version that was attested.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["business", "year", "title"], name="year_part_once"),
            models.CheckConstraint(
                name="year_part_in_force",
                condition=Q(year__gte=EARLIEST_REPORT_YEAR, year__lte=LATEST_REPORT_YEAR),
            ),
            models.CheckConstraint(
                name="year_part_attested_by_somebody",
                condition=Q(attested_at__isnull=True) | (~Q(attested_by="") & Q(register_version__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.pk} of {self.year}"


class YearClose(models.Model):
    """A year whose register was signed as complete. It is never opened again: what comes later is recorded as such."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="year_closes")
    year = models.PositiveSmallIntegerField()
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=80)
    register_version = models.PositiveIntegerField()
    open_findings = models.JSONField(
        default=list, help_text="What was missing and signed for all the same: each with its clause and the reason."
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["business", "year"], name="year_close_once"),
            models.CheckConstraint(
                name="year_close_in_force",
                condition=Q(year__gte=EARLIEST_REPORT_YEAR, year__lte=LATEST_REPORT_YEAR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} closed"
