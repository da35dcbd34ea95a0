"""The blank request form: fields that can be filled in, the places it can be sent to, one page, one making."""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from requests_app.notices.blank_form import BlankForm
from requests_app.notices.render import NotLaidOutError, blank, blank_form_pdf
from tests.notices.judge import judged

FORM = BlankForm(
    language="en",
    name="Example Outfitters",
    legal_name="Example Outfitters, Inc.",
    brands=("Trailwren", "Littlefinch"),
    accent_color="#7a1f3d",
    letter_address="100 Fictional Way, Sacramento, CA 95814",
    reply_email="privacy@example.com",
    postal=("7 Designated Street, Fresno, CA 93721",),
    emails=("privacy@example.com",),
    faxes=("(916) 555-0142",),
    phones=("(800) 555-0142",),
    ask_url="https://privacy.example.com/request/",
)
SPANISH = replace(FORM, language="es", ask_url="https://privacy.example.com/es/request/")
NO_POSTAL = replace(FORM, postal=(), brands=())
NOWHERE = replace(FORM, postal=(), emails=(), faxes=(), phones=())
LONG = replace(
    FORM,
    legal_name="Überlange " + "W" * 190,
    name="N" * 120,
    brands=tuple(f"{'Brand' * 23}{number}" for number in range(9)),
    postal=("X" * 300, "Suite 12, " * 30),
    emails=("a" * 200 + "@example.com",),
)
LETTER = (612, 792)
MARGIN = 54
ENGLISH = re.compile(
    r"\b(?:the|and|you|your|our|we|with|for|by|was|this|is|are|of|to|answer|request|date|form)\b", re.IGNORECASE
)


@pytest.fixture
def fields() -> Iterator[dict[str, Any]]:  # pikepdf names no type for what a PDF holds
    with pikepdf.open(BytesIO(blank_form_pdf(FORM).pdf)) as pdf:
        yield {str(field.T): field for field in pdf.Root.AcroForm.Fields}


def words(form: BlankForm | bytes) -> str:
    pdf = form if isinstance(form, bytes) else blank_form_pdf(form).pdf
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()
    return " ".join(unicodedata.normalize("NFKC", text).split())


def kept_files() -> list[Path]:
    return sorted(blank._folder().glob("*.pdf"))  # noqa: SLF001 - what lies in the folder is what the test is about


def test_every_field_can_be_filled_in_and_says_what_belongs_there(fields: dict[str, Any]) -> None:
    texts = {name: str(field.TU) for name, field in fields.items() if field.FT == "/Tx"}
    ticks = {name: str(field.TU) for name, field in fields.items() if field.FT == "/Btn"}

    assert texts == {
        "full_name": "Your full name",
        "finds_you": "What helps us find you, such as an order number or an earlier address (optional)",
        "email": "E-mail address",
        "street": "Street address or P.O. box",
        "street_2": "Apartment, unit, or care of (optional)",
        "city": "City",
        "state": "State",
        "postal_code": "ZIP code",
        "their_name": "Their full name",
        "date": "Date",
    }
    assert ticks == {
        "california_resident": "I live in California",
        "brand_1": "Trailwren",
        "brand_2": "Littlefinch",
        "by_email": "Answer me by e-mail",
        "by_post": "Answer me by post",
        "for_somebody_else": "I write for somebody else",
        "their_california_resident": "They live in California",
    }
    assert not [name for name, field in fields.items() if int(field.get("/Ff", 0)) & 1]  # bit 1: read only


def test_what_is_filled_in_is_seen_on_the_page() -> None:
    with pikepdf.open(BytesIO(blank_form_pdf(FORM).pdf)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.FT == "/Tx":
                field.V = f"{field.T}: Peña Čapek"
            else:
                field.V = field.AS = pikepdf.Name("/on")
        filled = BytesIO()
        pdf.save(filled)

    text = words(filled.getvalue())

    assert "full_name: Peña Čapek" in text
    assert "their_name: Peña Čapek" in text
    assert len(re.findall("[✓✔]", text)) == 7


def test_the_fields_are_reached_in_the_order_in_which_they_are_read(fields: dict[str, Any]) -> None:
    with pikepdf.open(BytesIO(blank_form_pdf(FORM).pdf)) as pdf:
        assert str(pdf.pages[0].Tabs) == "/S"
    who = ["full_name", "california_resident", "finds_you", "brand_1", "brand_2"]
    where = ["by_email", "email", "by_post", "street", "street_2", "city", "state", "postal_code"]
    whom = ["for_somebody_else", "their_california_resident", "their_name"]
    assert list(fields) == [*who, *where, *whom, "date"]


def test_it_has_a_title_and_a_language_and_is_one_page() -> None:
    for form, says in ((FORM, "Request form"), (SPANISH, "Formulario de solicitud"), (NOWHERE, "Request form")):
        with pikepdf.open(BytesIO(blank_form_pdf(form).pdf)) as pdf:
            assert len(pdf.pages) == 1
            assert str(pdf.Root.Lang) == form.language
            assert str(pdf.docinfo["/Title"]).startswith(says)
            assert str(pdf.docinfo["/Title"]).endswith(form.legal_name)


def test_it_says_where_to_send_it_by_when_the_answer_comes_and_what_is_not_needed() -> None:
    text = words(FORM)

    for says in ("7 Designated Street", "privacy@example.com", "(916) 555-0142", "(800) 555-0142"):
        assert says in text
    for says in ("section 1798.83", "30 days", "150 days", "No copy of an ID", "Signature"):
        assert says in text
    assert FORM.ask_url in text.replace(" ", "")
    assert "100 Fictional Way" not in text


def test_without_a_designated_postal_address_it_says_what_a_letter_brings() -> None:
    text = words(NO_POSTAL)

    assert "There is no postal address for these requests alone." in text
    assert "100 Fictional Way" in text
    assert "Trailwren" not in text


def test_without_any_designated_address_it_promises_no_thirty_days() -> None:
    text = words(NOWHERE)

    assert "By post to Example Outfitters, Inc., 100 Fictional Way" in text
    assert "150 days" in text
    assert "30 days" not in text


def test_the_spanish_form_is_spanish_throughout() -> None:
    text = words(SPANISH)
    for given in (*SPANISH.postal, *SPANISH.emails, SPANISH.legal_name, "Example Outfitters"):
        text = text.replace(given, "")
    text = re.sub(r"https?://\S+ ?es/request/", "", text)
    with pikepdf.open(BytesIO(blank_form_pdf(SPANISH).pdf)) as pdf:
        names = " ".join(str(field.TU) for field in pdf.Root.AcroForm.Fields)

    assert not ENGLISH.search(text)
    assert not ENGLISH.search(names)
    assert "30 días" in text


def test_long_names_and_addresses_stay_on_the_sheet() -> None:
    command = ["pdftotext", "-bbox", "-", "-"]
    boxes = subprocess.run(command, input=blank_form_pdf(LONG).pdf, check=True, capture_output=True).stdout.decode()
    sides = [
        tuple(float(side) for side in found) for found in re.findall(r'x(?:Min|Max)="([\d.]+)" yM\w+="([\d.]+)"', boxes)
    ]

    assert len(sides) > 100
    assert all(MARGIN - 1 <= x <= LETTER[0] - MARGIN + 1 and y < LETTER[1] - MARGIN / 2 for x, y in sides)
    assert words(LONG).count("W") >= 190


def test_it_is_laid_out_once_and_anew_when_something_on_it_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(blank, "_folder", lambda: tmp_path)
    first = blank_form_pdf(FORM)
    made = {file: file.stat().st_mtime_ns for file in kept_files()}

    again = blank_form_pdf(replace(FORM))
    changed = blank_form_pdf(replace(FORM, emails=("other@example.com",)))

    assert again == first
    assert {file: file.stat().st_mtime_ns for file in kept_files() if file in made} == made
    assert {file.stem for file in kept_files()} == {first.digest, changed.digest}


def test_no_more_than_a_few_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    oldest, older = blank_form_pdf(FORM), blank_form_pdf(SPANISH)
    monkeypatch.setattr(blank, "_folder", lambda: tmp_path)
    monkeypatch.setattr(blank, "MOST_KEPT", 2)
    for second, form in enumerate((oldest, older), 1):
        (tmp_path / f"{form.digest}.pdf").write_bytes(form.pdf)
        os.utime(tmp_path / f"{form.digest}.pdf", (second, second))

    newest = blank_form_pdf(replace(FORM, phones=("(800) 555-0100",)))

    assert {file.stem for file in kept_files()} == {older.digest, newest.digest}


def test_what_went_wrong_is_told_and_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(blank, "_folder", lambda: tmp_path)
    monkeypatch.setattr(blank, "APART", "import sys; sys.exit('No Pango on this machine.')")

    with pytest.raises(NotLaidOutError, match="No Pango on this machine"):
        blank_form_pdf(FORM)
    assert kept_files() == []


def test_the_process_that_hands_it_out_never_loads_weasyprint() -> None:
    script = (
        "import django, sys; django.setup()\n"
        "from requests_app.notices.blank_form import BlankForm\n"
        "from requests_app.notices.render import blank_form_pdf\n"
        f"form = BlankForm(**{asdict(FORM)!r})\n"
        "print(blank_form_pdf(form).digest, 'weasyprint' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()

    assert said == [blank_form_pdf(FORM).digest, "False"]


@pytest.mark.long
def test_the_judge_of_accessible_pdfs_agrees_on_the_form(tmp_path: Path) -> None:
    files = []
    for number, form in enumerate((FORM, SPANISH, NO_POSTAL, NOWHERE, LONG)):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(blank_form_pdf(form).pdf)

    assert judged(*files) == [f"PASS {file}" for file in files]
