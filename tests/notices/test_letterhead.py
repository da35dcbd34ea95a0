"""The logo and the colour of a business in its letters: in the file, for every reader, and part of what names it."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from requests_app import handling, tasks
from requests_app.notices.compile import compile_for, compile_standard
from requests_app.notices.models import StandardStatement
from requests_app.notices.render import render_html, render_pdf, render_statement
from requests_app.notices.standard import key_of
from requests_app.register.models import Business, Logo, Reach, RegisterChange
from requests_app.register.reading import as_it_is
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from tests.builders import NOW, a_business, a_person, a_register, a_request, a_reviewer
from tests.notices.judge import judged
from tests.notices.render_samples import SENDER, notice
from tests.register.test_logo import a_picture

pytestmark = pytest.mark.django_db
COLOUR = "#7a1f3d"


@pytest.fixture
def kim() -> User:
    return a_person("kim", REGISTER_KEEPER)


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


def wear(business: Business, by: User, content: bytes | None = None, *, without: bool = False) -> None:
    upload = None if content is None else handling.Upload(content, "logo.png")
    handling.set_letterhead(business=business, accent_color=COLOUR, upload=upload, without_logo=without, by=by, now=NOW)
    business.refresh_from_db()


def pictures(pdf: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [(int(each.Width), int(each.Height)) for each in opened.pages[0].get_images().values()]


def test_the_logo_is_in_letter_and_statement_with_words_for_who_cannot_see_it(business: Business, kim: User) -> None:
    wear(business, kim, a_picture(size=(240, 90)))

    content = compile_for(a_request(business), issued_on=date(2026, 5, 6)).content

    made = render_pdf(content)
    assert pictures(made.pdf) == [(240, 90)]
    assert pictures(render_statement(content.statement).pdf) == [(240, 90)]
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        assert [str(each.Alt) for each in figures] == ["Logo of Example Outfitters, Inc."] * 2
    assert render_pdf(content).digest == made.digest


def test_logo_and_colour_are_part_of_what_names_a_statement(business: Business, kim: User) -> None:
    def key() -> str:
        statement = compile_standard(as_it_is(business), year=2025, on=date(2026, 5, 6)).content.statement
        return key_of(replace(statement, register_version=1, register_on=None), large_print=False)

    plain = key()
    wear(business, kim)
    coloured = key()
    wear(business, kim, a_picture())
    with_logo = key()
    wear(business, kim, a_picture(size=(130, 60)))
    assert len({plain, coloured, with_logo, key()}) == 4
    wear(business, kim, without=True)
    assert key() == coloured


def test_a_notice_that_was_sent_keeps_its_letterhead(business: Business, kim: User) -> None:
    wear(business, kim, a_picture(size=(240, 90)))
    rows = [a_request(business), a_request(business)]
    by = a_reviewer()
    handling.approve(disclosure_request_id=rows[0].pk, seen_version=rows[0].version, by=by, now=NOW)
    tasks.issue_notice(rows[0].pk)
    before = bytes(rows[0].notices.get().document.pdf)

    wear(business, kim, without=True)
    handling.approve(disclosure_request_id=rows[1].pk, seen_version=rows[1].version, by=by, now=NOW)
    tasks.issue_notice(rows[1].pk)

    assert bytes(rows[0].notices.get().document.pdf) == before
    assert pictures(before) == [(240, 90)]
    assert pictures(bytes(rows[1].notices.get().document.pdf)) == []
    assert StandardStatement.objects.count() == 2


def test_the_register_remembers_who_set_it(business: Business, kim: User) -> None:
    wear(business, kim, a_picture())
    version = business.register_version
    wear(business, kim, a_picture())

    assert business.register_version == version, "the same again is no step"
    assert RegisterChange.objects.get(business=business, number=version).actor == f"user:{kim.pk}"
    assert Logo.objects.filter(business=business).count() == 1


def test_nobody_else_sets_it_and_no_pale_colour_is_set(business: Business, kim: User) -> None:
    elsewhere = a_person("lou", REGISTER_KEEPER)
    Reach.objects.create(user=elsewhere, business=a_business("harbor"))

    for person in (elsewhere, a_reviewer()):
        with pytest.raises(NotAllowedError):
            wear(business, person, a_picture())
    with pytest.raises(ValidationError, match="too pale"):
        handling.set_letterhead(
            business=business, accent_color="#ffd84d", upload=None, without_logo=False, by=kim, now=NOW
        )
    assert not Logo.objects.exists()


def test_a_colour_that_cannot_be_read_is_not_printed() -> None:
    """Whatever way it came into the content: rows that were written past the check are laid out in the usual colour."""
    statement = notice(letter=None).statement
    pale, usual = (
        render_statement(replace(statement, sender=replace(SENDER, accent_color=color))).pdf
        for color in ("#ffd84d", "")
    )

    def drawn(pdf: bytes) -> bytes:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return opened.pages[0].Contents.read_bytes()

    assert drawn(pale) == drawn(usual)


def test_the_preview_shows_the_picture_and_fetches_nothing(business: Business, kim: User) -> None:
    wear(business, kim, a_picture())
    page = render_html(compile_for(a_request(business), issued_on=date(2026, 5, 6)).content, for_screen=True)

    assert 'src="data:image/png;base64,' in page


def test_a_keeper_sets_it_on_its_page(business: Business, kim: User, client: Client) -> None:
    client.force_login(kim)
    url = reverse("staff:register_letterhead", args=[business.slug])

    assert "No logo yet" in client.get(url).content.decode()
    drawing = SimpleUploadedFile("logo.svg", b"<svg/>")
    refused = client.post(url, {"accent_color": COLOUR, "logo": drawing})
    assert refused.status_code == 422
    assert "This is a drawing (SVG)" in refused.content.decode()
    pale = client.post(url, {"accent_color": "#ffd84d"})
    assert (pale.status_code, "too pale" in pale.content.decode()) == (422, True)
    logo = SimpleUploadedFile("logo.png", a_picture())
    assert client.post(url, {"accent_color": COLOUR.upper(), "logo": logo}).status_code == 302
    shown = client.get(url).content.decode()
    assert "120 by 60 dots" in shown
    business.refresh_from_db()
    assert business.accent_color == COLOUR
    client.post(url, {"accent_color": COLOUR, "without_logo": "on"})
    business.refresh_from_db()
    assert business.logo is None


@pytest.mark.long
@pytest.mark.parametrize("standard", ["ua1", "3a"])
def test_the_judge_of_pdfs_agrees_on_a_letter_with_a_logo(
    business: Business, kim: User, tmp_path: Path, standard: str
) -> None:
    wear(business, kim, a_picture(mode="RGBA", color=(10, 60, 90, 128)))
    file = tmp_path / "logo.pdf"
    file.write_bytes(render_pdf(compile_for(a_request(business), issued_on=date(2026, 5, 6)).content).pdf)

    assert judged(file, standard=standard) == [f"PASS {file}"]
