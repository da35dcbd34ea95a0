"""What a page about the rights must carry, (b)(1)(B): its title, the rights, the addresses for requests. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg"})
_HEADINGS = frozenset({"title", "h1", "h2", "h3"})
_BREAKS = frozenset({"p", "div", "br", "li", "td", "tr", "section", "article", "address", "h1", "h2", "h3", "dd", "dt"})
_VOID = frozenset(
    {"br", "img", "input", "meta", "link", "hr", "wbr", "source", "area", "base", "col", "embed", "track"}
)
_NOT_A_SIGN = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\D+")
_LAW = re.compile(r"1798\s?\.\s?83|shine the light")
_MARKETING = re.compile(r"direct marketing|mercadotecnia directa|marketing directo")
_TO_WHOM = re.compile(r"third part(?:y|ies)|other companies|terceros|otras empresas")
_LEAST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Address:
    """A designated address or number that the page must give; `is_number` for telephone and fax."""

    value: str
    is_number: bool = False


@dataclass(slots=True)
class _Read(HTMLParser):
    """The text of a page as a person reads it, its headings, and its links with their words."""

    text: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _href: str | None = None
    _words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.text.append("\n")
        if tag in _HEADINGS:
            self.headings.append("")
        if tag == "a":
            self._href, self._words = dict(attrs).get("href"), []
        if tag == "img":
            self.handle_data(f" {dict(attrs).get('alt') or ''} ")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href is not None:
            self.links.append((self._href, "".join(self._words)))
            self._href = None
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if _UNSEEN & set(self._open):
            return
        self.text.append(data)
        if self.headings and _HEADINGS & set(self._open):
            self.headings[-1] += data
        if self._href is not None:
            self._words.append(data)


def page_faults(html: str, *, wording: str, addresses: Sequence[Address]) -> list[str]:
    """Return what a page about the rights lacks, a sentence each; nothing where it meets (b)(1)(B)."""
    read = _read(html)
    text = "".join(read.text)
    plain = _plain(text)
    faults = []
    if not any(_plain(wording) in _plain(heading) for heading in read.headings):
        faults.append(f"The page has no title or heading with the words “{wording}”.")
    if not _LAW.search(_flowing(text)):
        faults.append("The page does not name the law: California Civil Code section 1798.83.")
    if not (_MARKETING.search(_flowing(text)) and _TO_WHOM.search(_flowing(text))):
        faults.append(
            "The page does not tell the right: to learn what went to third parties for their direct marketing."
        )
    digits = _DIGITS.sub("", text)
    faults += [
        f"The page does not give an address for requests that is published today: {address.value}"
        for address in addresses
        if not _gives(address, plain, digits)
    ]
    return faults


def home_page_faults(html: str, *, home: str, page: str, wording: str) -> list[str]:
    """Return what is wrong with the link on the home page: its words, and where it leads."""
    read = _read(html)
    worded = [href for href, words in read.links if _plain(wording) in _plain(words)]
    if not worded:
        return [f"The home page has no link with the words “{wording}”."]
    if not any(_same(urljoin(home, href), page) for href in worded):
        return [f"The link “{wording}” on the home page leads elsewhere than to {page}."]
    return []


def _read(html: str) -> _Read:
    read = _Read()
    read.feed(html)
    read.close()
    return read


def _flowing(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _plain(text: str) -> str:
    """Return the signs of a text that tell words apart: case, spaces and punctuation make no difference."""
    return _NOT_A_SIGN.sub("", unicodedata.normalize("NFKC", text).casefold())


def _gives(address: Address, plain: str, digits: str) -> bool:
    if address.is_number:
        wanted = _DIGITS.sub("", address.value)[-10:]
        return len(wanted) >= _LEAST_DIGITS and wanted in digits
    return _plain(address.value) in plain


def _same(one: str, other: str) -> bool:
    return urldefrag(one)[0].rstrip("/") == urldefrag(other)[0].rstrip("/")
