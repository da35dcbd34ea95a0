"""Is this notice genuine? By file or by digest, with no word about whose notice it is."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from requests_app import handling
from requests_app.notices import issue
from requests_app.notices.models import Document, Notice
from requests_app.register.models import Business
from requests_app.views import verify
from tests.builders import NOW, a_request, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(business: Business) -> Notice:
    request = a_request(business)
    handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=a_reviewer(), now=NOW)
    request.refresh_from_db()
    kept = issue.keep(issue.prepare(request, at=NOW), at=NOW)
    assert kept is not None
    return kept


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_file_is_known_again(client: Client, notice: Notice) -> None:
    file = SimpleUploadedFile("answer.pdf", bytes(notice.document.pdf), "application/pdf")

    said = words(client.post("/verify/", {"file": file}).content.decode())

    assert "Yes, and it is current" in said
    assert notice.document.digest in said
    row = notice.disclosure_request
    assert not [word for word in (row.requester_name, row.email, str(row.reference)) if word in said]


@pytest.mark.parametrize("written", ["{0}{1}", "SHA-256: {0}{1}", "{0} {1}"])
def test_a_digest_is_taken_however_it_is_written(client: Client, notice: Notice, written: str) -> None:
    digest = notice.document.digest
    typed = written.format(digest[:32].upper(), digest[32:])

    assert "Yes, and it is current" in client.post("/verify/", {"digest": typed}).content.decode()


def test_a_changed_file_is_not_known(client: Client, notice: Notice) -> None:
    file = SimpleUploadedFile("answer.pdf", bytes(notice.document.pdf) + b"%", "application/pdf")

    said = words(client.post("/verify/", {"file": file}).content.decode())

    assert "No, we do not know this file" in said


def test_a_pdf_that_no_notice_came_of_is_not_known(client: Client, business: Business) -> None:
    Document.objects.create(digest="a" * 64, pdf=b"x", pages=1, kept_at=timezone.now())

    assert "No, we do not know this file" in client.post("/verify/", {"digest": "a" * 64}).content.decode()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Choose the PDF, or type its digest."),
        ({"digest": "abc"}, "A digest has 64 digits and letters from a to f."),
        ({"digest": "g" * 64}, "A digest has 64 digits and letters from a to f."),
        ({"digest": "a" * 300}, "Use 200 at most."),
    ],
)
def test_what_cannot_be_looked_up_is_said(given: dict[str, str], says: str, client: Client, business: Business) -> None:
    answer = client.post("/verify/", given)

    assert answer.status_code == 422
    assert says in words(answer.content.decode())


def test_a_file_larger_than_any_notice_is_refused(
    client: Client, business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "LARGEST_MB", 0)
    answer = client.post("/verify/", {"file": SimpleUploadedFile("answer.pdf", b"%PDF", "application/pdf")})

    assert answer.status_code == 422
    assert "larger than any notice of ours" in answer.content.decode()
