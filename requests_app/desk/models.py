"""What the desk keeps: what was done to many at once, who is at what, and what a person set as policy."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest


class BulkRun(models.Model):
    """One act on many requests. What it was chosen by is kept for people; its items alone say what it acts on."""

    class Kind(models.TextChoices):
        """What is done to each."""

        APPROVE = "APPROVE", "Approve and send"
        ASSIGN = "ASSIGN", "Give to a reviewer"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    chosen_by = models.TextField(blank=True, help_text="The address of the list it was chosen from.")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bulk_runs")
    seen_registers = models.JSONField(default=dict, help_text="Business: the version of its register at the click.")
    frozen_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="bulk_finished_once_confirmed",
                condition=Q(finished_at__isnull=True) | Q(confirmed_at__isnull=False),
            ),
        ]
        indexes = [
            # The sweep: what was confirmed and goes on.
            models.Index(
                fields=["id"],
                condition=Q(confirmed_at__isnull=False, finished_at__isnull=True),
                name="bulk_to_go_on",
            ),
        ]

    def __str__(self) -> str:
        return f"bulk run {self.pk}"


class BulkItem(models.Model):
    """One request of a run, as it stood at the click, and its outcome with the reason."""

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "WAITING", "Waiting"
        DONE = "DONE", "Done"
        SKIPPED = "SKIPPED", "Skipped"
        FAILED = "FAILED", "Failed"

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="bulk_items")
    seen_version = models.PositiveIntegerField()
    seen_with = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Who had it at the click.",
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    says = models.TextField(blank=True, help_text="Why it was skipped or failed, for staff.")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "disclosure_request"], name="bulk_item_once"),
            models.CheckConstraint(
                name="bulk_item_says_why", condition=~Q(outcome__in=["SKIPPED", "FAILED"]) | ~Q(says="")
            ),
        ]
        indexes = [
            # The worker: what is still to be done; the page: how many of each.
            models.Index(fields=["run", "outcome", "id"], name="bulk_item_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"item {self.pk} of bulk run {self.run_id}"


class Presence(models.Model):
    """Who has a request's page open, and when their browser last said so. No record of anything: it is overwritten."""

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.CASCADE, related_name="presences", db_index=False
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure_request", "user"], name="presence_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"presence {self.pk}"


class SavedList(models.Model):
    """A list as somebody narrowed it, under a name; shared ones are everybody's to open and their maker's to remove."""

    name = models.CharField(max_length=60)
    query = models.TextField(help_text="What it is narrowed to, as its address says it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_lists")
    is_shared = models.BooleanField(default=False)
    tells = models.BooleanField(default=False, help_text="Its keeper is told each working morning what is new in it.")
    told_on = models.DateField(null=True, blank=True, editable=False)
    told_up_to = models.BigIntegerField(default=0, editable=False, help_text="The newest request that was there then.")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["by", "name"], name="saved_list_name_once_a_person"),
            models.CheckConstraint(name="saved_list_has_a_name", condition=~Q(name="")),
        ]
        indexes = [
            # The clock: whose keeper wants to be told.
            models.Index(fields=["told_on"], condition=Q(tells=True), name="saved_list_tells"),
        ]

    def __str__(self) -> str:
        return self.name


class ReviewPolicy(models.Model):
    """How a business lets requests be decided, as a person set it. The newest row counts, and none is ever changed."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="review_policies")
    answers_alone = models.BooleanField(default=False, help_text="What is beyond doubt is approved without a person.")
    needs_second = models.BooleanField(default=False, help_text="A statement's first notice needs two reviewers.")
    because = models.TextField(blank=True, help_text="Why it was set so, for whoever reads it later.")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "review policies"
        constraints = [
            # Of two who set it at once, one is told: nothing begins twice.
            models.UniqueConstraint(
                fields=["business"], condition=Q(supersedes__isnull=True), name="review_policy_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"policy {self.pk} of business {self.business_id}"


class StatementApproval(models.Model):
    """A reviewer has approved a statement, by approving a request that it answers. Two of them settle it.

    `digest` is of what the statement prints, whatever its language: the same words need no new look.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    report_year = models.PositiveSmallIntegerField()
    register_version = models.PositiveIntegerField()
    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="statement_approvals"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["business", "digest", "by"], name="statement_approved_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"approval {self.pk} of a statement"


class LeftToPerson(models.Model):
    """Why a request was not approved without a person. It is looked at again once what it rests on is another."""

    disclosure_request = models.OneToOneField(
        DisclosureRequest, on_delete=models.CASCADE, related_name="left_to_person"
    )
    version = models.PositiveIntegerField(help_text="Of the request.")
    rests_on = models.CharField(max_length=120, help_text="Policy, register, approvals and day as they were.")
    because = models.TextField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "left to a person"

    def __str__(self) -> str:
        return f"why request {self.disclosure_request_id} is left to a person"


class ReminderPlan(models.Model):
    """Who is reminded of what is due in a business, and who is told when it gets too late. Without a row nobody is."""

    business = models.OneToOneField(Business, on_delete=models.PROTECT, related_name="reminder_plan")
    first = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="reminder_plan_names_two_people", condition=Q(second__isnull=True) | ~Q(second=models.F("first"))
            ),
        ]

    def __str__(self) -> str:
        return f"reminder plan of business {self.business_id}"


class Reminder(models.Model):
    """One mail to one of the staff on one day, worded when it leaves: what was answered by then is not in it."""

    class Kind(models.TextChoices):
        """What it is for."""

        DIGEST = "DIGEST", "What is due"
        ESCALATION = "SECOND", "What gets too late"
        CURE = "CURE", "Days left to put something right"

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField(help_text="The day in the business's zone.")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    says = models.TextField(blank=True, help_text="What the mail server said, or why nothing was sent.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["business", "on", "kind"], name="reminder_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"
