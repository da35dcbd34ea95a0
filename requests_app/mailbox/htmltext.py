"""HTML to the text a person sees: one pass over the tags, so that no page can make it slow."""

import html
import re
from collections.abc import Collection

from requests_app.mailbox.hidden import VOID, hidden_names, is_hidden

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]*)>|<(?:!(?!--)|\?)[^<>]*>")
_COMMENT = ("<!--", "-->")
_UNSEEN = ("style", "script", "head", "title", "template", "noscript", "svg")
_BLOCKS_WORDS = (
    "address article blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main ol p "
    "pre section table tr ul"
)
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_CELLS = frozenset({"td", "th"})
_ENDED_BY_THE_NEXT = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option"})
"""Elements whose end people leave out: the next one of the kind is no part of them."""
_CELL = "\x04"
_LABEL_CELL = re.compile(
    r"(?:(?:my|your|full|legal|first|last|postal|mailing|street|home|phone|customer|account|zip|e-?mail|mi|su) )*"
    r"(?:name|address|city|town|state|zip(?: code)?|country|phone|telephone|e-?mail|number|nombre(?: completo)?|"
    r"dirección(?: postal)?|domicilio|ciudad|estado|código postal|país|teléfono|correo(?: electrónico)?)",
    re.IGNORECASE,
)
_LABEL_IN_BLOCKS = re.compile(rf"{_CELL}\s*({_LABEL_CELL.pattern})\s{{0,9}}(:?)\s*{_CELL}\s*", re.IGNORECASE)
"""A label that its cell holds in a paragraph of its own: the value beside it would begin a new line."""
_MOST_CELLS = 2
_SPACES = re.compile(r"[^\S\n\xa0]+")
_BREAK = "\n"


def text_of(page: str) -> str:
    """Return the visible text: a line for each block, quoted passages marked with “> ” as in plain mail."""
    out: list[str] = []
    quoted, end = 0, 0
    unseen = _Unseen(hidden_names(page))
    page = _without_unseen(page)
    for tag in _TAG.finditer(page):
        if not unseen.name:
            out.append(_words(page[end : tag.start()]))
        end = tag.end()
        closes, name = tag[1], (tag[2] or "").casefold()
        if unseen.goes_on(name, closes=bool(closes), attributes=tag[3] or ""):
            continue
        if name == "blockquote":
            quoted = max(0, quoted + (-1 if closes else 1))
            out.append(f"{_BREAK}\x02{quoted}\x03")
        elif name in _BLOCKS:
            out.append(_BREAK)
        elif name in _CELLS:
            out.append(" " if closes else _CELL)
    if not unseen.name:
        out.append(_words(page[end:]))
    return _lines(_LABEL_IN_BLOCKS.sub(rf"{_CELL}\1\2 {_CELL}", "".join(out)))


class _Unseen:
    """The element that hides what stands in it, and how many of its name are open; no name while all is seen."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = names
        self.name = ""
        self.depth = 0

    def goes_on(self, name: str, *, closes: bool, attributes: str) -> bool:
        """Take the next tag; say whether nothing is seen at it."""
        is_new = not closes and name not in VOID and not attributes.endswith("/")
        if self.name and self.name in _ENDED_BY_THE_NEXT and is_new and name == self.name:
            self.name = ""
        if not self.name:
            if is_new and is_hidden(attributes, self.names):
                self.name, self.depth = name, 1
            return bool(self.name)
        if name == self.name and (closes or is_new):
            self.depth += -1 if closes else 1
        if self.depth == 0:
            self.name = ""
        return True


def _words(raw: str) -> str:
    return (
        html.unescape(_SPACES.sub(" ", raw.replace("\n", " ")))
        .replace("\x02", "")
        .replace("\x03", "")
        .replace(_CELL, "")
    )


def _lines(text: str) -> str:
    """Set the lines, each with the mark of how deep it is quoted; at most one stays blank between two."""
    depth, lines = 0, [""]
    for raw in text.split("\n"):
        line = raw
        if line.startswith("\x02"):
            mark, _, line = line.partition("\x03")
            depth = int(mark[1:])
        line = " ".join(_row(line).split())
        if line or lines[-1]:
            lines.append(f"{'>' * min(depth, 9)} {line}".strip() if depth else line)
    return "\n".join(lines).strip("\n")


def _row(line: str) -> str:
    """Join the cells of a row; of two, the first may be what the second is called on forms, as in “Name: …”."""
    cells = [cell for part in line.split(_CELL) if (cell := part.strip())]
    if len(cells) == _MOST_CELLS and _LABEL_CELL.fullmatch(cells[0]):
        return ": ".join(cells)
    return " ".join(cells)


def _without_unseen(page: str) -> str:
    """Take out comments and elements that are not shown; one that never ends takes the rest with it."""
    folded = page.casefold() if page.isascii() else _folded(page)
    page, folded = _cut(page, folded, *_COMMENT)
    for name in _UNSEEN:
        page, folded = _cut(page, folded, f"<{name}", f"</{name}")
    return page


def _folded(page: str) -> str:
    """Lower the ASCII letters alone: the text keeps its length."""
    return page.translate({letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)})


def _cut(page: str, folded: str, opens: str, closes: str) -> tuple[str, str]:
    kept: list[tuple[int, int]] = []
    start = 0
    while (at := folded.find(opens, start)) >= 0:
        after = folded[at + len(opens) : at + len(opens) + 1]
        if opens[-1].isalpha() and (after.isalnum() or after == "-"):  # <header> is no <head>
            kept.append((start, at + len(opens)))
            start = at + len(opens)
            continue
        kept.append((start, at))
        end = folded.find(closes, at + len(opens))
        if end < 0:
            start = len(page)
            break
        start = end + len(closes) if closes == "-->" else (folded.find(">", end) + 1 or len(page))
    kept.append((start, len(page)))
    if len(kept) == 1:
        return page, folded
    return "".join(page[a:b] for a, b in kept), "".join(folded[a:b] for a, b in kept)
