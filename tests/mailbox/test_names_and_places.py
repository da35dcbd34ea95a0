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
    ("ana@example.org", "who got my data? thx\nAna Ruiz\nBakersfield", "Ana Ruiz"),
    ("ana@example.org", "who got my data? thx / Ana Ruiz / Bakersfield", "Ana Ruiz"),
    ("ana@example.org", "Who got my data? Thanks, Ana Ruiz", "Ana Ruiz"),
    ("ana@example.org", "¿Quién tiene mis datos? Gracias\nAna Ruiz\nBakersfield", "Ana Ruiz"),
    ("ana@example.org", "Who got my data?\nAna Ruiz\nBakersfield", "Ana Ruiz"),
    ("ana@example.org", "Who got my data?\nAna Ruiz, Bakersfield", "Ana Ruiz"),
    ("ana@example.org", "Who got my data? Thanks for your help.\nBakersfield", None),
    ("ana@example.org", "Who got my data? I live in\nSan Jose, California", None),
    ("Ana Ruiz <ana@example.org>", f"I am Angry About This. {ASKS}", "Ana Ruiz"),
    ("Ana <ana@example.org>", f"{ASKS}\n\nAna Ruiz\n12 Oak St\nFresno, CA 93721", "Ana Ruiz"),
    ("ana <ana@example.org>", f"{ASKS}\n\nAna Ruiz, 12 Oak St, Fresno, CA 93721", "Ana Ruiz"),
    ("Joe <joe@example.org>", f"{ASKS}\n\nAna Ruiz\n12 Oak St\nFresno, CA 93721", "Joe"),
    ("Joe Day <joe@example.org>", f"I write on behalf of my client, Mrs. Ana Ruiz. {ASKS}", "Ana Ruiz"),
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
OLD, NEW = "12 Oak St, Reno, NV 89501", "5 Elm St, Fresno, CA 93701"
MOVED = (
    f"I moved from {OLD} to {NEW}.",
    f"I moved to {NEW} from {OLD}.",
    f"We have recently moved from {OLD} to {NEW}.",
    f"I moved from Nevada to {NEW}.",
    f"I used to live at {OLD} and moved to {NEW}.",
    f"My old address was {OLD}, my new address is {NEW}.",
    f"Old address: {OLD}\nNew address: {NEW}",
    f"I live at {NEW}. Your store is at {OLD}.",
    f"Me mudé de {OLD} a {NEW}.",
    f"Nos mudamos de {OLD} a {NEW} en mayo.",
    f"Mi dirección anterior era {OLD}; ahora vivo en {NEW}.",
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


LISTED = (
    "1. Ana Ruiz, 12 Oak St, Fresno, CA 93721\n2. Bo Li, 5 Elm, Irvine, CA 92602\n3. Di Oh, 7 Fir, Ojai, CA 93023",
    "- Ana Ruiz, 12 Oak St, Fresno, CA 93721\n- Bo Li, 5 Elm St, Irvine, CA 92602\n- Di Oh, 7 Fir St, Ojai, CA 93023",
    (
        "(a) Ana Ruiz (ana@example.org), 12 Oak St, Fresno, CA 93721\n(b) Bo Li, 5 Elm, Irvine, CA 92602\n"
        "(c) Di Oh, 7 Fir, Ojai, CA 93023"
    ),
    "1) Ana Ruiz\n12 Oak St\nFresno, CA 93721\n2) Bo Li\n5 Elm\nIrvine, CA 92602\n3) Di Oh\n7 Fir\nOjai, CA 93023",
)


@pytest.mark.parametrize("listed", LISTED)
def test_each_customer_whom_a_representative_lists_is_one(listed: str) -> None:
    text = f"We represent the following individuals:\n\n{listed}\n\n{ASKS}\n\nLois Grant"
    who = who_asks(text, sender_of("Lois Grant <lg@example.org>"), Ours())

    assert (who.name, who.others) == ("Ana Ruiz", ("Bo Li", "Di Oh"))
    assert who.address == "12 Oak St, Fresno, CA 93721"


@pytest.mark.parametrize(
    "words",
    [
        "We are counsel to the following three California consumers.",
        "Clients:",
        "This firm makes it for each of them.",
        "Nuestros clientes son:",
    ],
)
def test_a_representative_says_so_in_many_words(words: str) -> None:
    who = who_asks(f"{words}\n\n{LISTED[0]}\n\n{ASKS}", sender_of("Lois Grant <lg@example.org>"), Ours())

    assert (who.name, who.others) == ("Ana Ruiz", ("Bo Li", "Di Oh"))


def test_what_stands_in_brackets_behind_a_name_is_no_part_of_it() -> None:
    assert who_asks(f"{ASKS}\nThanks,\nMia Cho (Oakland)", sender_of("mia@example.org"), Ours()).name == "Mia Cho"


def test_who_represents_nobody_lists_no_customers() -> None:
    who = who_asks(f"{ASKS}\n{LISTED[0]}", sender_of("Ana Ruiz <ana@example.org>"), Ours())

    assert (who.name, who.others, who.address) == ("Ana Ruiz", (), "12 Oak St, Fresno, CA 93721")


@pytest.mark.parametrize("tail", MOVED)
def test_who_moved_lives_where_they_went(tail: str) -> None:
    assert who_asks(f"{ASKS}\n{tail}", sender_of("ana@example.org"), Ours()).address == NEW


def test_who_moved_away_lives_outside_california() -> None:
    who = who_asks(f"{ASKS}\nI moved from {NEW} to {OLD}.", sender_of("ana@example.org"), Ours())

    assert (who.address, who.is_outside_california) == (OLD, True)


def test_a_question_above_a_city_is_no_street() -> None:
    (place,) = places_in(f"{ASKS}\nFresno, CA 93721")

    assert place.one_line == "Fresno, CA 93721"
