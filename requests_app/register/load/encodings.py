"""Which encoding a text file is in: known by its mark or by every byte of it, else guessed and told."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

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
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NO_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_SAVE_AS = "Save the file anew as “CSV UTF-8”."
_MOST_NULS = 0.3


@dataclass(frozen=True, slots=True)
class Encoding:
    """Python's name of an encoding; `guessed` is what to tell where the file does not say it itself."""

    name: str
    guessed: str = ""


def encoding_of(path: Path) -> Encoding:
    """Return the encoding every byte of the file fits; raises `UnreadableError`, naming the line, where none does."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    for mark, name in _MARKS:
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
    """Windows-1252, unless more of the file looks like UTF-8 than not."""
    letters = strays = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            letters += len(_UTF8_LETTER.findall(chunk))
            strays += len(_HIGH.findall(_UTF8_LETTER.sub(b"", chunk)))
            if unknown := _NO_CP1252.search(_UTF8_LETTER.sub(b"", chunk)):
                says = f"Line {fault} is not UTF-8, and {unknown[0][0]:#04x} is no sign of Windows-1252. {_SAVE_AS}"
                raise unreadable(says)
    if letters > strays:
        says = f"Most of the file is UTF-8, but line {fault} is not. {_SAVE_AS}"
        raise unreadable(says)
    says = "The file is not UTF-8; it is read as Windows-1252, as older spreadsheets save. Check letters such as é."
    return Encoding("cp1252", says)


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
