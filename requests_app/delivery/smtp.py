"""Hand one mail to the mail server and keep its answer. Django opens and secures the connection."""

import smtplib
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from requests_app.delivery.message import Mail

HIGHEST_POSITIVE = 399
LOWEST_PERMANENT = 500


class Outcome(Enum):
    """What became of a mail that was handed over."""

    ACCEPTED = "accepted"
    PUT_OFF = "put off"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """The outcome, and what the mail server said."""

    outcome: Outcome
    says: str


def hand_over(mail: Mail) -> ServerAnswer:
    """Send the mail over a connection of its own; a refusal or an outage is an answer, never an exception."""
    backend = EmailBackend(timeout=settings.EMAIL_TIMEOUT)
    try:
        backend.open()
    except (smtplib.SMTPException, OSError) as error:
        # Nothing about this mail was said yet: a wrong password or a server that is down concerns every mail.
        return ServerAnswer(Outcome.PUT_OFF, f"The mail server cannot be used: {_words(error)}")
    server = backend.connection
    if server is None:
        return ServerAnswer(Outcome.PUT_OFF, "The mail server cannot be used.")
    try:
        return _envelope(server, mail) or _content(server, mail)
    finally:
        backend.close()


def _envelope(server: smtplib.SMTP, mail: Mail) -> ServerAnswer | None:
    """Give the addresses; return an answer only where the server does not take them."""
    options = [] if (mail.sender + mail.recipient).isascii() else ["SMTPUTF8"]
    try:
        server.ehlo_or_helo_if_needed()
        for code, says in (server.mail(mail.sender, options), server.rcpt(mail.recipient)):
            if code > HIGHEST_POSITIVE:
                return _answer(code, says)
    except smtplib.SMTPNotSupportedError as error:
        return ServerAnswer(Outcome.REFUSED, f"The mail server cannot write to this address: {error}")
    except (smtplib.SMTPException, OSError) as error:
        return ServerAnswer(Outcome.PUT_OFF, _words(error))
    return None


def _content(server: smtplib.SMTP, mail: Mail) -> ServerAnswer:
    """Give the mail itself. If the connection breaks here, the server may have taken it: the outcome is unknown."""
    try:
        return _answer(*server.data(mail.content))
    except smtplib.SMTPResponseException as error:
        return _answer(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        return ServerAnswer(Outcome.UNKNOWN, f"The connection broke while the mail was handed over: {_words(error)}")


def _answer(code: int, says: bytes | str) -> ServerAnswer:
    text = says.decode("utf-8", "replace") if isinstance(says, bytes) else says
    outcome = (
        Outcome.ACCEPTED
        if code <= HIGHEST_POSITIVE
        else Outcome.PUT_OFF
        if code < LOWEST_PERMANENT
        else Outcome.REFUSED
    )
    return ServerAnswer(outcome, f"{code} {' '.join(text.split())}")


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
