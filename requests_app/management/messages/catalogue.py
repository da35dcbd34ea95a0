"""A language's catalogue: what is translated, brought up to the sources, and its compiled form."""

import io
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from requests_app.management.messages.extract import sentences
from requests_app.management.messages.sources import files

_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""The header's dates: a catalogue changes with its sentences alone."""
_HEADER = """# Public pages, mails and letters. Translate here; `make messages` keeps it up to the sources.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""
_PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]")
_TAG = re.compile(r"</?(\w+)")


@dataclass(slots=True)
class Brought:
    """A catalogue as it should be: the bytes of both its files, and what a translator has to do."""

    po: bytes
    mo: bytes
    faults: list[str] = field(default_factory=list)


def languages() -> list[str]:
    """Return the languages that have a catalogue: every one but that of the sources."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def place(language: str) -> Path:
    """Return the catalogue's file without its ending."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django"


def brought_up(language: str) -> Brought:
    """Return the catalogue with exactly the sentences of the sources; what was translated keeps its translation."""
    kept = _kept(language)
    catalogue = Catalog(locale=language, fuzzy=False, charset="utf-8", creation_date=_ALWAYS, revision_date=_ALWAYS)
    root = Path(settings.BASE_DIR)
    for file in files():
        for context, singular, plural in sentences(file):
            message = (singular, plural) if plural else singular
            before = kept.get(singular, context or None)
            translated = before.string if before is not None and bool(before.pluralizable) == bool(plural) else ""
            catalogue.add(message, translated, [(str(file.relative_to(root)), 0)], context=context or None)
    faults = [fault for message in catalogue if message.id for fault in _faults(message)]
    return Brought(po=_po(catalogue), mo=_mo(catalogue), faults=faults)


def _kept(language: str) -> Catalog:
    file = place(language).with_suffix(".po")
    if not file.exists():
        return Catalog(locale=language)
    return read_po(io.BytesIO(file.read_bytes()), locale=language)


def _po(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=116, include_lineno=False, omit_header=True)
    header = _HEADER.format(language=catalogue.locale_identifier, plurals=catalogue.plural_forms)
    return header.encode() + written.getvalue()


def _mo(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def _faults(message: Message) -> list[str]:
    """Say what is wrong with one translation: none, doubtful, or other places and tags than the sentence has."""
    sources = message.id if isinstance(message.id, list | tuple) else (message.id,)
    texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
    says = str(sources[-1])
    if not all(texts):
        return [f"not translated: {says}"]
    if message.fuzzy:
        return [f"marked as doubtful: {says}"]
    return [
        f"not the same %(…)s or tags as the sentence: {text}"
        for text in texts
        if _marks(str(text)) not in {_marks(str(source)) for source in sources}
    ]


def _marks(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(_PLACE.findall(text))), tuple(sorted(_TAG.findall(text)))
