"""Lay a notice out: as PDF, as a page for the preview, and as the text of the e-mail.

WeasyPrint is loaded by the first `render_pdf` of a process and by nothing else, so that no web process carries it. The
blank request form and the yearly record, which web processes hand out, are laid out by a process of their own.
"""

from requests_app.notices.render.blank import KeptForm, NotLaidOutError, blank_form_html, blank_form_pdf
from requests_app.notices.render.data import FORMAT, KNOWN_FORMATS, data_bytes_in, data_in
from requests_app.notices.render.fonts import FontsMissingError, missing_glyphs, without_glyph
from requests_app.notices.render.page import render_html
from requests_app.notices.render.pdf import ENCLOSING, RenderedPdf, render_pdf, render_statement
from requests_app.notices.render.record import record_pdf
from requests_app.notices.render.text import EmailText, notice_email, tidy

__all__ = [
    "ENCLOSING",
    "FORMAT",
    "KNOWN_FORMATS",
    "EmailText",
    "FontsMissingError",
    "KeptForm",
    "NotLaidOutError",
    "RenderedPdf",
    "blank_form_html",
    "blank_form_pdf",
    "data_bytes_in",
    "data_in",
    "missing_glyphs",
    "notice_email",
    "record_pdf",
    "render_html",
    "render_pdf",
    "render_statement",
    "tidy",
    "without_glyph",
]
