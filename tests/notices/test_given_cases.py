"""The given cases of kind `pdf`: from the register through the law to the text in the PDF."""

import socket
from datetime import date
from io import BytesIO
from subprocess import run
from threading import Thread
from typing import Any

import pikepdf
import pytest

from requests_app import handling
from requests_app.notices.compile import compile_for
from requests_app.notices.render import RenderedPdf, render_pdf
from requests_app.register.models import Business
from requests_app.requests.models import ReplyBy
from requests_app.statute import CATEGORIES
from tests.builders import NOW, a_business, a_disclosure, a_third_party
from tests.cases_given import Case, cases

pytestmark = pytest.mark.django_db

CODES = {category.label: category.code for category in CATEGORIES}
PAGE_WIDTH, MARGIN = 612, 50
CASES = {case.name: case for case in cases("pdf")}


def text_of(pdf: bytes, *how: str) -> str:
    done = run(["pdftotext", *how, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def folded(text: str) -> str:
    return "".join(text.split())


def rendered(case: Case, *, port: int = 0) -> RenderedPdf:
    """Load the case's register, receive its request, compile and lay out its notice."""
    given = fill_in(case.given, port)
    business = a_business(legal_name=given["business"])
    for row in given["third_parties"]:
        load(business, row)
    person = given["requester"]
    request = handling.receive(
        business=business,
        asked=handling.Asked(
            requester_name=person["full_name"],
            street=person["street1"],
            city=person["city"],
            state=person["state"],
            postal_code=person["postal_code"],
            reply_by=ReplyBy.POST,
            california_resident=True,
        ),
        received_at=NOW.replace(month=3, day=3),
    )
    assert request.report_year == given["covered_year"]
    compiled = compile_for(request, issued_on=date(2026, 3, 10))
    assert compiled.blocked == ()
    return render_pdf(compiled.content)


def load(business: Business, row: dict[str, Any]) -> None:
    third_party = a_third_party(
        business,
        row["name"],
        street=row["street"],
        city=row["city"],
        state=row["state"],
        postal_code=row["postal_code"],
        country=row["country"],
        products=row["products"],
    )
    a_disclosure(third_party, categories=[CODES[label] for label in row["categories"]])


def fill_in(value: Any, port: int) -> Any:  # noqa: ANN401 - a JSON value of any shape
    """Put the listener's port where the case says PORT."""
    if isinstance(value, dict):
        return {key: fill_in(item, port) for key, item in value.items()}
    if isinstance(value, list):
        return [fill_in(item, port) for item in value]
    return value.replace("PORT", str(port)) if isinstance(value, str) else value


def test_every_given_pdf_case_with_data_is_run_here() -> None:
    run_here = {"P01", "P02", "P04", "P05", "P06", "P07", "P09", "P11", "P14", "P16"}

    assert set(CASES) == run_here


def test_p01_three_hundred_recipients_each_named_under_a_header_on_every_page() -> None:
    case = CASES["P01"]

    pdf = rendered(case)

    text = text_of(pdf.pdf, "-layout")
    assert all(row["name"] in text for row in case.given["third_parties"])
    pages = [page for page in text.split("\f") if "Mock Recipient" in page]
    assert len(pages) > 5
    assert all("Postal address" in page for page in pages)


def test_p02_a_name_without_a_break_stays_inside_its_column() -> None:
    case = CASES["P02"]

    pdf = rendered(case)

    boxes = run(["pdftotext", "-bbox", "-", "-"], input=pdf.pdf, capture_output=True, check=True).stdout.decode()
    rights = [float(line.split('xMax="')[1].split('"')[0]) for line in boxes.splitlines() if "xMax=" in line]
    assert max(rights) <= PAGE_WIDTH - MARGIN
    assert folded(case.given["third_parties"][0]["name"]) in folded(text_of(pdf.pdf, "-raw"))


@pytest.mark.parametrize("name", ["P04", "P05"])
def test_p04_p05_names_in_other_scripts_are_readable_and_have_their_glyphs(name: str) -> None:
    case = CASES[name]

    pdf = rendered(case)

    text = folded(text_of(pdf.pdf, "-raw"))
    for word in case.expect.get("text_contains", []):
        assert folded(word) in text
    assert "\ufffd" not in text


def test_p06_signs_that_mean_something_in_html_are_printed_as_they_are() -> None:
    text = text_of(rendered(CASES["P06"]).pdf)

    assert 'AT&T-like <Direct> & "Sons"' in " ".join(text.split())
    assert "&amp;" not in text
    assert "&lt;" not in text


def test_p07_markup_in_a_name_is_printed_and_fetches_nothing() -> None:
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)

        def listen() -> None:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                return
            with connection:
                calls.append(connection.recv(100))

        waiting = Thread(target=listen)
        waiting.start()
        pdf = rendered(CASES["P07"], port=listener.getsockname()[1])
        waiting.join()

    with pikepdf.open(BytesIO(pdf.pdf)) as document:
        assert list(document.attachments) == ["notice.json"]  # our own data, and nothing that the name asks for
    assert calls == []
    assert "<imgsrc=" in folded(text_of(pdf.pdf, "-raw"))


def test_p09_a_year_without_third_parties_says_so_and_shows_no_table() -> None:
    text = text_of(rendered(CASES["P09"]).pdf)

    assert "did not disclose" in " ".join(text.split())
    assert "Postal address" not in text


def test_p11_the_same_content_gives_the_same_bytes() -> None:
    case = CASES["P11"]
    first = rendered(case)
    business = Business.objects.get()
    request = business.requests.get()

    second = render_pdf(compile_for(request, issued_on=date(2026, 3, 10)).content)

    assert second.pdf == first.pdf
    assert second.digest == first.digest


def test_p14_a_row_taller_than_a_page_goes_on_and_loses_nothing() -> None:
    text = text_of(rendered(CASES["P14"]).pdf)

    assert "LASTWORD" in text
    assert "After Mailers" in text


def test_p16_the_file_tells_nothing_about_the_house_it_was_made_in() -> None:
    pdf = rendered(CASES["P16"])

    with pikepdf.open(BytesIO(pdf.pdf)) as document:
        known = dict(document.docinfo.items())
        language = str(document.Root.Lang)
    assert language.startswith("en")
    assert "1798.83" in str(known["/Title"])
    assert str(known.get("/Author", "")) in {"", "Example Outfitters, Inc."}
    assert not any(word in pdf.pdf for word in (b"/home/", b"/root/", b"file:", socket.gethostname().encode() + b"."))
