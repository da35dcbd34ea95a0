"""What a text tells a reviewer, in English and in Spanish: a claim, a home elsewhere, a writer for somebody else."""

import pytest

from requests_app import handling
from requests_app.requests.flags import flags_of
from tests.builders import NOW, a_business, asked

CLAIMS = (
    "I will sue you for $3,000.",
    "I'm going to sue your company.",
    "I'll see you in small claims court.",
    "If not I will take you to court.",
    "We shall begin legal proceedings.",
    "los voy a demandar",
    "demandaré",
    "Los demandaré por $3,000.",
    "Voy a demandarlos.",
    "Vamos a demandar a su empresa.",
    "Si no contestan, los demandamos.",
    "Les voy a poner una demanda.",
    "Presentaré una demanda.",
    "Nuestro abogado se pondrá en contacto.",
)
NO_CLAIMS = ("Sue Young, 5 Elm St", "I demand the list.", "Demando la lista de terceros.", "This issue is mine.")
ELSEWHERE = (
    "Vivo en Nevada ahora",
    "Me mudé a Nevada",
    "Ahora resido en Nevada",
    "me mude a nevada",
    "Ahora vivo en Las Vegas, Nevada.",
    "Nos mudamos a Texas en mayo.",
    "Actualmente vivo en Nuevo México.",
    "Soy residente de Nevada.",
    "Me mudé de California a Nevada.",
    "Ya no vivo en California.",
    "Estoy viviendo en Arizona.",
    "I now live in Nevada.",
    "I'm living in Reno, Nevada.",
    "I moved from California to Nevada.",
    "I relocated to Oregon.",
    "We've since moved to Nevada.",
    "I no longer live in California.",
    "My home is now in Nevada.",
)
AT_HOME = (
    "I moved from Nevada to California.",
    "Me mudé de Nevada a California.",
    "Vivo en Nevada City, California.",
    "Vivo en Fresno, California.",
    "Antes vivía en Nevada.",
    "I used to live in Texas.",
    "Vivo en la calle Nevada.",
    "I live on Nevada Street in Fresno.",
    "Nos mudamos a California desde Nevada.",
    "I moved to Fresno, California from Reno, Nevada.",
    "When I lived in Nevada I ordered from you.",
)
FOR_ANOTHER = (
    "I am the executor of the estate of Otto Berg.",
    "As executrix of my mother's estate I ask who got her name.",
    "I am the personal representative of Rosa Lima.",
    "I write as administrator of the estate.",
    "I am her legal guardian.",
    "I am the conservator of Ana Ruiz.",
    "Soy el albacea de mi padre.",
    "Soy la tutora legal de Ana.",
    "Soy representante legal de Ana Ruiz.",
)
FOR_ONESELF = ("I bought real estate.", "I own an estate in Napa.", "Your executive told me so.")


def flags(text: str) -> set[str]:
    return {flag.name for flag in flags_of(text, names_our_law=True)}


@pytest.mark.parametrize("text", CLAIMS)
def test_who_speaks_of_a_court_needs_legal_attention(text: str) -> None:
    assert flags(text) == {"legal attention"}


@pytest.mark.parametrize("text", ELSEWHERE)
def test_who_says_to_live_in_another_state_may_not_live_in_california(text: str) -> None:
    assert flags(text) == {"may not live in California"}


@pytest.mark.parametrize("text", FOR_ANOTHER)
def test_who_looks_after_anothers_matters_writes_for_another(text: str) -> None:
    assert flags(text) == {"represented"}


@pytest.mark.parametrize("text", [*NO_CLAIMS, *AT_HOME, *FOR_ONESELF])
def test_words_that_only_look_alike_are_not_flagged(text: str) -> None:
    assert flags(text) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("message", "flag"),
    [
        ("Los voy a demandar.", "legal attention"),
        ("Me mudé a Nevada.", "may not live in California"),
        ("I am the executor of the estate of Otto Berg.", "represented"),
    ],
)
def test_what_comes_by_the_form_is_flagged_as_a_mail_is(message: str, flag: str) -> None:
    row = handling.receive(business=a_business(), asked=asked(message=message), received_at=NOW)

    assert [each["name"] for each in row.receipts.get().flags] == [flag]
