"""The what-if sheet as a browser posts it: every field that the page shows, with what stands in it."""

from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

Typed = dict[str, list[str]]
PAGE = "/staff/what-if/"


class _Fields(HTMLParser):
    """Collects what a browser would send of the form with this id."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: Typed = {}
        self._inside = False
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") == "sheet"
        name = given.get("name") or ""
        if not self._inside:
            return
        if tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self._add(name, given.get("value") or ("on" if given.get("type") == "checkbox" else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self._add(self._select, given.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self._add(name, "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.typed[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self.typed[self._area] = [self.typed[self._area][-1].removeprefix("\n")]
            self._area = ""

    def _add(self, name: str, value: str) -> None:
        self.typed.setdefault(name, []).append(value)


def typed_in(html: str) -> Typed:
    """Return what a browser would send if nobody changed anything."""
    fields = _Fields()
    fields.feed(html)
    return fields.typed


def opened(client: Client, query: str = "") -> Typed:
    """Open the page and return what stands in its sheet."""
    return typed_in(client.get(f"{PAGE}{query}").content.decode())


def asked(client: Client, query: str = "", *, sheet: Typed | None = None, **changes: str | list[str]) -> Any:  # noqa: ANN401 - the test client's responses have no public type
    """Post the sheet as the page shows it, with these changes; in their names `__` stands for a dash."""
    typed: dict[str, str | list[str]] = {**(opened(client, query) if sheet is None else sheet)}
    for name, value in changes.items():
        typed[name.replace("__", "-")] = value
    return client.post(f"{PAGE}{query}", {name: value for name, value in typed.items() if value != []})


def text(response: Any) -> str:  # noqa: ANN401 - the test client's responses have no public type
    return " ".join(unescape(response.content.decode()).split())


def opened_again(response: Any) -> Typed:  # noqa: ANN401 - the test client's responses have no public type
    return typed_in(response.content.decode())
