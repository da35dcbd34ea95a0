"""The proof: one row for each mail or letter, from queued to what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.notices.models import Notice
from requests_app.register.models import Business
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, Question, ReplyBy


class State(models.TextChoices):
    """Where a mail or letter stands. The label is what staff read."""

    QUEUED = "QUEUED", "Queued"
    SENDING = "SENDING", "Being handed to the mail server"
    DOUBTFUL = "DOUBTFUL", "Outcome unknown"
    ACCEPTED = "ACCEPTED", "Accepted by the mail server"
    FAILED = "FAILED", "Failed"
    POSTED = "POSTED", "Posted"


LIVE = frozenset(State) - {State.FAILED}
"""The states in which a delivery is on its way or done."""


class Kind(models.TextChoices):
    """What is delivered."""

    ACKNOWLEDGEMENT = "ACK", "Acknowledgement"
    NOTICE = "NOTICE", "Notice"
    QUESTION = "QUESTION", "Question"


class PrintRun(models.Model):
    """Letters that are printed together, in one file, and then posted: who made it, and who said that it was posted."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="print_runs")
    two_sided = models.BooleanField(default=False, help_text="On: each letter begins on a sheet of its own.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    posted_on = models.DateField(null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="print_run_posted_by_somebody",
                condition=Q(posted_on__isnull=True, posted_by__isnull=True)
                | Q(posted_on__isnull=False, posted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"print run {self.pk}"


class Delivery(models.Model):
    """One mail or letter. `message_id` stays the same on every try, so a doubled mail would be recognised.

    What came back stays as it is: a mail or letter that goes out in its place is another row, which names it in
    `instead_of` and has a Message-ID of its own, so that what is heard late of the first is never said of the second.
    """

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="deliveries")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    question = models.OneToOneField(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="delivery")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    address_key = models.CharField(max_length=64, blank=True, editable=False, help_text="Of an acknowledgement's.")
    channel = models.CharField(max_length=8, choices=ReplyBy.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    message_id = models.CharField(max_length=120, unique=True)
    sender = models.CharField(max_length=320)
    recipient = models.CharField(
        max_length=1_000, help_text="An e-mail address, or a name and below it the lines of a postal one."
    )
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    wake_at = models.DateTimeField(null=True, blank=True, help_text="When the sweep looks at this delivery again.")
    finished_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="The mail server's last answer, or how the letter was posted.")
    posted_on = models.DateField(null=True, blank=True, help_text="The day on which the letter was posted.")
    returned_on = models.DateField(null=True, blank=True, help_text="The day on which it came back.")
    returned_because = models.CharField(max_length=10, blank=True, choices=ReturnReason.choices)
    looked_at = models.DateTimeField(null=True, blank=True, help_text="When a person saw that it came back.")
    instead_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    print_run = models.ForeignKey(
        PrintRun, on_delete=models.PROTECT, null=True, blank=True, related_name="letters", db_index=False
    )

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "deliveries"
        constraints = [
            # However often a task runs, a notice is on its way once.
            models.UniqueConstraint(
                fields=["notice"],
                condition=Q(notice__isnull=False, state__in=sorted(LIVE)),
                name="delivery_live_once_a_notice",
            ),
            models.UniqueConstraint(
                fields=["disclosure_request"],
                condition=Q(kind=Kind.ACKNOWLEDGEMENT),
                name="delivery_acknowledged_once",
            ),
            models.CheckConstraint(
                name="delivery_notice_has_its_notice",
                condition=Q(kind=Kind.NOTICE, notice__isnull=False)
                | Q(kind__in=[Kind.ACKNOWLEDGEMENT, Kind.QUESTION], notice__isnull=True),
            ),
            models.CheckConstraint(
                name="delivery_question_has_its_question",
                condition=Q(kind=Kind.QUESTION, question__isnull=False)
                | Q(kind__in=[Kind.ACKNOWLEDGEMENT, Kind.NOTICE], question__isnull=True),
            ),
            models.CheckConstraint(
                name="delivery_finished_when_done",
                condition=Q(finished_at__isnull=False, state__in=[State.ACCEPTED, State.FAILED, State.POSTED])
                | Q(finished_at__isnull=True, state__in=[State.QUEUED, State.SENDING, State.DOUBTFUL]),
            ),
            models.CheckConstraint(
                name="delivery_returned_with_a_reason",
                condition=Q(returned_on__isnull=True, returned_because="")
                | (Q(returned_on__isnull=False, state=State.FAILED) & ~Q(returned_because="")),
            ),
        ]
        indexes = [
            # The sweep: what should have left by now.
            models.Index(fields=["wake_at"], condition=Q(state=State.QUEUED), name="delivery_to_send"),
            # The sweep: what was being sent when a worker died.
            models.Index(fields=["claimed_at"], condition=Q(state=State.SENDING), name="delivery_in_hand"),
            # The desk's lists: what failed, is in doubt or waits to be posted.
            models.Index(
                fields=["state", "disclosure_request"],
                condition=Q(state__in=[State.DOUBTFUL, State.FAILED, State.QUEUED]),
                name="delivery_unsettled",
            ),
            # The desk's list of what came back, until a person saw it.
            models.Index(
                fields=["disclosure_request"],
                condition=Q(returned_on__isnull=False, looked_at__isnull=True),
                name="delivery_came_back",
            ),
            # The letters of a print run.
            models.Index(fields=["print_run"], condition=Q(print_run__isnull=False), name="delivery_printed"),
            # The acknowledgement: how many the address got today.
            models.Index(fields=["address_key", "queued_at"], condition=~Q(address_key=""), name="delivery_to_address"),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    @property
    def stands(self) -> str:
        """Where it stands, as staff read it: what came back did not fail to leave, and a letter waits for a printer."""
        if self.returned_on is not None:
            return "Came back"
        if self.channel == ReplyBy.POST and self.state == State.QUEUED:
            return "To print" if self.print_run_id is None else "Printed, to post"
        return self.get_state_display()


class GroupedAcknowledgement(models.Model):
    """A request that is acknowledged together with others from the same address; `delivery` is the mail that did it.

    The row is the promise: written with the request, it waits for its hour whoever dies meanwhile.
    """

    disclosure_request = models.OneToOneField(
        DisclosureRequest, on_delete=models.PROTECT, related_name="grouped_acknowledgement"
    )
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="+")
    address_key = models.CharField(max_length=64)
    language = models.CharField(max_length=12)
    due_at = models.DateTimeField(help_text="When the address's group is sent, with all that wait by then.")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="group")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="grouped_acknowledgement_has_address", condition=~Q(address_key="")),
        ]
        indexes = [
            # The sweep: which address's group is due, and who belongs to it.
            models.Index(fields=["due_at"], condition=Q(delivery__isnull=True), name="group_due"),
            models.Index(fields=["address_key"], condition=Q(delivery__isnull=True), name="group_of_address"),
        ]

    def __str__(self) -> str:
        return f"grouped acknowledgement {self.pk}"


def requests_of(delivery: Delivery) -> list[DisclosureRequest]:
    """Return the requests that a mail or letter is about: one, or those that are acknowledged together."""
    if delivery.kind != Kind.ACKNOWLEDGEMENT:
        return [delivery.disclosure_request]
    together = delivery.group.select_related("disclosure_request").order_by("id")
    return [each.disclosure_request for each in together] or [delivery.disclosure_request]


def word_for(delivery: Delivery) -> str:
    """Return what is delivered, as the names of events have it."""
    return Kind(delivery.kind).name.lower()
