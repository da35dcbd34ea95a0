"""Who sent it: addresses out of broken lines, the server's verdict, and where an answer may go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.mailbox.addresses import Clarity, addresses_in, is_address, sender_of, without_tag
from requests_app.mailbox.authentication import failed
from requests_app.mailbox.headers import Headers
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.sending import may_be_answered, proposed_address

OURS = Ours(
    designated=("privacy@example.com",),
    others=("info@example.com",),
    reply_email="privacy@example.com",
    mail_domain="m.example.com",
)


@pytest.mark.parametrize(
    ("line", "name", "address", "clarity"),
    [
        ("Jane Doe <jane@example.org>", "Jane Doe", "jane@example.org", Clarity.CLEAR),
        ("jane@example.org", "", "jane@example.org", Clarity.CLEAR),
        ("jane@example.org (Jane Doe)", "Jane Doe", "jane@example.org", Clarity.CLEAR),
        ('"Doe, Jane" <jane@example.org>', "Doe, Jane", "jane@example.org", Clarity.CLEAR),
        (r'"Jane \"JD\" Doe" <jane@example.org>', 'Jane "JD" Doe', "jane@example.org", Clarity.CLEAR),
        ("=?utf-8?Q?Jos=C3=A9?= <jose@example.org>", "José", "jose@example.org", Clarity.CLEAR),
        ("zoë@example.org", "", "zoë@example.org", Clarity.CLEAR),
        ("Jane <jane@example.org", "Jane", "jane@example.org", Clarity.REPAIRED),
        ('"Jane <jane@example.org>', "Jane", "jane@example.org", Clarity.REPAIRED),
        ("Jane <<jane@example.org>>", "Jane", "jane@example.org", Clarity.REPAIRED),
        ("Jane jane@example.org", "Jane", "jane@example.org", Clarity.REPAIRED),
        ("alice@example.org(<bob@example.com>", "", "", Clarity.UNCLEAR),
        ("alice@example.org (bob@example.com)", "", "", Clarity.UNCLEAR),
        ("a@example.org, b@example.org", "", "", Clarity.UNCLEAR),
        ("a@example.org, a@example.org", "", "a@example.org", Clarity.CLEAR),
        ("<a@example.org> <b@example.org>", "", "", Clarity.UNCLEAR),
        ("Jane Doe", "Jane Doe", "", Clarity.MISSING),
        ("", "", "", Clarity.MISSING),
        ("undisclosed-recipients:;", "undisclosed-recipients:", "", Clarity.MISSING),
    ],
)
def test_a_from_line_names_one_address_or_none(line: str, name: str, address: str, clarity: Clarity) -> None:
    sender = sender_of(line)

    assert (sender.name, sender.address, sender.clarity) == (name, address, clarity)


@given(st.text(alphabet='ab@.<>()",;:\\ =?', max_size=60))
def test_no_line_raises_and_a_named_address_stands_in_it(line: str) -> None:
    sender = sender_of(line)

    assert sender.address == "" or (is_address(sender.address) and sender.address in line)
    assert bool(sender.address) is (sender.clarity in {Clarity.CLEAR, Clarity.REPAIRED})


@pytest.mark.parametrize(
    "text",
    [
        "a@b",
        "a@@example.org",
        "@example.org",
        "a@-.",
        "a b@example.org",
        f"{'a' * 65}@example.org",
        "a@x..org",
        "a@example.org\n",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert not is_address(text)


def test_addresses_are_found_between_whatever_stands_around_them() -> None:
    line = '<"x" <<a@example.org>, ((b@example.org)); mailto:c@example.org. "a@example.org"'

    assert addresses_in(line) == ("a@example.org", "b@example.org", "c@example.org")


def test_a_plus_tag_belongs_to_the_mailbox_before_it() -> None:
    assert without_tag("privacy+web+two@example.com") == "privacy@example.com"
    assert OURS.known("PRIVACY+web@Example.com") == "privacy@example.com"
    assert OURS.known("privacy@example.org") == ""


@pytest.mark.parametrize(
    ("address", "is_ours"),
    [
        ("sam@example.com", True),
        ("sam@shop.example.com", True),
        ("sam@notexample.com", False),
        ("sam@example.com.evil.net", False),
    ],
)
def test_employees_are_known_by_their_domain(address: str, is_ours: bool) -> None:
    assert OURS.has_sender(address) is is_ours


def test_a_shared_domain_makes_nobody_an_employee() -> None:
    shop = Ours(designated=("my.shop@gmail.com",), reply_email="my.shop@gmail.com")

    assert shop.has_sender("my.shop@gmail.com")
    assert not shop.has_sender("customer@gmail.com")


@pytest.mark.parametrize(
    ("results", "has_failed"),
    [
        ("mx.example.com; dmarc=fail", True),
        ("mx.example.com; spf=fail; dkim=none; dmarc=none", True),
        ("mx.example.com; spf=softfail", True),
        ("mx.example.com; dkim=fail", True),
        ("mx.example.com; dkim=fail; spf=pass", False),
        ("mx.example.com; spf=fail; dkim=pass", False),
        ("mx.example.com; spf=pass; dmarc=pass", False),
        ("mx.example.com (dmarc=fail); spf=pass", False),
        ("mx.example.com; none", False),
        ("mx.elsewhere.example; dmarc=fail", False),
        ("", False),
        (";;;", False),
    ],
)
def test_only_our_own_server_says_that_a_sender_is_not_confirmed(results: str, has_failed: bool) -> None:
    said = failed(Headers([("Authentication-Results", results)]), OURS, host="mx.example.com")

    assert bool(said) is has_failed


def test_a_failure_counts_whatever_another_of_our_lines_says() -> None:
    lines = [("Authentication-Results", f"mx.example.com; dmarc={result}") for result in ("pass", "fail")]

    assert "DMARC" in failed(Headers(lines), OURS, host="mx.example.com")


@pytest.mark.parametrize(
    ("sender", "reply_to", "address", "flags"),
    [
        ("ana@example.org", "", "", []),
        ("ana@example.org", '"Ana"', "", []),
        ("ana@example.org", "ANA@example.org", "", []),
        ("ana@example.org", "other@example.net", "", ["other reply address"]),
        ("no-reply@forms.example.net", "lia@example.net", "lia@example.net", ["sent for somebody else"]),
        ("web@example.com", "lia@example.net", "lia@example.net", ["sent for somebody else"]),
        ("no-reply@forms.example.net", "", "", ["no reply address"]),
        ("zoë@example.org", "", "", ["address not sendable"]),
    ],
)
def test_an_answer_goes_to_the_address_that_servers_check(
    sender: str, reply_to: str, address: str, flags: list[str]
) -> None:
    proposed = proposed_address(Headers([("Reply-To", reply_to)]), sender_of(sender), OURS)

    assert (proposed.address, [flag.name for flag in proposed.flags]) == (address, flags)


def test_nobody_is_written_to_who_cannot_read_it() -> None:
    assert may_be_answered("ana@example.org")
    assert not any(map(may_be_answered, ["", "noreply@example.org", "MAILER-DAEMON@example.org", "zoë@example.org"]))
