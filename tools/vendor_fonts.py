"""Fetch the fonts of the notices and of the site, once; the result is kept in `static/fonts`.

Run `python tools/vendor_fonts.py` after changing a version below. It needs npm and the network; the product does not.

* `pdf/` has whole TrueType files: WeasyPrint decodes woff2 in pure Python, half a minute a page for Chinese.
* `web/` has the small Latin woff2 files the site's style sheet names.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]  # it ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the same

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"

BASICS = (*range(0x20, 0x7F), 0xA0, *range(0x3000, 0x3040))
HANGUL = (*BASICS, *range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xA960, 0xA980), *range(0xAC00, 0xD800))
"""The Chinese font has the ideographs; from the Korean one only what it lacks is taken, and the space between words."""

COPYRIGHT = 0
"""The number of the copyright notice among a font's names."""


@dataclass(frozen=True, slots=True)
class Source:
    """An npm package at an exact version, and the files taken from it: path inside the package → our name."""

    package: str
    version: str
    folder: str
    files: dict[str, str]
    only: tuple[int, ...] = ()


def complete(script: str, version: str, *weights: str, only: tuple[int, ...] = ()) -> Source:
    """Name the TrueType files of one script: `Sans Thai` is in noto-sans-thai and becomes NotoSansThai-Regular.ttf."""
    words = f"Noto {script}".split()
    name = "".join(words)
    files = {
        f"{weight}/{name}_{weight}.ttf": f"{name}-{weight[3:].replace('Regular_Italic', 'Italic')}.ttf"
        for weight in weights or ("400Regular",)
    }
    package = f"@expo-google-fonts/{'-'.join(words).lower()}"
    return Source(package, version, "pdf", files, only)


SOURCES = (
    complete("Sans", "0.4.2", "400Regular", "600SemiBold", "400Regular_Italic"),
    # Font version 2.004: later ones draw dots as glyphs of their own, and text copied from the PDF loses its letters.
    Source(
        "@expo-google-fonts/noto-sans-arabic",
        "0.2.2",
        "pdf",
        {"NotoSansArabic_400Regular.ttf": "NotoSansArabic-Regular.ttf"},
    ),
    complete("Sans Armenian", "0.4.2"),
    complete("Sans Bengali", "0.4.4"),
    complete("Sans Devanagari", "0.4.1"),
    complete("Sans Ethiopic", "0.4.2"),
    complete("Sans Georgian", "0.4.3"),
    complete("Sans Gujarati", "0.4.2"),
    complete("Sans Gurmukhi", "0.4.1"),
    complete("Sans Hebrew", "0.4.1"),
    complete("Sans Khmer", "0.4.3"),
    complete("Sans Lao", "0.4.2"),
    complete("Sans Tamil", "0.4.3"),
    complete("Sans Telugu", "0.4.2"),
    complete("Sans Thai", "0.4.2"),
    complete("Sans SC", "0.4.3"),
    complete("Sans KR", "0.4.3", only=HANGUL),
    complete("Emoji", "0.4.7"),
    Source(
        "@fontsource/noto-sans",
        "5.3.0",
        "web",
        {
            f"files/noto-sans-{part}-{weight}-normal.woff2": f"noto-sans-{part}-{weight}.woff2"
            for part in ("latin", "latin-ext")
            for weight in (400, 600)
        },
    ),
)


def fetch(source: Source, scratch: Path) -> Path:
    """Download and unpack the package."""
    pinned = f"{source.package}@{source.version}"
    packed = subprocess.run(
        ["npm", "pack", "--silent", pinned], cwd=scratch, check=True, capture_output=True, text=True
    ).stdout.strip()
    unpacked = scratch / packed.removesuffix(".tgz")
    with tarfile.open(scratch / packed) as archive:
        archive.extractall(unpacked, filter="data")
    return unpacked / "package"


def keep(font: Path, to: Path, only: tuple[int, ...]) -> None:
    """Copy the font, or the part of it that is wanted."""
    if not only:
        shutil.copyfile(font, to)
        return
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, recalc_timestamp=False)
    loaded = subset.load_font(str(font), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=only)
    subsetter.subset(loaded)
    subset.save_font(loaded, str(to), options)


def coverage(fonts: Path) -> list[tuple[int, int]]:
    """Return the ranges of characters that the fonts have between them."""
    have: set[int] = set()
    for font in fonts.glob("*.ttf"):
        with TTFont(font, lazy=True) as opened:
            have.update(opened.getBestCmap())
    ranges: list[tuple[int, int]] = []
    for character in sorted(have):
        if ranges and ranges[-1][1] == character - 1:
            ranges[-1] = (ranges[-1][0], character)
        else:
            ranges.append((character, character))
    return ranges


def keep_licences(scratch: Path) -> None:
    """Keep the licence with each folder; all fonts have the same one, so the copyright notices stand above one text."""
    (web,) = scratch.glob("fontsource-noto-sans-[0-9]*/package/LICENSE")
    shutil.copyfile(web, FONTS / "web" / "OFL.txt")
    (text,) = scratch.glob("expo-google-fonts-noto-sans-[0-9]*/package/LICENSE_FONT")
    notices = []
    for path in sorted((FONTS / "pdf").glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            notices.append(f"{path.name}: {font['name'].getDebugName(COPYRIGHT)}")
    licence = text.read_text(encoding="utf-8").partition("\n")[2]
    (FONTS / "pdf" / "OFL.txt").write_text("\n".join(notices) + "\n" + licence, encoding="utf-8")


def main() -> None:
    for folder in ("pdf", "web"):
        shutil.rmtree(FONTS / folder, ignore_errors=True)
        (FONTS / folder).mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        for source in SOURCES:
            package = fetch(source, Path(scratch))
            for path, name in source.files.items():
                kept = FONTS / source.folder / name
                keep(package / path, kept, source.only)
                print(hashlib.sha256(kept.read_bytes()).hexdigest(), kept.relative_to(FONTS))
        keep_licences(Path(scratch))
    (FONTS / "pdf" / "coverage.json").write_text(json.dumps(coverage(FONTS / "pdf")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
