"""Headings: ours, those of others, those a person maps, and those that are refused."""

from pathlib import Path

import pytest

from requests_app.register.load.headings import CANONICAL, likeness
from requests_app.register.load.mapping import Mapping, MappingError
from requests_app.register.load.preview import guess
from requests_app.register.load.row import UnreadableError
from tests.register.load.files import GIVEN, csv_file, read, row, text_file


@pytest.mark.parametrize("heading", CANONICAL)
def test_each_heading_of_ours_means_itself(heading: str) -> None:
    alike = likeness(heading)
    assert alike is not None
    assert (alike.ours, alike.rank) == (heading, 0)


@pytest.mark.parametrize(
    ("heading", "ours"),
    [
        ("Company", "third_party_name"),
        ("Vendor name", "third_party_name"),
        ("Data broker\u00a0name:", "third_party_name"),
        ("THIRD PARTY NAME *", "third_party_name"),
        ("Doing Business As (DBA), if applicable:", "trade_name"),
        ("Address 1", "street"),
        ("Data broker\u00a0primary street address:", "street"),
        ("Address line 2", "street_2"),
        ("City/Town", "city"),
        ("State (optional)", "state"),
        ("Zip code", "zip"),
        ("ZIP/Postal Code", "zip"),
        ("Country name", "country"),
        ("Data category", "category"),
        ("Categories of personal information", "category"),
        ("Date shared", "disclosed_on"),
        ("Disclosure Date", "disclosed_on"),
        ("Calendar year", "year"),
        ("Direct marketing (Y/N)", "direct_marketing"),
        ("Direct marketing? (yes or no)", "direct_marketing"),
        ("For DM?", "direct_marketing"),
        ("Used for third party's direct marketing", "direct_marketing"),
        ("1. Third party name", "third_party_name"),
        ("3) City", "city"),
        ("Name of third party", "third_party_name"),
        ("Address of the third party", "street"),
        ("City of recipient", "city"),
        ("Disclosed to", "third_party_name"),
        ("Street/PO Box", "street"),
        ("State/Prov.", "state"),
        ("ZIP+4", "zip"),
        ("ZIP (5 digits)", "zip"),
        ("Product(s)", "products_or_services"),
        ("Type of business", "products_or_services"),
        ("Nombre del tercero", "third_party_name"),
        ("Dirección", "street"),
        ("CÓDIGO POSTAL", "zip"),
        ("Categorías de información personal", "category"),
        ("Fecha de divulgación", "disclosed_on"),
        ("Category of PI", "category"),
        ("Category (separate with ;)", "category"),
        ("Categories of personal information disclosed to third parties", "category"),
        ("Personal information shared", "category"),
        ("Date of disclosure (e.g. 2025-03-31)", "disclosed_on"),
    ],
)
def test_headings_of_others_are_understood_where_they_are_sure(heading: str, ours: str) -> None:
    alike = likeness(heading)
    assert alike is not None
    assert alike.ours == ours


@pytest.mark.parametrize(
    "heading",
    [
        "Primary website:",
        "Contact email address",
        "Phone",
        "Fruit",
        "",
        "#",
        "Status",
        "Contact name",
        "Address (e-mail)",
    ],
)
def test_other_headings_mean_nothing(heading: str) -> None:
    assert likeness(heading) is None


def test_columns_nobody_can_tell_are_named_in_one_warning(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(Fruit="apple", Price="3")))
    assert [each.says.split(".")[0] for each in found.warnings] == [
        "Not read, for nothing tells what they mean: Fruit, Price"
    ]


def test_a_column_without_heading_is_told_when_it_holds_something(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, ",name,category,year\n1,Mock,email,2025\n"))
    assert any("column 1 (without a heading)" in each.says for each in found.warnings)
    assert found.names() == ["Mock"]


def test_two_headings_of_one_meaning_are_refused_naming_both(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="“Company” and “Vendor”"):
        read(text_file(tmp_path, "Company,Vendor,Category,Year\nMock,Mock,email,2025\n"))


def test_our_own_heading_goes_before_one_that_looks_like_it(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(Company="Another Co")))
    assert found.names() == ["Mock Catalog Company"]


def test_a_duplicate_that_is_said_not_to_be_read_does_no_harm() -> None:
    mapping = Mapping(columns={"Address": None})
    found = read(GIVEN / "R13-dup-headers.csv", mapping=mapping)
    assert not found.faults
    assert found.party(2).street == ""


def test_a_duplicate_stays_refused_when_it_is_mapped() -> None:
    with pytest.raises(UnreadableError, match="Address"):
        read(GIVEN / "R13-dup-headers.csv", mapping=Mapping(columns={"Address": "street"}))


def test_without_a_column_of_names_the_headings_are_listed(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="Headings found: “Naam”, “Jaar”") as refused:
        read(text_file(tmp_path, "Naam,Jaar\nMock,2025\n"))
    assert "--map" in str(refused.value)


def test_a_mapping_goes_before_every_guess(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Naam,Company,Soort,Jaar\nMock,Other,email,2025\n")
    columns: dict[str, str | None] = {"naam": "third_party_name", "Soort": "category", "Jaar": "year", "Company": None}
    found = read(path, mapping=Mapping(columns=columns))
    assert not found.faults
    assert found.names() == ["Mock"]
    assert found.terms(2).year == 2025


def test_a_mapped_heading_that_the_file_lacks_is_told(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row()), mapping=Mapping(columns={"Staat": "state"}))
    assert [each.column for each in found.warnings] == ["Staat"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON"),
        ("[]", "object"),
        ('{"column": {}}', "object"),
        ('{"columns": {"Naam": "nombre"}}', "“nombre”"),
        ('{"columns": {"Naam": 1}}', "columns"),
        ('{"values": {"state": {}}}', "category"),
        ('{"values": {"category": {"Post": "address"}}}', "“address”"),
        ('{"sheet": 1}', "sheet"),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(text: str, says: str) -> None:
    with pytest.raises(MappingError, match=says):
        Mapping.from_json(text)


def test_dates_without_a_category_are_no_list_of_third_parties(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no column tells what"):
        read(text_file(tmp_path, "name,date\nMock,2025-01-01\n"))


def test_a_file_without_category_and_date_holds_third_parties_alone(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "name,street,city\nMock,1 A St,Fresno\nMock B,2 A St,Fresno\n"), year=2025)
    assert [(each.terms, each.on) for each in found.given] == [(None, None), (None, None)]
    assert found.reading.parties_alone


def test_a_year_that_no_column_has_is_one_fault_and_not_one_a_row(tmp_path: Path) -> None:
    text = "name,street,city,category\n" + "Mock,1 A St,Fresno,email\n" * 5
    assert len(read(text_file(tmp_path, text)).faults) == 1
    assert read(text_file(tmp_path, text), year=2025).clean


def test_a_preview_shows_what_a_page_needs(tmp_path: Path) -> None:
    preview = guess(csv_file(tmp_path, *[row(category="Device ID", Fruit="apple")] * 30, delimiter=";"))
    assert (preview.kind, preview.encoding, preview.delimiter, preview.heading_row) == ("csv", "utf-8", ";", 1)
    assert preview.columns["Fruit"] is None
    assert preview.columns["zip"] == "zip"
    assert len(preview.rows) == 20
    assert preview.rows[0][0] == 2
    assert [each.value for each in preview.remarks.questions] == ["Device ID"]


def test_a_preview_shows_headings_that_cannot_be_read_yet() -> None:
    preview = guess(GIVEN / "R13-dup-headers.csv")
    assert preview.headings == ("Name", "Address", "City", "Address", "Category", "Date")
    assert [each.column for each in preview.remarks.faults] == ["Address"]


def test_a_preview_names_the_sheet() -> None:
    assert guess(GIVEN / "R35-sheets.xlsx").sheet == "Register"


def test_a_looser_word_for_a_heading_gives_way_to_a_surer_one(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(Industry="Fishing")))
    assert found.party(2).products == ("Garden catalogues",)
    assert [each.value for each in found.faults] == []


def test_a_table_that_stands_on_its_side_is_refused(tmp_path: Path) -> None:
    turned = zip(row(), row().values(), row(third_party_name="B Co").values(), strict=True)
    with pytest.raises(UnreadableError) as refused:
        read(text_file(tmp_path, "\n".join(map(",".join, turned))))
    (fault,) = refused.value.remarks.faults
    assert (fault.row, fault.column) == (1, "third_party_name")
    assert "Transpose" in fault.says


def test_two_companies_called_as_headings_are_companies(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(third_party_name="Street"), row(third_party_name="Category")))
    assert found.names() == ["Street", "Category"]
