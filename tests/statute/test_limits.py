"""Lines nobody can read: no id, not JSON, too long, too deep, a key given twice."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from requests_app.statute import Ruling, facts_from_json, rule_on
from requests_app.statute.lines import LONGEST_LINE, LONGEST_READ, MOST_BRACKETS, answer
from requests_app.statute.members import RefusedError
from requests_app.statute.nesting import DEEPEST_NESTING
from requests_app.statute.values import LONGEST_TEXT

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

TOO_LONG = "x" * (LONGEST_TEXT + 1)

WITHOUT_ID = [
    ("id", b'{"request": {"received": "2026-03-01", "channel": "email"}}'),
    ("id", b'{"id": 5, "request": {"received": "2026-03-01", "channel": "email"}}'),
    ("id", b'{"id": null}'),
    ("id", b'{"id": "A", "id": "B"}'),
    ("id", b'{"id": "\\ud800"}'),
    ("id", b'{"id": "\xff"}'),
    ("id", json.dumps({"id": TOO_LONG}).encode()),
    ("JSON object", b"[]"),
    ("JSON object", b'"T"'),
    ("JSON object", b"null"),
    ("JSON object", b'{"id": "T"'),
    ("JSON object", b'{"id": "T"} {"id": "U"}'),
    ("JSON object", b'{"id": "T",}'),
    ("JSON object", b"{'id': 'T'}"),
    ("JSON object", b'\xff{"id": "T"}'),
    ("1 MB", b'{"id": "T", "at": "' + b"x" * LONGEST_READ + b'"}'),
    ("1 MB", b'{"id": "T", "at": "' + b"x" * LONGEST_LINE),
]


def written(**parts: object) -> str:
    valid: dict[str, object] = {"id": "T", "request": {"received": "2026-03-01", "channel": "email"}}
    return json.dumps(valid | parts)


def nested(levels: int) -> str:
    return written(business="[" * levels + "]" * levels).replace('"[', "[").replace(']"', "]")


@pytest.mark.parametrize(("named", "line"), WITHOUT_ID)
def test_without_a_readable_id_the_error_has_none(named: str, line: bytes) -> None:
    found = answer(line)
    assert found["id"] is None
    assert named in str(found["error"])


@pytest.mark.parametrize("levels", [DEEPEST_NESTING, 200, 5_000, 400_000])
def test_nesting_too_deep_is_refused_with_the_id(levels: int) -> None:
    found = answer(nested(levels).encode())
    assert found["id"] == "T"
    assert str(found["error"]).startswith("business: nesting deeper than 20")


def test_a_string_that_never_ends_takes_no_time_to_refuse() -> None:
    found = answer(b'{"id": "T", "business": ' + b"[" * 30 + b'"' + b'\\"' * 400_000)
    assert found["id"] is None
    assert "JSON object" in str(found["error"])


def test_a_name_that_is_no_utf8_is_shown_safely() -> None:
    found = answer(b'{"id": "T", "\xff": ' + b"[" * 30 + b"]" * 30 + b"}")
    assert str(found["error"]).startswith("\\udcff: nesting")


@pytest.mark.parametrize("name", ["X", "XX", "größe"])
def test_the_field_nested_too_deep_is_named_and_no_other(name: str) -> None:
    deep = '["x", ' * 25 + '{"y": [1, 2]}, [], 3' + "]" * 25
    line = f'{{"id": "T", "a": [{{}}, [1]], "{name}": {{"b": {deep}}}, "c": {{"d": {deep}}}}}'
    assert answer(line.encode()) == {
        "id": "T",
        "error": f"{name}.b: nesting deeper than 20 levels, expected at most that many",
    }


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (
            '{"id": "T", "business": {"designated": [{"kind": "x, y"}, 1, {"value": DEEP}]}}',
            "business.designated[2].value",
        ),
        ('{"id": "T", "a": [[{"b": "c"}], {"d": ["e", "f", DEEP]}]}', "a[1].d"),
        ('{"id": "T", "a": ["b, c", "d", {"e": DEEP}]}', "a[2].e"),
        ('{"id": "T", "a": DEEP}', "a"),
        ("[DEEP]", "line"),
    ],
)
def test_the_way_to_what_is_nested_too_deep_is_named(line: str, named: str) -> None:
    found = answer(line.replace("DEEP", "[" * 30 + "]" * 30).encode())
    assert str(found["error"]).startswith(f"{named}: nesting deeper than 20 levels")


def test_a_long_way_to_what_is_nested_too_deep_is_cut_short() -> None:
    found = answer(('{"long name": ' * 30 + "1" + "}" * 30).encode())
    assert str(found["error"]).startswith("long name.long name.")
    assert str(found["error"]).partition(":")[0].endswith("…")


def test_a_line_too_long_is_read_all_the_same_and_its_error_names_both() -> None:
    text = "x" * 1_048_576
    in_a_field = json.dumps({"id": "T", "request": {"received": "2026-03-01", "channel": "email", "at": text}})
    assert answer(in_a_field.encode()) == {
        "id": "T",
        "error": (
            "line: longer than 1 MB, expected at most 1,000,000 bytes; request.at: expected a string of at most 10,000 "
            "characters, found 1,048,576"
        ),
    }


def test_a_line_with_nothing_wrong_but_its_length_is_refused_for_that_alone() -> None:
    longest = written().encode().ljust(LONGEST_READ)
    expected = "line: longer than 1 MB, expected at most 1,000,000 bytes"
    assert "error" not in answer(longest[:LONGEST_LINE])
    assert answer(longest[: LONGEST_LINE + 1]) == {"id": "T", "error": expected}
    assert answer(longest) == {"id": "T", "error": expected}
    assert answer(longest + b" ") == {"id": None, "error": expected}


def test_a_line_of_just_one_megabyte_is_read_whatever_it_holds_and_its_length_is_no_fault() -> None:
    brackets = "[], " * MOST_BRACKETS
    found = answer(f'{{"id": "T", "a": [{brackets}[]]}}'.ljust(LONGEST_LINE).encode())
    assert found["id"] == "T"
    assert str(found["error"]).startswith("a: unknown field")


@pytest.mark.parametrize(("more", "named"), [(0, "T"), (1, None)])
def test_of_a_line_too_long_no_more_brackets_are_read_than_memory_is_worth(more: int, named: str | None) -> None:
    brackets = "[], " * (MOST_BRACKETS - 4 + more) + "[]"
    line = f'{{"id": "T", "request": {{}}, "a": [{brackets}]}}'.ljust(LONGEST_LINE + 1)
    found = answer(line.encode())
    assert found["id"] == named
    assert ("; a: unknown field" in str(found["error"])) is (named is not None)


def test_many_brackets_beside_one_another_are_not_deep() -> None:
    deepest = "[" * (DEEPEST_NESTING - 1) + "]" * (DEEPEST_NESTING - 1)
    found = answer(f'{{"id": "T", "business": [{deepest[1:-1]}, {deepest[1:-1]}, {{}}]}}'.encode())
    assert str(found["error"]).startswith("business: expected a JSON object, found [[[")
    wrong = deepest.replace("[]", "[1 2]")
    found = answer(f'{{"id": "T", "business": {wrong}, "requester": [[]]}}'.encode())
    assert str(found["error"]).startswith("line: expected one JSON object")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"x" * (LONGEST_LINE + 1), "line: longer than 1 MB, expected at most 1,000,000 bytes"),
        (
            b"{",
            "line: expected one JSON object, found something else (Expecting property name enclosed in double quotes",
        ),
    ],
)
def test_a_line_that_is_no_object_is_itself_the_field(line: bytes, error: str) -> None:
    found = answer(line)
    assert (found["id"], str(found["error"])[: len(error)]) == (None, error)


def test_twenty_levels_are_not_too_deep() -> None:
    assert "JSON object" in str(answer(nested(DEEPEST_NESTING - 1).encode())["error"])


@pytest.mark.parametrize("place", ["request", "requester", "conditions"])
def test_a_key_given_twice_is_refused_by_name(place: str) -> None:
    claim = {"clause": "(d)(5)", "conditions": {"necessary_to_program": True}}
    row = {"recipient": {"name": "Sierra Seed Co.", "relation": "unaffiliated"}, "year": 2025, "exclusion": claim}
    line = written(requester={"represented": True}, disclosures=[row])
    doubled = {
        "request": ('"channel": "email"', '"channel": "email", "channel": "fax"'),
        "requester": ('"represented": true', '"represented": true, "represented": true'),
        "conditions": ('"necessary_to_program": true', '"necessary_to_program": true, "necessary_to_program": false'),
    }[place]
    found = answer(line.replace(*doubled).encode())
    assert "given twice" in str(found["error"])
    assert doubled[0].split('"')[1] in str(found["error"])


@pytest.mark.clause("(i)")
def test_a_moment_of_2004_elsewhere_that_is_2005_in_california_is_taken() -> None:
    moment = {"id": "T", "request": {"received": "2004-12-31T23:30:00-10:00", "channel": "email"}}

    assert rule_on(facts_from_json(moment)).received_on == date(2005, 1, 1)


@pytest.mark.clause("(d)(5)")
def test_a_claim_that_does_not_hold_is_asked_about_even_where_no_answer_is_required(
    ask: Callable[..., Ruling], row: Callable[..., dict[str, object]]
) -> None:
    claim = {"clause": "(d)(5)", "conditions": {"necessary_to_program": True}}

    ruling = ask(row(exclusion=claim), business={"employees": 5})

    assert ruling.answer == "not_required"
    assert "shared_customers_only" in " ".join(ruling.for_review)


@pytest.mark.clause("(a)")
@pytest.mark.parametrize("year", [1000, 9999])
def test_a_calendar_year_has_four_digits(ask: Ask, row: Row, year: int) -> None:
    assert ask(row(year=year)).answer == "nothing_disclosed"


@pytest.mark.clause("(a)")
@pytest.mark.parametrize("year", [999, 10_000])
def test_any_other_number_is_no_calendar_year(ask: Ask, row: Row, year: int) -> None:
    with pytest.raises(RefusedError, match=r"disclosures\[0\].year: expected a whole number from 1000 to 9999"):
        ask(row(year=year))
