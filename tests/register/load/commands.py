"""The product's own commands as an operator gives them: their exit status, and the JSON on their standard output."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from tests.cases_given import CASES

BUSINESS = "example-outfitters"
"""The business of `cases/business.json`."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered; `told` is its one line of JSON."""

    status: int
    told: Json

    @property
    def counts(self) -> tuple[list[int], list[int]]:
        """New, changed and same, of third parties and of disclosures."""
        counted = ([self.told[what][word] for word in ("new", "changed", "same")] for what in COUNTED)
        third_parties, disclosures = counted
        return third_parties, disclosures

    def places(self, what: str) -> list[tuple[int | None, str, str]]:
        """Return row, column and value of each of the faults, warnings or questions."""
        return [(each["row"], each["column"], each["value"]) for each in self.told[what]]

    def rows(self, what: str) -> list[int]:
        """Return the rows that are named, in order, each once."""
        return sorted({each["row"] for each in self.told[what] if each["row"] is not None})

    def says(self, what: str) -> str:
        """Return all the sentences of one kind."""
        return " ".join(each["says"] for each in self.told[what])


COUNTED = ("third_parties", "disclosures")


def run(*words: str) -> Answer:
    """Give a command with `--json`: one line of JSON, and nothing else, stands on its standard output."""
    out, status = StringIO(), 0
    try:
        call_command(*words, "--json", stdout=out)
    except SystemExit as ended:
        status = int(ended.code or 0)
    text = out.getvalue()
    assert text.endswith("\n")
    assert text.count("\n") == 1
    return Answer(status, json.loads(text))


def configure() -> None:
    """Put the business of the cases into the database."""
    assert run("configure_business", str(CASES / "business.json")).status == 0


def load(file: Path, *options: str) -> Answer:
    """Load a file into the register of the business; exit status and outcome agree."""
    answer = run("load_register", str(file), "--business", BUSINESS, *options)
    assert (answer.status, answer.told["outcome"]) in {(0, "loaded"), (1, "refused")}
    assert bool(answer.told["faults"] or answer.told["questions"]) is (answer.status == 1)
    return answer


def mapped(folder: Path, columns: Json | None = None, categories: Json | None = None) -> tuple[str, str]:
    """Return the options that say how headings and category words are meant."""
    file = folder / "map.json"
    file.write_text(json.dumps({"columns": columns or {}, "values": {"category": categories or {}}}), encoding="utf-8")
    return "--map", str(file)


def notice(*, year: int = 2025, on: str = "2026-03-03", out: Path | None = None) -> Json:
    """Compile the year's statement as it would be sent to somebody who asks on a day."""
    words = ["compile_notice", "--business", BUSINESS, "--year", str(year), "--on", on]
    answer = run(*words, *(["--out", str(out)] if out else []))
    assert answer.status == 0
    return answer.told


def listed(*, year: int = 2025) -> list[str]:
    """Return the names in the year's statement, in order."""
    return sorted(each["name"] for each in notice(year=year)["recipients"])
