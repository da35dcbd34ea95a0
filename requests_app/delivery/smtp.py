"""Hand mails to the mail server and keep its answers. Django opens and secures the connection."""

import re
import smtplib
from collections.abc import Callable, Iterator
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


PLAIN = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
"""An address that goes into a command as it is: no blank, no line break, nothing beyond ASCII."""

ENDS_AN_ADDRESS = re.compile(r"[<>\x00-\x1f]")
"""What follows it would be no part of the address any more, but a command of somebody else's."""


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
        if any(ENDS_AN_ADDRESS.search(address) for address in (mail.sender, mail.recipient)):
            return ServerAnswer(Outcome.REFUSED, "No mail server takes such an address.")
        answer = _addressed(server, mail) or _content(server, mail)
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


def _addressed(server: smtplib.SMTP, mail: Mail) -> ServerAnswer | None:
    """Give the addresses and ask to begin; return an answer only where the server does not want the mail."""
    plain = all(PLAIN.fullmatch(address) for address in (mail.sender, mail.recipient))
    try:
        server.ehlo_or_helo_if_needed()
        answers = _at_once(server, mail) if plain and server.has_extn("pipelining") else _one_by_one(server, mail)
        for wanted, (code, says) in answers:
            if code == GOES_AWAY:
                raise _GoneError(_answer(code, says).says)
            if not wanted(code):
                return _answer(code, says)
    except smtplib.SMTPNotSupportedError as error:
        return ServerAnswer(Outcome.REFUSED, f"The mail server cannot write to this address: {error}")
    except (smtplib.SMTPException, OSError) as error:
        raise _GoneError(_words(error)) from error
    return None


def _is_yes(code: int) -> bool:
    return code <= HIGHEST_POSITIVE


def _is_go_ahead(code: int) -> bool:
    return code == GO_AHEAD


Answers = Iterator[tuple[Callable[[int], bool], tuple[int, bytes]]]


def _one_by_one(server: smtplib.SMTP, mail: Mail) -> Answers:
    """Wait for each answer before the next command, as a server wants it that does not say otherwise."""
    options = [] if (mail.sender + mail.recipient).isascii() else ["SMTPUTF8"]
    yield _is_yes, server.mail(mail.sender, options)
    yield _is_yes, server.rcpt(mail.recipient)
    yield _is_go_ahead, server.docmd("data")


def _at_once(server: smtplib.SMTP, mail: Mail) -> Answers:
    """Send the three commands together and wait once (RFC 2920): a server far away has the mail twice as soon.

    Whoever reads no further than a refusal has to end the connection: the server may wait for the mail by then.
    """
    server.send(f"MAIL FROM:<{mail.sender}>\r\nRCPT TO:<{mail.recipient}>\r\nDATA\r\n")
    yield _is_yes, server.getreply()
    yield _is_yes, server.getreply()
    yield _is_go_ahead, server.getreply()


def _content(server: smtplib.SMTP, mail: Mail) -> ServerAnswer:
    """Give the mail itself. If the connection breaks here, the server may have taken it: the outcome is unknown."""
    try:
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
