"""Signed notices: the signature holds, the file stays what it was, and no failure of the key keeps a notice back."""

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pyhanko.pdf_utils.reader import PdfFileReader

from requests_app import handling, tasks
from requests_app.notices import issue
from requests_app.notices.models import Notice, StandardStatement
from requests_app.notices.render import RenderedPdf, render_pdf
from requests_app.notices.sign import signed, unsigned
from requests_app.notices.verify import Outcome, verify_digest
from requests_app.register.models import Business, NoticePdf
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Answer
from shinelight.signing import Signing, signing
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer
from tests.notices.judge import judged
from tests.notices.render_samples import LETTER, notice
from tests.notices.signature import holds


@pytest.fixture
def with_key(key_file: Path, key_password: str, settings: Any) -> Signing:  # noqa: ANN401 - any setting may be set
    settings.NOTICE_SIGNING = Signing(key=key_file, password=key_password, timestamp_url="")
    chosen: Signing = settings.NOTICE_SIGNING
    return chosen


def an_approved_request(business: Business) -> DisclosureRequest:
    request = a_request(business)
    by = User.objects.filter(username="rita").first()
    handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=by or a_reviewer(), now=NOW)
    request.refresh_from_db()
    return request


@pytest.mark.usefixtures("with_key")
@pytest.mark.parametrize("content", [notice(), notice(Answer.CHOICE), notice(letter=None)])
def test_a_signature_covers_the_whole_file_and_shows_on_no_page(content: Any) -> None:  # noqa: ANN401 - a notice
    plain = render_pdf(content)

    file = signed(plain).rendered

    assert holds(file.pdf)
    assert not holds_after_a_change(file.pdf)
    assert file.pages == plain.pages
    with pikepdf.open(BytesIO(file.pdf)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert [float(side) for side in field.Rect] == [0, 0, 0, 0]
        assert len(pdf.pages) == plain.pages


def holds_after_a_change(pdf: bytes) -> bool:
    place = pdf.index(b"/Producer")
    return holds(pdf[:place] + b"/producer" + pdf[place + 9 :])


def test_without_a_key_nothing_is_signed() -> None:
    plain = render_pdf(notice())

    assert signed(plain).rendered is plain


@pytest.mark.django_db
@pytest.mark.usefixtures("with_key")
def test_a_notice_goes_out_signed_and_is_known_again() -> None:
    business = a_business()
    a_register(business)
    request = an_approved_request(business)

    tasks.issue_notice(request.pk)

    kept = Notice.objects.select_related("document").get()
    assert holds(bytes(kept.document.pdf))
    assert kept.unsigned_because == ""
    assert verify_digest(kept.document.digest).outcome is Outcome.CURRENT
    assert unsigned() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("with_key")
def test_a_standard_file_is_signed_once_for_all() -> None:
    business = a_business(notice_pdf=NoticePdf.STANDARD)
    a_register(business)

    first, second = (issue.prepare(an_approved_request(business), at=NOW) for _ in "ab")

    assert holds(first.rendered.pdf)
    assert first.rendered.digest == second.rendered.digest
    assert StandardStatement.objects.get().signed_document is not None
    assert verify_digest(first.rendered.digest).outcome is Outcome.CURRENT


@pytest.mark.django_db
def test_a_key_that_fails_keeps_no_notice_back_and_is_a_task_until_one_is_signed(
    with_key: Signing,
    settings: Any,  # noqa: ANN401 - any setting may be set
    client: Client,
) -> None:
    business = a_business()
    a_register(business)
    settings.NOTICE_SIGNING = replace(with_key, password="another")
    request = an_approved_request(business)

    tasks.issue_notice(request.pk)

    kept = Notice.objects.select_related("document").get()
    assert PdfFileReader(BytesIO(bytes(kept.document.pdf))).embedded_signatures == []
    assert "the password is another" in kept.unsigned_because
    (task,) = unsigned()
    assert (task.business, task.says) == (business.legal_name, kept.unsigned_because)
    assert unsigned(frozenset()) == []
    client.force_login(a_reviewer("rob"))
    assert "Notices go out unsigned" in client.get("/staff/").content.decode()

    settings.NOTICE_SIGNING = with_key
    tasks.issue_notice(an_approved_request(business).pk)

    assert unsigned() == []
    assert "Notices go out unsigned" not in client.get("/staff/").content.decode()


def test_a_time_stamp_that_does_not_come_is_told(with_key: Signing, settings: Any) -> None:  # noqa: ANN401 - any setting
    settings.NOTICE_SIGNING = replace(with_key, timestamp_url="http://127.0.0.1:9/")
    plain = render_pdf(notice())

    file = signed(plain)

    assert file.rendered is plain
    assert file.problem


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"SIGNING_KEY_PASSWORD": "x"}, "SIGNING_KEY_FILE is not set"),
        ({"SIGNING_TIMESTAMP_URL": "http://stamp.example"}, "SIGNING_KEY_FILE is not set"),
        ({"SIGNING_KEY_FILE": "/nowhere/key.p12"}, "there is no such file"),
        ({"SIGNING_KEY_FILE": __file__, "SIGNING_TIMESTAMP_URL": "stamp.example"}, "begins with http"),
    ],
)
def test_half_a_setting_stops_the_start(given: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=says):
        signing()


def test_the_password_is_in_no_text_about_the_key(with_key: Signing) -> None:
    assert with_key.password not in repr(with_key)


@pytest.mark.usefixtures("with_key")
def test_it_is_signed_where_an_event_loop_runs_as_well() -> None:
    plain = render_pdf(notice())

    async def within_a_loop() -> RenderedPdf:
        return signed(plain).rendered

    assert holds(asyncio.run(within_a_loop()).pdf)


@pytest.mark.long
@pytest.mark.usefixtures("with_key")
def test_the_judge_agrees_after_signing(tmp_path: Path) -> None:
    files = []
    contents = [notice(), notice(Answer.CHOICE), notice(letter=None), notice(letter=replace(LETTER, large_print=True))]
    for number, content in enumerate(contents):
        files.append(tmp_path / f"{number}.pdf")
        file = signed(render_pdf(content))
        assert file.problem == ""
        files[-1].write_bytes(file.rendered.pdf)

    for standard in ("ua1", "3a"):
        assert judged(*files, standard=standard) == [f"PASS {file}" for file in files]
