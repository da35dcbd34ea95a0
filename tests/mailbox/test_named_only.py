"""A name of the law is no request by itself; who takes a request back makes no new one; who asks is not lost."""

import time
from pathlib import Path

import pytest

from requests_app.delivery.models import Delivery
from requests_app.mailbox.recognise import recognise
from requests_app.requests.flags import flags_of
from requests_app.requests.models import DisclosureRequest, IncomingMessage
from requests_app.requests.models.incoming_message import Place
from tests.mailbox.named import NAMED_ONLY
from tests.mailbox.reading import ASKS, a_mail, configure, read_mail
from tests.mailbox.taken_back import STILL_ASKED, TAKEN_BACK

WITHDRAWS = "I withdraw my Shine the Light request."
MANY, SECONDS = 3_000, 5


def is_taken_as_request(text: str) -> bool:
    is_held = any(flag.holds for flag in flags_of(text, names_our_law=True))
    return recognise(text).is_request and not is_held


@pytest.mark.parametrize("text", NAMED_ONLY)
def test_who_only_names_the_law_has_not_asked(text: str) -> None:
    assert not is_taken_as_request(text)


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_who_takes_a_request_back_makes_no_new_one(text: str) -> None:
    assert not is_taken_as_request(text)


@pytest.mark.parametrize("text", STILL_ASKED)
def test_who_asks_is_not_lost_by_what_else_they_say(text: str) -> None:
    assert is_taken_as_request(text)


@pytest.mark.parametrize("word", ["my ", "request ", "please ", "the law ", '" ', "1798.83 ", "you ", "mi solicitud "])
def test_a_word_said_over_and_over_takes_no_time(word: str) -> None:
    began, text = time.process_time(), f"I withdraw {word * MANY}"

    recognise(text)
    flags_of(text, names_our_law=True)

    assert time.process_time() - began < SECONDS


@pytest.mark.django_db
@pytest.mark.parametrize("text", [NAMED_ONLY[0], WITHDRAWS, "Gracias por contestar mi solicitud Shine the Light."])
def test_a_mail_that_does_not_ask_waits_for_a_person_unanswered(text: str, tmp_path: Path) -> None:
    configure()
    (tmp_path / "mail.eml").write_bytes(a_mail(text, Content_Type="text/plain; charset=utf-8"))

    (answer,) = read_mail(tmp_path / "mail.eml", store=True).told

    assert (answer["outcome"], answer["acknowledge"]) == ("review", False)
    assert IncomingMessage.objects.get().place == Place.PEN
    assert not DisclosureRequest.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    ["Never mind, found it. Thanks.", "Thank you, this answers everything!", "Got it, thanks!", "This is no request."],
)
def test_what_is_quoted_below_words_that_ask_for_nothing_is_not_asked_again(words: str, tmp_path: Path) -> None:
    configure()
    body = f"{words}\r\n\r\nOn Mon, Mar 2, 2026 at 9:00 AM Ana Ruiz <ana@example.org> wrote:\r\n> {ASKS}\r\n"
    (tmp_path / "mail.eml").write_bytes(a_mail(body))

    (answer,) = read_mail(tmp_path / "mail.eml").told

    assert (answer["outcome"], answer["acknowledge"]) == ("review", False)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["Any news? Thanks.", "Sending this again.", "I still wait for your answer."])
def test_what_is_quoted_below_words_that_wait_is_asked_again(words: str, tmp_path: Path) -> None:
    configure()
    body = f"{words}\r\n\r\nOn Mon, Mar 2, 2026 at 9:00 AM Ana Ruiz <ana@example.org> wrote:\r\n> {ASKS}\r\n"
    (tmp_path / "mail.eml").write_bytes(a_mail(body))

    (answer,) = read_mail(tmp_path / "mail.eml").told

    assert answer["outcome"] == "request"


@pytest.mark.django_db
def test_a_withdrawal_is_none_the_less_one_for_the_request_quoted_below_it(tmp_path: Path) -> None:
    configure()
    body = f"{WITHDRAWS}\r\n\r\nOn Mon, Mar 2, 2026 at 9:00 AM Ana Ruiz <ana@example.org> wrote:\r\n> {ASKS}\r\n"
    (tmp_path / "mail.eml").write_bytes(a_mail(body))

    (answer,) = read_mail(tmp_path / "mail.eml").told

    assert (answer["outcome"], answer["acknowledge"]) == ("review", False)
    assert "withdrawal" in answer["flags"]
    assert "take a request back" in answer["why"]
