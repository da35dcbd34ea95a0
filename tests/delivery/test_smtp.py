"""One mail over the wire to a real mail server, and its answer kept."""

import pytest

from requests_app.delivery.message import Mail
from requests_app.delivery.smtp import Line, Outcome, hand_over
from shinelight.local.smtp import Catcher

ANA = "ana@example.org"


def a_mail(recipient: str = ANA, content: bytes = b"Subject: Notice\r\n\r\nHello.\r\n") -> Mail:
    return Mail(sender="privacy@example.com", recipient=recipient, content=content)


@pytest.fixture(params=[True, False], ids=["commands together", "one by one"], autouse=True)
def _both_ways(request: pytest.FixtureRequest, smtp_catcher: Catcher) -> None:
    """Speak to a server that takes commands together (RFC 2920), and to one that does not."""
    smtp_catcher.takes_commands_together = request.param


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


def test_mails_that_follow_one_another_share_a_connection(smtp_catcher: Catcher) -> None:
    with Line() as line:
        answers = [line.hand_over(a_mail(f"{name}@example.org")) for name in ("ana", "bo", "cy")]

    assert [answer.outcome for answer in answers] == [Outcome.ACCEPTED] * 3
    assert [taken.recipients for taken in smtp_catcher.received] == [
        ("ana@example.org",),
        ("bo@example.org",),
        ("cy@example.org",),
    ]
    assert smtp_catcher.connections == 1


def test_a_refused_mail_leaves_nothing_on_the_line_of_the_next(smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.at_rcpt("bo@example.org", "550 5.1.1 no such user")

    with Line() as line:
        answers = [line.hand_over(a_mail(f"{name}@example.org")) for name in ("ana", "bo", "cy")]

    assert [answer.outcome for answer in answers] == [Outcome.ACCEPTED, Outcome.REFUSED, Outcome.ACCEPTED]
    assert [taken.recipients for taken in smtp_catcher.received] == [("ana@example.org",), ("cy@example.org",)]


def test_a_line_that_the_server_ended_in_between_is_opened_anew(smtp_catcher: Catcher) -> None:
    with Line() as line:
        line.hand_over(a_mail())
        smtp_catcher.stop()
        smtp_catcher.start()
        answer = line.hand_over(a_mail("bo@example.org"))

    assert answer.outcome is Outcome.ACCEPTED
    assert [taken.recipients for taken in smtp_catcher.received] == [(ANA,), ("bo@example.org",)]


def test_a_server_that_had_enough_of_a_line_gets_the_rest_over_another(smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.at_rcpt("bo@example.org", "421 4.7.0 too many mails over this connection", times=1)

    with Line() as line:
        answers = [line.hand_over(a_mail(f"{name}@example.org")) for name in ("ana", "bo")]

    assert [answer.outcome for answer in answers] == [Outcome.ACCEPTED] * 2
    assert smtp_catcher.connections == 2


def test_a_server_that_goes_away_at_the_first_mail_puts_it_off(smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.at_rcpt(ANA, "421 4.3.2 shutting down")

    answer = hand_over(a_mail())

    assert (answer.outcome, answer.says) == (Outcome.PUT_OFF, "421 4.3.2 shutting down")


def test_a_line_that_breaks_while_a_mail_is_given_tries_it_no_second_time(smtp_catcher: Catcher) -> None:
    with Line() as line:
        line.hand_over(a_mail())
        smtp_catcher.answers.hang_up()
        answer = line.hand_over(a_mail("bo@example.org"))

    assert answer.outcome is Outcome.UNKNOWN
    assert len(smtp_catcher.received) == 2


@pytest.mark.parametrize("address", ["ana@example.org\r\nRCPT TO:<eve@example.net>", "a><eve@example.net"])
def test_no_address_gives_a_command_of_its_own(smtp_catcher: Catcher, address: str) -> None:
    answer = hand_over(a_mail(address))

    assert answer.outcome is Outcome.REFUSED
    assert smtp_catcher.received == []
