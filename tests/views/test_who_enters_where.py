"""Every address of the configuration, asked by each kind of person: nothing opens that the table does not open."""

import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.builders import a_business, a_person, a_register
from tests.views.every_row import rows_of, rows_of_the_admin
from tests.views.matrix import (
    EVERY_ROLE,
    METHODS,
    Browser,
    Row,
    ask,
    everybody_elsewhere,
    of_the_staff,
    routes,
    table,
)

pytestmark = pytest.mark.django_db
HERE, *ELSEWHERE = 6, 7, 8
"""The places of those of the table's people who are bound to the business that is asked about, and to another."""
SECRETS = ("secret", "dossier_secret", "part_secret", "token")
MARK = "Quillfeather"
WORDS = (MARK.lower().encode(), b"example outfitters", b"sierra seed")
"""What the rows of the business that is asked about are known by: nobody who is bound elsewhere reads it anywhere."""

Known = dict[str, object]


@pytest.fixture
def elsewhere(settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Business:  # noqa: ANN401 - any setting may be set
    """Return another business of the installation; it comes second, so that the first rows are not its own."""
    settings.MEDIA_ROOT = tmp_path
    # Hundreds are refused here, as they should be.
    caplog.set_level(logging.CRITICAL, logger="django.request")
    a_register(a_business())
    return a_business("harbor", legal_name="Harbor Tea LLC")


@pytest.fixture
def known(elsewhere: Business) -> Known:
    """Return one row of each kind of the first business, by the names of the addresses."""
    return rows_of(Business.objects.get(slug="outfitters"), mark=MARK, by=a_person("everybody", *EVERY_ROLE))


def rows_in(*areas: str) -> list[Row]:
    return [row for row in table() if row.area in areas]


def expected(row: Row, method: str, people: int) -> list[str]:
    said = row.answers[method]
    return list(said) * people if len(said) == 1 else list(said)


def test_every_address_has_its_row_and_every_row_its_address() -> None:
    """Fault 87: an address that is new is written into the table, with who may enter, or this fails."""
    assert sorted(routes()) == sorted(row.route for row in table())


@pytest.mark.parametrize("area", ["staff", "admin", pytest.param("each table of the admin", marks=pytest.mark.long)])
def test_each_of_the_staff_is_answered_as_the_table_says(area: str, known: Known, elsewhere: Business) -> None:
    """Faults 87 and 88: each address, whatever it hands out, for each role; who is bound elsewhere reads nothing.

    Of the admin's tables that are answered for by one line the first is asked about by everybody, and the others by
    those elsewhere; the long rung has everybody ask about each.
    """
    browsers = of_the_staff(here=Business.objects.get(slug="outfitters"), elsewhere=elsewhere)
    names = known if area == "staff" else rows_of_the_admin()
    words = (*WORDS, str(DisclosureRequest.objects.earliest("pk").reference).lower().encode())
    wrong, read_here = [], b""
    for row in rows_in("staff" if area == "staff" else "admin"):
        asking = ELSEWHERE if row.is_of_a_family and area == "admin" else range(len(browsers))
        for method in METHODS:
            answers = {place: ask(browsers[place], method, row.address.format(**names)) for place in asking}
            said = expected(row, method, len(browsers))
            found = [answer.status for answer in answers.values()]
            if found != [said[place] for place in asking]:
                wrong.append(f"{method} {row.route}: {' '.join(found)}, not {' '.join(said)}")
            told = b"".join(answers[place].told for place in ELSEWHERE)
            read_here += answers[HERE].told if HERE in answers else b""
            wrong += [f"{method} {row.route}: tells of {word!r}" for word in words if word in told]

    assert not wrong, "\n".join(wrong)
    assert [word for word in words if word not in read_here] == []


def test_a_secret_opens_what_it_was_made_for_and_nothing_else(known: Known, elsewhere: Business) -> None:
    """Faults 87 and 88, before the public: with the right secret, with none of ours, and with another's."""
    others = rows_of(elsewhere, mark="Thistledown", by=a_person("somebody", *EVERY_ROLE))
    nobody, staff = Browser(), everybody_elsewhere(elsewhere)
    wrong = []
    for row in rows_in("public"):
        for method in METHODS:
            right, *made_up = expected(row, method, 1)
            asked = [(browser, known, right) for browser in (nobody, staff)]
            if made_up:
                asked += [(nobody, names, made_up[0]) for names in (_misspelt(known), _exchanged(known))]
            found = [ask(browser, method, row.address.format(**names)).status for browser, names, _ in asked]
            if found != [said for *_, said in asked]:
                wrong.append(f"{method} {row.route}: {' '.join(found)}")
            if "{slug}" not in row.address:
                told = ask(nobody, method, row.address.format(**others)).told
                wrong += [f"{method} {row.route}: tells another of {word!r}" for word in WORDS if word in told]

    assert not wrong, "\n".join(wrong)


def _misspelt(known: Known) -> Known:
    return known | {name: f"{str(known[name])[:-1]}-" for name in SECRETS}


def _exchanged(known: Known) -> Known:
    return known | {name: known[other] for name, other in zip(SECRETS, (*SECRETS[1:], SECRETS[0]), strict=True)}


def test_a_row_of_another_business_does_not_stand_under_an_address_of_ones_own(
    known: Known, elsewhere: Business
) -> None:
    """Fault 87: where an address names several rows, each of them is looked for among those of the first."""
    others = rows_of(elsewhere, mark="Thistledown", by=a_person("somebody", *EVERY_ROLE))
    browsers = everybody_elsewhere(elsewhere), everybody_elsewhere(Business.objects.get(slug="outfitters"))
    wrong = []
    for row in rows_in("staff"):
        for browser, own, foreign in zip(browsers, (others, known), (known, others), strict=True):
            for method in METHODS:
                said = row.answers[method][-1]
                wrong += [
                    f"{method} {address}: {found}"
                    for address in _mixed(row.address, own, foreign)
                    if (found := ask(browser, method, address).status) != ("405" if said == "405" else "404")
                ]

    assert not wrong, "\n".join(wrong)


def _mixed(address: str, own: Mapping[str, object], foreign: Mapping[str, object]) -> list[str]:
    """Return the address with all of its rows one's own, save one behind the first: that is another business's."""
    further = re.findall(r"{(\w+)}", address)[1:]
    return [address.format(**{**own, name: foreign[name]}) for name in further]
