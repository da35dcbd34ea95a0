"""The given register cases, each through `load_register` into a database, and on to the notice where they say so."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from requests_app.audit.models import AuditEntry
from requests_app.register import export
from requests_app.register.models import Business, Disclosure, DisclosureEvent, ThirdParty
from requests_app.statute import CATEGORIES
from tests.cases_given import CASES, manifest
from tests.register.load.commands import Answer, Json, configure, load, mapped, notice

LINES = [line for line in manifest() if line["kind"] == "register" and line["file"]]
GIVEN = [line for line in LINES if not line["file"].startswith("data/")]
LABELS = {each.label: each.code for each in CATEGORIES}
REFUSED = {"reject", "reject_row", "reject_rows", "mapping_needed"}
TAKEN = {"import", "notice", "notice_blocked"}
Check = Callable[[Answer, Any], None]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


def given(name: str) -> Path:
    return CASES / next(str(line["file"]) for line in LINES if Path(line["file"]).name.startswith(name))


def expected(name: str) -> Json:
    found: Json = next(line["expect"] for line in LINES if Path(line["file"]).name.startswith(name))
    return found


def names() -> set[str]:
    return set(ThirdParty.objects.values_list("legal_name", flat=True))


def the_rows(answer: Answer, rows: int) -> None:
    assert answer.told["rows"] == rows


def the_notice_lists(_: Answer, those: list[str]) -> None:
    assert sorted(each["name"] for each in notice()["recipients"]) == sorted(those)


def the_notice_tells(_: Answer, labels: list[str]) -> None:
    assert notice()["categories"] == [LABELS[label] for label in labels]


def the_number_of_affiliates(_: Answer, number: int) -> None:
    assert notice()["same_brand_affiliates"] == number


def the_notice_has_so_many(_: Answer, number: int) -> None:
    assert len(notice()["recipients"]) == number


def the_notice_waits_for(_: Answer, those: list[str]) -> None:
    assert sorted(each.split(":")[0] for each in notice()["blocked"]) == sorted(those)


def one_is_named(_: Answer, name: str) -> None:
    assert name in names()


def all_are_named(_: Answer, those: list[str]) -> None:
    assert names() == set(those)


def nothing_is_called(_: Answer, text: str) -> None:
    assert text not in names()


def a_fault_says(answer: Answer, word: str) -> None:
    assert word in answer.says("faults")


def a_fault_stands_in(answer: Answer, row: int) -> None:
    assert answer.rows("faults") == [row]


def faults_stand_in(answer: Answer, rows: list[int]) -> None:
    assert answer.rows("faults") == rows


def is_asked(answer: Answer, words: list[str]) -> None:
    assert {value for _, _, value in answer.places("questions")} == set(words)


def are_refused_words(answer: Answer, words: list[str]) -> None:
    assert sorted(value for _, _, value in answer.places("faults")) == sorted(words)


def at_most_so_many(_: Answer, number: int) -> None:
    assert ThirdParty.objects.count() <= number


def lookalikes_are_told(answer: Answer, proposed: bool) -> None:
    assert ("merge them" in answer.says("warnings")) is proposed


def the_first_rows_are_of(_: Answer, name: str) -> None:
    assert DisclosureEvent.objects.filter(row__in=[2, 3, 4], disclosure__third_party__legal_name=name).count() == 3


CHECKS: dict[str, Check] = {
    "rows": the_rows,
    "listed": the_notice_lists,
    "listed_2025": the_notice_lists,
    "categories": the_notice_tells,
    "categories_2025": the_notice_tells,
    "same_brand_affiliates": the_number_of_affiliates,
    "entries": the_notice_has_so_many,
    "incomplete": the_notice_waits_for,
    "name": one_is_named,
    "names_verbatim": all_are_named,
    "never_stored": nothing_is_called,
    "message_contains": a_fault_says,
    "row": a_fault_stands_in,
    "bad_row": a_fault_stands_in,
    "error_rows": faults_stand_in,
    "must_ask": is_asked,
    "must_not_become_no": are_refused_words,
    "after_normalising_max": at_most_so_many,
    "duplicates_proposed": lookalikes_are_told,
    "name_for_rows_2_4": the_first_rows_are_of,
}
TOLD_BY_THE_OUTCOME = {"outcome", "consistent", "http_not", "dropped", "if_rejected", "seconds_max"}
BY_THEMSELVES = {
    *("same_as", "dates", "zips", "row_4", "after_second", "after_third", "sheet", "yes_rows", "no_rows"),
    *("accepted_yes", "accepted_no", "export_cells_never_start_with", "export_xlsx_type"),
}
"""What the further tests of this file hold."""


@pytest.mark.parametrize("line", GIVEN, ids=lambda line: Path(line["file"]).stem)
def test_a_given_file_comes_to_what_its_case_says(line: Json) -> None:
    expect = dict(line["expect"])
    answer = load(CASES / line["file"])

    assert answer.status == (line["id"] == "R17" or expect["outcome"] in REFUSED | {"reject_or_partial"})
    assert (expect["outcome"] in TAKEN) <= (answer.told["warnings"] == [] or line["id"] in {"R04", "R27", "R35"})
    if answer.status:
        assert not ThirdParty.objects.exists()
        assert not Disclosure.objects.exists()
    # In R24 the rows of the faults are called “rows”, which elsewhere is how many there are.
    if line["id"] == "R24":
        faults_stand_in(answer, expect.pop("rows"))
    for name in expect.keys() & CHECKS.keys():
        CHECKS[name](answer, expect[name])
    assert expect.keys() <= CHECKS.keys() | TOLD_BY_THE_OUTCOME | BY_THEMSELVES


def test_semicolons_and_a_mark_come_to_the_same_register() -> None:
    assert expected("R02")["same_as"] == "R01"
    load(given("R01"))

    again = load(given("R02"))

    assert again.counts == ([0, 0, 5], [0, 0, 6])


def test_days_are_kept_as_the_case_says_and_the_doubtful_ones_told() -> None:
    answer = load(given("R06"))

    days = [str(event.disclosed_on) for event in DisclosureEvent.objects.order_by("row")]
    assert days == [each.split()[0] for each in expected("R06")["dates"]]
    assert answer.rows("warnings") == [4, 6, 8]


def test_a_short_year_is_told_where_it_is_read() -> None:
    told = next(each for each in load(given("R24")).told["warnings"] if each["row"] == 4)

    assert expected("R24")["row_4"].split()[0] in told["says"]


def test_damaged_zip_codes_are_mended_and_the_number_is_refused() -> None:
    answer = load(given("R17"))

    said = expected("R17")["zips"]
    assert said["Example List Exchange LLC"] == "error"
    assert answer.places("faults") == [(5, "zip", "8.54E+03")]
    assert [(each["row"], each["says"].split(" is read as ")[1][:5]) for each in answer.told["warnings"]] == [
        (2, said["Mock Catalog Company"]),
        (4, said["Fictional Travel Club, Inc."][:5]),
    ]


@pytest.mark.parametrize(("file", "column"), [("R20", "accepted"), ("R21", "rows")])
def test_rows_whose_answer_is_sure_are_not_among_the_faults(file: str, column: str) -> None:
    expect = expected(file)
    answer = load(given(file))

    if column == "rows":
        assert not {*expect["yes_rows"], *expect["no_rows"]} & {*answer.rows("faults")}
    else:
        refused = {value for _, _, value in answer.places("faults")}
        assert not {*expect["accepted_yes"], *expect["accepted_no"]} & refused


def test_words_that_are_asked_about_are_kept_once_they_are_answered(tmp_path: Path) -> None:
    asked = expected("R28")["must_ask"]

    answer = load(
        given("R28"), *mapped(tmp_path, categories=dict.fromkeys(asked) | {"purchase history": "product_kind"})
    )

    assert answer.status == 0
    assert answer.told["rows"] == DisclosureEvent.objects.count()
    kept = {word for row in Disclosure.objects.all() for word in row.unreported_data}
    assert kept == {"Browsing history", "Device ID"}
    assert "product_kind" in {code for row in Disclosure.objects.all() for code in row.categories}


def test_a_file_again_changes_nothing_and_a_corrected_one_the_address() -> None:
    expect = expected("R39")
    load(given("R01"))

    again = load(given("R01"))
    assert again.counts == (
        [0, 0, expect["after_second"]["third_parties"]],
        [0, 0, expect["after_second"]["disclosures"]],
    )
    corrected = load(given("R39"))

    changed = expect["after_third"]["changed"]
    assert corrected.counts == ([0, changed, 5 - changed], [0, 0, 6])
    assert ThirdParty.objects.count() == expect["after_third"]["third_parties"]
    assert Disclosure.objects.count() == expect["after_third"]["disclosures"]
    taken = AuditEntry.objects.filter(action="register.load.loaded").order_by("pk")
    assert [(each.actor, each.detail["rows"]) for each in taken] == [("command:load_register", 6)] * 2


def test_exports_of_dangerous_names_begin_with_nothing_that_is_calculated() -> None:
    expect = expected("R11")
    load(given("R11"))
    business = Business.objects.get()

    _, *rows = csv.reader(StringIO("".join(export.csv_lines(business)).removeprefix("\ufeff")))
    sheet = load_workbook(BytesIO(export.workbook(business))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]

    begins = tuple(expect["export_cells_never_start_with"])
    assert not [cell for row in rows for cell in row if cell.startswith(begins)]
    assert not [cell.value for cell in cells if str(cell.value).startswith(begins)]
    assert {cell.data_type for cell in cells} == {"s"}


def test_letters_after_the_name_of_a_foreign_country_are_printed_with_it() -> None:
    load(given("R44"))

    addresses = {each["address"] for each in notice()["recipients"]}
    assert {address.rsplit(", ", 1)[1] for address in addresses} == {"United Kingdom", "Netherlands"}
