"""A file that tells less than the register knows of the same third parties and years: that is said, not undone."""

from pathlib import Path

import pytest

from tests.register.load.commands import configure, load
from tests.register.load.files import csv_file, row

pytestmark = pytest.mark.django_db

SAYS = "The register already holds disclosures of 2025 to one of these third parties that the file does not repeat."


@pytest.fixture(autouse=True)
def business() -> None:
    configure()


def given(folder: Path, *categories: str, **cells: str) -> Path:
    return csv_file(folder, *[row(category=each, **cells) for each in categories])


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_file_that_does_not_repeat_what_stands_is_loaded_with_a_warning(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    load(given(tmp_path, "Height", "Weight"))

    answer = load(given(tmp_path, "Height", "Religion"), *options)

    assert SAYS in answer.says("warnings")
    assert "They stay" in answer.says("warnings")
    assert answer.counts[1] == [1, 0, 1]


def test_a_file_that_repeats_all_of_it_warns_of_nothing(tmp_path: Path) -> None:
    load(given(tmp_path, "Height"))
    assert load(given(tmp_path, "Height", "Weight")).told["warnings"] == []


def test_what_stands_of_another_year_or_third_party_is_no_matter(tmp_path: Path) -> None:
    load(given(tmp_path, "Height", disclosed_on="2024-02-11"))
    load(given(tmp_path, "Height", third_party_name="Another Catalog Company"))
    assert load(given(tmp_path, "Religion")).told["warnings"] == []
