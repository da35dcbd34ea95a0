"""Large print: the same words, none of them smaller than 18 pt."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from requests_app import handling
from requests_app.notices.compile import compile_for
from requests_app.notices.content import NoticeContent
from requests_app.notices.render import notice_email, render_html, render_pdf
from requests_app.requests.models import DisclosureRequest
from tests.builders import NOW, a_business, a_register, a_request
from tests.notices.render_samples import LETTER, notice, recipients

LARGE = notice(letter=replace(LETTER, large_print=True), recipients=recipients(12))
ORDINARY = notice(recipients=recipients(12))


def sizes(content: NoticeContent, folder: Path) -> set[int]:
    """Return the sizes of print on all pages, in points."""
    file = folder / "notice.pdf"
    file.write_bytes(render_pdf(content).pdf)
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", str(file)]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return {int(size) for size in re.findall(r'<fontspec id="\d+" size="(\d+)"', told)}


def words(content: NoticeContent) -> str:
    return " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", render_html(content), flags=re.DOTALL).split())


def test_nothing_is_smaller_than_eighteen_points(tmp_path: Path) -> None:
    assert min(sizes(LARGE, tmp_path)) == 18
    assert min(sizes(ORDINARY, tmp_path)) == 8


def test_the_words_are_the_same() -> None:
    assert words(LARGE) == words(ORDINARY)
    assert notice_email(LARGE) == notice_email(ORDINARY)


@pytest.mark.django_db
def test_a_request_for_large_print_is_answered_in_it() -> None:
    business = a_business()
    a_register(business)
    row = a_request(business)
    handling.correct_details(receipt_id=row.receipts.get().pk, told={"answer_format": "LARGE"}, token="t" * 64, now=NOW)

    letter = compile_for(DisclosureRequest.objects.get(pk=row.pk), issued_on=NOW.date()).content.letter
    before = compile_for(row, issued_on=NOW.date()).content.letter

    assert letter is not None
    assert letter.large_print
    assert before is not None
    assert not before.large_print
