"""The people who ask: invented residents of California, another one in each run."""

from dataclasses import dataclass

FIRST_NAMES = ("Marisol", "Desmond", "Ottilie", "Ignacio", "Philippa", "Thaddeus", "Guadalupe", "Ezekiel", "Winifred")
LAST_NAMES = ("Quenby", "Hollowell", "Arroyo Pine", "Featherstone", "Ocampo Vale", "Larkinson", "Brightwater")
PLACES = (
    ("417 Marzipan Street", "Sacramento", "95818"),
    ("9 Kingfisher Steps", "Fresno", "93704"),
    ("1250 Lemonade Lane", "San José", "95112"),
    ("62 Paper Lantern Court", "Long Beach", "90802"),
    ("308 Tumbleweed Terrace", "Bakersfield", "93301"),
)
MESSAGES = (
    "I have bought tents and bedding from you since 2019, mostly under this address.",
    "My children's birthday club letters come to this address as well.",
    "",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """What somebody types into the public form."""

    name: str
    email: str
    street: str
    city: str
    postal_code: str
    message: str


def requester(number: int) -> Requester:
    """Return the person who asks as the `number`th: no two numbers share an e-mail address."""
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    last = LAST_NAMES[number % len(LAST_NAMES)]
    street, city, postal_code = PLACES[number % len(PLACES)]
    mailbox = f"{first}.{last}".lower().replace(" ", "")
    return Requester(
        name=f"{first} {last}",
        email=f"{mailbox}.{number + 1}@residents.example",
        street=street,
        city=city,
        postal_code=postal_code,
        message=MESSAGES[number % len(MESSAGES)],
    )
