"""Which encoding a text file is in: known by its mark or by every byte of it, else guessed and told."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from requests_app.register.load.codepages import CODE_PAGES, MOST_WORDS, WORD, likeliest
from requests_app.register.load.row import unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_SAMPLE = 4096
_UTF8_LETTERS = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_NO_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SAVE_AS = "Save the file anew as “CSV UTF-8”."
_MOST_NULS = 0.3


@dataclass(frozen=True, slots=True)
class Encoding:
    """Python's name of an encoding; `guessed` is what to tell where the file does not say it itself.

    With `strays` some bytes are not of this encoding: `strays.py` makes faults of the cells that hold them.
    """

    name: str
    guessed: str = ""
    strays: bool = False


def encoding_of(path: Path) -> Encoding:
    """Return the encoding every byte of the file fits; raises `UnreadableError`, naming the line, where none does."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if start.startswith(mark) and mark == codecs.BOM_UTF8:
            return _mixed(name, fault) if (fault := _first_fault(path, "utf-8")) else Encoding(name)
        if start.startswith(mark):
            _check(path, name)
            return Encoding(name)
    if start.count(0) > len(start) * _MOST_NULS:
        name = "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
        _check(path, name)
        return Encoding(name, "The file does not say its encoding; UTF-16 is taken for it. Check the names.")
    fault = _first_fault(path, "utf-8")
    return Encoding("utf-8") if fault is None else _without_utf8(path, fault)


def _without_utf8(path: Path, fault: int) -> Encoding:
    """Return an encoding of one byte a letter, unless letters of UTF-8 stand in the file too.

    Read as the one, those of the other would be garbled.
    """
    unknown, words = None, set[bytes]()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            while chunk[-1:] >= b"\x80" and (more := file.read(1)):
                chunk += more  # a letter of several bytes is looked at whole
            if any(map(_is_surely_utf8, _UTF8_LETTERS.findall(chunk))):
                return _mixed("utf-8", fault)
            unknown = unknown or _NO_CP1252.search(chunk)
            if len(words) < MOST_WORDS:
                words.update(WORD.findall(chunk))
    name = likeliest(words)
    if unknown and name in ("", "cp1252"):
        says = f"Line {fault} is not UTF-8, and {unknown[0][0]:#04x} is no sign of Windows-1252. {_SAVE_AS}"
        raise unreadable(says)
    name = name or "cp1252"
    says = f"The file is not UTF-8; it is read as {CODE_PAGES[name]}. Check letters such as é."
    return Encoding(name, says)


def _mixed(name: str, fault: int) -> Encoding:
    says = (
        f"The file is written in UTF-8, except for some letters, the first of them in line {fault}. Where they stand "
        "in a column that is read, they are named as faults."
    )
    return Encoding(name, says, strays=True)


def _is_surely_utf8(letters: bytes) -> bool:
    """Whether bytes that may be UTF-8 are not rather Windows-1252, such as the É” of “CAFÉ”.

    Sure is a sign that Windows-1252 has as well, for such are the ones that both kinds of file hold; and a word of two
    letters or more, as in scripts that Windows-1252 does not have.
    """
    try:
        text = letters.decode()
    except UnicodeDecodeError:
        return False
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return len(text) > 1 and text.isalpha()
    return True


def _check(path: Path, name: str) -> None:
    fault = _first_fault(path, name)
    if fault is not None:
        says = f"The file says that it is {name.upper()}, but line {fault} is not. {_SAVE_AS}"
        raise unreadable(says)


def _first_fault(path: Path, name: str) -> int | None:
    """Return the line of the first byte that does not fit the encoding, or None."""
    decoder = codecs.getincrementaldecoder(name)()
    with path.open("rb") as file:
        for place, chunk in enumerate(iter(lambda: file.read(_CHUNK), None)):
            # Plain letters are the same in UTF-8, wherever no letter of several bytes is left open before them.
            if name == "utf-8" and chunk and chunk.isascii() and not decoder.getstate()[0]:
                continue
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return _line_of(path, name, place, error)
            if not chunk:
                return None
    return None


def _line_of(path: Path, name: str, place: int, error: UnicodeDecodeError) -> int:
    """Return the line of a fault in one of the chunks of a file, counted from its beginning."""
    good = error.object[: error.start]
    decoder = codecs.getincrementaldecoder(name)()
    line = 1
    with path.open("rb") as file:
        for _ in range(place):
            text = decoder.decode(file.read(_CHUNK))
            line += text.count("\n") or text.count("\r")
    return line + (good.count(b"\n") or good.count(b"\r"))
