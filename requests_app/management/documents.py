"""The pages of docs/ that are written from the code, so that they cannot grow stale unnoticed."""

from pathlib import Path

from django.conf import settings

from requests_app.requests.status import Status, as_mermaid
from requests_app.statute import CLAUSES, NOTHING_TO_DO, rules
from shinelight import env

DOCS = Path(settings.BASE_DIR) / "docs"
GENERATED = "<!-- Written by `make docs` from the code; edit the code, not this page. -->"


def documents() -> dict[Path, str]:
    """Return each generated page with the text it should have."""
    return {
        DOCS / "request-states.md": _request_states(),
        DOCS / "settings.md": _settings(),
        DOCS / "statute.md": _statute(),
    }


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", GENERATED, *parts)) + "\n"


def _request_states() -> str:
    words = "\n".join(f"| `{status.value}` | {status.label} |" for status in Status)
    return _page(
        "The states of a request",
        "The table of moves is `MOVES` in `requests_app/requests/status.py`; `move.py` beside it is the only writer.",
        f"```mermaid\n{as_mermaid()}\n```",
        f"| state | what staff read |\n| --- | --- |\n{words}",
    )


def _settings() -> str:
    rows = "\n".join(f"| `{v.name}` | {_default(v.default)} | {v.says} |" for v in env.READ.values())
    return _page(
        "Settings",
        "All settings are environment variables, read once at the start. A malformed value stops the start.",
        f"| variable | default | meaning |\n| --- | --- | --- |\n{rows}",
    )


def _default(value: str) -> str:
    shown = value.replace(str(settings.VAR_DIR), "VAR_DIR") or "(empty)"
    return shown if shown.startswith("(") else f"`{shown}`"


def _statute() -> str:
    by_clause: dict[str, list[str]] = {}
    for rule in rules():
        by_clause.setdefault(rule.clause, []).append(f"`{rule.module.rpartition('.')[2]}.{rule.name}`")
    rows = []
    for clause in CLAUSES:
        answer = ", ".join(by_clause.get(clause, ())) or NOTHING_TO_DO.get(clause, "")
        rows.append(f"| {clause} | {answer} |")
    return _page(
        "The statute, clause by clause",
        "Civil Code 1798.83 and 1798.84, each clause with its rules in `requests_app/statute`, or the reason why "
        "software has nothing to do there. Before a release a person compares the clauses with the official "
        "text. This is not legal advice.",
        "| clause | rules, or why there is none |\n| --- | --- |\n" + "\n".join(rows),
    )
