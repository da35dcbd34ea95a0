"""What a notice says as data: the JSON that lies in its PDF, for programs. Its schema: docs/notice.schema.json."""

import json
from dataclasses import asdict
from functools import lru_cache
from io import BytesIO
from typing import Any

from requests_app.notices.content import Letter, NoticeContent, Replaces, Statement

DATA_NAME = "notice.json"

FORMAT = "shinelight-notice/3"
KNOWN_FORMATS = frozenset({"shinelight-notice/1", "shinelight-notice/2", FORMAT})
"""Those that notices were issued with; a later one keeps the names of an earlier one and adds others."""
NO_LETTER = '\n "letter": null,'
"""The line of a statement where a notice has its letter; no value looks like it, for none has a line break."""
LAW = "California Civil Code section 1798.83"


def data_of(content: NoticeContent) -> dict[str, Any]:  # a JSON object has values of any kind
    """Return the categories, the recipients and what else the pages say.

    Of the letter they have whose answer it is and when, and which notices it replaces.
    """
    letter = None if content.letter is None else _letter(content.letter, content.replaces)
    return {**_without_letter(content.statement), "letter": letter}


def data_as_text(content: NoticeContent) -> str:
    """Return the data as they are embedded. What all notices of a year have in common is written once for them."""
    text = _text_without_letter(content.statement)
    if content.letter is None:
        return text
    letter = _as_text(_letter(content.letter, content.replaces)).replace("\n", "\n ")
    return text.replace(NO_LETTER, NO_LETTER.replace("null", letter), 1)


@lru_cache(maxsize=4)
def _text_without_letter(statement: Statement) -> str:
    return _as_text(_without_letter(statement))


def _as_text(data: dict[str, Any]) -> str:  # a JSON object has values of any kind
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)


def _without_letter(statement: Statement) -> dict[str, Any]:  # a JSON object has values of any kind
    return {
        "format": FORMAT,
        "law": LAW,
        "business": statement.sender.legal_name,
        "brands": list(statement.sender.brands),
        "year": statement.year,
        "language": statement.language,
        "answer": statement.answer.value,
        "categories": [asdict(each) for each in statement.categories],
        "recipients": [asdict(each) for each in statement.recipients],
        "same_brand_affiliates": statement.same_brand_affiliates,
        "left_out": list(statement.left_out),
        "changes": None if statement.changes is None else asdict(statement.changes),
        "opt_out": asdict(statement.opt_out),
        "contacts": [asdict(each) for each in statement.sender.contacts],
        "register_version": statement.register_version,
        "register_on": statement.register_on.isoformat() if statement.register_on else None,
        "closed_on": statement.closed_on.isoformat() if statement.closed_on else None,
        "template_version": statement.template_version,
        "letter": None,
    }


def data_in(pdf: bytes) -> dict[str, Any] | None:  # a JSON object has values of any kind
    """Return the data that lie in a file, whoever made it; None where there are none, or it cannot be read."""
    try:
        data = json.loads(data_bytes_in(pdf) or b"")
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def data_bytes_in(pdf: bytes) -> bytes | None:
    """Return the data that lie in a file, byte for byte; None where there are none, or the file cannot be read."""
    import pikepdf  # noqa: PLC0415 - it is loaded by who needs it alone

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            content: bytes = opened.attachments[DATA_NAME].get_file().read_bytes()
    except (pikepdf.PdfError, KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return content


def _letter(letter: Letter, replaces: Replaces | None) -> dict[str, Any]:  # as above
    return {
        "reference": letter.reference,
        "requester": letter.requester_name,
        "received_on": letter.received_on.isoformat(),
        "issued_on": letter.issued_on.isoformat(),
        "replaces": None if replaces is None else _replaces(replaces),
    }


def _replaces(replaces: Replaces) -> dict[str, Any]:  # as above
    notices = [{"reference": each.reference, "issued_on": each.issued_on.isoformat()} for each in replaces.notices]
    return {**asdict(replaces), "was": replaces.was.value, "notices": notices}
