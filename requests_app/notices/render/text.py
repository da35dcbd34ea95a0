"""The notice as the text of an e-mail, complete in itself for people who open no attachments.

What is the same for all who asked on one day is worked out once; a wave brings thousands of them.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import translation

from requests_app.notices.content import NoticeContent
from requests_app.notices.render.page import context, one_line

TEXTS = 64
"""So many are kept; one with thousands of recipients takes a megabyte."""
_NAME, _REFERENCE = "\ue000name\ue001", "\ue000reference\ue001"
_PLACE = re.compile(f"{_NAME}|{_REFERENCE}")


@dataclass(frozen=True, slots=True)
class EmailText:
    """Subject, one line, and body, plain text."""

    subject: str
    body: str


def notice_email(content: NoticeContent) -> EmailText:
    """Write the e-mail that carries the whole notice."""
    letter = content.letter
    if letter is None:
        return EmailText(*_written(content))
    own = {_NAME: " ".join(letter.requester_name.splitlines()), _REFERENCE: letter.reference}
    alike = replace(letter, requester_name=_NAME, reference=_REFERENCE, address_lines=(), email="")
    # One pass: what somebody typed is put in, and never looked through for places.
    subject, body = (_PLACE.sub(lambda found: own[found[0]], text) for text in _written(replace(content, letter=alike)))
    return EmailText(subject=one_line(subject), body=body)


@lru_cache(TEXTS)
def _written(content: NoticeContent) -> tuple[str, str]:
    with translation.override(content.statement.language):
        values = context(content)
        own_subject = content.own.subject if content.own else ""
        subject = own_subject or render_to_string("emails/notice_subject.txt", values)
        return one_line(subject), tidy(render_to_string("emails/notice_body.txt", values))


def tidy(text: str) -> str:
    """Take out the blank space that template tags leave behind; a paragraph stays one line."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
