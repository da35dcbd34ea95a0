"""A message as it came into a mailbox: kept before anything in it is read, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from requests_app.register.models import Brand, Business
from requests_app.requests.models.disclosure_request import DisclosureRequest
from requests_app.requests.models.receipt import Receipt


class Place(models.TextChoices):
    """Where a message lies. The label is what staff read."""

    STORED = "STORED", "Stored, not yet read"
    TAKEN = "TAKEN", "Taken in as a request"
    PEN = "PEN", "Held for a person"
    THREAD = "THREAD", "Belongs to a request"
    NOT_REQUEST = "NOT_REQUEST", "Not a request"
    DUPLICATE = "DUPLICATE", "Came before"
    QUARANTINE = "QUARANTINE", "Could not be read"


WAITING = frozenset({Place.PEN, Place.QUARANTINE})
"""Places in which a message waits for a person."""
MOVABLE = WAITING | {Place.NOT_REQUEST, Place.THREAD}
"""Places out of which a person may take it: nothing is refused because of what the program thought."""


class IncomingMessage(models.Model):
    """One message. Its bytes lie in the store under `raw_digest`; `why` says in sentences where it lies and why.

    What the program read is a proposal: `outcome` is what it thought, `place` where the message lies now. Dates are
    days in the business's zone; `due_on` is when it would have to be answered if it is a request, (b)(1).
    """

    mailbox = models.CharField(max_length=80, help_text="The mailbox it was fetched from, or how it was given.")
    mailbox_address = models.CharField(max_length=320, blank=True, help_text="What that mailbox receives mail for.")
    uid_validity = models.BigIntegerField(null=True, blank=True)
    uid = models.BigIntegerField(null=True, blank=True)
    raw_digest = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="Bytes.")
    kept_at = models.DateTimeField(null=True, blank=True, help_text="When the mailbox says that it kept it.")
    stored_at = models.DateTimeField()
    place = models.CharField(max_length=12, choices=Place.choices, default=Place.STORED)
    tries = models.PositiveIntegerField(default=0, help_text="How often reading it began anew.")

    business = models.ForeignKey(Business, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    identity = models.CharField(max_length=64, blank=True, help_text="The digest of its Message-ID and body.")
    message_id = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    why = models.TextField(blank=True)
    flags = models.JSONField(default=list, blank=True)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=320, blank=True)
    street = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=60, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=12, blank=True)
    came_to = models.CharField(max_length=320, blank=True)
    arrived_at = models.CharField(max_length=300, blank=True, help_text="The address as the law compares it.")
    received_at = models.DateTimeField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    reached_designated_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    acknowledge = models.BooleanField(default=False)
    attachments = models.JSONField(default=list, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="incoming"
    )
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, blank=True, related_name="incoming")
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            # The same bytes out of the same mailbox are one message, however often they are fetched.
            models.UniqueConstraint(fields=["mailbox", "raw_digest"], name="message_stored_once"),
            # The same Message-ID with the same body is one message, whichever way its copies came.
            models.UniqueConstraint(
                fields=["business", "identity"],
                condition=Q(first__isnull=True) & ~Q(identity=""),
                name="message_taken_once",
            ),
            models.CheckConstraint(
                name="message_taken_has_its_receipt", condition=~Q(place=Place.TAKEN) | Q(receipt__isnull=False)
            ),
            models.CheckConstraint(
                name="message_of_a_thread_has_its_request",
                condition=~Q(place=Place.THREAD) | Q(disclosure_request__isnull=False),
            ),
            models.CheckConstraint(
                name="message_duplicate_has_its_first", condition=~Q(place=Place.DUPLICATE) | Q(first__isnull=False)
            ),
            models.CheckConstraint(
                name="message_is_explained",
                condition=Q(place=Place.STORED) | (~Q(why="") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="message_decided_by_somebody",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [
            # The worker: what was stored and not read yet.
            models.Index(fields=["id"], condition=Q(place=Place.STORED), name="message_to_read"),
            # The pen: what waits for a person, most urgent first.
            models.Index(fields=["due_on", "id"], condition=Q(place__in=sorted(WAITING)), name="message_pen"),
            # Another copy of it, whichever business it was for.
            models.Index(fields=["identity"], condition=~Q(identity=""), name="message_by_identity"),
            # A destruction: whether the same bytes are somebody else's, too.
            models.Index(fields=["raw_digest"], name="message_by_digest"),
            # Fetching: what the server still has and we have already.
            models.Index(fields=["mailbox", "uid_validity", "uid"], name="message_by_uid"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class MailboxVisit(models.Model):
    """When a mailbox was last looked into, and what stood in the way."""

    mailbox = models.CharField(max_length=80, unique=True)
    tried_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True, blank=True, help_text="When it was last read to its end.")
    problem = models.TextField(blank=True, help_text="What stands in the way since then, for staff.")

    class Meta:
        ordering = ["mailbox"]

    def __str__(self) -> str:
        return f"mailbox {self.pk}"
