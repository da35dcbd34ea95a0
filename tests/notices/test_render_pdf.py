"""The PDF: what it says on every page, how it is tagged, what it carries and what it must never do."""

import hashlib
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

from requests_app.notices.content import NoticeContent
from requests_app.notices.render import RenderedPdf, render_pdf
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
        assert page.split("\n", 1)[0].split("  ")[0].strip() == HEADER[0]
    assert not [page for page in listing if not all(word in page for word in HEADER)]


def test_every_recipient_is_there_with_its_address() -> None:
    text = flat(" ".join(pages(MANY)))
    for i in range(120):
        assert f"{i:03}" in text
        assert f"{100 + i} " in text


def test_every_page_has_its_number_and_the_reference() -> None:
    found = pages(MANY)
    assert len(found) == made(MANY).pages
    for number, page in enumerate(found, start=1):
        last = flat(page.rstrip().rsplit("\n", 1)[-1])
        assert last == f"STL-2026-000123 Page {number} of {len(found)}"
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


def test_nothing_is_fetched_and_nothing_attached() -> None:
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
        assert len(pdf.attachments) == 0


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
    assert kinds["/H1"] == 1
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


@pytest.mark.long
def test_the_judge_of_accessible_pdfs_agrees(tmp_path: Path) -> None:
    contents = [notice(answer, opt_out=OPT_OUT) for answer in Answer]
    contents += [notice(letter=None, affiliates=1), MANY, TALL, ROUND_THE_WORLD]
    files = []
    for number, content in enumerate(contents):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(made(content).pdf)
    untagged = tmp_path / "untagged.pdf"
    with pikepdf.open(files[0]) as broken:
        del broken.Root.StructTreeRoot
        broken.save(untagged)

    said = judged(*files, untagged)

    assert said[: len(files)] == [f"PASS {file}" for file in files]
    assert said[len(files)] == f"FAIL {untagged}"
