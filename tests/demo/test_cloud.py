"""The second demo business: it neither rents nor sells, and each of its flows is told apart under its own clause."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from requests_app.notices.compile import Compiled, compile_standard
from requests_app.notices.render import render_pdf
from requests_app.register.models import ThirdParty
from requests_app.register.reading import as_it_is
from requests_app.statute import Answer
from shinelight.demo import accounts, register
from shinelight.demo.register import Loaded
from tests.notices.test_given_cases import text_of

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
CLAUSES = {
    "Sluiceway Marketplace LLC": "(e)(2)(D)",
    "Trestle & Quay Certification Board, Inc.": "(d)(1)(E)",
    "Plumbline Payments Bank": "(d)(3)",
    "Overlook Helpdesk Services, Inc.": "(d)(1)(A)",
    "Windrow Mail Works, Inc.": "(d)(1)(B)",
    "Upland Account Management, Inc.": "(d)(1)(C)",
    "Pennant Metrics Cooperative": "(e)(2)",
}
"""What the company's privacy policy says it shares in every year, and the clause that leaves it out."""
IN_2025 = CLAUSES | {"Brackenridge & Sorrel LLP": "(e)(2)"}
IN_2024 = CLAUSES | {"Harrowgate Hosting Holdings, Inc.": "(e)(2)(C)"}


@pytest.fixture
def keeper(db: None, settings: Any) -> User:  # noqa: ANN401 - any setting may be set
    settings.DEMO = True
    return accounts.ensure_accounts()[accounts.KEEPER.username]


@pytest.fixture
def loaded(keeper: User) -> Loaded:
    return register.load(keeper=keeper, now=NOW, folder=register.CLOUD)


def of_year(loaded: Loaded, year: int) -> Compiled:
    return compile_standard(as_it_is(loaded.business), year=year, on=date(year + 1, 3, 2))


def left_out(compiled: Compiled) -> dict[str, str]:
    return {each.recipient: each.clause for each in compiled.ruling.excluded}


def test_the_affiliate_that_got_addresses_for_its_own_marketing_is_named_with_its_contact(loaded: Loaded) -> None:
    compiled = of_year(loaded, 2025)

    assert compiled.ruling.answer == Answer.DISCLOSURE
    assert compiled.blocked == ()
    assert compiled.ruling.categories == ("email",)
    assert [(each.name, each.address) for each in compiled.ruling.recipients] == [
        ("Cobblegate Academy, Inc.", "88 Heron Pier, Oakland, CA 94607")
    ]
    assert left_out(compiled) == IN_2025


def test_in_a_year_without_it_nothing_was_disclosed(loaded: Loaded) -> None:
    compiled = of_year(loaded, 2024)

    assert compiled.ruling.answer == Answer.NOTHING_DISCLOSED
    assert compiled.ruling.recipients == ()
    assert left_out(compiled) == IN_2024


def test_every_flow_of_the_policy_stands_in_the_register(loaded: Loaded) -> None:
    names = set(ThirdParty.objects.filter(business=loaded.business).values_list("legal_name", flat=True))
    assert names == {"Cobblegate Academy, Inc.", *IN_2025, *IN_2024}


@pytest.mark.parametrize(
    ("year", "says"), [(2025, "Cobblegate Academy, Inc."), (2024, "we did not disclose personal information")]
)
def test_the_notice_says_so_and_names_nobody_who_is_left_out(loaded: Loaded, year: int, says: str) -> None:
    text = " ".join(text_of(render_pdf(of_year(loaded, year).content).pdf).split())

    assert says in text
    assert [name for name in {*IN_2025, *IN_2024} if name in text] == []


def test_it_stands_beside_the_retailer_and_changes_nothing_there(loaded: Loaded, keeper: User) -> None:
    retailer = register.load(keeper=keeper, now=NOW)
    again = register.load(keeper=keeper, now=NOW, folder=register.CLOUD)

    assert again.written == 0
    assert not retailer.business.third_parties.filter(legal_name__in=IN_2025).exists()
