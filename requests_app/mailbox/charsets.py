"""Bytes to text whatever their label says: a wrong or unknown charset loses no mail and no letter."""

import re
import unicodedata

_LATIN = {
    "iso-8859-1",
    "iso8859-1",
    "latin1",
    "latin-1",
    "us-ascii",
    "ascii",
    "ansi_x3.4-1968",
    "windows-1252",
    "cp1252",
}
_WIDER = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "utf8": "utf-8",
    "utf-8mb4": "utf-8",
}
"""Labels that mean more than they say, as web browsers read them."""
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
"""Python's names that are no charset of a mail."""
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What nobody typed: control characters (PostgreSQL refuses NUL), marks that turn the direction, halves of pairs."""


def decode(raw: bytes, label: str | None = None) -> str:
    """Return the text of bytes labelled `label`; never raises.

    Latin-1 is read as Windows-1252, as browsers do. Whatever does not fit its label is UTF-8 if it can be, else
    Windows-1252.
    """
    name = (label or "").strip().strip("\"'").casefold()
    name = _WIDER.get(name, name)
    if name and name not in _LATIN | _NO_CHARSETS | {"utf-8"}:
        try:
            return raw.decode(name)
        except (LookupError, ValueError):
            pass  # an unknown charset, or not what it says
    return _guess(raw)


def _guess(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        letters = len(_UTF8_LETTER.findall(raw))
        strays = len(_HIGH.findall(_UTF8_LETTER.sub(b"", raw)))
    if letters > strays:  # UTF-8 with a few broken places
        return raw.decode("utf-8", errors="replace")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def clean(text: str) -> str:
    """Return text that can be kept and shown: one kind of line end, composed letters, no unseen characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", lines))


def one_line(text: str, *, longest: int = 1000) -> str:
    """Return clean text on one line, cut with an ellipsis: no header can be smuggled in with it."""
    line = " ".join(clean(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
