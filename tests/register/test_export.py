"""The export: no spreadsheet program calculates a cell of it, and every third party that stands is in it."""

import csv
import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from requests_app.register import export
from requests_app.register.models import Business
from tests.builders import a_business, a_disclosure, a_third_party

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''@x", "\t=1")


def as_csv(business: Business) -> bytes:
    return "".join(export.csv_lines(business)).encode()


def cells_of(business: Business) -> Iterator[str]:
    for row in csv.reader(io.StringIO(as_csv(business).decode("utf-8-sig"))):
        yield from row
    sheet = load_workbook(io.BytesIO(export.workbook(business))).active
    assert sheet is not None
    for line in sheet.iter_rows():
        for cell in line:
            assert cell.value is None or cell.data_type == "s"
            yield str(cell.value or "")


@pytest.mark.django_db
@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    business = a_business()
    a_disclosure(a_third_party(business, text, trade_name=text, products=text), note=text)
    assert not [cell for cell in cells_of(business) if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.django_db
def test_third_parties_without_disclosure_have_a_row_and_merged_ones_none() -> None:
    business = a_business()
    stays = a_third_party(business, "Stays Inc.")
    a_third_party(business, "Gone Inc.", merged_into=stays)
    assert [row["third_party_name"] for row in csv.DictReader(io.StringIO(as_csv(business).decode("utf-8-sig")))] == [
        "Stays Inc."
    ]


@pytest.mark.django_db
def test_control_signs_from_a_paste_stop_no_export() -> None:
    business = a_business()
    a_disclosure(
        a_third_party(business, "Paste Co."), note="one\vtwo\x01\x1f\x7f\ufffe\uffff", unreported_data=["\x02=1+1"]
    )

    cells = [*cells_of(business)]

    assert cells.count("one\ntwo") == 2
    assert cells.count("'=1+1") == 2
