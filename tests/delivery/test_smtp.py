"""One mail over the wire to a real mail server, and its answer kept."""

import pytest

from requests_app.delivery.message import Mail
from requests_app.delivery.smtp import Outcome, hand_over
from shinelight.local.smtp import Catcher

ANA = "ana@example.org"


def a_mail(recipient: str = ANA, content: bytes = b"Subject: Notice\r\n\r\nHello.\r\n") -> Mail:
    return Mail(sender="privacy@example.com", recipient=recipient, content=content)


def test_an_accepted_mail_keeps_the_servers_words(smtp_catcher: Catcher) -> None:
    answer = hand_over(a_mail())

    assert answer.outcome is Outcome.ACCEPTED
    assert answer.says.startswith("250")
    (taken,) = smtp_catcher.received
    assert (taken.sender, taken.recipients) == ("privacy@example.com", (ANA,))


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("451 4.7.1 try again later", Outcome.PUT_OFF), ("550 5.1.1 no such user", Outcome.REFUSED)],
)
@pytest.mark.parametrize("at", ["rcpt", "data"])
def test_a_refusal_is_told_apart_from_a_later_again(
    smtp_catcher: Catcher, at: str, words: str, outcome: Outcome
) -> None:
    refuse = smtp_catcher.answers.at_rcpt if at == "rcpt" else smtp_catcher.answers.at_data
    refuse(ANA, words)

    answer = hand_over(a_mail())

    assert (answer.outcome, answer.says) == (outcome, words)
    assert smtp_catcher.received == []


def test_a_server_that_is_down_puts_every_mail_off(smtp_catcher: Catcher) -> None:
    smtp_catcher.stop()

    answer = hand_over(a_mail())

    assert answer.outcome is Outcome.PUT_OFF
    assert "cannot be used" in answer.says


def test_a_connection_that_breaks_after_the_mail_was_given_is_an_unknown_outcome(smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.hang_up()

    answer = hand_over(a_mail())

    assert answer.outcome is Outcome.UNKNOWN
    assert len(smtp_catcher.received) == 1


def test_a_line_that_begins_with_a_dot_arrives_whole(smtp_catcher: Catcher) -> None:
    hand_over(a_mail(content=b"Subject: Notice\r\n\r\nOne\r\n.\r\n..two\r\n"))

    (taken,) = smtp_catcher.received
    assert [line for line in str(taken.message.get_payload()).splitlines() if line] == ["One", ".", "..two"]


def test_an_address_with_letters_beyond_ascii_reaches_a_server_that_knows_them(smtp_catcher: Catcher) -> None:
    answer = hand_over(a_mail("siobhán@example.org"))

    assert answer.outcome is Outcome.ACCEPTED
    assert smtp_catcher.received[0].recipients == ("siobhán@example.org",)
