"""What the last look at the notice duty found, (b)(1): a row for each thing looked at. One with faults is a task."""

from django.db import models
from django.db.models import Q

from requests_app.register.models.business import Business


class DutyKind(models.TextChoices):
    """What is looked at."""

    ELECTION = "ELECTION", "what the business elected"
    EVIDENCE = "EVIDENCE", "evidence of what it elected"
    PAGE = "PAGE", "page about the rights"


class DutyCheck(models.Model):
    """One thing that (b)(1) asks for, when it was looked at last, and what is wrong with it.

    `open_since` is set while something is wrong: that is the task, and the first look that finds nothing closes it.
    `subject` is the clause or the address of the page.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="duty_checks")
    kind = models.CharField(max_length=10, choices=DutyKind.choices)
    subject = models.CharField(max_length=500)
    checked_at = models.DateTimeField()
    faults = models.JSONField(default=list, blank=True)
    open_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["business_id", "kind", "subject"]
        constraints = [
            models.UniqueConstraint(fields=["business", "kind", "subject"], name="duty_looked_at_once"),
        ]
        indexes = [
            # The queue asks how many tasks are open.
            models.Index(fields=["business"], condition=Q(open_since__isnull=False), name="duty_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
