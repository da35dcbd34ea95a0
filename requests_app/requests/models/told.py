"""What one writing or call brings: what a person told us, and how and when it reached us, with the day that gives."""

import secrets

from django.db import models

from requests_app.statute import Channel, DeadlineKind


class ReplyBy(models.TextChoices):
    """How the requester wants the answer, (a)(1): in writing or by electronic mail.

    UNKNOWN where a letter gives no address at all: the clock runs, and staff find one before the answer goes out.
    """

    EMAIL = "EMAIL", "by e-mail"
    POST = "POST", "by post"
    UNKNOWN = "UNKNOWN", "to an address that is still to be found"


class AnswerFormat(models.TextChoices):
    """How the requester reads best. Empty: the answer as everybody gets it."""

    LARGE = "LARGE", "large print"
    PLAIN = "PLAIN", "plain text"


SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Digits and letters that nobody takes for one another: no i, l, o, u."""
SECRET_SIGNS = 20
"""A hundred bits: nobody guesses it, and it can still be typed from a printed page."""


def new_secret() -> str:
    """Return an unguessable text for the receipt's address; a reference alone opens nothing."""
    # Of 256 bytes, each of the 32 signs has eight: all are equally likely.
    return "".join(SIGNS[byte % len(SIGNS)] for byte in secrets.token_bytes(SECRET_SIGNS))


class Arrival(models.Model):
    """How and when something reached us. Dates are days in the business's zone; `due_on` is the law's, (b)(1)."""

    channel = models.CharField(
        max_length=20,
        choices=[(way.value, way.value.replace("_", " ")) for way in Channel],
        default=Channel.WEB_FORM.value,
    )
    arrived_at = models.CharField(max_length=300, blank=True, help_text="The address or number it came to.")
    received_at = models.DateTimeField()
    received_on = models.DateField()
    reached_designated_on = models.DateField(
        null=True, blank=True, editable=False, help_text="It came in elsewhere, and a designated address got it then."
    )
    due_on = models.DateField(null=True)
    deadline = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in DeadlineKind])

    class Meta:
        abstract = True


class Told(models.Model):
    """What a person told us of themselves, and what they asked."""

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
    represented = models.BooleanField(default=False, help_text="An agent or attorney asks for the customer.")

    class Meta:
        abstract = True

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The requester's postal address as printed on the letter, empty where none was given."""
        region = " ".join(part for part in (self.state, self.postal_code) if part)
        last = ", ".join(part for part in (self.city, region) if part)
        return tuple(line for line in (*self.street.splitlines(), last, self.country) if line.strip())
