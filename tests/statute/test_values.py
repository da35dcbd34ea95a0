"""The values of facts, one reader at a time: what each takes, and in which words it refuses the rest."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import pytest

from requests_app.statute import clause
from requests_app.statute.clause import Rule, rule, rules
from requests_app.statute.members import LONGEST_INTEGER, Fields, Members, RefusedError, parse, shown
from requests_app.statute.values import (
    LONGEST_TEXT,
    california_day,
    day,
    flag,
    many,
    one_of,
    or_null,
    text,
    whole,
    word_of,
)

Read = Callable[[object, str], object]
DAY = "a date (YYYY-MM-DD)"
MOMENT = "a date (YYYY-MM-DD) or a date-time with its offset"
IN_FORCE = "a date from 2005-01-01 to 2199-12-31"


class Colour(StrEnum):
    """An enumeration of the test's own."""

    RED = "red"
    DARK_BLUE = "dark_blue"


@pytest.mark.parametrize(
    ("reader", "value", "fact"),
    [
        (lambda: text, "", ""),
        (lambda: text, "x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        (lambda: flag, True, True),
        (lambda: flag, False, False),
        (lambda: whole(3), 3, 3),
        (lambda: whole(3), 10**9, 10**9),
        (lambda: whole(3, 5), 3, 3),
        (lambda: whole(3, 5), 5, 5),
        (lambda: day, "2024-02-29", date(2024, 2, 29)),
        (lambda: day, "2005-01-01", date(2005, 1, 1)),
        (lambda: day, "2199-12-31", date(2199, 12, 31)),
        (lambda: california_day, "2024-02-29", date(2024, 2, 29)),
        (lambda: california_day, "2024-03-01T07:59:59Z", date(2024, 2, 29)),
        (lambda: california_day, "2024-03-01T08:00Z", date(2024, 3, 1)),
        (lambda: california_day, "2024-03-01T00:00:00,5-08", date(2024, 3, 1)),
        (lambda: california_day, "2024-03-01T00:00:00.25-0800", date(2024, 3, 1)),
        (lambda: california_day, "2200-01-01T07:59:59Z", date(2199, 12, 31)),
        (lambda: word_of(["one", "two"]), "two", "two"),
        (lambda: one_of(Colour), "dark_blue", Colour.DARK_BLUE),
        (lambda: or_null(flag), None, None),
        (lambda: or_null(flag), False, False),
        (lambda: many(flag), [], ()),
        (lambda: many(flag), [True, False], (True, False)),
    ],
)
def test_a_value_of_its_kind_is_read_as_it_is(reader: Callable[[], Read], value: object, fact: object) -> None:
    assert reader()(value, "a.b") == fact


def test_a_word_is_read_as_the_one_of_the_list() -> None:
    assert isinstance(one_of(Colour)("red", "a.b"), Colour)
    assert isinstance(word_of(Colour)("red", "a.b"), Colour)


@pytest.mark.parametrize(
    ("reader", "value", "says"),
    [
        (lambda: text, None, "a.b: expected a string, found null"),
        (lambda: text, 5, "a.b: expected a string, found 5"),
        (lambda: text, "x" * (LONGEST_TEXT + 1), "a.b: expected a string of at most 10,000 characters, found 10,001"),
        (lambda: text, "\udcff", "a.b: expected a string of valid UTF-8, found \\udcff"),
        (lambda: flag, 1, "a.b: expected true or false, found 1"),
        (lambda: flag, None, "a.b: expected true or false, found null"),
        (lambda: whole(3), 2, "a.b: expected a whole number of 3 or more, found 2"),
        (lambda: whole(3), "7", "a.b: expected a whole number of 3 or more, found 7"),
        (lambda: whole(0), True, "a.b: expected a whole number of 0 or more, found true"),
        (lambda: whole(3, 5), 2, "a.b: expected a whole number from 3 to 5, found 2"),
        (lambda: whole(3, 5), 6, "a.b: expected a whole number from 3 to 5, found 6"),
        (lambda: whole(3, 5), 4.0, "a.b: expected a whole number from 3 to 5, found 4.0"),
        (lambda: day, None, f"a.b: expected {DAY}, found null"),
        (lambda: day, "x" * (LONGEST_TEXT + 1), "a.b: expected a string of at most 10,000 characters, found 10,001"),
        (lambda: day, "today", f"a.b: expected {DAY}, found today"),
        (lambda: day, "2025-02-29", f"a.b: expected {DAY}, found 2025-02-29"),
        (lambda: day, "2025-02-28T00:00:00Z", f"a.b: expected {DAY}, found 2025-02-28T00:00:00Z"),
        (lambda: day, "2004-12-31", f"a.b: expected {IN_FORCE}, found 2004-12-31"),
        (lambda: day, "2200-01-01", f"a.b: expected {IN_FORCE}, found 2200-01-01"),
        (lambda: california_day, None, f"a.b: expected {MOMENT}, found null"),
        (lambda: california_day, "2025-02-28T00:00:00", f"a.b: expected {MOMENT}, found 2025-02-28T00:00:00"),
        (lambda: california_day, "2025-02-29", f"a.b: expected {DAY}, found 2025-02-29"),
        (lambda: california_day, "2025-02-29T00:00Z", "a.b: expected a date-time that exists, found 2025-02-29T00:00Z"),
        (lambda: california_day, "2005-01-01T07:59:59Z", f"a.b: expected {IN_FORCE}, found 2004-12-31"),
        (lambda: california_day, "2200-01-01T08:00:00Z", f"a.b: expected {IN_FORCE}, found 2200-01-01"),
        (lambda: california_day, "2003-12-31T23:59Z", f"a.b: expected {IN_FORCE}, found 2003-12-31T23:59Z"),
        (lambda: california_day, "2201-01-01T00:00Z", f"a.b: expected {IN_FORCE}, found 2201-01-01T00:00Z"),
        (lambda: california_day, "0001-01-01T00:00Z", f"a.b: expected {IN_FORCE}, found 0001-01-01T00:00Z"),
        (lambda: word_of(["one", "two"]), "three", "a.b: expected one of one, two, found three"),
        (lambda: word_of(["one", "two"]), ["one"], 'a.b: expected one of one, two, found ["one"]'),
        (lambda: one_of(Colour), "RED", "a.b: expected one of red, dark_blue, found RED"),
        (lambda: or_null(flag), 0, "a.b: expected true or false, found 0"),
        (lambda: many(flag), None, "a.b: expected a list, found null"),
        (lambda: many(flag), {"0": True}, 'a.b: expected a list, found {"0": true}'),
        (lambda: many(flag), [True, "no"], "a.b[1]: expected true or false, found no"),
    ],
)
def test_any_other_value_is_refused_with_the_field_what_was_expected_and_what_was_found(
    reader: Callable[[], Read], value: object, says: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        reader()(value, "a.b")
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("value", "as_shown"),
    [
        ("é", "é"),
        (["é"], '["é"]'),
        (None, "null"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60 + "…"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_was_found_is_shown_short_and_safe_to_print(value: object, as_shown: str) -> None:
    assert shown(value) == as_shown


def test_an_object_names_its_unknown_repeated_and_missing_members() -> None:
    with pytest.raises(RefusedError) as not_one:
        Fields([], "", "one")
    with pytest.raises(RefusedError) as unknown:
        Fields(parse('{"three": 3}'), "a", "one", "two")
    with pytest.raises(RefusedError) as repeated:
        Fields(parse('{"two": 2, "one": 1, "one": 1}'), "a", "one", "two")
    with pytest.raises(RefusedError) as missing:
        Fields(Members(), "", "one").need("one", text)
    assert [str(each.value) for each in (not_one, unknown, repeated, missing)] == [
        "fact pattern: expected a JSON object, found []",
        "a.three: unknown field, expected one of one, two",
        "a.one: given twice, expected once",
        "one: expected a string, found nothing",
    ]


def test_a_whole_number_too_long_to_be_one_is_none() -> None:
    longest = int("9" * LONGEST_INTEGER)
    assert parse(f"[{longest}, {longest}0]") == [longest, float(f"{longest}0")]
    assert [type(each) for each in parse(f"[{longest}, {longest}0]")] == [int, float]  # type: ignore[attr-defined]


def test_a_rule_is_entered_under_each_of_its_clauses_with_the_first_line_of_its_docstring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clause, "_RULES", [])

    @rule("(b)(1)", "(a)")
    def counts() -> None:
        """(b)(1): counts.

        In days.
        """

    @rule("(g)")
    def silent() -> None:
        pass

    assert rules() == (
        Rule(clause="(a)", module=__name__, name=counts.__qualname__, says="(b)(1): counts."),
        Rule(clause="(b)(1)", module=__name__, name=counts.__qualname__, says="(b)(1): counts."),
        Rule(clause="(g)", module=__name__, name=silent.__qualname__, says=""),
    )


@pytest.mark.parametrize(
    ("clauses", "says"), [(("(z)", "(a)", "(y)"), "no such clause: (z), (y)"), ((), "no such clause: none given")]
)
def test_a_rule_without_a_clause_there_is_cannot_be_entered(clauses: tuple[str, ...], says: str) -> None:
    with pytest.raises(ValueError, match="no such clause") as refused:
        rule(*clauses)
    assert str(refused.value) == says
