"""How a third party is printed, and what makes its address incomplete."""

import pytest

from requests_app.register.models import ThirdParty


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        pytest.param(
            {"street": "2118 Commerce Way", "city": "Reno", "state": "NV", "postal_code": "89502"},
            "2118 Commerce Way, Reno, NV 89502",
            id="United States",
        ),
        pytest.param(
            {"street": "1 High St", "city": "Leeds", "postal_code": "LS1 4AP", "country": "United Kingdom"},
            "1 High St, Leeds, LS1 4AP, United Kingdom",
            id="abroad",
        ),
        pytest.param(
            {"street": "9 Elm St\nSuite 4", "city": "Reno", "state": "NV", "postal_code": "89502", "country": "USA"},
            "9 Elm St Suite 4, Reno, NV 89502",
            id="the home country is left out, line breaks become blanks",
        ),
        pytest.param({"city": "Reno", "state": "NV", "postal_code": "89502"}, None, id="no street"),
        pytest.param({"street": "2118 Commerce Way", "state": "NV"}, None, id="no city"),
        pytest.param({"street": "  ", "city": " "}, None, id="blanks only"),
        pytest.param({"street": "N/A", "city": "N/A", "state": "NA", "postal_code": "10405"}, None, id="N/A"),
        pytest.param({"street": "1 Elm St", "city": "none"}, None, id="a city that is none"),
        pytest.param(
            {"street": "1 Elm St", "city": "Reno", "state": "N/A", "postal_code": "89502", "country": "n/a"},
            "1 Elm St, Reno, 89502",
            id="N/A in a part that may be missing",
        ),
    ],
)
def test_an_address_is_printed_in_one_line_or_is_missing(given: dict[str, str], printed: str | None) -> None:
    assert ThirdParty(legal_name="Any", **given).printed_address == printed


@pytest.mark.parametrize(
    ("legal", "trade", "printed"),
    [
        ("Acre Media LLC", "", "Acre Media LLC"),
        ("Acre Media LLC", "Gardenly", "Acre Media LLC (Gardenly)"),
        ("A", "A", "A"),
    ],
)
def test_the_name_customers_know_stands_behind_the_legal_one(legal: str, trade: str, printed: str) -> None:
    assert ThirdParty(legal_name=legal, trade_name=trade).printed_name == printed


def test_product_examples_are_the_lines_that_say_something() -> None:
    assert ThirdParty(products="Seeds\n\n  Bulbs \n").product_examples == ("Seeds", "Bulbs")
