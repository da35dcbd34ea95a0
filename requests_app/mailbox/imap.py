"""One mailbox on its server: which messages it has, their bytes piece by piece, and where they go afterwards.

Reading marks nothing: a message that was not kept yet looks the same to everybody.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError
from imap_tools.utils import encode_folder

from shinelight.mailboxes import Mailbox

PIECE = 4 << 20
"""Bytes of a message that are fetched at a time: the largest message takes no more memory than this."""
_INTERNALDATE = re.compile(rb'INTERNALDATE "([^"]{1,60})"')
_MONTHS_WITH_DASHES = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})")


class MailboxError(Exception):
    """The mailbox cannot be used, or its server went away; the message is a sentence for staff, with no password."""


class GoneError(Exception):
    """The message is no longer in the mailbox: somebody moved or deleted it meanwhile."""


class Server:
    """A connection to one mailbox, with its folder open."""

    def __init__(self, box: Mailbox, connection: BaseMailBox) -> None:
        self._box = box
        self._connection = connection
        self._has_folder = False
        with _spoken_with(box):  # after the sign-in: before it, servers tell less
            _, found = connection.client.capability()
        self._capabilities = {
            word.upper() for line in found if line for word in line.decode("ascii", "replace").split()
        }

    @property
    def uid_validity(self) -> int:
        """The number under which the folder's uids stay the same."""
        _, found = self._connection.client.response("UIDVALIDITY")
        return int(found[0]) if found and found[0] else 0

    def uids(self) -> list[int]:
        """Return the messages of the folder, in the order in which they came."""
        with _spoken_with(self._box):
            return sorted(int(uid) for uid in self._connection.uids("ALL", charset=None))

    def kept_at(self, uid: int) -> datetime | None:
        """Return when the server got the message, None where it does not say."""
        for line in self._fetch(uid, "(INTERNALDATE)"):
            found = _INTERNALDATE.search(line[0] if isinstance(line, tuple) else line)
            if found:
                text = _MONTHS_WITH_DASHES.sub(r"\1 \2 \3", found[1].decode("ascii", "replace")).strip()
                try:
                    return parsedate_to_datetime(text)
                except ValueError:
                    return None
        return None

    def content(self, uid: int) -> Iterator[bytes]:
        """Yield the message's bytes as they are, piece by piece, and mark nothing. Raises `GoneError`."""
        at = 0
        while True:
            answer = self._fetch(uid, f"(BODY.PEEK[]<{at}.{PIECE}>)")
            pieces = [part[1] for part in answer if isinstance(part, tuple)]
            if not pieces and not any(b"BODY[]" in part for part in answer if isinstance(part, bytes)):
                msg = "The message left the mailbox while it was fetched."
                raise GoneError(msg)
            piece = b"".join(pieces)
            at += len(piece)
            if piece:
                yield piece
            if len(piece) < PIECE:
                return

    @property
    def moves(self) -> bool:
        """Whether what is kept leaves the folder: a server without MOVE or UIDPLUS cannot move one message alone."""
        return bool(self._box.processed) and bool({"MOVE", "UIDPLUS"} & self._capabilities)

    def done(self, uid: int) -> None:
        """Move a message that is kept to the folder for those, or mark it as read where it cannot be moved."""
        with _spoken_with(self._box):
            if self.moves:
                self._move(uid, self._box.processed)
            else:
                self._check(self._connection.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)"))

    def _move(self, uid: int, folder: str) -> None:
        client = self._connection.client
        if not self._has_folder:
            if not self._connection.folder.exists(folder):
                self._connection.folder.create(folder)
            self._has_folder = True
        if "MOVE" in self._capabilities:
            self._check(client.uid("MOVE", str(uid), encode_folder(folder).decode("ascii")))
            return
        self._connection.copy(str(uid), folder)
        self._check(client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)"))
        self._check(client.uid("EXPUNGE", str(uid)))  # this one alone: others may have marked others

    def _fetch(self, uid: int, what: str) -> list[bytes | tuple[bytes, bytes]]:
        with _spoken_with(self._box):
            return [each for each in self._check(self._connection.client.uid("FETCH", str(uid), what)) if each]

    def _check(self, answer: tuple[str, list[bytes | tuple[bytes, bytes]]]) -> list[bytes | tuple[bytes, bytes]]:
        status, data = answer
        if status != "OK":
            msg = f"The mail server refused a command ({status})."
            raise MailboxError(msg)
        return data


@contextmanager
def opened(box: Mailbox, *, patience: float) -> Iterator[Server]:
    """Sign in to a mailbox and open its folder. Raises `MailboxError`, as everything asked of the server does."""
    with _spoken_with(box):
        connection = _connected(box, patience)
    try:
        with _spoken_with(box):
            connection.login(box.user, box.password, initial_folder=box.folder)
        yield Server(box, connection)
    finally:
        _leave(connection)


@contextmanager
def _spoken_with(box: Mailbox) -> Iterator[None]:
    """Tell in a sentence whatever goes wrong between us and the server."""
    try:
        yield
    except MailboxLoginError:
        msg = "The mail server does not take the user name or password. Check both."
        raise MailboxError(msg) from None
    except MailboxFolderSelectError:
        msg = f"The mail server has no folder “{box.folder}” that can be opened. Check the mailbox's url."
        raise MailboxError(msg) from None
    except (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError) as error:
        msg = f"The mail server cannot be used ({type(error).__name__}): {_words(error, box)}"
        raise MailboxError(msg) from error


def _connected(box: Mailbox, patience: float) -> BaseMailBox:
    if box.security == "imap":
        return MailBoxUnencrypted(box.host, box.port, timeout=patience)
    context = ssl.create_default_context()
    kind = MailBox if box.security == "imap+ssl" else MailBoxStartTls
    return kind(box.host, box.port, timeout=patience, ssl_context=context)


def _leave(connection: BaseMailBox) -> None:
    try:
        connection.logout()
    except (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError):
        connection.client.shutdown()


def _words(error: Exception, box: Mailbox) -> str:
    words = " ".join(str(error).split())[:300] or "no further words."
    return words.replace(box.password, "…") if box.password else words
