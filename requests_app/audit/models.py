"""The append-only record: who did what to which row, when. Triggers in the database refuse edits and removals."""

from django.db import models
from django.db.models import Q


class AuditEntry(models.Model):
    """One change. It is written in the transaction of that change and gets its link in the chain from the sealer.

    `subject` and `detail` name rows by reference or id and never hold personal data: an erased request must leave
    the chain whole.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    detail = models.JSONField(default=dict)
    number = models.PositiveBigIntegerField(null=True, blank=True, unique=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "audit entries"
        constraints = [
            models.CheckConstraint(
                name="audit_sealed_together",
                condition=Q(number__isnull=True, digest="") | (Q(number__isnull=False) & ~Q(digest="")),
            ),
        ]
        indexes = [
            # The sealer asks for what it has not sealed yet.
            models.Index(fields=["id"], condition=Q(number__isnull=True), name="audit_unsealed"),
        ]

    def __str__(self) -> str:
        return f"audit entry {self.pk}: {self.action}"


class ChainHead(models.Model):
    """The one row that says where the chain ends. Whoever seals holds its lock, so there is one sealer at a time."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="chain_has_one_head", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"chain head at {self.number}"


class PublishedHead(models.Model):
    """Where the chain ended when its end was given out of the house: one for each day, others for evidence bundles.

    The day's one is a line of a file and, where somebody is named, a mail. Whoever writes the chain anew would have to
    change these rows, the file, and what others received.
    """

    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    on = models.DateField(null=True, blank=True, unique=True, help_text="The day it is of, in UTC; empty: of a bundle.")
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, help_text="When the mail server was spoken to last.")
    says = models.TextField(blank=True, help_text="What became of the mail.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="published_head_is_of_an_entry", condition=Q(number__gte=1) & ~Q(digest="")),
        ]
        indexes = [
            # A bundle: the first one that covers its entries.
            models.Index(fields=["number", "id"], name="published_head_by_number"),
        ]

    def __str__(self) -> str:
        return f"published head at {self.number}"


class ChainCheck(models.Model):
    """What one nightly verification found. Staff are told while the newest one found the chain broken."""

    at = models.DateTimeField()
    entries = models.PositiveBigIntegerField()
    sealed_to = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64, blank=True)
    entry = models.PositiveBigIntegerField(null=True, blank=True, help_text="The first that does not hold.")
    says = models.TextField(blank=True, help_text="What is wrong there; empty: the chain is whole.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"check {self.pk} of the chain"
