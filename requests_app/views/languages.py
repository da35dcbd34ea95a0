"""The same page in each language: what the switch at the top of a public page leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
        return [
            PageLanguage(code, name, translate_url(here, code), code == current) for code, name in settings.LANGUAGES
        ]

    return {"page_languages": every}


def language_of(request: Any) -> str:  # noqa: ANN401 - any request that went through the middleware
    """Return the language of the page that was sent: the receipt, the mails and the notice are written in it."""
    return str(getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE))
