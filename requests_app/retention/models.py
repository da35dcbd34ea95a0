"""What is kept of keeping and destroying: the schedule, holds, batches, and the tombstone of each request."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from requests_app.cure.models import KnowledgeEvent
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, IncomingMessage
from requests_app.retention.schedule import LEAST_YEARS, OF_REQUESTS, Kind
from requests_app.statute.cure import DAYS_TO_CURE


class RetentionRule(models.Model):
    """How long a business keeps one kind of requests, where it keeps them longer. The newest counts; none is edited."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="retention_rules")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    years = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField(default=0)
    basis = models.TextField(help_text="Why so long, in words; it stands on the page of each batch.")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="retention_rule_has_a_basis", condition=~Q(basis="")),
            # Shorter than the program's own a rule would count for nothing: nobody writes one down and believes in it.
            models.CheckConstraint(
                name="retention_rule_not_shorter",
                condition=Q(years__gt=LEAST_YEARS)
                | Q(years=LEAST_YEARS, days__gte=DAYS_TO_CURE)
                | Q(kind=Kind.WITHDRAWN, years=LEAST_YEARS),
            ),
            # Of two who set it at once, one is told: nothing begins twice.
            models.UniqueConstraint(
                fields=["business", "kind"], condition=Q(supersedes__isnull=True), name="retention_rule_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"retention rule {self.pk}"


class LegalHold(models.Model):
    """A request that must not be destroyed until somebody lifts this: who said so, why, since when."""

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="legal_holds")
    because = models.TextField(blank=True)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_because = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure_request"], condition=Q(lifted_at__isnull=True), name="legal_hold_once_at_a_time"
            ),
            models.CheckConstraint(
                name="legal_hold_lifted_by_somebody",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"legal hold {self.pk}"


class DestructionBatch(models.Model):
    """Requests whose time is over, on a list that is reviewed for seven days and then approved by two people."""

    class State(models.TextChoices):
        """Where it stands."""

        REVIEW = "REVIEW", "For review"
        APPROVED = "APPROVED", "Approved, being destroyed"
        DONE = "DONE", "Destroyed"
        CANCELLED = "CANCELLED", "Cancelled"

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="destruction_batches")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REVIEW)
    proposed_on = models.DateField()
    review_until = models.DateField(help_text="From this day on it may be approved.")
    basis = models.JSONField(default=dict, help_text="Kind: its years, days and legal basis as they were then.")
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_at = models.DateTimeField(null=True, blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True, help_text="Why it was cancelled.")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "destruction batches"
        constraints = [
            # One list at a time: nobody has to look at the same request in two.
            models.UniqueConstraint(
                fields=["business"], condition=Q(state__in=["REVIEW", "APPROVED"]), name="destruction_one_at_a_time"
            ),
            models.CheckConstraint(
                name="destruction_by_two_people", condition=Q(second_by__isnull=True) | ~Q(second_by=F("first_by"))
            ),
            models.CheckConstraint(
                name="destruction_approved_by_both",
                condition=~Q(state__in=["APPROVED", "DONE"])
                | Q(first_by__isnull=False, first_at__isnull=False, second_by__isnull=False, second_at__isnull=False),
            ),
            models.CheckConstraint(
                name="destruction_cancelled_by_somebody",
                condition=~Q(state="CANCELLED") | Q(cancelled_by__isnull=False, cancelled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="destruction_done_at_a_time", condition=~Q(state="DONE") | Q(finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"destruction batch {self.pk}"


class DestructionItem(models.Model):
    """One request of a batch, or a mail of no request, or an event that no request leads to any more.

    Once it is destroyed this is its tombstone: of which kind it was, what went, and when.

    `files` are those that are still to be removed: their names are written down with the destruction of the rows, so
    that a worker who is killed in between is followed by one who removes them.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "WAITING", "Waiting"
        DESTROYED = "DESTROYED", "Destroyed"
        KEPT = "KEPT", "Kept"

    batch = models.ForeignKey(DestructionBatch, on_delete=models.PROTECT, related_name="items")
    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="destruction_items"
    )
    message = models.ForeignKey(
        IncomingMessage, on_delete=models.PROTECT, null=True, blank=True, related_name="destruction_items"
    )
    event = models.ForeignKey(
        KnowledgeEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="destruction_items"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    begins_on = models.DateField(help_text="The day from which its period was counted.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    says = models.TextField(blank=True, help_text="Why it was kept.")
    files = models.JSONField(default=list, blank=True, help_text="Those that are still to be removed.")
    rows = models.JSONField(default=dict, blank=True, help_text="Table: in how many of its rows something went.")
    number_of_files = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "disclosure_request"], name="destruction_item_once"),
            models.UniqueConstraint(
                fields=["disclosure_request"], condition=Q(outcome="DESTROYED"), name="destruction_destroyed_once"
            ),
            models.UniqueConstraint(
                fields=["message"], condition=Q(outcome="DESTROYED"), name="destruction_destroyed_mail_once"
            ),
            models.UniqueConstraint(
                fields=["event"], condition=Q(outcome="DESTROYED"), name="destruction_destroyed_event_once"
            ),
            models.CheckConstraint(
                name="destruction_item_is_of_its_kind",
                condition=Q(
                    kind__in=OF_REQUESTS, disclosure_request__isnull=False, message__isnull=True, event__isnull=True
                )
                | Q(kind=Kind.MAIL, disclosure_request__isnull=True, message__isnull=False, event__isnull=True)
                | Q(kind=Kind.KNOWN, disclosure_request__isnull=True, message__isnull=True, event__isnull=False),
            ),
            models.CheckConstraint(name="destruction_item_says_why", condition=~Q(outcome="KEPT") | ~Q(says="")),
        ]
        indexes = [
            # The worker: what is still to be done; the page: how many of each.
            models.Index(fields=["batch", "outcome", "id"], name="destruction_item_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"item {self.pk} of destruction batch {self.batch_id}"
