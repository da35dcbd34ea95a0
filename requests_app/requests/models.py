"""The question: a request as it came in, and everything that happened to it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from requests_app.register.models import Brand, Business
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.status import DECIDED, OPEN, Status
from requests_app.statute import Channel, DeadlineKind


class ReplyBy(models.TextChoices):
    """How the requester wants the answer, (a)(1): in writing or by electronic mail."""

    EMAIL = "EMAIL", "by e-mail"
    POST = "POST", "by post"


def new_secret() -> str:
    """Return an unguessable text for the receipt's address; a reference alone opens nothing."""
    return secrets.token_urlsafe(24)


class DisclosureRequest(models.Model):
    """A request under 1798.83(a). Dates are days in the business's zone; `received_on` starts the clock, (b)(1)."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="requests")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    reference = models.CharField(max_length=20, unique=True, null=True, blank=True, editable=False)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    form_token = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    channel = models.CharField(
        max_length=20,
        choices=[(way.value, way.value.replace("_", " ")) for way in Channel],
        default=Channel.WEB_FORM.value,
    )
    arrived_at = models.CharField(max_length=300, blank=True, help_text="The address or number it came to.")
    received_at = models.DateTimeField()
    received_on = models.DateField()
    report_year = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)
    deadline = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in DeadlineKind])

    requester_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    street = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=60, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=80, blank=True)
    reply_by = models.CharField(max_length=8, choices=ReplyBy.choices, default=ReplyBy.EMAIL)
    california_resident = models.BooleanField(null=True, blank=True)
    message = models.TextField(blank=True)
    language = models.CharField(max_length=12, default="en")
    person_key = models.CharField(max_length=64, db_index=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.RECEIVED)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    declined_clause = models.CharField(max_length=12, blank=True)
    declined_because = models.TextField(blank=True, help_text="The sentence the requester reads.")
    wake_at = models.DateTimeField(null=True, blank=True, help_text="When the sweep looks at this work again.")
    tries = models.PositiveIntegerField(default=0, help_text="How often a worker began to compile the notice.")
    problem = models.TextField(blank=True, help_text="What stands in the way, for staff.")

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
                | (Q(reply_by=ReplyBy.POST) & ~Q(street="") & ~Q(city="")),
            ),
            models.CheckConstraint(
                name="request_decided_by_somebody",
                condition=Q(status=Status.RECEIVED) | Q(decided_by__isnull=False, decided_at__isnull=False),
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
            # Everything, for the list of answered requests.
            models.Index(fields=["status", "due_on", "id"], name="request_by_status"),
        ]

    def __str__(self) -> str:
        return self.reference or f"request {self.pk}"

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The requester's postal address as printed on the letter, empty where none was given."""
        region = " ".join(part for part in (self.state, self.postal_code) if part)
        last = ", ".join(part for part in (self.city, region) if part)
        return tuple(line for line in (*self.street.splitlines(), last, self.country) if line.strip())


class RequestEvent(models.Model):
    """One thing that happened to a request, as its timeline shows it."""

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    actor = models.CharField(max_length=80)
    kind = models.CharField(max_length=60)
    from_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    says = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"event {self.pk}: {self.kind}"
