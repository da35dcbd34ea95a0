"""Many letters in one file to print; some with a sheet in front, which bears the address where the window is.

The pages behind it are those that were kept. A letter whose own address does not stand where a window envelope shows
it, such as one in large print or one that goes to another address than it was written to, gets the sheet.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation

from requests_app.notices.render.blank import laid_out_apart

if TYPE_CHECKING:
    import pikepdf
STYLE = "sheet.css"
SHEET_POINTS = (612, 792)
"""US Letter, as all our pages are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on the sheet in front: sender, address, and a whole letter where the kept file has none."""

    sender: tuple[str, ...]
    lines: tuple[str, ...]
    reference: str
    text: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class StackedLetter:
    """A letter in the stack: its kept file, and its sheet, where it needs one."""

    pdf: bytes
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """The file, and for each letter the page on which it begins and how many it has, its sheet counted."""

    pdf: bytes
    places: tuple[tuple[int, int], ...]


def stacked(letters: Sequence[StackedLetter], *, two_sided: bool) -> Stack:
    """Return the letters as one file; `two_sided` lets each begin on a sheet of paper of its own.

    Raises `NotLaidOutError` where the sheets cannot be laid out.
    """
    # Only who prints needs it, and web processes stay small.
    import pikepdf  # noqa: PLC0415

    sheets = [letter.sheet for letter in letters if letter.sheet is not None]
    places = []
    with pikepdf.new() as whole, pikepdf.open(BytesIO(_laid_out(sheets))) if sheets else pikepdf.new() as laid:
        waiting = iter(_pages_of_each(laid))
        for letter in letters:
            begins = len(whole.pages)
            if letter.sheet is not None:
                whole.pages.extend(next(waiting))
            with pikepdf.open(BytesIO(letter.pdf)) as kept:
                whole.pages.extend(kept.pages)
            places.append((begins + 1, len(whole.pages) - begins))
            if two_sided and len(whole.pages) % 2:
                whole.add_blank_page(page_size=SHEET_POINTS)
        out = BytesIO()
        whole.save(out, deterministic_id=True)
    return Stack(out.getvalue(), tuple(places))


def _laid_out(sheets: Sequence[Sheet]) -> bytes:
    with translation.override("en"):
        html = render_to_string("notices/sheets.html", {"sheets": sheets})
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32]
    return laid_out_apart(html, accent_color="", identifier=identifier, style=STYLE, fillable=False)


def _pages_of_each(laid: "pikepdf.Pdf") -> "list[list[pikepdf.Page]]":
    """Part the pages by sheet: each begins with a bookmark, since one that bears a whole letter may have several."""
    with laid.open_outline() as outline:
        places: list[Any] = [item.destination for item in outline.root]  # WeasyPrint writes a page and a place on it
    begins = [page.objgen for page, *_ in places]
    numbers = {page.obj.objgen: number for number, page in enumerate(laid.pages)}
    starts = [numbers[each] for each in begins]
    return [list(laid.pages)[start:end] for start, end in pairwise((*starts, len(laid.pages)))]
