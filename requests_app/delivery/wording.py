"""The words of an acknowledgement: one text for all who asked on one day in one way, and four things of each one's own.

Working that text out takes longer than PostgreSQL takes to keep it.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import SimpleNamespace

from django.template.loader import render_to_string
from django.utils.translation import override

from requests_app.notices.content import Sender
from requests_app.notices.render import tidy

TEXTS = 256
"""So many are kept: those of today and yesterday, in each language, of a hundred businesses and more."""
_PLACE = re.compile(r"\ue000(\w+)\ue001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What the acknowledgements of many say alike: everything that the templates are given but for what is `Own`."""

    language: str
    sender: Sender
    received_on: date
    due_on: date | None
    report_year: int
    why_due: str
    by_post: bool
    is_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What an acknowledgement says to one person alone; it stands in the text as it is."""

    requester_name: str
    reference: str
    status_url: str
    proof_url: str


def acknowledgement(alike: Alike, own: Own) -> tuple[str, str]:
    """Return subject and body."""
    # One pass: what somebody typed is put in, and never looked through for places.
    subject, body = (_PLACE.sub(lambda found: str(getattr(own, found[1])), text) for text in _with_places(alike))
    return subject, tidy(body)


@lru_cache(TEXTS)
def _with_places(alike: Alike) -> tuple[str, str]:
    place = {name: f"\ue000{name}\ue001" for name in Own.__slots__}
    context = {
        "request": SimpleNamespace(
            requester_name=place["requester_name"],
            reference=place["reference"],
            received_on=alike.received_on,
            due_on=alike.due_on,
            report_year=alike.report_year,
            verified_at=alike.is_verified,
        ),
        "sender": alike.sender,
        "status_url": place["status_url"],
        "proof_url": place["proof_url"],
        "why_due": alike.why_due,
        "by_post": alike.by_post,
    }
    with override(alike.language):
        subject = render_to_string("emails/acknowledgement_subject.txt", context)
        return subject, render_to_string("emails/acknowledgement_body.txt", context)
