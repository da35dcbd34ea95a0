"""Where the sentences lie that residents read. Staff's pages stay English, and so do commands and logs."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ERRORS = ("400.html", "403.html", "404.html", "500.html")
TEMPLATES = ("base.html", *ERRORS, "emails", "fields", "notices", "problems", "public")
"""Under `templates/`."""

CODE = (
    "notices",
    "requests/law_sentences.py",
    "views/asking",
    "views/attest.py",
    "views/fields.py",
    "views/forms.py",
    "views/languages.py",
    "views/problems.py",
    "views/progress.py",
    "views/public",
    "views/public.py",
    "views/register/attest.py",
)
"""Under `requests_app/`: what public pages, mails and letters are made with."""


def files() -> Iterator[Path]:
    """Yield every file that residents' sentences are taken from, in the order of their paths."""
    root = Path(settings.BASE_DIR)
    found = {
        *_below(root / "templates", TEMPLATES, ("*.html", "*.txt")),
        *_below(root / "requests_app", CODE, ("*.py",)),
        *(root / "requests_app" / "views").glob("public_*.py"),
    }
    return iter(sorted(found))


def _below(folder: Path, names: tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        place = folder / name
        if place.is_file():
            yield place
        for kind in kinds:
            yield from place.rglob(kind)
