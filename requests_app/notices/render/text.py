"""The notice as the text of an e-mail, complete in itself for people who open no attachments."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from requests_app.notices.content import NoticeContent
from requests_app.notices.render.page import context, one_line


@dataclass(frozen=True, slots=True)
class EmailText:
    """Subject, one line, and body, plain text."""

    subject: str
    body: str


def notice_email(content: NoticeContent) -> EmailText:
    """Write the e-mail that carries the whole notice."""
    with translation.override(content.statement.language):
        values = context(content)
        own_subject = content.own.subject if content.own else ""
        subject = own_subject or render_to_string("emails/notice_subject.txt", values)
        body = render_to_string("emails/notice_body.txt", values)
    return EmailText(subject=one_line(subject), body=tidy(body))


def tidy(text: str) -> str:
    """Take out the blank space that template tags leave behind; a paragraph stays one line."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
