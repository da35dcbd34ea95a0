"""The words of an acknowledgement are worked out once for many, and are each time those that the templates give."""

from dataclasses import asdict, replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from requests_app.delivery.wording import Alike, Own, acknowledgement
from requests_app.notices.render import tidy
from tests.notices.render_samples import SENDER

ALIKE = Alike(
    language="en",
    sender=SENDER,
    received_on=date(2026, 5, 4),
    due_on=date(2026, 6, 3),
    report_year=2025,
    why_due="The law gives us 30 days.",
    by_post=False,
    is_verified=False,
)
OWN = Own(
    requester_name="Ana Ruiz",
    reference="STL-2026-000123",
    status_url="https://privacy.example.com/status/abc?x=1&y=2",
    proof_url="https://privacy.example.com/confirm/STL.x.y/",
)
OTHERS = (
    {"language": "es"},
    {"sender": replace(SENDER, legal_name="Another, Inc.")},
    {"received_on": date(2026, 5, 5)},
    {"due_on": date(2026, 6, 4)},
    {"due_on": None},
    {"report_year": 2024},
    {"why_due": "The law gives us 150 days."},
    {"by_post": True},
    {"is_verified": True},
)


def as_the_templates_say(alike: Alike, own: Own) -> tuple[str, str]:
    request = SimpleNamespace(
        requester_name=own.requester_name,
        reference=own.reference,
        received_on=alike.received_on,
        due_on=alike.due_on,
        report_year=alike.report_year,
        verified_at=alike.is_verified,
    )
    told = {name: getattr(alike, name) for name in ("sender", "why_due", "by_post")}
    with override(alike.language):
        subject, body = (
            render_to_string(f"emails/acknowledgement_{part}.txt", {"request": request, **asdict(own), **told})
            for part in ("subject", "body")
        )
    return subject, tidy(body)


@pytest.mark.parametrize("change", [{}, *OTHERS], ids=str)
def test_each_gets_the_words_of_the_templates_whoever_came_before(change: dict[str, object]) -> None:
    acknowledgement(ALIKE, OWN)
    alike = replace(ALIKE, **change)  # type: ignore[arg-type]  # each is a value of its own field

    assert acknowledgement(alike, OWN) == as_the_templates_say(alike, OWN)
    assert change == {} or acknowledgement(alike, OWN) != acknowledgement(ALIKE, OWN)


@pytest.mark.parametrize(
    "name",
    ["", "Tom & Jerry <O'Neil>", r"\1 \g<0> %(due)s {{ due }}", "\ue000proof_url\ue001", "Zoë\n\n\n\nRuiz  "],
)
def test_what_somebody_typed_stands_in_it_as_it_is(name: str) -> None:
    own = replace(OWN, requester_name=name)

    assert acknowledgement(ALIKE, own) == as_the_templates_say(ALIKE, own)


def test_nobody_gets_what_belongs_to_another() -> None:
    bo = Own(requester_name="Bo Chen", reference="STL-2026-000124", status_url="https://b/", proof_url="https://c/")

    theirs = "\n".join((acknowledgement(ALIKE, OWN), acknowledgement(ALIKE, bo))[1])

    assert all(text in theirs for text in asdict(bo).values())
    assert not any(text in theirs for text in asdict(OWN).values())
