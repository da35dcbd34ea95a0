"""Where the sentences lie that residents read. Staff's pages stay English, and so do commands and logs."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ERRORS = ("400.html", "403.html", "404.html", "500.html")
TEMPLATES = ("base.html", *ERRORS, "emails", "fields", "notices", "problems", "public")
"""Under `templates/`."""

CODE = (
    "notices/**/*.py",
    "requests/law_sentences.py",
    "views/address.py",
    "views/ask_*.py",
    "views/fields.py",
    "views/forms.py",
    "views/guarded.py",
    "views/others_*.py",
    "views/problems.py",
    "views/progress.py",
    "views/proof.py",
    "views/public*.py",
    "views/register/attest.py",
    "views/status*.py",
)
"""Under `requests_app/`: what public pages, mails and letters are made with."""


def files() -> Iterator[Path]:
    """Yield every file that residents' sentences are taken from, in the order of their paths."""
    root = Path(settings.BASE_DIR)
    found = {path for name in TEMPLATES for path in _templates(root / "templates" / name)}
    found |= {path for pattern in CODE for path in (root / "requests_app").glob(pattern)}
    return iter(sorted(found))


def _templates(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for kind in ("*.html", "*.txt"):
        yield from place.rglob(kind)
