"""What a page offers to a visitor without script: its text, its links, its forms with what they hold already."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = frozenset({"script", "style", "template"})


@dataclass(slots=True)
class Form:
    """A form: where it goes, and the value of each field as the page sent it."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each drop-down list: the words on the screen, and the value each stands for."""


@dataclass(slots=True)
class Link:
    """A link: the words on it, and where it goes."""

    href: str
    text: str = ""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came: its address after every redirect, and what is on it."""

    url: str
    status: int
    text: str
    links: tuple[Link, ...]
    forms: tuple[Form, ...]

    def form(self, action: str) -> Form | None:
        """Return the form that goes to an address ending so; one without an action goes to the page itself."""
        path = self.url.split("?", maxsplit=1)[0]
        return next((form for form in self.forms if (form.action or path).endswith(action)), None)


def read(url: str, status: int, html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(url, status, " ".join("".join(reader.text).split()), tuple(reader.links), tuple(reader.forms))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links: list[Link] = []
        self.forms: list[Form] = []
        self._silent = 0
        self._form: Form | None = None
        self._link: Link | None = None
        self._select = ""
        self._option: dict[str, str] | None = None
        self._option_text = ""
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.text.append(" ")
        if tag in SILENT:
            self._silent += 1
        elif tag == "a":
            self._link = Link(given.get("href", ""), rel=given.get("rel", ""))
            self.links.append(self._link)
        elif tag == "form":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind not in {"checkbox", "radio", "submit", "file"}:
                form.values[name] = given.get("value", "")
            elif "checked" in given:
                form.values[name] = given.get("value", "on")
        elif tag == "textarea":
            self._textarea = name
            form.values[name] = ""
        elif tag == "select":
            self._select = name
            form.choices[name] = {}
        elif tag == "option" and self._select:
            self._end_option()
            self._option, self._option_text = given, ""

    def _end_option(self) -> None:
        """Take the option in: without a value its words are it; the first counts until one is selected."""
        if self._option is None or self._form is None:
            return
        text = " ".join(self._option_text.split())
        value = self._option.get("value", text)
        self._form.choices[self._select][text] = value
        if "selected" in self._option or self._select not in self._form.values:
            self._form.values[self._select] = value
        self._option = None

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent -= 1
        elif tag == "a":
            self._link = None
        elif tag == "form":
            self._form = None
        elif tag == "option":
            self._end_option()
        elif tag == "select":
            self._end_option()
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""
        self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._textarea and self._form is not None:
            self._form.values[self._textarea] += data
            return
        self.text.append(data)
        if self._link is not None:
            self._link.text += data
        if self._option is not None:
            self._option_text += data
