"""What came for several people at once, or for one through somebody else: an agent's or attorney's letter or file."""

from django.conf import settings
from django.db import models

from requests_app.register.models import Business
from requests_app.requests.models.told import new_secret


class AgentKind(models.TextChoices):
    """In which capacity somebody writes for another person."""

    AGENT = "AGENT", "authorized agent"
    ATTORNEY = "ATTORNEY", "attorney"
    HELPER = "HELPER", "family member or helper"


class Dossier(models.Model):
    """One correspondent who asks for one or more customers: each of them has a receipt and a request of their own.

    The customer is who asks, not who writes. Authority may follow, (a) names no form for it: the clock runs meanwhile.
    """

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="dossiers")
    kind = models.CharField(max_length=10, choices=AgentKind.choices, default=AgentKind.AGENT)
    agent_name = models.CharField(max_length=200)
    firm = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    street = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=60, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=80, blank=True)
    their_reference = models.CharField(max_length=120, blank=True, help_text="The number the correspondent gave it.")
    language = models.CharField(max_length=12, default="en")
    received_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True, help_text="For staff alone; no requester and no agent ever reads it.")
    is_possible_claim = models.BooleanField(default=False, help_text="It speaks of penalties or a claim, 1798.84.")
    authority_seen_on = models.DateField(null=True, blank=True, help_text="The day on which their authority was seen.")
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    form_token = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="dossier_entered_after_it_came", condition=models.Q(entered_at__gte=models.F("received_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"dossier {self.pk}"

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The correspondent's postal address, empty where none was given."""
        region = " ".join(part for part in (self.state, self.postal_code) if part)
        last = ", ".join(part for part in (self.city, region) if part)
        return tuple(line for line in (*self.street.splitlines(), last, self.country) if line.strip())
