"""Each time a request arrived: a person who writes through two doors has one request with two receipts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from requests_app.register.models import Brand, EvidenceDocument
from requests_app.requests.models.disclosure_request import DisclosureRequest
from requests_app.requests.models.dossier import Dossier
from requests_app.requests.models.told import Arrival, Told, new_secret
from requests_app.statute import DeadlineKind


class MetBy(models.TextChoices):
    """What a receipt has in common with the ones before it: the key under which they met, in words."""

    EMAIL = "EMAIL", "same e-mail address"
    POST = "POST", "same name and postal address"
    PERSON = "PERSON", "joined by a person"


class Receipt(Arrival, Told):
    """One arrival, kept as it came: a later one never overwrites what an earlier one said.

    `entered_at` is when it was written down, `received_at` when it reached us. `reference` and `secret` are its own:
    whoever writes under somebody else's address learns nothing of what that person asked.
    """

    disclosure_request = models.ForeignKey(DisclosureRequest, on_delete=models.PROTECT, related_name="receipts")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    reference = models.CharField(max_length=20, unique=True, null=True, blank=True, editable=False)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    form_token = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    note = models.TextField(blank=True, help_text="What whoever entered it adds, such as what cannot be read.")
    dossier = models.ForeignKey(
        Dossier,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="receipts",
        db_index=False,
    )
    flags = models.JSONField(
        default=list, blank=True, editable=False, help_text="What staff should know of it: name and sentence of each."
    )
    email_key = models.CharField(max_length=64, blank=True)
    post_key = models.CharField(max_length=64, blank=True)
    name_key = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    met_by = models.CharField(max_length=8, choices=MetBy.choices, blank=True)
    scans = models.ManyToManyField(EvidenceDocument, blank=True, editable=False, related_name="receipts")

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(name="receipt_due_after_receipt", condition=Q(due_on__gt=F("received_on"))),
            models.CheckConstraint(
                name="receipt_due_unless_no_deadline",
                condition=Q(due_on__isnull=False) | Q(deadline=DeadlineKind.NONE.value),
            ),
            models.CheckConstraint(name="receipt_entered_after_it_came", condition=Q(entered_at__gte=F("received_at"))),
        ]
        indexes = [
            # The one matching rule: who wrote from this address, or under this name and postal address.
            models.Index(fields=["email_key"], condition=~Q(email_key=""), name="receipt_by_email"),
            models.Index(fields=["post_key"], condition=~Q(post_key=""), name="receipt_by_post"),
            # Who else of this name wrote: shown to the reviewer.
            models.Index(fields=["name_key"], condition=~Q(name_key=""), name="receipt_by_name"),
            # What few receipts have: the others need not be in their index. A form waits for each.
            models.Index(fields=["brand"], condition=Q(brand__isnull=False), name="receipt_of_brand"),
            models.Index(fields=["entered_by"], condition=Q(entered_by__isnull=False), name="receipt_entered_by"),
            models.Index(fields=["dossier"], condition=Q(dossier__isnull=False), name="receipt_of_dossier"),
        ]

    def __str__(self) -> str:
        return f"receipt {self.reference or self.pk}"
