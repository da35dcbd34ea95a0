"""The fonts of the PDF: the bundle in `static/fonts/pdf` and no other, on every machine.

`tools/vendor_fonts.py` made the bundle; `coverage.json` beside it lists the characters it has.
"""

import json
import os
import tempfile
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings

from requests_app.notices.content import NoticeContent

NEEDED = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
TRUETYPE = b"\x00\x01\x00\x00"

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


class FontsMissingError(RuntimeError):
    """The bundle is not whole. Laying out without a font would end the whole process, not raise an error."""


def folder() -> Path:
    return settings.BASE_DIR / "static" / "fonts" / "pdf"


def use_only_ours() -> None:
    """Point fontconfig at the bundle; takes effect when WeasyPrint loads."""
    _check(folder())
    os.environ["FONTCONFIG_FILE"] = _configuration(folder())


def _check(fonts: Path) -> None:
    missing = [name for name in NEEDED if not (fonts / name).is_file()]
    if missing:
        msg = f"No PDF can be made: {', '.join(missing)} missing in {fonts}. Run tools/vendor_fonts.py."
        raise FontsMissingError(msg)
    for font in fonts.glob("*.ttf"):
        with font.open("rb") as file:
            if file.read(len(TRUETYPE)) != TRUETYPE:
                msg = f"No PDF can be made: {font} is not a TrueType font. Run tools/vendor_fonts.py."
                raise FontsMissingError(msg)


@lru_cache(maxsize=1)
def _configuration(fonts: Path) -> str:
    try:
        return _write_configuration(Path(settings.VAR_DIR) / "fontconfig", fonts)
    except OSError:
        return _write_configuration(Path(tempfile.mkdtemp(prefix="fontconfig-")), fonts)


def _write_configuration(home: Path, fonts: Path) -> str:
    """Write it atomically: the workers share the folder and its cache."""
    (home / "cache").mkdir(parents=True, exist_ok=True)
    text = CONFIGURATION.format(fonts=escape(str(fonts)), cache=escape(str(home / "cache")))
    kept = home / "fonts.conf"
    if not kept.is_file() or kept.read_text(encoding="utf-8") != text:
        handle, name = tempfile.mkstemp(dir=home)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(kept)
    return str(kept)


def missing_glyphs(content: NoticeContent) -> tuple[str, ...]:
    """Return the characters of the notice that no font of the bundle has, sorted; they would print as boxes."""
    return without_glyph("".join(_texts(content.as_json())))


def without_glyph(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no font of the bundle has, sorted."""
    return tuple(sorted(character for character in set(text) if not _printable(character)))


def _printable(character: str) -> bool:
    if unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"} or "\ufe00" <= character <= "\ufe0f":
        return True
    starts, ends = _coverage()
    at = bisect_right(starts, ord(character)) - 1
    return at >= 0 and ord(character) <= ends[at]


@lru_cache(maxsize=1)
def _coverage() -> tuple[list[int], list[int]]:
    ranges = json.loads((folder() / "coverage.json").read_text(encoding="utf-8"))
    return [first for first, _ in ranges], [last for _, last in ranges]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
