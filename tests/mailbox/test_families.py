"""What is asked about each kind of information, for oneself or for another, is told from what only sounds like it."""

from pathlib import Path

import pytest

from requests_app.mailbox.recognise import recognise
from requests_app.requests.flags import flags_of
from tests.mailbox import families
from tests.mailbox.reading import Json, a_mail, configure, read_one

ASKED = (
    *families.OF_EACH_CATEGORY,
    *families.OF_EACH_CATEGORY_IN_SPANISH,
    *families.THE_LIST_ALONE,
    *families.FOR_ANOTHER,
)
TEXAS = (
    "This is a request under the Texas Data Privacy and Security Act: list the third parties to whom you disclosed my "
    "personal data."
)
THREE = (
    "Claimants: Ana Ruiz (Fresno, CA 93701); Bo Sol (Chico, CA 95926); Cy Dow (Napa, CA 94558). Each claimant hereby "
    "requests disclosure under Civil Code 1798.83. We act for all of them."
)


@pytest.fixture(name="folder")
def _folder(db: None, tmp_path: Path) -> Path:
    configure()
    return tmp_path


def read(folder: Path, text: str) -> Json:
    """Read a text that Bo mails."""
    (folder / "one.eml").write_bytes(
        a_mail(text.encode(), From="Bo Berg <bo@example.org>", Content_Type="text/plain; charset=utf-8")
    )
    return read_one(folder / "one.eml")


@pytest.mark.parametrize("text", ASKED)
def test_who_asks_about_any_kind_of_information_has_asked(text: str) -> None:
    assert recognise(text).is_request


@pytest.mark.parametrize("text", families.STILL_VAGUE)
def test_another_matter_in_like_words_is_for_a_person(text: str) -> None:
    assert not recognise(text).is_request


@pytest.mark.parametrize("text", families.FLAGGED)
def test_a_reviewer_sees_these_flags_and_no_others(text: str) -> None:
    assert {flag.name for flag in flags_of(text, names_our_law=True)} == families.FLAGGED[text]


@pytest.mark.parametrize("text", families.CUSTOMERS)
def test_the_customer_is_for_whom_somebody_writes(folder: Path, text: str) -> None:
    answer = read(folder, f"{text} Under Civil Code 1798.83, who got the information?")

    assert (answer["name"], answer["email"]) == (families.CUSTOMERS[text], "bo@example.org")
    assert "represented" in answer["flags"]


def test_customers_listed_with_their_towns_in_brackets_are_several(folder: Path) -> None:
    answer = read(folder, THREE)

    assert (answer["outcome"], answer["name"]) == ("review", "Ana Ruiz")
    assert {"represented", "several customers"} <= {*answer["flags"]}
    assert "Ana Ruiz, Bo Sol, Cy Dow" in answer["why"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (TEXAS, "review"),
        (f"{TEXAS} I live in California.", "request"),
        (f"{TEXAS} And under Civil Code 1798.83.", "request"),
        (TEXAS.replace("Texas Data Privacy and Security Act", "CCPA"), "request"),
    ],
)
def test_who_asks_under_the_law_of_another_place_alone_is_looked_at_first(
    folder: Path, text: str, outcome: str
) -> None:
    answer = read(folder, text)

    assert (answer["outcome"], answer["acknowledge"]) == (outcome, outcome == "request")
    assert "other privacy request" in answer["flags"]
    assert answer["due_on"] == "2026-04-02"
