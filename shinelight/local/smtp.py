"""An SMTP server of one's own that keeps each mail in a folder; in a test it answers as the test says.

In a process of its own: `python -m shinelight.local.smtp --folder DIR --port N [--attachments]`.
"""

import argparse
import asyncio
import contextlib
import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from shinelight.local import mail, ports, processes
from shinelight.local.processes import Child

LARGEST_MAIL = 50 * 1024 * 1024
HOLD_POLL_SECONDS = 0.05

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd says every connection


@dataclass(frozen=True, slots=True)
class Received:
    """A mail as it was taken: the envelope's two sides, the message, and the file it lies in."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    path: Path


@dataclass(slots=True)
class _Answer:
    address: str
    words: str
    left: int | None

    def given_to(self, address: str) -> bool:
        """Say whether this answer is for the address, and count it as given."""
        if self.left == 0 or self.address not in {"*", address.lower()}:
            return False
        if self.left is not None:
            self.left -= 1
        return True


@dataclass(slots=True)
class Answers:
    """What the server says instead of "250 OK". An address is one recipient's, or "*" for every one."""

    _at_rcpt: list[_Answer] = field(default_factory=list)
    _at_data: list[_Answer] = field(default_factory=list)
    _released: threading.Event = field(default_factory=threading.Event)
    _held: threading.Event = field(default_factory=threading.Event)
    _hang_up: bool = False
    _hold: bool = False

    def at_rcpt(self, address: str, words: str, *, times: int | None = None) -> None:
        """Answer so when this recipient is named, always or so many times."""
        self._at_rcpt.append(_Answer(address.lower(), words, times))

    def at_data(self, address: str, words: str, *, times: int | None = None) -> None:
        """Answer so when the content of a mail to this recipient has come; the mail is not kept."""
        self._at_data.append(_Answer(address.lower(), words, times))

    def hold(self) -> None:
        """Keep the next mails, but answer only after `release`: the sender cannot know what became of its mail."""
        self._released.clear()
        self._held.clear()
        self._hold = True

    def wait_until_held(self, seconds: float = 30) -> None:
        """Wait until a mail is kept and its answer held back."""
        if not self._held.wait(seconds):
            msg = f"A mail to hold: not within {seconds:g} seconds."
            raise TimeoutError(msg)

    def release(self) -> None:
        """Answer whoever waits, and from now on at once."""
        self._hold = False
        self._released.set()

    def hang_up(self, *, on: bool = True) -> None:
        """Keep the next mails, but close the connection instead of answering."""
        self._hang_up = on

    def clear(self) -> None:
        """Answer "250 OK" again to everything."""
        self._at_rcpt.clear()
        self._at_data.clear()
        self._hang_up = False
        self.release()

    def to_rcpt(self, address: str) -> str | None:
        """Return what is said to a recipient's name, if it is not yes."""
        return next((answer.words for answer in self._at_rcpt if answer.given_to(address)), None)

    def to_data(self, addresses: list[str]) -> str | None:
        """Return what is said to a mail's content, if it is not yes."""
        return next((answer.words for answer in self._at_data for one in addresses if answer.given_to(one)), None)

    async def before_yes(self) -> bool:
        """Wait as long as answers are held back; return whether to answer at all."""
        while self._hold and not self._released.is_set():
            self._held.set()
            await asyncio.sleep(HOLD_POLL_SECONDS)
        return not self._hang_up


class Catcher:
    """The server, in a thread. It may be stopped and started again on the same port; it keeps the mails it has."""

    _stop: Callable[[], object]

    def __init__(self, folder: Path, *, port: int = 0, attachments: bool = False) -> None:
        self.folder = folder
        self.port = port or ports.free_port()
        self.answers = Answers()
        self.received: list[Received] = []
        self.connections = 0
        self.takes_commands_together = True
        """Whether it says that it answers several commands sent at once (RFC 2920)."""
        self._attachments = attachments
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address, as EMAIL_URL has it."""
        return f"smtp://{ports.LOOPBACK}:{self.port}"

    @property
    def running(self) -> bool:
        """Whether the server listens."""
        return self._thread is not None

    def mails(self) -> list[EmailMessage]:
        """Return the mails in the folder, in the order they came."""
        return mail.kept(self.folder)

    def start(self) -> Self:
        """Listen; a port that is taken is an OSError."""
        if self._thread is None:
            began: _Began = _Began()
            self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(began)), name="smtp", daemon=True)
            self._thread.start()
            began.event.wait()
            if began.error is not None:
                self._thread.join()
                self._thread = None
                raise began.error
        return self

    def stop(self) -> None:
        """Stop listening and drop every connection."""
        if self._thread is not None:
            self._stop()
            self._thread.join()
            self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def _serve(self, began: "_Began") -> None:
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        connections: set[SMTP] = set()

        def connection() -> SMTP:
            self.connections += 1
            made = SMTP(self, enable_SMTPUTF8=True, data_size_limit=LARGEST_MAIL, hostname="localhost", loop=loop)
            connections.add(made)
            return made

        try:
            server = await loop.create_server(connection, ports.LOOPBACK, self.port)
        except OSError as error:
            began.error = error
            return
        finally:
            self._stop = lambda: loop.call_soon_threadsafe(stop.set)
            began.event.set()
        async with server:
            await stop.wait()
            server.close()
            for open_connection in connections:
                _hang_up(open_connection)
            await asyncio.sleep(0)  # lets the connections notice

    # aiosmtpd calls these three by their names.

    async def handle_EHLO(  # noqa: N802 - the name and the arguments are aiosmtpd's
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return ["250-PIPELINING", *responses] if self.takes_commands_together else responses

    async def handle_RCPT(  # noqa: N802 - the name and the arguments are aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if refusal := self.answers.to_rcpt(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - see above
        if refusal := self.answers.to_data(envelope.rcpt_tos):
            return refusal
        content = bytes(envelope.original_content or b"")
        path = mail.keep(self.folder, content, attachments=self._attachments)
        recipients = tuple(envelope.rcpt_tos)
        self.received.append(Received(envelope.mail_from or "", recipients, mail.parse(content), path))
        if not await self.answers.before_yes():
            _hang_up(server)
        return f"250 2.0.0 OK: kept as {path.name}"


@dataclass(slots=True)
class _Began:
    event: threading.Event = field(default_factory=threading.Event)
    error: OSError | None = None


def _hang_up(connection: SMTP) -> None:
    if isinstance(connection.transport, asyncio.WriteTransport):
        connection.transport.abort()


def catcher_process(folder: Path, port: int, log: Path, *, attachments: bool = False) -> Child:
    """Return the catcher as a process of its own; it is ready when it listens."""
    command = [sys.executable, "-m", "shinelight.local.smtp", "--folder", str(folder), "--port", str(port)]
    return Child(
        "mail catcher",
        [*command, *(["--attachments"] if attachments else [])],
        log=log,
        env={},
        ready=lambda _child: ports.is_listening(port),
    )


def main() -> None:
    """Catch mails until a signal comes."""
    parser = argparse.ArgumentParser(prog="python -m shinelight.local.smtp", description="Keeps each mail in a folder.")
    parser.add_argument("--folder", type=Path, required=True, help="where the mails are written")
    parser.add_argument("--port", type=int, required=True, help="the port of the loopback address")
    parser.add_argument("--attachments", action="store_true", help="write attachments beside the mails")
    given = parser.parse_args()
    with (
        contextlib.suppress(KeyboardInterrupt),
        processes.ending_on_signals(),
        Catcher(given.folder, port=given.port, attachments=given.attachments),
    ):
        processes.wait_for_signal()


if __name__ == "__main__":
    main()
