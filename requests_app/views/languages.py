"""The same page in each language: what the switch at the top of a public page leads to."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """One language of a page: its code, its own name, the page's address in it, and whether this is it."""

    code: str
    name: str
    url: str
    is_current: bool


def page_languages(request: HttpRequest) -> dict[str, Callable[[], list[PageLanguage]]]:
    """Tell every template the languages of its page; worked out only where the switch is shown."""

    def every() -> list[PageLanguage]:
        here, current = request.get_full_path(), get_language()
        found = [
            PageLanguage(code, name, translate_url(here, code), code == current) for code, name in settings.LANGUAGES
        ]
        # The desk, and an address that leads nowhere, are the same in every language: there is nothing to choose.
        return found if len({each.url for each in found}) > 1 else []

    return {"page_languages": every}
