"""What somebody did to the record is found and named: in the database, behind its triggers, and in an export."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from requests_app.audit import chain
from requests_app.audit.check_audit import Head, check_export
from tests.audit.chained import (
    TABLE,
    Line,
    change_behind_the_guard,
    digest_worked_out,
    put_back,
    seal_anew,
    sealed,
    written,
)

pytestmark = pytest.mark.django_db
MANY = 8
Change = Callable[[list[Line]], object]


def changed(place: int, /, **values: Any) -> Change:  # noqa: ANN401 - whatever stands in a line
    return lambda lines: lines[place - 1].update(values)


def changed_and_sealed(number: int) -> Change:
    def change(lines: list[Line]) -> None:
        lines[number - 1]["actor"] = "user:2"
        lines[number - 1]["digest"] = digest_worked_out(lines[number - 1])

    return change


def removed(*numbers: int) -> Change:
    def change(lines: list[Line]) -> None:
        for number in sorted(numbers, reverse=True):
            del lines[number - 1]

    return change


def removed_and_numbered(number: int) -> Change:
    def change(lines: list[Line]) -> None:
        del lines[number - 1]
        for place, line in enumerate(lines, start=1):
            line["number"] = place

    return change


def swapped(one: int, other: int) -> Change:
    def change(lines: list[Line]) -> None:
        lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]

    return change


def swapped_with_their_numbers(one: int, other: int) -> Change:
    def change(lines: list[Line]) -> None:
        swapped(one, other)(lines)
        lines[one - 1]["number"], lines[other - 1]["number"] = one, other

    return change


def added(place: int, *, sealed_well: bool) -> Change:
    """Put an entry in at a place and number those behind it anew."""

    def change(lines: list[Line]) -> None:
        new = {
            **lines[0],
            "number": place,
            "previous": lines[place - 2]["digest"] if place > 1 else "",
            "actor": "user:3",
        }
        new["digest"] = digest_worked_out(new) if sealed_well else "0" * 64
        lines.insert(place - 1, new)
        for number, line in enumerate(lines, start=1):
            line["number"] = number

    return change


TAMPERED = {
    "at": (changed(3, at="2026-05-04T18:00:00.123457+00:00"), 3, "entry 3 was changed"),
    "actor": (changed(3, actor="user:2"), 3, "entry 3 was changed"),
    "action": (changed(3, action="request.declined"), 3, "entry 3 was changed"),
    "subject": (changed(3, subject="request:STL-2026-000002"), 3, "entry 3 was changed"),
    "detail": (changed(3, detail={"step": 7}), 3, "entry 3 was changed"),
    "previous": (changed(3, previous="0" * 64), 3, "entry 3 was changed"),
    "digest": (changed(3, digest="0" * 64), 3, "entry 3 was changed"),
    "the first": (changed(1, actor="user:2"), 1, "entry 1 was changed"),
    "the last": (changed(MANY, actor="user:2"), MANY, f"entry {MANY} was changed"),
    "changed and sealed": (changed_and_sealed(3), 3, "entry 3 was changed and sealed anew"),
    "the first changed and sealed": (changed_and_sealed(1), 1, "entry 1 was changed and sealed anew"),
    "removed": (removed(3), 3, "entry 3 is missing"),
    "removed the first": (removed(1), 1, "entry 1 is missing"),
    "removed several": (removed(3, 4, 5), 3, "entries 3 to 5 are missing"),
    "removed and numbered": (removed_and_numbered(3), 3, "entry 3 is missing"),
    "swapped": (swapped_with_their_numbers(3, 4), 3, "entry 3 and entry 4 were swapped"),
    "swapped far": (swapped_with_their_numbers(2, 7), 2, "entry 2 and entry 7 were swapped"),
    "added": (added(4, sealed_well=False), 4, "an entry was added"),
    "added and sealed": (added(4, sealed_well=True), 4, "an entry was added"),
    "added first": (added(1, sealed_well=True), 1, "an entry was added"),
}
IN_A_FILE = {
    "number": (changed(3, number=7), 3, "entry 3 was changed: it was sealed as 3 and says 7"),
    "lines swapped": (swapped(3, 4), 3, "entry 3 and entry 4 were swapped"),
    "a line twice": (lambda lines: lines.insert(3, dict(lines[2])), 3, "an entry was added"),
    "something more": (changed(3, note="x"), 3, "entry 3 cannot be read"),
    "a text as number": (changed(3, number="3"), 3, "entry 3 cannot be read"),
}


@pytest.mark.parametrize(("change", "entry", "says"), TAMPERED.values(), ids=TAMPERED)
def test_it_is_named_in_the_database_though_the_head_was_written_to_fit(change: Change, entry: int, says: str) -> None:
    lines = sealed(MANY)
    change(lines)
    put_back(lines)

    fault = chain.verify().first_fault

    assert fault is not None
    assert (fault.entry, fault.says[: len(says)]) == (entry, says)


@pytest.mark.parametrize(("change", "entry", "says"), (TAMPERED | IN_A_FILE).values(), ids=TAMPERED | IN_A_FILE)
@pytest.mark.parametrize("has_head", [False, True])
def test_it_is_named_in_an_export(change: Change, entry: int, says: str, *, has_head: bool, tmp_path: Path) -> None:
    lines = sealed(MANY)
    head = lines[-1]["digest"] if has_head else None
    change(lines)

    report = check_export(str(written(lines, tmp_path / "audit.jsonl")), head=head)

    assert report.first_fault is not None
    assert (report.first_fault.entry, report.first_fault.says[: len(says)]) == (entry, says)
    assert report.sealed_to < entry


@pytest.mark.parametrize(
    "columns", ["at = '2026-05-04 18:00:00.123457+00:00'", "detail = '{\"step\": 7}'", "actor = 'x'"]
)
def test_a_row_that_was_changed_in_its_place_is_named(columns: str) -> None:
    sealed(5)

    change_behind_the_guard(f"UPDATE {TABLE} SET {columns} WHERE number = 3")  # noqa: S608 - fixed columns

    fault = chain.verify().first_fault
    assert fault is not None
    assert (fault.entry, fault.says) == (3, "entry 3 was changed after it was sealed")


# -- the end: only a head that is kept elsewhere can tell --------------------------------------------------------------


def cut_off(lines: list[Line]) -> None:
    del lines[-2:]


def cut_off_and_added(lines: list[Line]) -> None:
    cut_off(lines)
    lines.append({**lines[0], "actor": "user:3"})
    seal_anew(lines, MANY - 1)


def written_anew(lines: list[Line]) -> None:
    lines[4]["actor"] = "user:3"
    seal_anew(lines, 5)


def the_last_written_anew(lines: list[Line]) -> None:
    lines[-1]["actor"] = "user:3"
    seal_anew(lines, MANY)


def added_at_the_end(lines: list[Line]) -> None:
    lines.append({**lines[0], "actor": "user:3"})
    seal_anew(lines, MANY + 1)


AT_THE_END = {
    "cut off": (cut_off, MANY - 1, "does not stand in this chain"),
    "cut off and added": (cut_off_and_added, MANY, "does not stand in this chain"),
    "written anew": (written_anew, MANY + 1, "does not stand in this chain"),
    "the last written anew": (the_last_written_anew, MANY + 1, "does not stand in this chain"),
    "added at the end": (added_at_the_end, MANY + 1, f"entry {MANY + 1} stands behind entry {MANY}, where the head"),
}


@pytest.mark.parametrize(("change", "entry", "says"), AT_THE_END.values(), ids=AT_THE_END)
def test_an_export_is_whole_in_itself_and_not_the_one_of_the_head(
    change: Change, entry: int, says: str, tmp_path: Path
) -> None:
    lines = sealed(MANY)
    head = lines[-1]["digest"]
    change(lines)
    file = str(written(lines, tmp_path / "audit.jsonl"))

    report = check_export(file, head=head)

    assert check_export(file).first_fault is None
    assert report.first_fault is not None
    assert report.first_fault.entry == entry
    assert says in report.first_fault.says


def test_an_earlier_head_names_between_which_entries_it_happened(tmp_path: Path) -> None:
    lines = sealed(MANY)
    kept = [Head(number, lines[number - 1]["digest"], f"the head of {number}") for number in (2, 6, 8)]
    written_anew(lines)
    file = str(written(lines, tmp_path / "audit.jsonl"))

    fault = check_export(file, published=kept).first_fault

    assert fault is not None
    assert fault.entry == 6
    assert "the head of 6 does not stand in this chain" in fault.says
    assert "one between entry 2 and it" in fault.says


def test_an_earlier_head_stands_in_a_chain_that_went_on(tmp_path: Path) -> None:
    lines = sealed(MANY)
    kept = Head(5, lines[4]["digest"], "the head of 5")

    assert check_export(str(written(lines, tmp_path / "audit.jsonl")), published=[kept]).first_fault is None


def test_the_same_is_found_in_the_database(tmp_path: Path) -> None:
    lines = sealed(MANY)
    kept = Head(MANY, lines[-1]["digest"], "the head of yesterday")
    assert chain.verify(stands=[kept]).outcome == "whole"
    cut_off(lines)
    put_back(lines)

    fault = chain.verify(stands=[kept]).first_fault

    assert chain.verify().first_fault is None
    assert fault is not None
    assert fault.entry == MANY - 1
    assert "the head of yesterday does not stand in this chain" in fault.says


def test_what_is_cut_off_while_the_head_stays_is_named(tmp_path: Path) -> None:
    sealed(5)
    change_behind_the_guard(f"DELETE FROM {TABLE} WHERE number >= 4")  # noqa: S608 - a fixed table

    fault = chain.verify().first_fault

    assert fault is not None
    assert (fault.entry, fault.says) == (4, "entries after 3 are missing; the chain ended at 5")


def test_an_entry_added_behind_the_head_is_named() -> None:
    lines = sealed(5)
    head = lines[-1]
    lines.append({**lines[0], "actor": "user:3"})
    seal_anew(lines, 6)
    put_back(lines)
    change_behind_the_guard("UPDATE requests_app_chainhead SET number = 5, digest = %s", head["digest"])

    fault = chain.verify().first_fault

    assert fault is not None
    assert (fault.entry, fault.says) == (6, "entries stand after 5, where the chain ends")


def test_the_last_one_sealed_anew_is_named_while_the_head_stays() -> None:
    lines = sealed(5)
    head = lines[-1]["digest"]
    lines[-1]["actor"] = "user:3"
    seal_anew(lines, 5)
    put_back(lines)
    change_behind_the_guard("UPDATE requests_app_chainhead SET digest = %s", head)

    fault = chain.verify().first_fault

    assert fault is not None
    assert fault.entry == 5
    assert "entry 5 was changed and sealed anew" in fault.says
