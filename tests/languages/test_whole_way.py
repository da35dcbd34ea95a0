"""The whole way in Spanish: no sentence of it is the English one."""

import re

import pytest
from django.db import transaction

from tests.languages.visible import has_words
from tests.languages.walk import Walk, walk

GIVEN = (
    "Ana Ruiz",
    "Bo Ruiz",
    "Lee Park",
    "Ola Nowak",
    "Max Frisch",
    "Park & Partners",
    "Example Outfitters, Inc.",
    "Example Outfitters",
    "Sierra Seed Catalog Co.",
    "Blue Horizon LLC",
    "Cruises",
    "Trailwren",
    "Littlefinch",
    "12 Elm St",
    "Fresno, CA",
    "Reno, NV",
    "Oakland, CA",
    "2118 Commerce Way",
    "9 Harbor St",
    "100 Fictional Way",
    "Sacramento, CA",
    "ana at example",
)
"""What people and the business wrote themselves."""
LAWS_OWN = (
    "Your California Privacy Rights",
    "Shine the Light",
    "Name and address",
    "The kind of product the customer purchased, leased, or rented",
)
"""What the law calls by name stays as the law writes it."""
ENGLISH = re.compile(
    r"\b(?:the|and|you|your|our|we|with|for|from|by|was|were|this|that|is|are|of|to|answer|request|date|received)\b",
    re.IGNORECASE,
)
SAME = frozenset({"Error:", "STL"})
"""What is the same word in both languages."""
ADDRESSES = re.compile(
    r"https?://\S+|\S+@\S+|STL-\d{4}-\d{6}|\b(?:[A-Z0-9]{4,5}[ -]){3}[A-Z0-9]{4,5}\b|\bx{6,}\b|\ba{9,}"
)


def walked(language: str) -> Walk:
    """Walk, and leave no trace."""
    with transaction.atomic():
        way = walk(language)
        transaction.set_rollback(True)
    return way


def own_words(text: str) -> str:
    """Take out what people wrote and addresses; what is left has to be in the language of the page."""
    return ADDRESSES.sub("", without(GIVEN, text))


def without(known: tuple[str, ...], text: str) -> str:
    for given in known:
        text = text.replace(given, "").replace(given.upper(), "")
    return text


@pytest.mark.django_db
def test_nothing_of_the_way_in_spanish_is_the_english_text() -> None:
    english, spanish = walked("en"), walked("es")

    assert len(english.met) == len(spanish.met)
    everything = {text for texts in english.met.values() for text in texts}
    left = {
        f"{step}: {text}"
        for step, texts in spanish.met.items()
        for text in texts
        if text in everything and has_words(own_words(text)) and text not in SAME
    }
    assert not left, "\n".join(sorted(left))


@pytest.mark.django_db
def test_no_english_word_is_left_inside_a_spanish_sentence() -> None:
    left = {
        f"{step}: {text}"
        for step, texts in walked("es").met.items()
        for text in texts
        if ENGLISH.search(without(LAWS_OWN, own_words(text)))
    }

    assert not left, "\n".join(sorted(left))


@pytest.mark.django_db
def test_days_are_written_as_the_language_writes_them() -> None:
    spanish = walked("es")

    mail = " ".join(spanish.met["acknowledgement 0"])
    days = "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    assert re.search(rf"a más tardar el ({days}) \d+ de \w+ de \d{{4}}", mail)
    assert not re.search(r"January|February|March|April|June|July|August|September|October|November|December", mail)


@pytest.mark.django_db
def test_the_laws_own_words_stay_english_with_what_they_mean() -> None:
    answer = " ".join(walked("es").met["the answer's mail"])

    assert "Name and address (nombre y dirección)" in answer


@pytest.mark.django_db
def test_the_mail_leads_to_the_page_in_the_requesters_language() -> None:
    mail = " ".join(walked("es").met["acknowledgement 0"])

    assert "/es/" in mail
    assert "://localhost:8000/status/" not in mail
    assert "://localhost:8000/request/" not in mail
