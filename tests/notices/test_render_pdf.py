"""The PDF: what it says on every page, how it is tagged, what it carries and what it must never do."""

import hashlib
import json
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from jsonschema import validate

from requests_app.notices.content import Letter, NoticeContent, OwnWords
from requests_app.notices.render import RenderedPdf, render_pdf, render_statement
from requests_app.notices.render.data import data_of
from requests_app.statute import Answer
from tests.notices.judge import judged
from tests.notices.render_samples import LETTER, OPT_OUT, SENDER, notice, recipient, recipients

HEADER = ("Company", "Postal address", "What it sells or does")
WORLD = (
    *("北京示例目录公司", "شركة المثال للتسويق", "דוגמה שיווק", "Пример Рассылок", "Şirket Örneği A.Ş."),
    *("Nguyễn Thị Hồng Quà Tặng", "บริษัทตัวอย่าง", "उदाहरण सूची", "Happy 🎉 Lists", "주식회사 예시", "株式会社サンプル"),
    *("Օրինակ ՍՊԸ", "Παράδειγμα", "ក្រុមហ៊ុន", "ਉਦਾਹਰਣ ਕੰਪਨੀ", "Zażółć gęślą jaźń"),
)


@lru_cache(maxsize=16)
def made(content: NoticeContent) -> RenderedPdf:
    return render_pdf(content)


def pages(content: NoticeContent) -> list[str]:
    """Return the text of each page, as a reader copies it out."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=made(content).pdf, check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]


def flat(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class Element:
    """An element of the structure tree: its kind, its own id, the ids of the headers it stands under."""

    kind: str
    id: str
    headers: tuple[str, ...]


def structure(content: NoticeContent) -> Iterator[Element]:
    """Walk over the elements of the structure tree, in reading order."""
    with pikepdf.open(BytesIO(made(content).pdf)) as pdf:
        waiting: list[Any] = [pdf.Root.StructTreeRoot.K]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting.extend(reversed(list(node)))
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    headers: list[object] = list(node.A.get("/Headers", [])) if "/A" in node else []
                    yield Element(str(node.S), str(node.get("/ID", "")), tuple(str(header) for header in headers))
                if "/K" in node:
                    waiting.append(node.K)


OWN = replace(
    notice(letter=replace(LETTER, large_print=True)),
    own=OwnWords(
        letter_text=1,
        subject="",
        opening=("We read {{ 7*7 }} {% load %} <b>so</b>.",),
        closing=("One line\nand the next. " + "Write to us whenever you like. " * 60, "The last word."),
    ),
)
MANY = notice(recipients=recipients(120), opt_out=OPT_OUT, affiliates=2)
TALL = notice(
    recipients=(
        recipient("Before Mailers"),
        recipient("Wordy Mailers", products=("seed packets and bulbs " * 260 + "LASTWORD",)),
        recipient("After Mailers"),
    )
)
ROUND_THE_WORLD = notice(recipients=tuple(recipient(name) for name in WORLD))


@pytest.mark.parametrize("answer", Answer)
def test_page_one_gives_the_answer(answer: Answer) -> None:
    first = flat(pages(notice(answer, opt_out=OPT_OUT))[0])
    says = {
        Answer.DISCLOSURE: "disclosed personal information in 14 categories to 3 companies",
        Answer.NOTHING_DISCLOSED: "During 2025 we did not disclose personal information",
        Answer.CHOICE: "You have the right to prevent us from disclosing",
        Answer.NOT_REQUIRED: "does not require us to send a list for 2025",
    }
    assert says[answer] in first
    assert "Dear Siobhán O'Brien:" in first
    assert "California Civil Code section 1798.83" in first


def test_the_table_begins_each_of_its_pages_with_its_header() -> None:
    listing = [page for page in pages(MANY) if "Sample Street" in page]
    assert len(listing) > 5
    for page in listing[1:]:
        head, first = [line for line in page.split("\n") if line.strip()][:2]
        assert head.strip() == "Example Outfitters, Inc. · Statement for 2025"
        assert first.split("  ")[0].strip() == HEADER[0]
    assert not [page for page in listing if not all(word in page for word in HEADER)]


def test_every_recipient_is_there_with_its_address() -> None:
    text = flat(" ".join(pages(MANY)))
    for i in range(120):
        assert f"{i:03}" in text
        assert f"{100 + i} " in text


def test_every_page_has_its_number_and_the_reference() -> None:
    letter, *statement = pages(MANY)
    assert 1 + len(statement) == made(MANY).pages
    assert flat(letter).endswith("STL-2026-000123 Page 1 of 1")
    for number, page in enumerate(statement, start=1):
        assert flat(page).endswith(f"Statement for 2025 Page {number} of {len(statement)}")
    assert flat(pages(notice(letter=None))[0]).endswith("Statement for 2025 Page 1 of 2")


def test_a_row_is_never_divided_when_it_fits_a_page() -> None:
    content = notice(recipients=tuple(recipient(f"Mock {i}", address=tuple("abcdefg")) for i in range(40)))
    for page in pages(content):
        letters = Counter(word for word in page.split() if word in set("abcdefg"))
        assert len({letters[letter] for letter in "bcdefg"}) == 1


def test_a_row_taller_than_a_page_goes_on_under_the_header() -> None:
    found = pages(TALL)
    text = flat(" ".join(found))
    assert text.count("seed") == 260
    assert "LASTWORD" in text
    assert "After Mailers" in text
    assert not [page for page in found if "bulbs" in page and HEADER[2] not in page]


def test_an_unbroken_name_stays_in_its_cell() -> None:
    content = notice(recipients=(recipient("X" * 200), recipient("Normal Mailers")))
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=made(content).pdf, check=True, capture_output=True
    ).stdout.decode()
    words = [line for line in boxes.splitlines() if ">XX" in line]
    right = max(float(line.split('xMax="')[1].split('"')[0]) for line in words)
    assert right < 72 + 468 * 0.36
    assert flat(" ".join(pages(content))).count("X") == 200


def test_names_from_all_over_the_world_can_be_read_and_copied(caplog: pytest.LogCaptureFixture) -> None:
    text = " ".join(pages(ROUND_THE_WORLD))
    kept = {character for character in text if not character.isspace()}
    for name in WORLD:
        assert {character for character in name if not character.isspace()} - kept == set(), name
    assert "notdef" not in caplog.text


def test_all_fonts_are_embedded_and_none_is_of_this_machine() -> None:
    with pikepdf.open(BytesIO(made(ROUND_THE_WORLD).pdf)) as pdf:
        descendants = [font.DescendantFonts[0] for page in pdf.pages for font in page.Resources.Font.values()]
        names = {str(font.BaseFont).partition("+")[2] for font in descendants}
        assert {"Noto-Sans", "Noto-Sans-Semi-Bold", "Noto-Sans-SC", "Noto-Sans-Arabic", "Noto-Emoji"} <= names
        assert not [name for name in names if not name.startswith("Noto-")]
        assert all("/FontFile2" in font.FontDescriptor for font in descendants)


def test_the_same_content_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import django; django.setup()\n"
        "from requests_app.notices.render import render_pdf\n"
        "from tests.notices.render_samples import notice\n"
        "print(render_pdf(notice()).digest)"
    )
    other = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip()
    again = render_pdf(notice())
    assert again.digest == made(notice()).digest == hashlib.sha256(again.pdf).hexdigest() == other


def test_another_content_has_another_identifier() -> None:
    def identifier(content: NoticeContent) -> str:
        with pikepdf.open(BytesIO(made(content).pdf)) as pdf:
            return repr(list(pdf.trailer.ID))

    assert identifier(notice()) != identifier(notice(letter=replace(LETTER, reference="STL-2026-000124")))


def test_nothing_is_fetched_and_nothing_attached_but_our_own_data() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        name = f'Eve <img src="http://127.0.0.1:{port}/x">'
        att = 'Att <link rel="attachment" href="file:///etc/passwd">'
        content = notice(
            recipients=(recipient(name), recipient(att)),
            letter=replace(LETTER, requester_name=name),
            sender=replace(SENDER, accent_color=f"red; background: url(http://127.0.0.1:{port}/css)"),
        )
        text = flat(" ".join(pages(content)))
        with pytest.raises(TimeoutError):
            listener.accept()
    assert "<img src=" in text
    with pikepdf.open(BytesIO(made(content).pdf)) as pdf:
        assert list(pdf.attachments) == ["notice.json"]
        assert b"root:" not in pdf.attachments["notice.json"].get_file().read_bytes()


def test_the_metadata_says_title_author_language_and_no_more() -> None:
    with pikepdf.open(BytesIO(made(notice()).pdf)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Answer to your request under California Civil Code section 1798.83",
            "/Author": "Example Outfitters, Inc.",
            "/CreationDate": "D:20260518",
            "/Producer": str(pdf.docinfo["/Producer"]),
        }
        assert str(pdf.Root.Lang) == "en"
        assert b"O'Brien" not in pdf.Root.Metadata.read_bytes()
    with pikepdf.open(BytesIO(made(notice(letter=None)).pdf)) as pdf:
        assert "/CreationDate" not in pdf.docinfo


def test_the_structure_tells_headings_lists_and_tables() -> None:
    elements = list(structure(MANY))
    kinds = Counter(element.kind for element in elements)
    headings = [element.kind for element in elements if element.kind.startswith("/H")]
    assert headings[0] == "/H1"
    # The letter's, and the one of the statement behind it, which is a part of the same document.
    assert (kinds["/H1"], kinds["/Document"]) == (2, 1)
    assert all(int(later[2]) <= int(earlier[2]) + 1 for earlier, later in pairwise(headings))
    tables = len([page for page in pages(MANY) if HEADER[0] in page])
    assert kinds["/Table"] == tables
    assert kinds["/TR"] == 120 + tables
    assert kinds["/TH"] == 120 + 3 * tables
    assert kinds["/TD"] == 2 * 120
    assert kinds["/Lbl"] >= 14
    ids = {element.id for element in elements if element.kind == "/TH"}
    for cell in (element for element in elements if element.kind == "/TD"):
        assert set(cell.headers) <= ids
        assert len(cell.headers) == 2


def test_the_businesss_own_words_print_as_they_were_typed_and_fill_no_page_by_themselves() -> None:
    """Fault 90, fides CVE-2024-45053: what looks like code is printed."""
    printed = pages(OWN)

    whole = flat(" ".join(printed))
    assert "We read {{ 7*7 }} {% load %} <b>so</b>." in whole
    assert whole.count("whenever") == 60
    assert whole.index("The last word.") < whole.index("Sincerely,")
    after_contacts = next(page for page in printed if "How to reach us" in page)
    assert "One line" in after_contacts


def test_the_statement_behind_a_letter_is_the_one_that_is_laid_out_once() -> None:
    """1798.83(b)(3): the standardized format is the same for everybody, to the last line of its pages."""
    other = notice(
        recipients=recipients(120), opt_out=OPT_OUT, affiliates=2, letter=replace(LETTER, email="b@b.example")
    )
    kept = render_statement(MANY.statement)

    joined = render_pdf(other, statement=kept)

    assert joined.digest == made(other).digest
    assert joined.pages == 1 + kept.pages
    assert pages(MANY)[1:] == pages(replace(MANY, letter=None)) == pages(other)[1:]


def test_a_letter_says_on_how_many_pages_its_statement_follows() -> None:
    assert f"follows on the next {made(MANY).pages - 1} pages." in flat(pages(MANY)[0])
    assert "follows on the next page." in flat(pages(notice(Answer.NOTHING_DISCLOSED))[0])
    assert "listed below" not in pages(MANY)[0]


@pytest.mark.parametrize("answer", [Answer.CHOICE, Answer.NOT_REQUIRED])
def test_an_answer_that_states_nothing_of_the_year_is_a_letter_alone(answer: Answer) -> None:
    assert made(notice(answer, opt_out=OPT_OUT)).pages == 1


def test_the_bookmarks_lead_to_the_pages_of_the_letter_and_of_the_statement() -> None:
    with pikepdf.open(BytesIO(made(MANY).pdf)) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        places: dict[str, Any] = {item.title: item.destination for item in outline.root}
        led = {title: numbers[place[0].objgen] for title, place in places.items()}
    assert led == {
        "Answer to your request under California Civil Code section 1798.83": 0,
        "Statement for 2025 under California Civil Code section 1798.83": 1,
    }


def test_each_piece_of_each_page_is_in_the_structure() -> None:
    """A validator for archives does not notice pages that lost their tags."""
    with pikepdf.open(BytesIO(made(MANY).pdf)) as pdf:
        numbers = [int(page.obj.StructParents) for page in pdf.pages]
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        known = {int(number): elements for number, elements in zip(parents[::2], parents[1::2], strict=True)}
        assert len(set(numbers)) == len(numbers)
        assert list(known) == sorted(known)  # readers look a number up by halves
        for page, number in zip(pdf.pages, numbers, strict=True):
            marks = [
                int(piece.operands[1]["/MCID"])
                for piece in pikepdf.parse_content_stream(page)
                if isinstance(piece, pikepdf.ContentStreamInstruction)
                and str(piece.operator) == "BDC"
                and "/MCID" in piece.operands[1]
            ]
            assert len(marks) == len(set(marks)) == len(known[number])
            assert all(element.Pg.objgen == page.obj.objgen for element in known[number])


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("letter", [LETTER, None], ids=["letter", "standard"])
def test_the_data_of_each_answer_are_as_their_schema_says(answer: Answer, letter: Letter | None) -> None:
    schema = json.loads((settings.BASE_DIR / "docs" / "notice.schema.json").read_bytes())
    content = notice(answer, letter=letter, opt_out=OPT_OUT, affiliates=2, left_out=("(d)(3)",))

    validate(json.loads(json.dumps(data_of(content))), schema)


def test_the_data_in_the_file_are_those_of_its_pages() -> None:
    with pikepdf.open(BytesIO(made(MANY).pdf)) as pdf:
        (file,) = pdf.Root.AF
        data = json.loads(pdf.attachments["notice.json"].get_file().read_bytes())
        assert str(file.AFRelationship) == "/Data"
    assert data == json.loads(json.dumps(data_of(MANY)))
    assert [each["name"] for each in data["recipients"]] == [each.name for each in MANY.statement.recipients]
    assert data["letter"]["reference"] == LETTER.reference


@pytest.mark.long
@pytest.mark.parametrize("standard", ["ua1", "3a"])
def test_the_judge_of_accessible_and_of_lasting_pdfs_agrees(standard: str, tmp_path: Path) -> None:
    contents = [notice(answer, opt_out=OPT_OUT) for answer in Answer]
    contents += [notice(letter=None, affiliates=1), MANY, TALL, ROUND_THE_WORLD, OWN]
    files = []
    for number, content in enumerate(contents):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(made(content).pdf)
    untagged = tmp_path / "untagged.pdf"
    with pikepdf.open(files[0]) as broken:
        del broken.Root.StructTreeRoot
        broken.save(untagged)

    said = judged(*files, untagged, standard=standard)

    assert said[: len(files)] == [f"PASS {file}" for file in files]
    assert said[len(files)] == f"FAIL {untagged}"
