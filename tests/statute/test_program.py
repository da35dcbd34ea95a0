"""`python -m requests_app.statute`: files and standard input, line ends, exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from requests_app.statute.lines import LONGEST_LINE

ROOT = Path(__file__).parents[2]
VALID = b'{"id": "T", "request": {"received": "2026-03-01", "channel": "email"}}'


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "requests_app.statute", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False, cwd=ROOT)


def test_a_file_is_ruled_on_like_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(VALID)
    from_file, from_input = run(str(path)), run("-", given=VALID)
    assert from_file.returncode == from_input.returncode == 0
    assert from_file.stdout == from_input.stdout == run(given=VALID).stdout


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    missing = run(str(tmp_path / "nothing.jsonl"))
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert b"nothing.jsonl" in missing.stderr


@pytest.mark.parametrize("arguments", [("--quick",), ("a", "b")])
def test_arguments_it_does_not_know_are_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_the_output_is_json_with_or_without_the_flag() -> None:
    assert run("--json", given=VALID).stdout == run(given=VALID).stdout


def test_no_line_is_no_ruling() -> None:
    empty = run(given=b"\n  \n\t\r\n")
    assert (empty.returncode, empty.stdout) == (0, b"")


def test_blank_lines_windows_ends_and_a_byte_order_mark_do_no_harm() -> None:
    found = run(given=b"\xef\xbb\xbf" + VALID + b"\r\n\r\n" + VALID + b"\n")
    assert found.returncode == 0
    assert [json.loads(line)["id"] for line in found.stdout.splitlines()] == ["T", "T"]


def test_a_line_of_one_megabyte_is_read_and_a_longer_one_refused() -> None:
    longest = VALID + b" " * (LONGEST_LINE - len(VALID))
    found = run(given=b"\n".join([longest, longest + b" ", longest * 3, VALID]))
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert found.returncode == 1
    assert ["error" in line for line in lines] == [False, True, True, False]


def test_names_come_back_letter_for_letter() -> None:
    name = 'Ñandú "Größe" \u2028 株式会社 =cmd|x'
    row = {"recipient": {"name": name, "relation": "unaffiliated", "address": "1 Main St"}, "year": 2025}
    facts = json.loads(VALID) | {"disclosures": [row | {"categories": ["email"]}]}
    found = run(given=json.dumps(facts, ensure_ascii=False).encode())
    assert found.stdout.count(b"\n") == 1
    assert json.loads(found.stdout)["recipients"][0]["name"] == name


def test_the_ruling_has_the_fields_of_the_contract_in_their_order() -> None:
    assert list(json.loads(run(given=VALID).stdout)) == [
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
