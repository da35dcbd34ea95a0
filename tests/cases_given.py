"""The acceptance cases in `tests/cases`, read from their manifest."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the manifest. `given` is the parsed JSON file, empty where the case has none."""

    name: str
    kind: str
    expect: dict[str, Any]
    given: dict[str, Any]
    how: str


def manifest() -> list[dict[str, Any]]:
    """Return the manifest's lines."""
    text = (CASES / "manifest.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def cases(kind: str) -> list[Case]:
    """Return the cases of a kind that come with a JSON file."""
    return [
        Case(
            name=line["id"],
            kind=kind,
            expect=line["expect"],
            given=json.loads((CASES / line["file"]).read_text(encoding="utf-8")),
            how=line.get("how", ""),
        )
        for line in manifest()
        if line["kind"] == kind and str(line["file"]).endswith(".json")
    ]
