"""`python -m requests_app.statute`: files and standard input, line ends, exit status.

Run in this process, but for those that are about the process itself.
"""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from requests_app.statute.lines import LONGEST_LINE, LONGEST_READ, lines

ROOT = Path(__file__).parents[2]
VALID = b'{"id": "T", "request": {"received": "2026-03-01", "channel": "email"}}'
Run = Callable[..., Any]


def test_the_module_is_run_with_the_files_of_its_process(run: Run) -> None:
    command = [sys.executable, "-m", "requests_app.statute"]
    apart = subprocess.run(command, input=VALID, capture_output=True, check=False, cwd=ROOT)
    assert (apart.returncode, apart.stderr) == (0, b"")
    assert apart.stdout == run(given=VALID).stdout


def test_a_file_is_ruled_on_like_standard_input(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + VALID)
    from_file, from_input = run(str(path)), run("-", given=VALID)
    assert from_file.returncode == from_input.returncode == 0
    assert from_file.stdout == from_input.stdout == run(given=VALID).stdout
    assert json.loads(from_file.stdout)["id"] == "T"


def test_a_file_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nothing.jsonl"
    missing = run(str(path))
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert missing.stderr == f"{path}: No such file or directory\n"


@pytest.mark.parametrize("arguments", [("--quick",), ("a", "b"), ("--json=yes",), ("--json", "a", "b")])
def test_arguments_it_does_not_know_are_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    refused = run(*arguments)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr.startswith("usage: python -m requests_app.statute [-h] [--json] [file]\n")


def test_it_explains_itself(run: Run) -> None:
    told = run("--help")
    text = " ".join(told.stdout.decode().split())
    assert told.returncode == 0
    assert "a fact pattern a line in, a ruling a line out" in text
    assert "file fact patterns, one JSON object a line" in text
    assert "--json taken for the sake of uniformity" in text


def test_the_output_is_json_with_or_without_the_flag(run: Run) -> None:
    assert run("--json", given=VALID).stdout == run(given=VALID).stdout


def test_no_line_is_no_ruling(run: Run) -> None:
    empty = run(given=b"\n  \n\t\r\n")
    assert (empty.returncode, empty.stdout) == (0, b"")


@pytest.mark.parametrize("refused", [b"[]", b"{", b'{"id": "T"}'])
def test_one_line_that_is_refused_tells_in_the_end(run: Run, refused: bytes) -> None:
    for given in (refused, refused + b"\n" + VALID, VALID + b"\n" + refused):
        assert run(given=given).returncode == 1


def test_blank_lines_windows_ends_and_a_byte_order_mark_do_no_harm(run: Run) -> None:
    found = run(given=b"\xef\xbb\xbf" + VALID + b"\r\n\r\n" + VALID + b"\n")
    assert found.returncode == 0
    assert [json.loads(line)["id"] for line in found.stdout.splitlines()] == ["T", "T"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (b"", []),
        (b" \n\n", []),
        (b"a", [b"a"]),
        (b"a\nb", [b"a", b"b"]),
        (b" a \r\n\r\nb\n", [b" a ", b"b"]),
        (b"\n\ra\n", [b"\ra"]),
        (b"a\nXXXXb", [b"a", b"XXXXb"]),
        (b"aXX\nXXb\n", [b"aXX", b"XXb"]),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb", [b"a", b"\xef\xbb\xbfb"]),
        (b"a\xef\xbb\xbf\n", [b"a\xef\xbb\xbf"]),
        (b"x" * LONGEST_READ + b"\nb", [b"x" * LONGEST_READ, b"b"]),
        (b"x" * LONGEST_READ + b"\r\nb", [b"x" * LONGEST_READ, b"b"]),
        (b"x" * (LONGEST_READ + 1) + b"\nb", [b"x" * (LONGEST_READ + 1), b"b"]),
        (b"x" * (LONGEST_READ + 2) + b"\nb", [b"x" * (LONGEST_READ + 2), b"b"]),
        (b"x" * (3 * LONGEST_READ) + b"\nb", [b"x" * (LONGEST_READ + 2), b"b"]),
        (b"x" * (3 * LONGEST_READ), [b"x" * (LONGEST_READ + 2)]),
    ],
)
def test_lines_end_where_they_end_and_one_too_long_is_cut_short(given: bytes, found: list[bytes]) -> None:
    assert list(lines(io.BytesIO(given))) == found


def test_a_line_of_one_megabyte_is_read_and_a_longer_one_refused(run: Run) -> None:
    longest = VALID + b" " * (LONGEST_LINE - len(VALID))
    found = run(given=b"\n".join([longest, longest + b" ", longest * 3, VALID]))
    answers = [json.loads(line) for line in found.stdout.splitlines()]
    assert found.returncode == 1
    assert ["error" in each for each in answers] == [False, True, True, False]


def test_names_come_back_letter_for_letter(run: Run) -> None:
    name = 'Ñandú "Größe" \u2028 株式会社 =cmd|x'
    row = {"recipient": {"name": name, "relation": "unaffiliated", "address": "1 Main St"}, "year": 2025}
    facts = json.loads(VALID) | {"disclosures": [row | {"categories": ["email"]}]}
    found = run(given=json.dumps(facts, ensure_ascii=False).encode())
    assert found.stdout.count(b"\n") == 1
    assert name.replace('"', '\\"').encode() in found.stdout
    assert json.loads(found.stdout)["recipients"][0]["name"] == name


def test_the_ruling_has_the_fields_of_the_contract_in_their_order(run: Run) -> None:
    agency = {"clause": "(d)(2)", "conditions": {}}
    rows = [
        {"recipient": {"name": "A", "relation": "unaffiliated", "address": "1 B St", "products": ["c"]}, "year": 2025},
        {"recipient": {"name": "D", "relation": "unaffiliated"}, "year": 2025, "use": "none"},
        {"recipient": {"name": "E", "relation": "same_brand_affiliate"}, "year": 2025, "exclusion": agency},
    ]
    facts = json.loads(VALID) | {"disclosures": [each | {"categories": ["email"]} for each in rows]}
    ruling = json.loads(run(given=json.dumps(facts).encode()).stdout)
    assert list(ruling) == [
        "id",
        "report_year",
        "received_on",
        "answer",
        "due_on",
        "deadline",
        "categories",
        "recipients",
        "same_brand_affiliates",
        "excluded",
        "blocked",
        "for_review",
        "reasons",
    ]
    reasons, entries = ruling.pop("reasons"), ruling.pop("for_review")
    assert ruling == {
        "id": "T",
        "report_year": 2025,
        "received_on": "2026-03-01",
        "answer": "disclosure",
        "due_on": "2026-03-31",
        "deadline": "designated",
        "categories": ["email"],
        "recipients": [{"name": "A", "address": "1 B St", "products": ["c"], "digital_advertising": False}],
        "same_brand_affiliates": 0,
        "excluded": [{"recipient": "D", "clause": "(e)(2)", "because": "The recipient made no marketing use of it."}],
        "blocked": ["Same-brand affiliates: number missing"],
    }
    assert [list(each) for each in reasons] == [["clause", "because"]] * len(reasons)
    assert [each["clause"] for each in reasons] == ["(a)", "(f)(3)", "(a)(1)", "(e)(1)", "(b)(1)"]
    assert [entry.split()[0] for entry in entries] == ["(d)(2)", "(f)(1)", "(b)(1)"]


def test_a_ruling_without_a_due_date_says_so(run: Run) -> None:
    ruling = json.loads(run(given=VALID.replace(b"email", b"phone")).stdout)
    assert (ruling["due_on"], ruling["deadline"], ruling["same_brand_affiliates"]) == (None, "none", None)
