"""The question: a request as it stands, whichever doors it came through."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from requests_app.register.models import Brand, Business
from requests_app.requests.models.told import AnswerFormat, Arrival, ReplyBy, Told, new_secret
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.status import DECIDED, OPEN, Status
from requests_app.statute import DeadlineKind


class DisclosureRequest(Arrival, Told):
    """A request under 1798.83(a). What was told is the first receipt's; how it came, the one that starts the clock.

    Its due date is the earliest of its receipts, (b)(1).
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="requests")
    brand = models.ForeignKey(
        Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="requests", db_index=False
    )
    reference = models.CharField(max_length=20, unique=True, null=True, blank=True, editable=False)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    report_year = models.PositiveSmallIntegerField()
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_key = models.CharField(
        max_length=64, blank=True, editable=False, help_text="The key of the e-mail address whose owner said so."
    )
    answer_format = models.CharField(max_length=8, choices=AnswerFormat.choices, blank=True)

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.RECEIVED)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        db_index=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    declined_clause = models.CharField(max_length=12, blank=True)
    declined_because = models.TextField(blank=True, help_text="The sentence the requester reads.")
    wake_at = models.DateTimeField(null=True, blank=True, help_text="When the sweep looks at this work again.")
    tries = models.PositiveIntegerField(default=0, help_text="How often a worker began to compile the notice.")
    problem = models.TextField(blank=True, help_text="What stands in the way, for staff.")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_requests",
        db_index=False,
    )
    deferred_until = models.DateField(
        null=True, blank=True, help_text="Until then it is nobody's next one. The due date stays where it is."
    )
    destroyed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When all that it told of anybody was destroyed."
    )
    search_due = models.BooleanField(default=True, editable=False, help_text="On: its words are to be kept anew.")

    objects = DisclosureRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        permissions = [("review_disclosurerequest", "Can decide on requests")]
        constraints = [
            models.CheckConstraint(name="request_due_after_receipt", condition=Q(due_on__gt=F("received_on"))),
            models.CheckConstraint(
                name="request_due_unless_no_deadline",
                condition=Q(due_on__isnull=False) | Q(deadline=DeadlineKind.NONE.value),
            ),
            models.CheckConstraint(
                name="request_can_be_answered",
                condition=(Q(reply_by=ReplyBy.EMAIL) & ~Q(email=""))
                | (Q(reply_by=ReplyBy.POST) & ~Q(street="") & ~Q(city=""))
                | Q(reply_by=ReplyBy.UNKNOWN),
            ),
            models.CheckConstraint(
                name="request_decided_by_somebody",
                condition=Q(status__in=[Status.RECEIVED, Status.WITHDRAWN])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="request_declined_with_a_reason",
                condition=~Q(status=Status.DECLINED) | (~Q(declined_clause="") & ~Q(declined_because="")),
            ),
        ]
        indexes = [
            # The review queue: what is open, most urgent first.
            models.Index(fields=["due_on", "id"], condition=Q(status__in=sorted(OPEN)), name="request_queue"),
            # The sweep: decided, and no notice yet.
            models.Index(fields=["wake_at"], condition=Q(status__in=sorted(DECIDED)), name="request_to_compile"),
            # Whose decisions: of those that were decided by somebody.
            models.Index(fields=["decided_by"], condition=Q(decided_by__isnull=False), name="request_decided_by"),
            # The lists of what is done, newest first, of everybody and of one brand.
            models.Index(fields=["status", "id"], name="request_by_status"),
            models.Index(fields=["brand", "id"], name="request_of_brand"),
            models.Index(fields=["id"], condition=Q(status=Status.ANSWERED), name="request_answered"),
            models.Index(fields=["brand", "id"], condition=Q(status=Status.ANSWERED), name="request_answered_of_brand"),
            # The few letters that name no address to answer to.
            models.Index(
                fields=["due_on", "id"],
                condition=Q(status=Status.RECEIVED, reply_by=ReplyBy.UNKNOWN),
                name="request_without_address",
            ),
            # The queue of one brand and of one person.
            models.Index(
                fields=["brand", "due_on", "id"], condition=Q(status__in=sorted(OPEN)), name="request_queue_of_brand"
            ),
            models.Index(
                fields=["assigned_to", "due_on", "id"],
                condition=Q(status__in=sorted(OPEN)),
                name="request_queue_of_person",
            ),
            # The queue of whoever is bound to one business of several.
            models.Index(
                fields=["business", "due_on", "id"],
                condition=Q(status__in=sorted(OPEN)),
                name="request_queue_of_business",
            ),
            # What came in on a day.
            models.Index(fields=["received_on", "id"], name="request_by_receipt"),
            # The search: whose words are to be kept anew.
            models.Index(fields=["id"], condition=Q(search_due=True), name="request_to_index"),
        ]

    def __str__(self) -> str:
        return self.reference or f"request {self.pk}"
