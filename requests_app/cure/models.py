"""What the business came to know, and what it does about it: the event, the campaign, a row for each person."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from requests_app.notices.models import Notice
from requests_app.register.models import Brand, Business, RegisterChange
from requests_app.requests.models import DisclosureRequest, LaterWord, ReplyBy


class Source(models.TextChoices):
    """Where the knowledge came from. The label is what counsel reads."""

    CORRECTION = "CORRECTION", "A correction of the register"
    LOOKS_WRONG = "WORD", "A requester said “This looks wrong”"
    MISSED_DATE = "MISSED", "A due date that was missed"
    COUNSEL = "COUNSEL", "Counsel’s own note"


class KnowledgeEvent(models.Model):
    """The business knew, from a day on, that answers were wrong, late or missing, 1798.84(d). Counsel alone reads it.

    Ninety days run from `known_on`. What was wrong is told here in private words; none of them is ever sent.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="knowledge_events")
    brand = models.ForeignKey(
        Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: every brand."
    )
    years = models.JSONField(help_text="The report years whose answers are looked at.")
    source = models.CharField(max_length=12, choices=Source.choices)
    register_change = models.ForeignKey(
        RegisterChange, on_delete=models.PROTECT, null=True, blank=True, related_name="knowledge_events"
    )
    later_word = models.ForeignKey(
        LaterWord, on_delete=models.PROTECT, null=True, blank=True, related_name="knowledge_events"
    )
    known_on = models.DateField(help_text="The day on which the business knew. Ninety days run from it.")
    what_was_wrong = models.TextField(help_text="For counsel alone.")
    with_late = models.BooleanField(default=False, help_text="On: who got a right answer late is in, too.")
    with_unanswered = models.BooleanField(
        default=False, help_text="On: who waits for an answer past its due date is in, too."
    )
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    told_of_day = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="The last of the days 30, 60 and 80 of which counsel was told."
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="knowledge_event_says_what", condition=~Q(what_was_wrong="")),
        ]

    def __str__(self) -> str:
        return f"knowledge event {self.pk}"


class KnownOnChange(models.Model):
    """Another day was set as the one on which the business knew: by whom, and why. Never edited, never removed."""

    event = models.ForeignKey(KnowledgeEvent, on_delete=models.PROTECT, related_name="known_on_changes")
    was = models.DateField()
    now = models.DateField()
    because = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="known_on_change_says_why", condition=~Q(because=""))]

    def __str__(self) -> str:
        return f"change {self.pk} of a day of knowledge"


class Campaign(models.Model):
    """The right answer to everybody an event touches. Its rows are frozen at the launch; nobody is added later."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "DRAFT", "Draft"
        LAUNCHING = "LAUNCH", "Being launched"
        RUNNING = "RUNNING", "Running"
        PAUSED = "PAUSED", "Paused"
        STOPPED = "STOPPED", "Stopped"
        DONE = "DONE", "Done"

    event = models.ForeignKey(KnowledgeEvent, on_delete=models.PROTECT, related_name="campaigns")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    first_batch = models.PositiveIntegerField(
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(1_000)],
        help_text="So many go out first; then it pauses until somebody has looked.",
    )
    an_hour = models.PositiveIntegerField(
        default=500,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
        help_text="So many go out in an hour at most.",
    )
    people = models.PositiveIntegerField(default=0, help_text="How many rows it had at the launch; it keeps them all.")
    counted = models.JSONField(default=dict, editable=False, help_text="What the dry run said at the launch.")
    problem = models.TextField(blank=True, help_text="Why it paused by itself.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    launched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    launched_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True, help_text="When somebody had looked at the first batch.")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            # An event has one campaign that is not over: nobody gets two corrected notices for it.
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(state__in=["DRAFT", "LAUNCH", "RUNNING", "PAUSED"]),
                name="campaign_one_at_a_time",
            ),
            models.CheckConstraint(
                name="campaign_launched_by_somebody",
                condition=Q(state="DRAFT", launched_at__isnull=True)
                | Q(launched_at__isnull=False, launched_by__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_over_at_a_time",
                condition=Q(state__in=["STOPPED", "DONE"], finished_at__isnull=False)
                | Q(state__in=["DRAFT", "LAUNCH", "RUNNING", "PAUSED"], finished_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"campaign {self.pk}"


class Why(models.TextChoices):
    """What was not right for this person. Where more than one is true, the first counts."""

    WRONG = "WRONG", "Told something else than is known now"
    LATE = "LATE", "Answered after the due date"
    UNANSWERED = "OPEN", "Still waits past the due date"


class CampaignRow(models.Model):
    """One person of a campaign, and what became of it. Each row is in one state at every moment, so sums add up.

    `notice` is the one that puts it right: a corrected one, or for late answers the late one itself.
    """

    class State(models.TextChoices):
        """Where the person stands."""

        WAITING = "WAITING", "Waiting"
        ON_WAY = "ON_WAY", "On its way"
        DELIVERED = "DELIVERED", "Delivered"
        POSTED = "POSTED", "Posted"
        UNREACHABLE = "UNREACHED", "Not reached"
        AGENT = "AGENT", "Represented by an agent"
        ERASED = "ERASED", "Erased"
        LEFT_OUT = "LEFT_OUT", "Left out"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="rows")
    disclosure_request = models.ForeignKey(
        DisclosureRequest,
        on_delete=models.PROTECT,
        related_name="campaign_rows",
        help_text="The first one: its language, and the way its notice went.",
    )
    why = models.CharField(max_length=8, choices=Why.choices)
    language = models.CharField(max_length=12)
    channel = models.CharField(max_length=8, choices=ReplyBy.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    says = models.TextField(blank=True, help_text="Why it ended so, for counsel.")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="campaign_rows")
    taken_at = models.DateTimeField(null=True, blank=True, help_text="When its corrected notice was made.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "disclosure_request"], name="campaign_row_once"),
            models.CheckConstraint(
                name="campaign_row_says_why",
                condition=~Q(state__in=["UNREACHED", "AGENT", "ERASED", "LEFT_OUT"]) | ~Q(says=""),
            ),
            models.CheckConstraint(
                name="campaign_row_delivered_by_a_notice",
                condition=~Q(state__in=["ON_WAY", "DELIVERED", "POSTED"]) | Q(notice__isnull=False),
            ),
        ]
        indexes = [
            # The worker: who is next; the page: how many stand where.
            models.Index(fields=["campaign", "state", "id"], name="campaign_row_by_state"),
            # The pace: how many were taken in the last hour.
            models.Index(fields=["campaign", "taken_at"], name="campaign_row_taken"),
        ]

    def __str__(self) -> str:
        return f"row {self.pk} of campaign {self.campaign_id}"


FINAL = frozenset(CampaignRow.State) - {CampaignRow.State.WAITING, CampaignRow.State.ON_WAY}
"""The states in which nothing more is to be done for a person."""


class RowRequest(models.Model):
    """One request of a row's person, and the notice that was not right; none where nothing was answered.

    A person may have asked more than once about a year: the one corrected notice replaces all of these.
    """

    row = models.ForeignKey(CampaignRow, on_delete=models.PROTECT, related_name="requests")
    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=8, choices=Why.choices)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["row", "disclosure_request"], name="row_request_once")]

    def __str__(self) -> str:
        return f"request of row {self.row_id}"


class CureDrill(models.Model):
    """A campaign was played through on a day, and taken back: what it came to. Nobody was written to."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="cure_drills")
    year = models.PositiveIntegerField(help_text="The report year whose notices were played through.")
    figures = models.JSONField(help_text="What the dry run counted, and how many of the first were laid out.")
    problem = models.TextField(blank=True, help_text="What would have stopped the campaign.")
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        # The page: the last one of each business.
        indexes = [models.Index(fields=["business", "-id"], name="cure_drill_last")]

    def __str__(self) -> str:
        return f"drill {self.pk}"
