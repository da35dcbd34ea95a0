"""Hand mails to the mail server and keep its answers. Django opens and secures the connection."""

import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import Self

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from requests_app.delivery.message import Mail

HIGHEST_POSITIVE = 399
LOWEST_PERMANENT = 500
GO_AHEAD = 354
GOES_AWAY = 421
"""The server closes the connection: it had enough mails over this one, or shuts down (RFC 5321)."""


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
    with Line() as line:
        return line.hand_over(mail)


class _GoneError(Exception):
    """The connection ended before the server had anything of the mail but its addresses."""


class Line:
    """A connection that is kept from one mail to the next, and made anew where the server ended it in between."""

    def __init__(self) -> None:
        self._backend: EmailBackend | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def hand_over(self, mail: Mail) -> ServerAnswer:
        """Send the mail; a refusal or an outage is an answer, never an exception."""
        if self._backend is not None:
            try:
                return self._tried(mail)
            except _GoneError:
                self.close()  # the server ended it since the last mail, and has taken nothing of this one
        try:
            return self._tried(mail)
        except _GoneError as gone:
            self.close()
            return ServerAnswer(Outcome.PUT_OFF, str(gone))

    def _tried(self, mail: Mail) -> ServerAnswer:
        try:
            server = self._opened()
        except (smtplib.SMTPException, OSError) as error:
            # Nothing about this mail was said yet: a wrong password or a server that is down concerns every mail.
            return ServerAnswer(Outcome.PUT_OFF, f"The mail server cannot be used: {_words(error)}")
        answer = _envelope(server, mail) or _content(server, mail)
        if answer.outcome is not Outcome.ACCEPTED:
            self.close()  # what the server still holds of this mail is no part of the next one
        return answer

    def _opened(self) -> smtplib.SMTP:
        if self._backend is None:
            backend = EmailBackend(timeout=settings.EMAIL_TIMEOUT)
            backend.open()
            self._backend = backend
        server = self._backend.connection
        if server is None:
            self.close()
            msg = "it gives no connection"
            raise OSError(msg)
        return server

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._backend is not None:
            self._backend.close()
            self._backend = None


def _envelope(server: smtplib.SMTP, mail: Mail) -> ServerAnswer | None:
    """Give the addresses; return an answer only where the server does not take them."""
    options = [] if (mail.sender + mail.recipient).isascii() else ["SMTPUTF8"]
    try:
        server.ehlo_or_helo_if_needed()
        for code, says in (server.mail(mail.sender, options), server.rcpt(mail.recipient)):
            if code == GOES_AWAY:
                raise _GoneError(_answer(code, says).says)
            if code > HIGHEST_POSITIVE:
                return _answer(code, says)
    except smtplib.SMTPNotSupportedError as error:
        return ServerAnswer(Outcome.REFUSED, f"The mail server cannot write to this address: {error}")
    except (smtplib.SMTPException, OSError) as error:
        raise _GoneError(_words(error)) from error
    return None


def _content(server: smtplib.SMTP, mail: Mail) -> ServerAnswer:
    """Give the mail itself. If the connection breaks here, the server may have taken it: the outcome is unknown."""
    try:
        code, says = server.docmd("data")
        if code != GO_AHEAD:
            return _answer(code, says)
        server.send(_with_its_end(mail.content))
        return _answer(*server.getreply())
    except smtplib.SMTPResponseException as error:
        return _answer(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        return ServerAnswer(Outcome.UNKNOWN, f"The connection broke while the mail was handed over: {_words(error)}")


def _with_its_end(content: bytes) -> bytes:
    """Double each dot that begins a line, and set the one that ends the mail (RFC 5321, 4.5.2).

    `smtplib` looks through the attachment line by line for that, which takes longer than all else about a mail.
    """
    return content.replace(b"\r\n.", b"\r\n..") + b".\r\n"


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
