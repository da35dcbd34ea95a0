"""The notice as a PDF whose bytes depend on nothing but its content: tagged, PDF/UA-1 and PDF/A-3a.

The statement is laid out once for all who ask about a year; a letter costs one page, put in front of it.
"""

from dataclasses import dataclass
from types import ModuleType

from requests_app.notices.content import NoticeContent, Statement
from requests_app.notices.render import fonts
from requests_app.statute import Answer

ENCLOSING = frozenset({Answer.DISCLOSURE, Answer.NOTHING_DISCLOSED})
"""The answers that state something about the year: their letter has the statement behind it, the others say it all."""


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A PDF, its number of pages, and the SHA-256 of its bytes in hexadecimal."""

    pdf: bytes
    pages: int
    digest: str


def render_statement(statement: Statement, *, large_print: bool = False) -> RenderedPdf:
    """Lay out what is the same for all who ask. Fails with `FontsMissingError` as `render_pdf` does."""
    content = NoticeContent(statement=statement, letter=None)
    return RenderedPdf(*_press().printed(content, large_print=large_print))


def render_pdf(content: NoticeContent, *, statement: RenderedPdf | None = None) -> RenderedPdf:
    """Lay the notice out: the letter, and behind it the `statement`, which is laid out too where none is given.

    Fails with `FontsMissingError` before anything is laid out without our fonts.
    """
    letter = content.letter
    if letter is None:
        return statement or render_statement(content.statement)
    if content.statement.answer not in ENCLOSING:
        return RenderedPdf(*_press().printed(content))
    behind = statement or render_statement(content.statement, large_print=letter.large_print)
    return RenderedPdf(*_press().printed(content, behind=behind.pdf, enclosed=behind.pages))


def _press() -> ModuleType:
    fonts.use_only_ours()
    # Costs 1-2 s and 28 MB, and reads the font configuration set above while it loads.
    from requests_app.notices.render import press  # noqa: PLC0415

    return press
