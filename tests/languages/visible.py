"""What a person sees or hears of a page: its texts in order, without what is marked as another language."""

import re
from html.parser import HTMLParser

SPOKEN = ("aria-label", "alt", "placeholder", "title", "data-working", "data-done")
UNSEEN = frozenset({"script", "style"})
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class _Reader(HTMLParser):
    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []

    @property
    def is_seen(self) -> bool:
        return all(seen for _tag, seen in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        seen = tag not in UNSEEN and (given.get("lang") or self.language).startswith(self.language)
        if self.is_seen and seen:
            self.texts += [str(given[name]) for name in SPOKEN if given.get(name)]
        if tag not in VOID:
            self.open.append((tag, seen))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            closed, _seen = self.open.pop()
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.is_seen:
            self.texts.append(data)


def texts_of(page: str, *, language: str) -> list[str]:
    """Return the texts of an HTML page, each on one line; blank ones are left out."""
    reader = _Reader(language)
    reader.feed(page)
    return [text for text in (" ".join(each.split()) for each in reader.texts) if text]


def lines_of(text: str) -> list[str]:
    """Return the lines of a mail."""
    return [line for line in (each.strip() for each in text.splitlines()) if line]


def has_words(text: str) -> bool:
    """Say whether there is anything to translate: two letters beside each other."""
    return re.search(r"[^\W\d_]{2}", text) is not None
