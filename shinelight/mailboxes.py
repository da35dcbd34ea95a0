"""The mailboxes that are fetched, read from the environment: a list in JSON, one object a mailbox.

A malformed one stops the start with a sentence that says how to mend it; a password is never in that sentence.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from shinelight import env

PORTS = {"imap": 143, "imap+tls": 143, "imap+ssl": 993}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_FIELDS = frozenset({"name", "url", "processed", "business", "brand", "address"})
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """One folder of one account. `address` is what it receives mail for, where a message itself names none of ours.

    Whether that is a designated address follows from the business. What was taken in is moved to the folder
    `processed`; where that is empty, it stays and is marked as read.
    """

    name: str
    security: str
    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"
    processed: str = "Processed"
    business: str = ""
    brand: str = ""
    address: str = ""

    def __repr__(self) -> str:
        return f"Mailbox({self.name!r})"


def mailboxes(name: str, says: str) -> tuple[Mailbox, ...]:
    """Read the list from an environment variable; none where it is empty."""
    text = env.text(name, "", says)
    if not text:
        return ()
    try:
        listed = json.loads(text)
    except ValueError as error:
        msg = f"{name} is no JSON ({error.__class__.__name__}); write a list of objects, as docs/mailbox.md shows."
        raise ImproperlyConfigured(msg) from None
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        msg = f"{name} is no list of objects; write one object a mailbox, as docs/mailbox.md shows."
        raise ImproperlyConfigured(msg)
    found = tuple(_mailbox(name, place, each) for place, each in enumerate(listed, 1))
    if len({each.name for each in found}) < len(found):
        msg = f"{name} has two mailboxes of one name; give each its own, and keep it: it tells which mail was fetched."
        raise ImproperlyConfigured(msg)
    return found


def _mailbox(variable: str, place: int, given: dict[str, Any]) -> Mailbox:
    texts = {field: "" if value is None else value for field, value in given.items()}
    if says := _fault_of(texts):
        msg = f"{variable}, mailbox {place}: {says}"
        raise ImproperlyConfigured(msg)
    url = urlsplit(texts["url"])
    own = {field: texts[field].strip() for field in ("business", "brand", "address") if field in texts}
    return Mailbox(
        name=texts["name"].strip(),
        security=url.scheme,
        host=url.hostname or "",
        port=url.port or PORTS[url.scheme],
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        folder=unquote(url.path.strip("/")) or "INBOX",
        processed=texts.get("processed", "Processed").strip(),
        **own,
    )


def _fault_of(texts: dict[str, Any]) -> str:
    """Return what is wrong with one mailbox, empty where nothing is."""
    if unknown := sorted(texts.keys() - _FIELDS):
        return f"{unknown[0]!r} is no field of a mailbox; these are: {', '.join(sorted(_FIELDS))}."
    if not all(isinstance(value, str) for value in texts.values()):
        return "each field is a text."
    name = texts.get("name", "").strip()
    if not name or len(name) > _LONGEST_NAME or name.startswith("file"):
        return f"give it a name of its own, {_LONGEST_NAME} letters at most, that does not begin with “file”."
    return _fault_of_url(texts.get("url", ""))


def _fault_of_url(text: str) -> str:
    how = "write imap+ssl://user:password@mail.example.com/INBOX, signs such as @ in the password as %40."
    try:
        url = urlsplit(text)
        is_whole = url.scheme in PORTS and bool(url.hostname) and bool(url.username) and url.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        return f"its url names no mailbox; {how}"
    if url.scheme == "imap" and url.hostname not in LOCAL:
        return "imap:// would send the password in the clear; write imap+ssl:// or imap+tls://."
    return ""
