"""Letters as people may write them, mailed: a request, or one item for a person, and who asks."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from requests_app.requests.models import DisclosureRequest, IncomingMessage
from tests.mailbox.reading import configure, read_mail
from tests.mailbox.test_given_letters import a_plain_mail

pytestmark = pytest.mark.django_db
REQUEST, REVIEW = frozenset({"request"}), frozenset({"review"})
EITHER = REQUEST | REVIEW
"""A person may look first; nothing is put aside."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody writes, what may become of it, and a flag and a name that must be found."""

    text: str
    outcomes: frozenset[str]
    flag: str = ""
    name: str = ""


LETTERS = (
    Letter("Who did you sell my address to? Maria Lopez, 5 Elm St, Fresno, CA 93701", REQUEST, name="Maria Lopez"),
    Letter(
        "Hi. I want to know which companies you gave my e-mail to for marketing in 2025. Thanks, Tom Baker", REQUEST
    ),
    Letter("Shine the Light request please. Lee Chan, Oakland CA", REQUEST),
    Letter(
        "Pursuant to California Civil Code §1798.83, disclose the third parties. Jane Roe, 1 Main St, Chico, CA 95926",
        REQUEST,
        name="Jane Roe",
    ),
    Letter("I request my 1798.83 disclosure.", REQUEST),
    Letter("CIVIL CODE SECTION 1798.83 REQUEST. LIST ALL THIRD PARTIES. BOB STONE, 9 OAK AVE, NAPA, CA 94558", REQUEST),
    Letter(
        "who have you been giving my phone number to??? getting calls every day. Pat Kim San Jose CA 95112", REQUEST
    ),
    Letter("You people sold my information. I want names. Rosa Diaz, 22 Pine Ct, Davis, CA 95616", EITHER),
    Letter(
        "My late husband still gets catalogues from companies you gave his name to. Which ones? Ruth Weiss, 4"
        " Birch Rd, Marin, CA 94901",
        EITHER,
    ),
    Letter(
        "Quiero saber a qué empresas vendieron mi información. José Pérez, 8 Calle Luna, Salinas, CA 93905",
        REQUEST,
        name="José Pérez",
    ),
    Letter("¿A quién le dieron mis datos personales el año pasado? Vivo en Fresno, California.", REQUEST),
    Letter(
        "Dejen de mandarme correo basura y díganme a quién vendieron mi nombre. Luz Mora, 3 Mesa Dr, Indio, CA 92201",
        REQUEST,
        flag="opt-out wish",
    ),
    Letter(
        "Mi abogada pide la divulgación conforme al Código Civil 1798.83. Respondan por correo postal. Luz "
        "Mora, 3 Mesa Dr, Indio, CA 92201",
        REQUEST,
        flag="legal attention",
    ),
    Letter("Under CCPA section 1798.100 and 1798.83 tell me what you have and who got it.", REQUEST),
    Letter("Delete all my data under the CCPA.", REVIEW, flag="other privacy request"),
    Letter("Do not sell my personal information.", EITHER),
    Letter("I live in Nevada. Who did you share my information with?", EITHER),
    Letter(
        "I moved out of California in 2024 but was a customer. 1798.83 request.",
        REVIEW,
        flag="may not live in California",
    ),
    Letter(
        "For our company account: which third parties received our contacts under 1798.83?",
        REVIEW,
        flag="business purpose",
    ),
    Letter(
        "On behalf of my mother Ana Ruiz, I request the 1798.83 disclosure. Power of attorney enclosed.",
        EITHER,
        flag="represented",
    ),
    Letter(
        "We represent Dana Poe. Our client requests disclosure under Civ. Code 1798.83. Smith LLP",
        REQUEST,
        flag="legal attention",
    ),
    Letter(
        "Please send me the list of third parties to whom you disclosed personal info for direct marketing "
        "purposes. Answer by mail to: Al Gray, PO Box 12, Weed, CA 96094",
        REQUEST,
        flag="answer by post",
        name="Al Gray",
    ),
    Letter("what did you do with my data", EITHER),
    Letter("Where is my order #12345? It has not arrived.", REVIEW),
    Letter("Please unsubscribe me.", EITHER),
    Letter("Your shoes are great, thanks!", EITHER),
    Letter("I want a refund for order 77.", EITHER),
    Letter("Invoice attached. Please pay.", EITHER),
    Letter("Buy cheap watches http://spam.example", EITHER),
    Letter("", EITHER),
    Letter("?", EITHER),
    Letter("1798.83", EITHER),
    Letter("Shine the light 请告诉我你们把我的个人信息给了哪些公司。王小明 95814", REQUEST),
    Letter("私の個人情報をどの会社に渡しましたか。Civil Code 1798.83 山田太郎", REQUEST),
    Letter("Who got my data?\n\n-- \nSent from my iPhone", REQUEST),
    Letter("Who got my data? My name is Kim Lee. I live in Reno, NV but my home is in Truckee, CA 96161", EITHER),
    Letter(
        "I'd like to know, under California's Shine the Light law, what personal info you have disclosed to "
        "third parties in the last 12 months. Thank you! Sam O'Neil",
        REQUEST,
    ),
    Letter(
        "I demand statutory damages of $3,000 under 1798.84 since you ignored my 1798.83 request.",
        REQUEST,
        flag="legal attention",
    ),
    Letter("Is my information sold? To whom?", REQUEST),
    Letter("Hello, I am a student writing a paper on the Shine the Light law. How many requests do you get?", EITHER),
    Letter("I am a journalist. Which data brokers do you sell to?", EITHER),
    Letter("Mi nombre es Ana. ¿Comparten mis datos con terceros?", REQUEST),
    Letter(
        "Please tell me who you shared my info with. I have no e-mail; write to Ed Low, General Delivery, "
        "Bodie, CA 93517",
        REQUEST,
        flag="answer by post",
        name="Ed Low",
    ),
    Letter("Who'd you give my name & address to last yr? Thx. T. Ho 95814", REQUEST),
    Letter(
        "I received an ad from Blue Horizon Cruises addressed to the misspelled name only you have. How did "
        "they get it?",
        EITHER,
    ),
    Letter(
        "RE: your privacy policy. I would like a copy of the information-sharing disclosure described there.", REQUEST
    ),
    Letter(
        "I request the notice of my right to opt out and the list of affiliates that share the brand name, "
        "Civil Code 1798.83(c)(2) and (f).",
        REQUEST,
    ),
    Letter(
        "To whom it may concern: please provide the names of all entities with which you have exchanged my "
        "personal data for marketing. Wei Lin, 10 A St, Hayward, CA 94541",
        REQUEST,
        name="Wei Lin",
    ),
    Letter("I do not want to know who got my data, just fix my login.", EITHER),
    Letter("Marjorie Sm??th, 1?4 Oak St: who got my address? [illegible]", REVIEW, flag="illegible"),
    Letter(
        "Kto poluchil moi dannye? Civil Code 1798.83. Ivan Petrov, 6 Elm St, Yolo, CA 95697",
        REQUEST,
        name="Ivan Petrov",
    ),
    Letter("Can I ask, who got my personal information", REQUEST),
    Letter(
        "Please consider this a formal request under the “Shine the Light” law.\n"
        "Name: Bea Sims\n"
        "Email: bea@example.org\n"
        "Address: 40 Q St, Rocklin, CA 95677",
        REQUEST,
        name="Bea Sims",
    ),
    Letter("First name: Cy\nLast name: Moss\nZIP: 95677\nRequest: Shine the Light", REQUEST),
    Letter("I AM WRITING AGAIN. You never answered. WHO GOT MY DATA", REQUEST),
    Letter(
        "Unsubscribe me and tell me who you rented my address to. Gil Fox, 1 Elm, Ojai, CA 93023",
        REQUEST,
        flag="opt-out wish",
    ),
    Letter(
        "Who traded, rented or leased my personal information? Hal Ono, 9 Ash, Lodi, CA 95240", REQUEST, name="Hal Ono"
    ),
    Letter("Please disclose what data brokers you've provided my details to.", REQUEST),
    Letter("List of third parties pls", EITHER),
)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.text[:40] or "empty")
def test_an_invented_letter_is_taken_in_as_a_plain_mail(letter: Letter, tmp_path: Path) -> None:
    configure()
    (tmp_path / "letter.eml").write_bytes(a_plain_mail(letter.text, keeps_its_heading=True))

    (answer,) = read_mail(tmp_path / "letter.eml", store=True).told

    assert answer["outcome"] in letter.outcomes
    assert letter.flag in {"", *answer["flags"]}
    assert answer["name"] == letter.name or not letter.name
    assert (answer["due_on"], answer["report_year"]) == ("2026-04-05", 2025)
    kept = DisclosureRequest.objects if answer["outcome"] == "request" else IncomingMessage.objects
    assert str(kept.get().due_on) == "2026-04-05"
