"""A made-up registry in the shape of the published one: the same kinds of trouble, none of its companies."""

import csv
import random
from pathlib import Path

ROWS = 535
SHORT_ZIPS = 52
"""ZIP codes of the Northeast that lost their leading zero in a spreadsheet."""
BROKEN_ADDRESSES = 82
"""Street addresses with a line break in the cell."""

NAMED_HEADINGS = (
    "Data broker\N{NO-BREAK SPACE}name:",
    "Doing Business As (DBA), if applicable:",
    "Data broker primary website:",
    "Data broker primary contact email address:",
    "Data broker primary phone number: [optional]\N{NO-BREAK SPACE}",
    "Data broker\N{NO-BREAK SPACE}primary street address:",
    "Data broker\N{NO-BREAK SPACE}city:",
    "Data broker\N{NO-BREAK SPACE}state:",
    "Data broker zip code:",
    "Data broker country:",
    "Data broker primary address, if it does not comport to the format provided: ",
)
HEADINGS = (*NAMED_HEADINGS, *(f"Made-up answer\N{NO-BREAK SPACE}{number}: " for number in range(12, 68)))
INSTRUCTION = "Leave out of the public list where it was not answered. "

FIRST = ("Alder", "Bluff", "Cinder", "Dapple", "Ember", "Fallow", "Glint", "Harrow", "Inlet", "Juniper", "Kestrel")
SECOND = ("Audience", "Census", "Signal", "Ledger", "Profile", "Outreach", "Segment", "Panel", "Marketing", "Lists")
FORMS = (
    ", Inc.",
    ", LLC",
    " Ltd.",
    " Corp.",
    ", Inc. ",
    " Group",
    " GmbH",
    " \N{LATIN CAPITAL LETTER E WITH ACUTE}tudes",
)
STREETS = ("Maple Avenue", "Third Street", "Harbor Road", "Commerce Way", "Quarry Lane", "Station Boulevard")
NORTHEAST = (("Worcester", "MA"), ("Newark", "NJ"), ("Hartford", "CT"), ("Nashua", "NH"))
ELSEWHERE = (("Fresno", "CA"), ("San Jos\N{LATIN SMALL LETTER E WITH ACUTE}", "CA"), ("Reno", "NV"), ("Tulsa", "OK"))


def write(path: Path, *, seed: int = 2025) -> Path:
    """Write the file: always the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - nothing is secret here
    rows = [_row(number, dice) for number in range(ROWS)]
    instructions = [INSTRUCTION if column in {1, 4, 10, 16} else "" for column in range(len(HEADINGS))]
    instructions[5] = "Primary address"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([instructions, HEADINGS, *rows])
    return path


def _row(number: int, dice: random.Random) -> list[str]:
    name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} {number + 1}{dice.choice(FORMS)}"
    short = number % (ROWS // SHORT_ZIPS) == 0 and number // (ROWS // SHORT_ZIPS) < SHORT_ZIPS
    city, state = dice.choice(NORTHEAST if short else ELSEWHERE)
    postal_code = f"{dice.randint(1001, 8999)}" if short else f"{dice.randint(10001, 99950)}"
    street = f"{dice.randint(1, 9999)} {dice.choice(STREETS)}"
    if number < BROKEN_ADDRESSES:
        street += f"\r\nSuite {dice.randint(100, 999)}"
    trade_name = (
        f"{name.split(',', maxsplit=1)[0]} Direct,\r\nformerly {dice.choice(FIRST)}" if number == ROWS // 2 else ""
    )
    address = [street, city, state, postal_code, dice.choice(("USA", "USA", "USA ", "N/A"))]
    site = f"https://broker-{number + 1}.example/"
    answers = [dice.choice(("Yes", "No", str(dice.randint(0, 99_999)))) for _ in range(len(HEADINGS) - 12)]
    remark = "None to add.\r\nSee our site." if number % 15 == 0 else ""
    return [name, trade_name, site, "", "", *address, "n/a", *answers, remark]
