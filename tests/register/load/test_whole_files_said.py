"""What is said of a whole file: a year for its rows, and what its companies are."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from requests_app import handling
from requests_app.register.load.mapping import Mapping, MappingError
from requests_app.register.load.reading import Reading
from requests_app.register.load.way import Asked
from requests_app.register.models import ThirdParty
from tests.builders import a_business
from tests.register.load.files import csv_file, row

TODAY = date(2026, 3, 1)
BROKERS = Mapping.from_object({"values": {"kind": {"": "broker"}}})


@pytest.mark.parametrize(
    ("year", "faults", "warnings"), [(2025, 0, 0), (2026, 0, 0), (2027, 0, 1), (2028, 1, 0), (2199, 1, 0)]
)
@pytest.mark.parametrize("in_a_column", [True, False])
def test_a_year_to_come_is_told(tmp_path: Path, year: int, faults: int, warnings: int, *, in_a_column: bool) -> None:
    cells = row(disclosed_on="") | ({"year": str(year)} if in_a_column else {})
    reading = Reading(csv_file(tmp_path, cells), year=None if in_a_column else year, today=TODAY)
    list(reading)
    told = reading.remarks
    assert (len(told.faults), len(told.warnings)) == (faults, warnings)
    assert {each.column for each in (*told.faults, *told.warnings)} <= {"year"}


def test_companies_of_a_registry_of_brokers_are_brokers_where_their_row_says_nothing_else(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path,
        row(third_party_name="Mock One", kind=""),
        row(third_party_name="Mock Two", kind="co-operative"),
    )
    reading = Reading(file, mapping=BROKERS)
    list(reading)
    assert {each.legal_name: each.kind for each in reading.parties} == {"Mock One": "broker", "Mock Two": "cooperative"}


@pytest.mark.parametrize("values", [{"kind": {"x": "broker"}}, {"kind": {"": "agency"}}, {"city": {}}])
def test_only_a_blank_can_be_said_and_only_to_be_a_kind(values: dict[str, dict[str, str]]) -> None:
    with pytest.raises(MappingError):
        Mapping.from_object({"values": values})


@pytest.mark.django_db
def test_it_is_remembered_and_can_be_taken_back(tmp_path: Path) -> None:
    business = a_business()

    def load(name: str, asked: Asked) -> ThirdParty:
        told = handling.load_file(
            path=csv_file(tmp_path, row(third_party_name=name)),
            file_name="registry.csv",
            business=business,
            asked=asked,
            by="test",
            clock=lambda: datetime(2026, 3, 1, 18, tzinfo=UTC),
        )
        assert told["outcome"] == "loaded"
        return ThirdParty.objects.get(legal_name=name)

    assert load("Mock One", Asked(mapping=BROKERS)).kind == "broker"
    assert load("Mock Two", Asked()).kind == "broker"
    assert load("Mock Three", Asked(mapping=Mapping.from_object({"values": {"kind": {"": None}}}))).kind == ""
    assert load("Mock Four", Asked()).kind == ""
