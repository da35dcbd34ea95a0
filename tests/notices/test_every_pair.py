"""Every pair of what a notice may be, as real files: accessible (PDF/UA-1) and lasting (PDF/A-3a), signed or not.

Rows are chosen so that each value of each question meets each value of each other one in some file.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from requests_app.notices.content import NoticeContent
from requests_app.notices.render import RenderedPdf, render_pdf, render_statement
from requests_app.notices.sign import signed
from requests_app.statute import Answer
from shinelight.signing import Signing
from tests.notices.judge import judged
from tests.notices.render_samples import LETTER, OPT_OUT, notice, recipients

pytestmark = pytest.mark.long

NAMES = {
    "Latin": "Żółć Ñandú Åse Čapek Ğül Nguyễn Thị Hồng",
    "Chinese": "北京示例目录公司",
    "Japanese": "株式会社サンプル",
    "Korean": "주식회사 예시",
    "Cyrillic": "Пример Рассылок",
    "Arabic": "شركة المثال للتسويق",
    "Hebrew": "דוגמה שיווק",
    "Armenian": "Օրինակ ՍՊԸ",
    "emoji": "Happy 🎉 Lists",
}
WHAT = (
    *((Answer.DISCLOSURE, number) for number in (0, 1, 50, 500)),
    *((answer, 0) for answer in (Answer.NOTHING_DISCLOSED, Answer.CHOICE, Answer.NOT_REQUIRED)),
)
QUESTIONS: dict[str, tuple[Any, ...]] = {
    "what": WHAT,
    "script": tuple(NAMES),
    "language": ("en", "es"),
    "is_addressed": (True, False),
    "is_signed": (True, False),
}
LEAST_FILES = 60


@dataclass(frozen=True)
class Row:
    """One file to be made."""

    what: tuple[Answer, int]
    script: str
    language: str
    is_addressed: bool
    is_signed: bool

    def pairs(self) -> set[tuple[tuple[str, Any], tuple[str, Any]]]:
        return set(itertools.combinations([(name, getattr(self, name)) for name in QUESTIONS], 2))

    @property
    def name(self) -> str:
        form = "addressed" if self.is_addressed else "standard"
        seal = "signed" if self.is_signed else "unsigned"
        return f"{self.what[0].value}-{self.what[1]}-{self.script}-{self.language}-{form}-{seal}"


def rows() -> list[Row]:
    """Return rows that hold every pair: always the one that holds most of those still missing, the first of equals."""
    every = [Row(*values) for values in itertools.product(*QUESTIONS.values())]
    missing = set().union(*(row.pairs() for row in every))
    chosen: list[Row] = []
    while missing:
        best = max(every, key=lambda row: len(row.pairs() & missing))
        chosen.append(best)
        missing -= best.pairs()
    return chosen


def content_of(row: Row) -> NoticeContent:
    answer, number = row.what
    name = NAMES[row.script]
    named = tuple(replace(each, name=f"{name} {place}") for place, each in enumerate(recipients(number)))
    made = notice(
        answer,
        recipients=named,
        opt_out=OPT_OUT,
        affiliates=2,
        letter=replace(LETTER, requester_name=name),
        left_out=("(d)(3)",),
    )
    return replace(made, statement=replace(made.statement, language=row.language))


@cache
def statement_of(what: tuple[Answer, int], script: str, language: str) -> RenderedPdf:
    row = Row(what=what, script=script, language=language, is_addressed=False, is_signed=False)
    return render_statement(content_of(row).statement)


def file_of(row: Row) -> RenderedPdf:
    statement = statement_of(row.what, row.script, row.language)
    content = content_of(row)
    made = render_pdf(content, statement=statement) if row.is_addressed else statement
    if not row.is_signed:
        return made
    file = signed(made)
    assert file.problem == ""
    return file.rendered


def elements(pdf: bytes) -> Counter[str]:
    def walk(node: Any) -> Iterator[str]:  # noqa: ANN401 - pikepdf gives objects of any kind
        if isinstance(node, pikepdf.Array):
            for each in list(node):
                yield from walk(each)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node.S)
            if "/K" in node:
                yield from walk(node.K)

    with pikepdf.open(BytesIO(pdf)) as opened:
        return Counter(walk(opened.Root.StructTreeRoot.K))


def test_every_pair_is_a_file_that_everybody_can_read_and_that_lasts(
    tmp_path: Path,
    key_file: Path,
    key_password: str,
    settings: Any,  # noqa: ANN401 - any setting may be set
) -> None:
    settings.NOTICE_SIGNING = Signing(key=key_file, password=key_password, timestamp_url="")
    files: dict[Path, Row] = {}
    for row in rows():
        made = file_of(row)
        file = tmp_path / f"{row.name}.pdf"
        file.write_bytes(made.pdf)
        files[file] = row
        kinds = elements(made.pdf)
        number = row.what[1]
        assert kinds["/TH"] - 3 * kinds["/Table"] == number, row.name
        assert kinds["/TD"] == 2 * number, row.name
        assert kinds["/TR"] == number + kinds["/Table"], row.name
        assert kinds["/H1"] == 1 + (row.is_addressed and row.what[0] in {Answer.DISCLOSURE, Answer.NOTHING_DISCLOSED})
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(next(iter(files))) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(broken)
    assert len(files) >= LEAST_FILES

    for standard in ("ua1", "3a"):
        said = judged(*files, broken, standard=standard)
        assert said == [*(f"PASS {file}" for file in files), f"FAIL {broken}"], standard
