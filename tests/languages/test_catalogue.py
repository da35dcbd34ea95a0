"""The catalogues: whole, fresh, and with the same places as the sentences they translate."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from requests_app.management.documents.sentences import sentences_for_residents
from requests_app.management.messages import catalogue
from requests_app.management.messages.extract import sentences
from requests_app.management.messages.sources import files
from requests_app.requests.languages import offered_by, speaking, written_in
from requests_app.requests.law_sentences import SENTENCES, in_their_language


@pytest.mark.parametrize("language", catalogue.languages())
def test_every_sentence_is_translated_with_the_same_places(language: str) -> None:
    assert catalogue.brought_up(language).faults == []


@pytest.mark.parametrize("language", catalogue.languages())
def test_what_is_kept_is_what_the_sources_say(language: str) -> None:
    brought = catalogue.brought_up(language)

    assert catalogue.place(language).with_suffix(".po").read_bytes() == brought.po
    assert catalogue.place(language).with_suffix(".mo").read_bytes() == brought.mo


def test_sentences_are_found_in_templates_and_in_code(tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text(
        "{% load i18n %}<h1>{% translate 'Hello' %}</h1>{% translate \"It's here\" context 'place' %}"
        "{% blocktranslate trimmed with name=who count n=many %}\n  One for {{ name }}.\n{% plural %}\n"
        "  {{ n }} for\n  {{ name }}.\n{% endblocktranslate %}{% firstof a _('None') %}"
    )
    code = tmp_path / "code.py"
    code.write_text(
        "from django.utils.translation import gettext as _\n"
        "x = _(\n    'Long '\n    'text'\n)\n"
        "y = ngettext('%(n)d day', '%(n)d days', 2)\n"
        "z = pgettext_lazy('month', 'May')\n"
    )

    assert list(sentences(template)) == [
        ("", "Hello", ""),
        ("place", "It's here", ""),
        ("", "One for %(name)s.", "%(n)s for %(name)s."),
        ("", "None", ""),
    ]
    assert list(sentences(code)) == [
        ("", "Long text", ""),
        ("", "%(n)d day", "%(n)d days"),
        ("month", "May", ""),
    ]


@pytest.mark.parametrize(
    ("singular", "translated", "says"),
    [
        ("Write to %(email)s.", "", "not translated"),
        ("Write to %(email)s.", "Escriba.", "not the same"),
        ("Write to %(email)s.", "Escriba a %(mail)s.", "not the same"),
        ("Read <a>this</a>.", "Lea esto.", "not the same"),
    ],
)
def test_a_translation_that_would_break_a_page_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, singular: str, translated: str, says: str
) -> None:
    code = tmp_path / "code.py"
    code.write_text(f"x = _({singular!r})\n")
    kept = Catalog(locale="es")
    kept.add(singular, translated)
    monkeypatch.setattr(catalogue, "files", lambda: iter([code]))
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    monkeypatch.setattr(catalogue, "_kept", lambda _language: kept)

    faults = catalogue.brought_up("es").faults

    assert len(faults) == 1
    assert faults[0].startswith(says)


def test_no_page_of_the_desk_is_among_the_sources() -> None:
    names = [str(file) for file in files()]

    assert any(name.endswith("templates/public/ask.html") for name in names)
    assert not [name for name in names if "/staff" in name]


def test_every_sentence_of_the_law_for_residents_is_known_to_the_catalogue() -> None:
    texts = {each.text for each in sentences_for_residents()}
    shaped = {"%(…)s".join(_pieces(text, "{", "}")) for text in texts}
    known = {"%(…)s".join(_pieces(sentence, "%(", ")s")) for sentence in SENTENCES}

    assert {_digits(text) for text in shaped} == {_digits(text) for text in known}


def _pieces(text: str, opens: str, closes: str) -> list[str]:
    pieces, rest = [], text
    while opens in rest:
        before, _opens, behind = rest.partition(opens)
        pieces.append(before)
        rest = behind.partition(closes)[2]
    return [*pieces, rest]


def _digits(text: str) -> str:
    """Put one sign for each number: constants stand in the source as what they are."""
    words = ["%(…)s" if word.isdigit() else word for word in text.split()]
    return " ".join(words)


def test_a_sentence_of_the_law_is_said_in_spanish_and_a_persons_own_words_stay() -> None:
    with speaking("es"):
        said = in_their_language("We answer within 30 days because you used our form for these requests.")
        own = in_their_language("We found nothing under your name.")

    assert said == "Respondemos en 30 días porque usted usó nuestro formulario para estas solicitudes."
    assert own == "We found nothing under your name."


@pytest.mark.parametrize(
    ("language", "expected"), [("es", "es"), ("es-MX", "es"), ("ES", "es"), ("en-US", "en"), ("vi", "en"), ("", "en")]
)
def test_a_requester_is_answered_in_their_language_or_in_english(language: str, expected: str) -> None:
    assert written_in(language) == expected


@pytest.mark.parametrize(
    ("languages", "codes"), [([], ["en", "es"]), (["en"], ["en"]), (["es"], ["en", "es"]), (["vi"], ["en"])]
)
def test_a_business_offers_english_and_the_languages_it_names(languages: list[str], codes: list[str]) -> None:
    assert [code for code, _name in offered_by(languages)] == codes
