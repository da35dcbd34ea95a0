"""Plain text: letters and line breaks, and no page or script in disguise."""

import re

from requests_app.register.evidence.refusal import RefusedDocumentError

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MARKUP = re.compile(
    r"<\s*(?:!doctype|\?|html|head|body|script|svg|iframe|object|embed|link|meta|style|img|form|xml)\b|<\?|javascript:",
    re.IGNORECASE,
)


def check(content: bytes) -> None:
    """Refuse what is no text in UTF-8, and text that a browser or another program would carry out."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        msg = (
            "This is none of the kinds of file that are taken, or it is text in another encoding. Save it as PDF, or "
            "as text in UTF-8, and choose it again."
        )
        raise RefusedDocumentError(msg) from None
    if _CONTROL.search(text):
        msg = "This is none of the kinds of file that are taken. Save it as PDF, and choose that."
        raise RefusedDocumentError(msg)
    if _MARKUP.search(text):
        msg = "This is a web page, a drawing or a script, which may do something when opened. Print it to a PDF."
        raise RefusedDocumentError(msg)
