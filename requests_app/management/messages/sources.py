"""Where the sentences lie that residents read. Staff's pages stay English, and so do commands and logs."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.urls import get_resolver

from requests_app import views

ERRORS = ("400.html", "403.html", "404.html", "500.html")
TEMPLATES = ("base.html", *ERRORS, "emails", "fields", "notices", "problems", "public")
"""Under `templates/`."""

CODE = ("notices/**/*.py", "requests/law_sentences.py", "views/problems.py")
"""Under `requests_app/`: what mails and letters are made with. The views behind the public's addresses come to it."""

DESK = frozenset({"dates"})
"""What public views use of the desk's: only its days, which are not in words."""


def files() -> Iterator[Path]:
    """Yield every file that residents' sentences are taken from, in the order of their paths."""
    root = Path(settings.BASE_DIR)
    found = {path for name in TEMPLATES for path in _templates(root / "templates" / name)}
    found |= {path for pattern in CODE for path in (root / "requests_app").glob(pattern)}
    found |= set(_public_views())
    return iter(sorted(found))


def _templates(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for kind in ("*.html", "*.txt"):
        yield from place.rglob(kind)


def _public_views() -> Iterator[Path]:
    """Yield the views behind the public's addresses, and the modules of views that they use."""
    _prefix, public = get_resolver().namespace_dict["public"]
    waiting = {pattern.callback.__module__ for pattern in public.url_patterns}
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        module = importlib.import_module(name)
        yield Path(str(module.__file__))
        waiting |= set(_used_by(module)) - seen


def _used_by(module: ModuleType) -> Iterator[str]:
    """Yield the modules of views that a module imports."""
    package = views.__name__
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(package):
            continue
        names = [f"{package}.{each.name}" for each in node.names] if node.module == package else [str(node.module)]
        yield from (name for name in names if name.rpartition(".")[2] not in DESK)
