"""What the register said at each of its versions: every change, and every state a row was ever in."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from requests_app.register.models.business import Business


class RegisterChange(models.Model):
    """One step of the register: whoever made it, when, and the version it led to. Never edited, never removed."""

    class Kind(models.TextChoices):
        """What made the change."""

        BEGUN = "begun", "kept from before changes were recorded"
        EDIT = "edit", "edit by hand"
        CONFIGURE = "configure", "business file"
        LOAD = "load", "spreadsheet"
        UNDO = "undo", "load undone"
        MERGE = "merge", "third parties merged"

    class Nature(models.TextChoices):
        """What a change to a closed year is: the world changed, or the register was wrong."""

        CHANGE = "change", "change: it is different from now on"
        CORRECTION = "correction", "correction: the register was wrong"

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="register_changes")
    number = models.PositiveIntegerField(help_text="The version of the register that the change led to.")
    at = models.DateTimeField(help_text="When it was known.")
    actor = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    nature = models.CharField(max_length=12, choices=Nature.choices, blank=True)
    years = models.JSONField(default=list, help_text="The report years whose notices it may touch.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["business_id", "number"]
        constraints = [models.UniqueConstraint(fields=["business", "number"], name="register_change_once")]
        # `version_on`: the last change before a moment.
        indexes = [models.Index(fields=["business", "at"], name="register_change_at")]

    def __str__(self) -> str:
        return f"change {self.number} of business {self.business_id}"

    @classmethod
    def not_before_the_last(cls, business_id: int, at: datetime) -> datetime:
        """Return the moment of the next change: it was known no earlier than what it changes.

        Whoever waited for another step looked at the clock before that one was made.
        """
        last = cls.objects.filter(business_id=business_id).order_by("-number").values_list("at", flat=True).first()
        return at if last is None else max(at, last)


class RowState(models.Model):
    """What one row of the register said from one version until another; `until` is null for what it says now."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="row_states")
    table = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField()
    year = models.PositiveSmallIntegerField(null=True, help_text="The calendar year of a disclosure.")
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField(null=True)
    values = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "row"], condition=Q(until__isnull=True), name="row_state_now_once"
            ),
            models.UniqueConstraint(fields=["table", "row", "since"], name="row_state_once_a_version"),
            models.CheckConstraint(
                name="row_state_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gt=F("since"))
            ),
        ]
        # The register as known at a version, and what one change did.
        indexes = [
            models.Index(fields=["business", "table", "year"], name="row_state_table"),
            models.Index(fields=["business", "since"], name="row_state_since"),
            models.Index(fields=["business", "until"], name="row_state_until"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} since version {self.since}"
