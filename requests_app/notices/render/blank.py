"""The blank request form as a tagged PDF with fields, to fill in on the screen or by hand.

It is the same for all who get it, so it is laid out once for each content and kept as a file. A process of its own does
that (`apart`): the web processes, which hand the form out, never load WeasyPrint.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from requests_app.notices.blank_form import BlankForm

MOST_BRANDS_TO_TICK = 8
MOST_IN_BRANDS_TO_TICK = 240
"""Of more brands, or of longer names taken together, the form has a line to write on: it stays on one page."""
MOST_KEPT = 64
"""Forms kept at once: those of each business and language, and some of before a setting changed."""
MOST_SECONDS = 120
STYLE = "form.css"
APART = "import django; django.setup(); from requests_app.notices.render import apart; apart.main()"


class NotLaidOutError(RuntimeError):
    """The process that lays a page out failed. It says why."""


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A laid-out form, and the digest of everything it was made from."""

    pdf: bytes
    digest: str


def blank_form_html(form: BlankForm) -> str:
    """Return the form as a page."""
    fits = len(form.brands) <= MOST_BRANDS_TO_TICK and sum(map(len, form.brands)) <= MOST_IN_BRANDS_TO_TICK
    values = {"form": form, "has_brands": len(form.brands) > 1, "ticks": fits}
    with translation.override(form.language):
        return render_to_string("notices/blank_form.html", values)


def blank_form_pdf(form: BlankForm) -> KeptForm:
    """Return the form as PDF, as it was kept, or laid out now. Raises `NotLaidOutError` where that cannot be done."""
    html = blank_form_html(form)
    digest = _digest(html, form.accent_color)
    path = _folder() / f"{digest}.pdf"
    if not path.is_file():
        with _one_at_a_time():
            if not path.is_file():  # nobody else made it while we waited
                look = {"accent_color": form.accent_color, "style": STYLE}
                _keep(path, laid_out_apart(html, **look, identifier=digest[:32], fillable=True))
    return KeptForm(pdf=path.read_bytes(), digest=digest)


def _digest(html: str, accent_color: str) -> str:
    style = (settings.BASE_DIR / "static" / "notices" / STYLE).read_text(encoding="utf-8")
    made_from = json.dumps([version("weasyprint"), style, accent_color, html])
    return hashlib.sha256(made_from.encode()).hexdigest()


def laid_out_apart(html: str, *, accent_color: str, identifier: str, style: str, fillable: bool) -> bytes:
    """Return the PDF of a page, laid out by a process of its own. Raises `NotLaidOutError`."""
    asked = {
        "html": html,
        "accent_color": accent_color,
        "identifier": identifier,
        "style": style,
        "fillable": fillable,
    }
    done = subprocess.run(  # noqa: S603 - our own module, and what it reads goes in as data
        [sys.executable, "-c", APART],
        input=json.dumps(asked).encode(),
        cwd=settings.BASE_DIR,
        check=False,
        capture_output=True,
        timeout=MOST_SECONDS,
    )
    if done.returncode:
        msg = f"The {style.removesuffix('.css')} could not be laid out: {done.stderr.decode(errors='replace').strip()}"
        raise NotLaidOutError(msg)
    return done.stdout


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Return a folder that can be written to: the installation's own, else one of this process."""
    home = Path(settings.VAR_DIR) / "blank-forms"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="blank-forms-"))
    return home if os.access(home, os.W_OK) else Path(tempfile.mkdtemp(prefix="blank-forms-"))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one process of this machine lay out at once: many visitors at the first minute start no crowd of them."""
    with (_folder() / "lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _keep(path: Path, pdf: bytes) -> None:
    """Write the form in one step, and let go of the oldest ones."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(pdf)
    Path(name).replace(path)
    kept = sorted(path.parent.glob("*.pdf"), key=lambda each: each.stat().st_mtime_ns)
    for old in kept[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
