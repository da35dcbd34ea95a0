"""Records whose quotation marks do not pair up: row, line, column and what to do, wherever in the file they stand."""

from pathlib import Path

import pytest

from requests_app.register.load.row import Remark, UnreadableError
from tests.register.load.files import HEADINGS, WHOLE, read, text_file

HEADING_LINE = ",".join(HEADINGS)
LINE = ",".join(WHOLE.values())
MANY = 20_000
TOLD = "never closes"


def faults(path: Path) -> list[Remark]:
    try:
        return read(path).faults
    except UnreadableError as error:
        return error.remarks.faults


def places(path: Path) -> list[tuple[int | None, int | None, str]]:
    return [(each.row, each.line, each.column) for each in faults(path)]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("behind", [3, MANY])
@pytest.mark.parametrize("before", [0, 4])
def test_a_quotation_mark_that_is_never_closed_is_named_in_any_row(
    tmp_path: Path, before: int, behind: int, delimiter: str
) -> None:
    lines = [HEADING_LINE, *[LINE] * before, LINE.replace("100 Sample", '"100 Sample'), *[LINE] * behind]
    path = text_file(tmp_path, "\r\n".join(lines).replace(",", delimiter))
    assert places(path) == [(before + 2, before + 2, "street")]
    (fault,) = faults(path)
    assert fault.value.startswith('"100 Sample St')
    assert TOLD in fault.says
    assert "Close it at the end of the cell, or remove it." in fault.says


@pytest.mark.parametrize("behind", [3, MANY])
def test_one_in_the_headings_is_named_by_its_place(tmp_path: Path, behind: int) -> None:
    lines = [HEADING_LINE.replace("street", '"street'), *[LINE] * behind]
    assert places(text_file(tmp_path, "\n".join(lines))) == [(1, 1, "column 2")]


def test_headings_that_cannot_be_read_do_not_hide_it(tmp_path: Path) -> None:
    path = text_file(tmp_path, "\n".join(["Third parties of 2025", f'"{HEADING_LINE}', LINE]))
    assert [(each.row, TOLD in each.says) for each in faults(path)] == [(2, True), (1, False)]


def test_the_cell_is_found_behind_others_with_line_breaks_and_doubled_marks(tmp_path: Path) -> None:
    good = LINE.replace("100 Sample St", '"1 ""A"" St\n2nd floor"')
    bad = good.replace("Garden catalogues", '"Garden" catalogues')
    text = f"{HEADING_LINE}\n{good}\n{bad}\n{LINE}"
    assert places(text_file(tmp_path, text)) == [(3, 4, "products_or_services")]


def test_a_cell_that_is_too_long_without_a_quotation_mark_is_named(tmp_path: Path) -> None:
    lines = [HEADING_LINE, LINE.replace("Garden", "G" * 140_000), LINE.replace("Fresno", '"Fresno"')]
    path = text_file(tmp_path, "\n".join(lines))
    assert places(path) == [(2, 2, "products_or_services")]
    assert "Shorten it." in faults(path)[0].says


def test_a_file_with_headings_alone_says_so(tmp_path: Path) -> None:
    assert "no row below them" in faults(text_file(tmp_path, HEADING_LINE))[0].says
