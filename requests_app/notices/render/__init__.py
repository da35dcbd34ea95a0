"""Lay a notice out: as PDF, as a page for the preview, and as the text of the e-mail.

WeasyPrint is loaded by the first `render_pdf` of a process and by nothing else, so that no web process carries it. The
blank request form, which web processes hand out, is laid out by a process of its own.
"""

from requests_app.notices.render.blank import KeptForm, NotLaidOutError, blank_form_html, blank_form_pdf
from requests_app.notices.render.fonts import FontsMissingError, missing_glyphs
from requests_app.notices.render.page import render_html
from requests_app.notices.render.pdf import RenderedPdf, render_pdf
from requests_app.notices.render.text import EmailText, notice_email, tidy

__all__ = [
    "EmailText",
    "FontsMissingError",
    "KeptForm",
    "NotLaidOutError",
    "RenderedPdf",
    "blank_form_html",
    "blank_form_pdf",
    "missing_glyphs",
    "notice_email",
    "render_html",
    "render_pdf",
    "tidy",
]
