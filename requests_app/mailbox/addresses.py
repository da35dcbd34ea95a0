"""Who a header names: addresses out of lines that are often broken, and no guess where two readings are possible."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from requests_app.mailbox.charsets import one_line
from requests_app.mailbox.headers import Headers, decode_words

_BETWEEN = re.compile(r'[\s<>()\[\],;:"]+')
_DOMAIN = re.compile(r"(?=[^@]{1,253}\Z)[\w-]{1,63}(?:\.[\w-]{1,63})+\Z")
_VIA = re.compile(r"['\"]?\s(?:via|por medio de|über|vía)\s[\w .&'’-]{2,60}\Z")
"""What lists and shared mailboxes add to their writers' names: “Jane Doe via Privacy”."""
_LONGEST_LOCAL, _LONGEST = 64, 254
_LONGEST_SENDER = 20_000
_MOST_SENDERS = 20


class Clarity(Enum):
    """How sure it is which address a From line names."""

    CLEAR = "clear"
    REPAIRED = "repaired"
    UNCLEAR = "unclear"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Name and address of a From or Reply-To line; the address is empty where it is unclear or missing."""

    name: str = ""
    address: str = ""
    clarity: Clarity = Clarity.CLEAR


def plain(address: str) -> str:
    """Return the form in which addresses are compared."""
    return unicodedata.normalize("NFC", address).strip().casefold()


def domain_of(address: str) -> str:
    """Return the part after the @, empty where there is none."""
    return plain(address).rpartition("@")[2] if "@" in address else ""


def without_tag(address: str) -> str:
    """Return the address without its plus tag: `privacy+web@…` is delivered to `privacy@…`."""
    local, at, domain = address.partition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def is_address(text: str) -> bool:
    """Say whether the text is a mail address that could exist, in any alphabet."""
    local, at, domain = text.rpartition("@")
    return (
        bool(at and local)
        and len(text) <= _LONGEST
        and len(local) <= _LONGEST_LOCAL
        and "@" not in local
        and text.isprintable()
        and " " not in text
        and bool(_DOMAIN.match(domain))
    )


def addresses_in(text: str) -> tuple[str, ...]:
    """Return every address in a text, in order, each once, whatever stands between them."""
    found = (word.strip(".'`*") for word in _BETWEEN.split(text) if "@" in word)
    return tuple(dict.fromkeys(unicodedata.normalize("NFC", word) for word in found if is_address(word)))


def sender_of(line: str) -> Sender:
    """Read a From or Reply-To line. Where two parsers could name different addresses it names none (CVE-2023-27043)."""
    line = line[:_LONGEST_SENDER]
    found = addresses_in(line)
    if not found:
        return Sender(name=_name(line.strip('" ')), clarity=Clarity.MISSING)
    boxes, is_whole = _boxes(line)
    named = [box for box in boxes if box.address]
    if is_whole and len({plain(box.address) for box in named}) == 1:
        return Sender(name=named[0].name, address=named[0].address)
    if len({plain(each) for each in found}) == 1 and not (is_whole and named):
        return Sender(
            name=_name(line.partition(found[0])[0].strip("<\"' ")), address=found[0], clarity=Clarity.REPAIRED
        )
    return Sender(clarity=Clarity.UNCLEAR)


def sender_in(headers: Headers) -> Sender:
    """Return whom the From line names, or the Sender line where there is none; no one where two From lines differ."""
    lines = headers.raw("From")
    if len({plain(each) for line in lines[:_MOST_SENDERS] for each in addresses_in(line[:_LONGEST_SENDER])}) > 1:
        senders = [sender_of(line) for line in lines[:_MOST_SENDERS]]
        if len({plain(each.address) for each in senders}) > 1:  # what is checked and what is shown may differ
            return Sender(clarity=Clarity.UNCLEAR)
    return sender_of(headers.first("From") or headers.first("Sender"))


@dataclass(frozen=True, slots=True)
class _Box:
    name: str
    address: str


@dataclass(slots=True)
class _Scan:
    """One mailbox of a line while its characters are read."""

    phrase: str = ""
    angle: str = ""
    comment: str = ""
    angles: int = 0

    def add(self, place: str, sign: str) -> None:
        if place == "<":
            self.angle += sign
            self.angles += sign == "<"
        elif place == "(":
            self.comment += sign
        else:
            self.phrase += sign

    def box(self) -> _Box:
        if self.angles:
            inside = addresses_in(self.angle)
            return _Box(_name(self.phrase or self.comment), inside[0] if len(inside) == 1 else "")
        inside = addresses_in(self.phrase)
        is_plain = len(inside) == 1 and self.phrase.strip() == inside[0] and "@" not in self.comment
        return _Box(_name(self.comment), inside[0] if is_plain else "")


_ENDS = {'"': '"', "(": ")", "<": ">"}


def _boxes(line: str) -> tuple[list[_Box], bool]:
    """Return the mailboxes of a line, and whether each quote, bracket and comment that opens also ends."""
    scans, depth = [_Scan()], 0
    place, is_escaped = "", False
    for sign in line:
        scan = scans[-1]
        if is_escaped or sign == "\\":
            is_escaped = not is_escaped
            if not is_escaped:
                scan.add(place, sign)
        elif place:
            depth += (place == "(" == sign) - (sign == _ENDS[place])
            if depth:
                scan.add(place, sign)
            else:
                place = ""
        elif sign in _ENDS:
            place, depth = sign, 1
            scan.angles += sign == "<"
        elif sign in ",;":
            scans.append(_Scan())
        else:
            scan.add(place, sign)
    is_whole = not place and all(scan.angles < 2 for scan in scans)  # noqa: PLR2004 - one pair of brackets each
    return [scan.box() for scan in scans], is_whole


def _name(text: str) -> str:
    name = _VIA.sub("", one_line(decode_words(text), longest=200)).strip("\"' ,;")
    return "" if is_address(name) else name
