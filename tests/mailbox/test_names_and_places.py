"""Who asks and where they live, as people write it: names said and signed, addresses in every shape, other states."""

import pytest

from requests_app.mailbox.addresses import sender_of
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.places import places_in
from requests_app.mailbox.who import who_asks

ASKS = "Under Civil Code 1798.83, which companies got my information?"
NAMES = (
    ("ana@example.org", f"My name is Ana Ruiz. {ASKS}", "Ana Ruiz"),
    ("ana@example.org", f"I am Ana Ruiz, a customer of yours. {ASKS}", "Ana Ruiz"),
    ("ana@example.org", f"Me llamo Ana Ruiz Vega y soy cliente. {ASKS}", "Ana Ruiz Vega"),
    ("ana@example.org", f"Mi nombre es Ana Ruiz. {ASKS}", "Ana Ruiz"),
    ("ana@example.org", f"{ASKS}\n\nRegards,\nAna Ruiz", "Ana Ruiz"),
    ("ana@example.org", f"{ASKS}\n\nSincerely,\n\nAna M. Ruiz\n559-555-0100", "Ana M. Ruiz"),
    ("ana@example.org", f"{ASKS}\n\nAtentamente,\nAna Ruiz", "Ana Ruiz"),
    ('"Ruiz, Ana" <ana@example.org>', f"{ASKS}\n\nThanks,\nAna Ruiz", "Ana Ruiz"),
    ('"Ana Ruiz via Gmail" <ana@example.org>', ASKS, "Ana Ruiz"),
    ('"ana@example.org" <ana@example.org>', f"{ASKS}\n\nThank you,\nAna Ruiz", "Ana Ruiz"),
    ("=?utf-8?Q?Ana_Ru=C3=ADz?= <ana@example.org>", ASKS, "Ana Ruíz"),
    ("Ana Ruiz <ana@example.org>", f"{ASKS}\n\nRegards,\nAna", "Ana Ruiz"),
    ("ana@example.org", f"{ASKS}\n\n-- \nAna Ruiz\nFresno", "Ana Ruiz"),
    ("ana@example.org", f"I'm Ana Ruiz and I live in California. {ASKS}", "Ana Ruiz"),
    ("ana@example.org", f"I am a California resident. {ASKS}", None),
    ("ana@example.org", f"I am Angry. {ASKS}\n\nBest regards\nAna Ruiz", "Ana Ruiz"),
    ("shopper88 <ana@example.org>", f"My name is Ana Ruiz. {ASKS}", "Ana Ruiz"),
    ("ana@example.org", f"{ASKS}\n\nThanks,\n-Ana Ruiz", "Ana Ruiz"),
    ("ana@example.org", f"{ASKS}\n\nThanks!\nAna Ruiz\n\nSent from my iPhone", "Ana Ruiz"),
    ("ana@example.org", f"{ASKS}\n\nRegards, Ana Ruiz", "Ana Ruiz"),
    ("Ana <ana@example.org>", f"{ASKS}\n\nSincerely,\nAna Ruiz-Vega", "Ana Ruiz-Vega"),
    ("ana@example.org", f"{ASKS}\n\nVery truly yours,\n\n\n\nAna Ruiz", "Ana Ruiz"),
    ("ana@example.org", f"{ASKS}\n\nAna Ruiz", "Ana Ruiz"),
    ("ana@example.org", f"{ASKS}\n\nGracias,\nMaría de la Cruz", "María de la Cruz"),
    ("ana@example.org", f"{ASKS}\n\nRegards,\nMr. Bob O’Neil Jr.", "Mr. Bob O’Neil Jr."),
    ("Ana Ruiz <ana@example.org>", f"I am Angry About This. {ASKS}", "Ana Ruiz"),
)
ADDRESSES = (
    ("Ana Ruiz\n12 Oak Street\nFresno, California 93721", "12 Oak Street, Fresno, CA 93721"),
    ("Ana Ruiz\nPSC 473 Box 100\nFPO AP 96349", "PSC 473 Box 100, FPO, AP 96349"),
    ("Ana Ruiz\n12 Oak Street\nFresno, CA", "12 Oak Street, Fresno, CA"),
    ("Ana Ruiz\n12 Oak Street\nFresno, CA 93721-1234", "12 Oak Street, Fresno, CA 93721-1234"),
    ("Ana Ruiz\nP.O. Box 77\nUkiah, CA 95482", "P.O. Box 77, Ukiah, CA 95482"),
    ("Ana Ruiz\n12 Oak Street\nApt. 4-B\nFresno, CA 93721", "12 Oak Street, Apt. 4-B, Fresno, CA 93721"),
    ("Ana Ruiz, 12 Oak Street, Apt 4, Fresno, CA 93721", "12 Oak Street, Apt 4, Fresno, CA 93721"),
    ("My address is 12 Oak Street, Fresno, CA 93721.", "12 Oak Street, Fresno, CA 93721"),
    ("I live at 12 Oak Street, Fresno, California 93721 and shop with you often.", "12 Oak Street, Fresno, CA 93721"),
    ("Mi dirección es 12 Oak Street, Fresno, CA 93721", "12 Oak Street, Fresno, CA 93721"),
    ("I live in Fresno, CA.", "Fresno, CA"),
    ("Ana Ruiz\n12 Oak Street\nFresno CA 93721\nUSA", "12 Oak Street, Fresno, CA 93721"),
    ("Ana Ruiz\n12 Oak Street, Fresno, Calif. 93721", "12 Oak Street, Fresno, CA 93721"),
    ("Ana Ruiz\n12 oak street\nfresno, ca 93721", "12 oak street, fresno, CA 93721"),
    ("Address: 12 Oak Street\nCity: Fresno\nState: CA\nZIP: 93721", "12 Oak Street, Fresno, CA 93721"),
    (
        "You can find me at 12 Oak Street, Unit 5, San Luis Obispo, CA, 93401.",
        "12 Oak Street, Unit 5, San Luis Obispo, CA 93401",
    ),
    ("Ana Ruiz | 12 Oak St | Fresno, CA 93721", "12 Oak St, Fresno, CA 93721"),
    ("Ana Ruiz\n16 Mock Pkwy. Mountain View, CA. 94043", "16 Mock Pkwy., Mountain View, CA 94043"),
    ("My name is Ana Ruiz and I live at 12 Oak St., Apt. 3, Fresno, CA 93721.", "12 Oak St., Apt. 3, Fresno, CA 93721"),
)
OUTSIDE = (
    "Ana Ruiz\n5 Elm St\nHouston, Texas 77002",
    "Ana Ruiz\n5 Elm St\nSeattle, Washington 98101",
    "Ana Ruiz\n5 Elm St\nNew York, New York 10001",
    "Ana Ruiz\n5 Elm St\nSalem, Massachusetts 01970",
    "I live at 5 Elm St, Reno, NV 89501.",
    "Ana Ruiz\n5 Elm St\nReno, NV",
)
SHOP = "I shopped at your store at 50 Main St, Reno, NV 89501 last year."


@pytest.mark.parametrize(("line", "body", "name"), NAMES)
def test_the_customer_is_called_as_they_say_or_sign(line: str, body: str, name: str | None) -> None:
    assert who_asks(body, sender_of(line), Ours()).name == (name or "")


@pytest.mark.parametrize(("tail", "address"), ADDRESSES)
def test_an_address_in_any_shape_is_found(tail: str, address: str) -> None:
    who = who_asks(f"{ASKS}\n\n{tail}", sender_of("ana@example.org"), Ours())

    assert who.address == address
    assert not who.is_outside_california


@pytest.mark.parametrize("tail", [*OUTSIDE, "Ana Ruiz\n8 King Street West, Toronto, ON M5H 1A1", "I live in Canada"])
def test_an_address_outside_california_is_told(tail: str) -> None:
    assert who_asks(f"{ASKS}\n\n{tail}", sender_of("ana@example.org"), Ours()).is_outside_california


def test_the_address_of_a_shop_is_not_the_writers() -> None:
    who = who_asks(f"{ASKS}\n{SHOP}\n\nAna Ruiz\n12 Oak Street\nFresno, CA 93721", sender_of("a@x.org"), Ours())

    assert who.address == "12 Oak Street, Fresno, CA 93721"
    assert who_asks(SHOP, sender_of("a@x.org"), Ours()).address == ""


def test_a_question_above_a_city_is_no_street() -> None:
    (place,) = places_in(f"{ASKS}\nFresno, CA 93721")

    assert place.one_line == "Fresno, CA 93721"
