"""Whoever clearly asks has asked, (a), whatever words they use; who sells, studies or stays vague has not."""

import pytest

from requests_app.mailbox.recognise import recognise
from requests_app.requests.flags import flags_of
from requests_app.requests.wishes_in_text import wishes_in
from tests.mailbox.asked import ASKED, ASKED_IN_SPANISH, PARTNERS, SOLD, STILL_A_PERSON, TOLD_BY_SHOPS, VAGUE

ASKS = "Under Civil Code 1798.83, which companies got my information?"
FOOTERS = (
    "To unsubscribe from our family newsletter click here.",
    "Unsubscribe | View in browser",
    "If you no longer wish to get mail, you can opt out at any time.",
    "Para darse de baja haga clic aquí.",
)
WISHES = (
    "Please also unsubscribe me from all your mails.",
    "Also, please unsubscribe my email from your newsletter.",
    "I want to stop receiving your emails.",
    "También dejen de mandarme correos.",
)


@pytest.mark.parametrize("text", [*ASKED, *ASKED_IN_SPANISH])
def test_who_clearly_asks_has_asked(text: str) -> None:
    found = recognise(text)

    assert found.is_request
    assert all(says.startswith("It ") for says in found.says)


@pytest.mark.parametrize("text", VAGUE)
def test_what_stays_vague_is_for_a_person(text: str) -> None:
    assert not recognise(text).is_request


@pytest.mark.parametrize("text", SOLD)
def test_who_sells_or_studies_does_not_ask_for_themselves(text: str) -> None:
    assert not recognise(text).is_request


@pytest.mark.parametrize("text", PARTNERS)
def test_a_questionnaire_for_suppliers_is_for_a_person(text: str) -> None:
    found = recognise(text)

    assert not found.is_request
    assert found.doubt is None or "business partner" in found.doubt.value


@pytest.mark.parametrize("text", TOLD_BY_SHOPS)
def test_what_a_shop_sends_to_many_is_an_offer(text: str) -> None:
    assert recognise(text).is_offer


@pytest.mark.parametrize("text", STILL_A_PERSON)
def test_a_person_asks_whatever_else_they_read(text: str) -> None:
    assert recognise(text).is_request


@pytest.mark.parametrize(
    "text", ["Who gave you my cell?", "How did you get my address?", "¿De dónde sacaron mi correo?"]
)
def test_where_information_came_from_is_told_to_the_person_who_decides(text: str) -> None:
    found = recognise(text)

    assert not found.is_request
    assert found.says == ("It asks from whom the business has the writer's personal information.",)


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_lines_under_a_mail_are_no_offer_and_no_wish(footer: str) -> None:
    text = f"{ASKS}\n\n{footer}"

    assert recognise(text).is_request
    assert flags_of(text, names_our_law=True) == []
    assert wishes_in(text) == ()


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_for_no_more_mail_is_told_beside_the_question(wish: str) -> None:
    text = f"{ASKS} {wish}"

    assert recognise(text).is_request
    assert [flag.name for flag in flags_of(text, names_our_law=True)] == ["opt-out wish"]
    assert [said for _, said in wishes_in(text)] == [wish]


def test_a_wish_that_is_only_quoted_is_nobodys() -> None:
    assert wishes_in(f"{ASKS}\n> Please unsubscribe me.") == ()


def test_a_question_in_a_text_without_full_stops_is_found() -> None:
    text = f"{'and so on ' * 400} who did you sell my address to {'and so on ' * 400}"

    assert recognise(text).is_request


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I moved to Texas last month.", "may not live in California"),
        ("I live in Nevada.", "may not live in California"),
        ("I am a resident of Texas.", "may not live in California"),
        ("I am writing for my mother, Rosa Lima.", "represented"),
        ("Without an answer I will write to the Attorney General.", "legal attention"),
        ("My lawyer will hear of it.", "legal attention"),
    ],
)
def test_what_a_reviewer_should_know_is_told_beside_the_question(text: str, flag: str) -> None:
    assert [found.name for found in flags_of(f"{text} {ASKS}", names_our_law=True)] == [flag]


def test_where_somebody_lived_before_does_not_count() -> None:
    text = f"I used to live in Texas but now I live in California. {ASKS}"

    assert flags_of(text, names_our_law=True) == []
