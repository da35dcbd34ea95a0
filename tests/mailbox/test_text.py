"""What the text says: own words apart from quoted ones, messages passed on, names, addresses, signals and flags."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.mailbox.addresses import Sender
from requests_app.mailbox.arrival import arrival_of, came_to, moment
from requests_app.mailbox.headers import Headers
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.places import places_in
from requests_app.mailbox.quoting import written_in
from requests_app.mailbox.recognise import recognise
from requests_app.mailbox.shown_days import shown_moment
from requests_app.mailbox.who import who_asks
from requests_app.requests.flags import flags_of

OURS = Ours(
    designated=("privacy@example.com",),
    others=("info@example.com",),
    postal_addresses=("1 Main St, Sacramento, CA 95814",),
)
NOW = datetime.fromisoformat("2026-06-01T12:00:00-07:00")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("mine\n> theirs", "mine"),
        ("> theirs\n\nmine", "mine"),
        ("mine\n\nOn Tue, Mar 3, 2026 at 9:16 AM <a@example.com> wrote:\n> theirs", "mine"),
        ("mine\n\nOn Tue, Mar 3, 2026 at 9:16 AM Somebody With A Long Name\n<a@example.com> wrote:\n\ntheirs", "mine"),
        ("mine\nEl mar, 3 mar 2026, Ana escribió:\ntheirs", "mine"),
        ("mine\n-----Original Message-----\nFrom: x\ntheirs", "mine"),
        ("mine\nFrom: A <a@example.com>\nSent: Tuesday\nTo: B\nSubject: x\n\ntheirs", "mine"),
        ("mine\n---------- Forwarded message ---------\ntheirs", "mine"),
        (
            "On reflection I wrote nothing.\nFrom: here on I am well.",
            "On reflection I wrote nothing.\nFrom: here on I am well.",
        ),
        ("", ""),
    ],
)
def test_own_words_are_told_from_quoted_ones(text: str, own: str) -> None:
    assert written_in(text).own == own


@given(st.text(alphabet="> \nFrom:SentToSubject-wrote,", max_size=300))
def test_nothing_that_was_written_is_lost(text: str) -> None:
    written = written_in(text)

    assert sorted(f"{written.own}{written.quoted}".split()) == sorted(text.split()) or "".join(
        sorted(f"{written.own}{written.quoted}".replace("\n", "").replace(" ", ""))
    ) == "".join(sorted(text.replace("\n", "").replace(" ", "")))


@pytest.mark.parametrize(
    ("shown", "on"),
    [
        ("Monday, February 23, 2026 4:05 PM", "2026-02-23T16:05:00"),
        ("Mon, Feb 23, 2026 at 4:05\u202fPM", "2026-02-23T16:05:00"),
        ("2/23/2026 4:05 PM", "2026-02-23T16:05:00"),
        ("23 February 2026 16:05", "2026-02-23T16:05:00"),
        ("Mon, 23 Feb 2026 16:05:00 -0800", "2026-02-23T16:05:00-08:00"),
    ],
)
def test_a_day_above_a_message_passed_on_is_read(shown: str, on: str) -> None:
    assert shown_moment(shown) == datetime.fromisoformat(on)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Tue, 31 Feb 2026 10:00:00 -0800",
        "9" * 5000,
        "03 Mar 2950 00:00:00 +0000",
    ],
)
def test_an_impossible_day_is_none(text: str) -> None:
    assert moment(text) is None


def test_without_a_server_the_senders_day_counts_unless_it_lies_ahead() -> None:
    def arrived(date: str) -> tuple[str, bool]:
        found = arrival_of(Headers([("Date", date)]), OURS, kept_at=None, now=NOW)
        return f"{found.at:%Y-%m-%d}", found.is_proven

    assert arrived("Tue, 03 Mar 2026 09:15:22 -0800") == ("2026-03-03", False)
    assert arrived("Tue, 03 Mar 2050 09:15:22 -0800") == ("2026-06-01", False)


def test_where_a_message_came_to_is_said_by_the_envelope_first() -> None:
    def to(**lines: str) -> tuple[str, str]:
        return came_to(Headers((name.replace("_", "-"), value) for name, value in lines.items()), OURS)

    assert to(To="info@example.com", Delivered_To="privacy+x@example.com") == (
        "privacy+x@example.com",
        "privacy@example.com",
    )
    assert to(To="hidden:;", Received="from a by b for <INFO@example.com>; x") == (
        "INFO@example.com",
        "info@example.com",
    )
    assert to(To="other@example.com") == ("other@example.com", "")
    assert to() == ("", "")


@pytest.mark.parametrize(
    ("text", "address", "before"),
    [
        ("12 Elm St Fresno, CA 93721", "12 Elm St, Fresno, CA 93721", ""),
        ("Ana Ruiz, 3 Mock St, Davis, CA 95616", "3 Mock St, Davis, CA 95616", "Ana Ruiz"),
        (
            "Bo Li\nPO Box 7\nApt 4\nSan Luis Obispo, California 93401-1234",
            "PO Box 7, Apt 4, San Luis Obispo, CA 93401-1234",
            "Bo Li",
        ),
        ("Name: Ann Lee\nAddress: 5 Oak Rd #2\nCity: Ojai, CA 93023", "5 Oak Rd #2, Ojai, CA 93023", "Ann Lee"),
        ("My address is now 22 Elm Ave, Fresno, CA 93721. Thanks.", "22 Elm Ave, Fresno, CA 93721", ""),
        ("77 Elm St. Apt 4, Lodi, CA 95240", "77 Elm St. Apt 4, Lodi, CA 95240", ""),
        ("8 Mock Dr, Yuba City, CA 95991", "8 Mock Dr, Yuba City, CA 95991", ""),
    ],
)
def test_an_address_is_found_as_people_write_it(text: str, address: str, before: str) -> None:
    (place,) = places_in(text)

    assert (place.one_line, place.before) == (address, before)


@pytest.mark.parametrize(
    "text", ["send OK 12345 of them", "1 Main St, Sacramento, CA 95814", "call 559 555-0123", "XX 12345"]
)
def test_what_is_no_address_of_a_requester(text: str) -> None:
    assert places_in(text, ours=OURS.postal_addresses) == []


@pytest.mark.parametrize(
    ("text", "sender", "name"),
    [
        ("Name: Ana María Ruiz\nbody", "Somebody", "Ana María Ruiz"),
        ("Our client Dolores Finch\nThis firm represents Ms. Finch.", "Firm LLP", "Dolores Finch"),
        ("We are the authorized agent of Sam Relay (CA 90802).", "", "Sam Relay"),
        ("Thanks, Jose\n1 Elm St\nChico, CA 95928", "José Nuñez", "José Nuñez"),
        ("Who got my data? Nora Parent, 6 Mock Ln, Gilroy, CA 95020", "", "Nora Parent"),
        ("Please write to 6 Mock Ln, Gilroy, CA 95020", "", ""),
        ("", "", ""),
    ],
)
def test_the_customers_name_is_what_they_say_then_how_they_sign(text: str, sender: str, name: str) -> None:
    assert who_asks(text, Sender(name=sender), OURS).name == name


@pytest.mark.parametrize(
    ("text", "is_request"),
    [
        ("Cal. Civ. Code § 1798.\n83", True),
        ("shine-the-light", True),
        ("Who has been given our e-mail addresses?", True),
        ("I want the names of all companies you sold data to", True),
        ("¿A quién vendieron mis datos?", True),
        ("Section 1798.830 or 21798.83?", False),
        ("the lamp should shine on the light wall", False),
        ("Who has my parcel?", False),
        ("CCPA 1798.105", False),
    ],
)
def test_a_request_needs_no_magic_words(text: str, is_request: bool) -> None:
    assert recognise(text).is_request is is_request


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Stop sending me junk mail", ["opt-out wish"]),
        ("Please answer by regular mail", ["answer by post"]),
        ("Civil penalties under 1798.84", ["legal attention"]),
        ("Delete my account", ["other privacy request"]),
        ("I am not a California resident", ["may not live in California"]),
        ("Marjorie Sm??th", ["illegible"]),
        ("1798.83 please", []),
    ],
)
def test_what_else_a_reviewer_should_know_is_flagged(text: str, flags: list[str]) -> None:
    assert [flag.name for flag in flags_of(text, names_our_law=False)] == flags
