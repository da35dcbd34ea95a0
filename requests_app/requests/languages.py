"""The languages people are answered in: what the site is translated into, whatever else they write in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation


def written_in(language: str) -> str:
    """Return the language of the site that is nearest to the requester's: their own, or English."""
    offered = {code for code, _name in settings.LANGUAGES}
    base = language.partition("-")[0].lower()
    return base if base in offered else str(settings.LANGUAGE_CODE)


def other_language(language: str) -> str:
    """Return the own name of the language people are answered in; empty for the site's first."""
    code = written_in(language)
    return "" if code == settings.LANGUAGE_CODE else str(dict(settings.LANGUAGES)[code])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write what follows for the requester: sentences, dates, and addresses that lead to pages in their language."""
    with translation.override(written_in(language)):
        yield


def offered_by(languages: list[str]) -> list[tuple[str, str]]:
    """Return code and own name of what a business offers: English and its `languages`; all there are, if it names none.

    A language that the site is not translated into is left out.
    """
    wanted = {settings.LANGUAGE_CODE, *(language.partition("-")[0].lower() for language in languages)}
    return [(code, name) for code, name in settings.LANGUAGES if not languages or code in wanted]
