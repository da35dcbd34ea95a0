"""The faults that others' users were hit by, by their numbers: each has its test, which names it."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
AT_THE_DESK, BEFORE_THE_PUBLIC = range(61, 74), range(87, 95)
NAMED = re.compile(r"def test_[^\n]*\n(?:[^\n]*\n){0,3}? +\"{3}Faults? ((?:\d+(?:, | and )?)+)")
"""A test whose first words are the numbers of the faults that it holds."""


def test_each_known_fault_of_a_desk_and_before_the_public_has_its_test() -> None:
    found = {
        int(number)
        for path in TESTS.rglob("test_*.py")
        for numbers in NAMED.findall(path.read_text(encoding="utf-8"))
        for number in re.findall(r"\d+", numbers)
    }

    assert {*AT_THE_DESK, *BEFORE_THE_PUBLIC} - found == set()
