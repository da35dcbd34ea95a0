"""Names that a spreadsheet may have made of others: refused where what they were cannot be known, else told."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.register.load.files import HEADINGS, WHOLE, csv_file, read, row, workbook


@pytest.mark.parametrize("name", ["8.54E+03", "1.2E+11", "1,2e+11", "-5E-7"])
@pytest.mark.parametrize("column", ["third_party_name", "legal_name", "trade_name"])
def test_a_number_in_scientific_notation_is_no_name(tmp_path: Path, column: str, name: str) -> None:
    found = read(csv_file(tmp_path, row(legal_name="", trade_name="") | {column: name}))
    assert found.places == [(2, column, name)]


@pytest.mark.parametrize(
    "name", ["2025-06-15", "06/15/2025", "TRUE", "false", "8540", "3.5", "15-Jun", "Jun-15", "1E5"]
)
def test_what_may_be_a_name_and_may_be_none_is_told(tmp_path: Path, name: str) -> None:
    found = read(csv_file(tmp_path, row(third_party_name=name)))
    assert found.names() == [name]
    assert [(each.row, each.column, each.value) for each in found.warnings] == [(2, "third_party_name", name)]
    assert "Check that this is a name" in found.warnings[0].says


@pytest.mark.parametrize("name", ["1-800", "3M", "7-Eleven", "1-800-FLOWERS", "99 Cents", "4-H", "June", "True Value"])
def test_names_with_numbers_and_such_words_are_names(tmp_path: Path, name: str) -> None:
    assert read(csv_file(tmp_path, row(third_party_name=name))).clean


@pytest.mark.parametrize("cell", [datetime(2025, 6, 15), True, 8540, 3.5])  # noqa: DTZ001 - workbooks have no zones
def test_typed_cells_of_a_workbook_are_told(tmp_path: Path, cell: object) -> None:
    cells = [cell, *list(WHOLE.values())[1:]]
    found = read(workbook(tmp_path, HEADINGS, cells))
    assert [(each.row, each.column) for each in found.warnings] == [(2, "third_party_name")]
    assert not found.faults
