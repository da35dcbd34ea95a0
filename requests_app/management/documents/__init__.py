"""The pages of docs/ that are written from the code, so that they cannot grow stale unnoticed."""

from pathlib import Path

from django.conf import settings

from requests_app.management.documents.page import page, table
from requests_app.management.documents.statute import statute_page
from requests_app.requests.status import Status, as_mermaid
from shinelight import env

DOCS = Path(settings.BASE_DIR) / "docs"


def documents() -> dict[Path, str]:
    """Return each generated page with the text it should have."""
    return {
        DOCS / "request-states.md": _request_states(),
        DOCS / "settings.md": _settings(),
        DOCS / "statute.md": statute_page(),
    }


def _request_states() -> str:
    words = [(f"`{status.value}`", str(status.label)) for status in Status]
    return page(
        "The states of a request",
        "The table of moves is `MOVES` in `requests_app/requests/status.py`; `move.py` beside it is the only writer.",
        f"```mermaid\n{as_mermaid()}\n```",
        table(("state", "what staff read"), words),
    )


def _settings() -> str:
    rows = [(f"`{v.name}`", _default(v.default), v.says) for v in env.READ.values()]
    return page(
        "Settings",
        "All settings are environment variables, read once at the start. A malformed value stops the start.",
        table(("variable", "default", "meaning"), rows),
    )


def _default(value: str) -> str:
    shown = value.replace(str(settings.VAR_DIR), "VAR_DIR") or "(empty)"
    return shown if shown.startswith("(") else f"`{shown}`"
