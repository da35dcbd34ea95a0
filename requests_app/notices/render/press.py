"""From a notice's content to the bytes of its PDF: laid out, joined, marked. Loaded by `render.pdf` alone, and late."""

import hashlib
import json
from io import BytesIO

import pikepdf

from requests_app.notices.content import NoticeContent
from requests_app.notices.render import engine
from requests_app.notices.render.data import data_as_text
from requests_app.notices.render.finish import attach_data, mark_as_readable_by_all
from requests_app.notices.render.join import put_letter_before
from requests_app.notices.render.page import render_html


def printed(
    content: NoticeContent, *, large_print: bool = False, behind: bytes = b"", enclosed: int = 0
) -> tuple[bytes, int, str]:
    """Return the PDF, its number of pages and its SHA-256.

    `behind` is a statement of `enclosed` pages that is laid out already; the content's letter is then put before it.
    """
    identifier = _identifier(content, large_print=large_print, behind=behind)
    laid, _pages = engine.lay_out(
        render_html(content, large_print=large_print, enclosed=enclosed),
        accent_color=content.statement.sender.accent_color,
        identifier=identifier,
        variant=engine.PDF_A_3A,
    )
    with pikepdf.open(BytesIO(laid)) as pdf:
        if not behind:
            return _written(pdf, content)
        with pikepdf.open(BytesIO(behind)) as statement:
            put_letter_before(statement, pdf, identifier=identifier)
            return _written(statement, content)


def _written(pdf: pikepdf.Pdf, content: NoticeContent) -> tuple[bytes, int, str]:
    mark_as_readable_by_all(pdf)
    attach_data(pdf, data_as_text(content))
    file = BytesIO()
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return file.getvalue(), len(pdf.pages), hashlib.sha256(file.getvalue()).hexdigest()


def _identifier(content: NoticeContent, *, large_print: bool, behind: bytes) -> bytes:
    """Return what names the file, drawn from what it says; a statement behind the letter counts by its digest."""
    kept = content.letter_as_json() | {"behind": hashlib.sha256(behind).hexdigest()} if behind else content.as_json()
    told = json.dumps(kept, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{told}{'large print' if large_print else ''}".encode()).hexdigest()[:32].encode()
