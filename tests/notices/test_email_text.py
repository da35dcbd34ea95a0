"""The mails: complete in themselves, plain text, nothing escaped."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.template.loader import render_to_string

from requests_app.notices.render import notice_email
from requests_app.statute import Answer
from tests.notices.render_samples import CATEGORIES, LETTER, OPT_OUT, SENDER, notice, recipient, recipients


def test_the_mail_of_a_disclosure_is_the_whole_notice() -> None:
    content = notice(recipients=recipients(24), affiliates=5, opt_out=OPT_OUT)
    body = notice_email(content).body
    parts = [category.label for category in CATEGORIES]
    for line in content.statement.recipients:
        parts += [line.name, ", ".join(line.address_lines), *line.products]
    parts += [
        "Dear Siobhán O'Brien:",
        "Answer to your request under California Civil Code section 1798.83",
        "During 2025 we disclosed personal information in 14 categories to 24 companies",
        "In all, 5 affiliated companies share it.",
        "WHAT THIS NOTICE DOES NOT COVER",
        "it may list more than was disclosed about you personally",
        "free of charge",
        OPT_OUT.url,
        OPT_OUT.email,
        OPT_OUT.phone,
        *(contact.value for contact in SENDER.contacts),
        *SENDER.brands,
        "Reference: STL-2026-000123",
        "Date: Monday, May 18, 2026",
        "(Online advertising)",
    ]
    assert [part for part in parts if part not in body] == []


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("letter", [LETTER, None])
def test_a_mail_is_tidy(answer: Answer, letter: None) -> None:
    mail = notice_email(notice(answer, letter=letter, opt_out=OPT_OUT, affiliates=2))
    assert "\n" not in mail.subject
    assert "1798.83" in mail.subject or "STL-2026-000123" in mail.subject
    assert "\n\n\n" not in mail.body
    assert mail.body == mail.body.strip() + "\n"
    assert not [line for line in mail.body.splitlines() if line != line.rstrip()]


def test_a_sentence_is_never_broken_by_the_template() -> None:
    for answer in Answer:
        paragraphs = notice_email(notice(answer, affiliates=5)).body.split("\n\n")
        sentences = [text for text in paragraphs if text.startswith(("During", "You have", "Thank", "This is"))]
        assert sentences
        assert not [text for text in sentences if "\n" in text]


def test_nothing_is_escaped() -> None:
    name = 'AT&T-like <Direct> & "Sons"'
    letter = replace(LETTER, requester_name="Tom & Jerry <O'Neil>", reference="A&B", says=("That's <it>.",))
    mail = notice_email(notice(recipients=(recipient(name, products=("Tea & coffee",)),), letter=letter))
    for part in (name, "Tom & Jerry <O'Neil>", "Tea & coffee", "reference A&B", "That's <it>."):
        assert part in mail.body
    assert "&amp;" not in mail.body
    assert "&#x27;" not in mail.body
    assert mail.subject == "Our answer to your California privacy request A&B"


def test_a_line_break_in_a_reference_stays_out_of_the_subject() -> None:
    mail = notice_email(notice(letter=replace(LETTER, reference="STL\r\nBcc: x@example.org")))
    assert mail.subject == "Our answer to your California privacy request STL Bcc: x@example.org"


@dataclass(frozen=True)
class Request:
    reference: str = "STL-2026-000123"
    requester_name: str = "Siobhán O'Brien"
    received_on: date = date(2026, 5, 4)
    due_on: date = date(2026, 6, 3)
    report_year: int = 2025


def acknowledgement(*, by_post: bool = False) -> tuple[str, str]:
    values = {
        "request": Request(),
        "sender": SENDER,
        "status_url": "https://privacy.example.com/status/abc?x=1&y=2",
        "proof_url": "https://privacy.example.com/confirm/STL.x.y/",
        "why_due": "The law gives us 30 days because your request came to the address we name for it.",
        "by_post": by_post,
    }
    subject = render_to_string("emails/acknowledgement_subject.txt", values)
    return subject, render_to_string("emails/acknowledgement_body.txt", values)


def test_the_acknowledgement_says_what_happens_and_by_when() -> None:
    subject, body = acknowledgement()
    assert subject.strip() == "We received your California privacy request STL-2026-000123"
    for part in (
        "Dear Siobhán O'Brien:",
        "received your request on Monday, May 4, 2026. Its reference is STL-2026-000123.",
        "We will answer by Wednesday, June 3, 2026. Our answer comes by e-mail to this address. The law gives us 30",
        "You do not need to do anything.",
        "Our answer covers 2025.",
        "https://privacy.example.com/status/abc?x=1&y=2",
        "California Civil Code section 1798.83",
        "If the request is yours, please say so here. We answer by the same day if you do not.",
        "https://privacy.example.com/confirm/STL.x.y/",
        "privacy@example.com",
    ):
        assert part in body
    assert "\n\n\n" not in body


def test_the_acknowledgement_says_when_the_answer_comes_by_mail() -> None:
    assert "Our answer comes by mail to the postal address you gave us." in acknowledgement(by_post=True)[1]
