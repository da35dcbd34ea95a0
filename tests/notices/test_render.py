"""The words of a notice, its preview, and the fonts it needs; nothing here makes a PDF."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

from requests_app.notices.content import NoticeContent
from requests_app.notices.render import (
    FontsMissingError,
    fonts,
    missing_glyphs,
    notice_email,
    render_html,
    render_pdf,
)
from requests_app.notices.render.left_out import LINES
from requests_app.statute import EXCLUSIONS, Answer
from tests.notices.render_samples import CATEGORIES, LETTER, OPT_OUT, SENDER, notice, recipient, recipients

PLAIN_STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
HEDGES = ("may share", "might share", "trusted partners", "from time to time", "we apologize", "sorry")


def words_of(content: NoticeContent) -> str:
    """Return the text of the page's body in one line, as a reader takes it in."""
    body = render_html(content).partition("<body")[2]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body.partition(">")[2]))
    return re.sub(r" ([.:;,])", r"\1", text)


FIRST_SENTENCES = {
    Answer.DISCLOSURE: "During 2025 we disclosed personal information in 14 categories to 3 companies for their own"
    " direct marketing. They are listed below.",
    Answer.NOTHING_DISCLOSED: "During 2025 we did not disclose personal information of the kinds covered by California"
    " Civil Code section 1798.83 to third parties for their direct marketing purposes.",
    Answer.CHOICE: "You have the right to prevent us from disclosing your personal information to third parties for"
    " their direct marketing purposes. Using this right costs you nothing.",
    Answer.NOT_REQUIRED: "Thank you for your request. California Civil Code section 1798.83 does not require us to send"
    " a list for 2025 in answer to it.",
}


@pytest.mark.parametrize("answer", Answer)
def test_the_first_paragraph_gives_the_answer(answer: Answer) -> None:
    assert f"Dear Siobhán O&#x27;Brien: {FIRST_SENTENCES[answer]}" in words_of(notice(answer))


@pytest.mark.parametrize("answer", Answer)
def test_the_title_names_the_section_and_the_notice_is_free(answer: Answer) -> None:
    page = render_html(notice(answer))
    assert "<h1>Answer to your request under California Civil Code section 1798.83</h1>" in page
    assert "<title>Answer to your request under California Civil Code section 1798.83</title>" in page
    assert "You get this notice free of charge." in page


@pytest.mark.parametrize("answer", [Answer.NOTHING_DISCLOSED, Answer.CHOICE, Answer.NOT_REQUIRED])
def test_only_a_disclosure_has_a_table(answer: Answer) -> None:
    assert "<table" not in render_html(notice(answer))
    assert "<table" in render_html(notice(Answer.DISCLOSURE))


def test_without_a_letter_it_is_the_statement_of_the_year() -> None:
    text = words_of(notice(letter=None))
    assert "Statement for 2025 under California Civil Code section 1798.83" in text
    assert FIRST_SENTENCES[Answer.DISCLOSURE] in text
    assert not [word for word in ("Dear", "Reference", "received on", "Sincerely", "1420 Fictional") if word in text]


def test_the_statement_is_the_same_with_and_without_a_letter() -> None:
    lists = re.compile(r"Categories of personal information.*Version of this statement", re.DOTALL)
    for content in (notice(opt_out=OPT_OUT, affiliates=2), notice(Answer.NOTHING_DISCLOSED)):
        with_letter, without = words_of(content), words_of(replace(content, letter=None))
        assert [found.group() for found in lists.finditer(with_letter)] == [
            found.group() for found in lists.finditer(without)
        ]


@pytest.mark.parametrize(
    ("categories", "companies", "affiliates", "says"),
    [
        (1, 1, None, "in 1 category to 1 company for its own direct marketing. They are listed below."),
        (1, 2, None, "in 1 category to 2 companies for their own direct marketing. They are listed below."),
        (2, 1, 0, "in 2 categories to 1 company for its own direct marketing. They are listed below."),
        (0, 1, None, "personal information to 1 company for its own direct marketing. It is named below."),
        (1, 0, 1, "In all, 1 affiliated company shares it."),
        (2, 0, 5, "to affiliated companies that share our brand name and may use it for direct marketing."),
        (0, 0, 5, "During 2025 we disclosed personal information to affiliated companies that share our"),
        (3, 3, 1, "We also disclosed personal information to affiliated companies that share our brand name."),
        (3, 3, 5, "In all, 5 affiliated companies share it."),
    ],
)
def test_one_and_many_read_right(categories: int, companies: int, affiliates: int | None, says: str) -> None:
    content = notice(categories=CATEGORIES[:categories], recipients=recipients(companies), affiliates=affiliates)
    assert says in words_of(content)


@pytest.mark.parametrize(
    ("online", "says"),
    [
        ([True], "to 1 company for online advertising, which may count as its own direct marketing."),
        ([True, True], "to 2 companies for online advertising, which may count as their own direct marketing."),
        ([True, False], "to 2 companies for their own direct marketing."),
    ],
)
def test_advertising_that_may_be_direct_marketing_is_not_called_that_as_a_fact(online: list[bool], says: str) -> None:
    companies = tuple(recipient(f"Mock {number}", online=each) for number, each in enumerate(online))
    assert says in words_of(notice(recipients=companies))


def test_categories_stand_in_the_words_and_the_order_of_the_statute() -> None:
    page = render_html(notice())
    assert re.findall(r"<li>([^<]*)</li>", page.partition('<ol class="categories')[2].partition("</ol>")[0]) == [
        category.label.replace("'", "&#x27;") for category in CATEGORIES
    ]


def test_a_recipient_has_name_address_and_what_it_sells() -> None:
    ours = recipient("Mock Mailers", address=("Box 9", "Reno, NV 89501"), products=("Seeds", "Bulbs"), online=True)
    text = words_of(notice(recipients=(ours,)))
    assert "Mock Mailers Online advertising Box 9 Reno, NV 89501 Seeds; Bulbs" in text
    assert "Where it says “Online advertising”" in text
    assert "Online advertising" not in words_of(notice(recipients=(recipient(),)))


def test_the_opt_out_is_told_where_it_is_offered() -> None:
    text = words_of(notice(opt_out=OPT_OUT))
    for part in (OPT_OUT.text, OPT_OUT.url, OPT_OUT.email, OPT_OUT.phone, "This costs you nothing."):
        assert part in text
    assert "How to stop us" not in words_of(notice())


def test_a_choice_notice_always_has_a_free_way() -> None:
    assert OPT_OUT.phone in words_of(notice(Answer.CHOICE, opt_out=OPT_OUT))
    assert "By e-mail: privacy@example.com" in words_of(notice(Answer.CHOICE))


def test_a_refusal_gives_its_reason_and_admits_nothing() -> None:
    letter = replace(LETTER, says=("We answered your earlier request of this year.",))
    text = words_of(notice(Answer.NOT_REQUIRED, says=("The law asks for one answer a year.",), letter=letter))
    assert "The law asks for one answer a year. We answered your earlier request of this year." in text
    assert "does not say whether we disclosed anything" in text
    assert "privacy@example.com" in text


def test_a_disclosure_needs_no_why_but_keeps_what_is_said_to_this_reader_alone() -> None:
    letter = replace(LETTER, says=("You asked about 2024; the law speaks of 2025.",))
    text = words_of(notice(says=("In 2025 we shared information.",), letter=letter))
    assert "In 2025 we shared information." not in text
    assert "About this notice You asked about 2024; the law speaks of 2025. This is a standard statement" in text


def test_dates_are_written_out() -> None:
    text = words_of(notice())
    assert "Monday, May 18, 2026" in text
    assert "Monday, May 4, 2026" in text


def test_what_people_type_is_printed_and_never_becomes_markup() -> None:
    evil = '<img src="http://127.0.0.1/x"> & "Sons"'
    page = render_html(
        notice(
            recipients=(recipient(evil, address=(evil,), products=(evil,)),),
            letter=replace(LETTER, requester_name=evil, address_lines=(evil,), reference=evil, says=(evil,)),
            sender=replace(SENDER, legal_name=evil, brands=(evil,), address_lines=(evil,)),
            opt_out=replace(OPT_OUT, text=evil, url=evil, email=evil, phone=evil),
            says=(evil,),
        )
    )
    assert "<img" not in page
    assert "&lt;img src=&quot;http://127.0.0.1/x&quot;&gt; &amp; &quot;Sons&quot;" in page
    assert "&amp;amp;" not in page


def test_names_are_set_apart_from_the_direction_around_them() -> None:
    page = render_html(notice(letter=replace(LETTER, requester_name="محمد الأنصاري"), recipients=(recipient("דוגמה"),)))
    assert "Dear <bdi>محمد الأنصاري</bdi>:" in page
    assert "<bdi>דוגמה</bdi>" in page


def test_the_preview_needs_no_inline_style() -> None:
    with override_settings(STORAGES=PLAIN_STORAGES):
        page = render_html(notice(), for_screen=True)
    assert "style=" not in page
    assert "<style" not in page
    assert "/static/notices/notice.css" in page
    assert "/static/notices/screen.css" in page
    assert "stylesheet" not in render_html(notice())


def test_no_template_hedges() -> None:
    folders = [settings.BASE_DIR / "templates" / folder for folder in ("notices", "emails")]
    texts = [file.read_text(encoding="utf-8").lower() for folder in folders for file in folder.rglob("*.*")]
    assert texts
    assert not [hedge for hedge in HEDGES for text in texts if hedge in text]


def test_a_web_process_does_not_load_weasyprint() -> None:
    script = (
        "import sys, django; django.setup(); import requests_app.notices.render as render;"
        "assert not {'weasyprint', 'fontTools'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", script], cwd=settings.BASE_DIR, check=True)


@pytest.mark.parametrize("content", [None, b"", b"version https://git-lfs.github.com/spec/v1"])
def test_missing_fonts_are_an_error_and_not_a_crash(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "folder", lambda: tmp_path)
    if content is not None:
        for name in fonts.NEEDED:
            (tmp_path / name).write_bytes(content)
    with pytest.raises(FontsMissingError, match="No PDF can be made"):
        render_pdf(notice())


def test_characters_without_a_glyph_are_named() -> None:
    assert missing_glyphs(notice(recipients=(recipient("北京 شركة Пример Nguyễn ไทย हिन्दी 한국 🎉 Ω"),))) == ()
    assert missing_glyphs(notice(recipients=(recipient("Rune ᚠ and ᛒ Ltd"),))) == ("ᚠ", "ᛒ")


def test_the_list_of_characters_is_that_of_the_fonts() -> None:
    folder = settings.BASE_DIR / "static" / "fonts" / "pdf"
    listed = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(listed))
    have: set[int] = set()
    for font in folder.glob("*.ttf"):
        with TTFont(font, lazy=True) as opened:
            have.update(opened.getBestCmap())
    assert {character for first, last in listed for character in range(first, last + 1)} == have


def test_what_was_left_out_is_said_by_its_clause() -> None:
    content = notice(left_out=("(d)(1)(A)", "(e)(2)(A)"))

    for text in (words_of(content), notice_email(content).body):
        assert "The law does not ask us to list information that went to:" in text
        assert "companies that store or process information for us" in text
        assert "charities and religious organizations" in text
        assert "credit reporting agencies" not in text


def test_without_anything_left_out_the_notice_says_what_the_law_asks() -> None:
    text = words_of(notice(left_out=()))

    assert "The law asks only about information that went to other companies" in text
    assert "companies that store or process" not in text


def test_every_clause_a_ruling_may_leave_out_under_has_its_words() -> None:
    assert set(EXCLUSIONS) | {"(a)", "(e)(2)", "(e)(2)(A)", "(e)(2)(B)", "(e)(2)(C)", "(e)(2)(D)", "(e)(6)(A)"} == set(
        LINES
    )


@pytest.mark.parametrize(
    ("unknown", "says"), [(True, "We know of no examples."), (False, "Where the name of a company says what it does")]
)
def test_a_company_without_examples_is_told_truly(unknown: bool, says: str) -> None:
    line = replace(recipient("Opaque Holdings LLC"), products=(), examples_unknown=unknown)
    content = notice(recipients=(line,))

    assert says in words_of(content)
    assert says in notice_email(content).body
