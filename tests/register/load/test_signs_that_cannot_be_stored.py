"""Signs that a database cannot hold: named by row and column where a cell is read, never the end of the program."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError

from requests_app.register.models import RegisterLoad, ThirdParty
from tests.register.load.commands import configure, load, mapped, run
from tests.register.load.files import csv_file, row

pytestmark = pytest.mark.django_db(transaction=True)
"""A load that takes a while is watched from a connection of its own, which must see it."""
NUL, HALF = "\0", "\ud83d"
"""A sign that ends a text elsewhere, and the first half of a sign of two."""


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


@pytest.mark.parametrize("column", ["third_party_name", "street", "city", "zip", "category", "disclosed_on"])
def test_in_a_cell_that_is_read_it_is_a_fault_of_that_cell(tmp_path: Path, column: str) -> None:
    answer = load(csv_file(tmp_path, row(), row(third_party_name="Other Co") | {column: f"a{NUL}b"}))

    assert [(each["row"], each["line"], each["column"]) for each in answer.told["faults"]] == [(3, 3, column)]
    assert "cannot be stored" in answer.says("faults")
    assert RegisterLoad.objects.get().state == RegisterLoad.State.REFUSED
    assert not ThirdParty.objects.exists()


def test_in_more_cells_than_headings_it_is_told_too(tmp_path: Path) -> None:
    file = csv_file(tmp_path, row())
    file.write_bytes(file.read_bytes().removesuffix(b"\r\n") + b",beyond\0\r\n")

    assert load(file).rows("faults") == [2]


def test_in_a_column_that_is_not_read_it_is_nobodys_concern(tmp_path: Path) -> None:
    answer = load(csv_file(tmp_path, row(internal_code=f"a{NUL}b")))

    assert answer.counts == ([1, 0, 0], [1, 0, 0])


def test_in_the_heading_of_a_column_that_is_not_read_it_is_left_out_of_what_is_told(tmp_path: Path) -> None:
    answer = load(csv_file(tmp_path, row(**{f"internal{NUL}code": "7"})))

    assert answer.counts == ([1, 0, 0], [1, 0, 0])
    assert NUL not in json.dumps(answer.told, ensure_ascii=False)


def test_in_the_heading_of_a_column_that_is_read_it_is_a_fault_of_the_heading(tmp_path: Path) -> None:
    cells = {f"cit{NUL}y" if name == "city" else name: cell for name, cell in row().items()}

    answer = load(csv_file(tmp_path, cells))

    assert [(each["row"], each["line"]) for each in answer.told["faults"]] == [(1, 1)]
    assert "heading" in answer.says("faults")


@pytest.mark.parametrize("sign", [NUL, HALF])
@pytest.mark.parametrize(
    "told",
    [
        lambda sign: {"columns": {f"a{sign}": "city"}},
        lambda sign: {"values": {"category": {f"a{sign}": None}}},
        lambda sign: {"columns": {}, "sheet": f"a{sign}"},
    ],
    ids=["heading", "word", "sheet"],
)
def test_in_a_mapping_it_refuses_the_mapping(tmp_path: Path, sign: str, told: object) -> None:
    options = mapped(tmp_path)
    Path(options[1]).write_text(json.dumps(told(sign)), encoding="utf-8")  # type: ignore[operator] # a lambda above

    with pytest.raises(CommandError, match="cannot be stored") as refused:
        run("load_register", str(csv_file(tmp_path, row())), "--business", "example-outfitters", *options)

    assert refused.value.returncode == 2
    assert not RegisterLoad.objects.exists()
