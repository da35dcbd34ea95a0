"""The notice as a tagged PDF whose bytes depend on nothing but its content."""

import hashlib
import json
from dataclasses import dataclass

from requests_app.notices.content import NoticeContent
from requests_app.notices.render import fonts
from requests_app.notices.render.page import render_html


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A PDF, its number of pages, and the SHA-256 of its bytes in hexadecimal."""

    pdf: bytes
    pages: int
    digest: str


def render_pdf(content: NoticeContent) -> RenderedPdf:
    """Lay the notice out. Fails with `FontsMissingError` before anything is laid out without our fonts."""
    fonts.use_only_ours()
    # Costs 1-2 s and 28 MB, and reads the font configuration set above while it loads.
    from requests_app.notices.render import engine  # noqa: PLC0415

    pdf, pages = engine.lay_out(
        render_html(content), accent_color=content.statement.sender.accent_color, identifier=_identifier(content)
    )
    return RenderedPdf(pdf=pdf, pages=pages, digest=hashlib.sha256(pdf).hexdigest())


def _identifier(content: NoticeContent) -> bytes:
    kept = json.dumps(content.as_json(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(kept.encode()).hexdigest()[:32].encode()
