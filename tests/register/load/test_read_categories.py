"""Category words: what surely means one of the 27, what is asked, and what a person answered."""

from pathlib import Path

import pytest

from requests_app.register.load.mapping import Mapping
from requests_app.register.load.words import ASKED, NOT_LISTED, SURE, code_of, question
from requests_app.statute import CATEGORIES, Category
from requests_app.statute import category as category_of
from tests.register.load.files import csv_file, read, row

CODES = [each.code for each in CATEGORIES]


@pytest.mark.parametrize("category", CATEGORIES, ids=CODES)
def test_label_code_and_clause_of_each_category_are_known(category: Category) -> None:
    words = (category.code, category.label, category.label.upper(), category.clause)
    assert {code_of(word) for word in words} == {category.code}


def test_every_table_speaks_of_the_27_alone() -> None:
    assert set(SURE) <= set(CODES)
    assert set(ASKED) <= set(CODES)


def test_no_everyday_word_means_two_categories() -> None:
    for code, text in SURE.items():
        for word in text.split(","):
            assert code_of(word) == code, word


def test_words_to_be_asked_about_are_never_mapped_unasked() -> None:
    words = [word for text in (*ASKED.values(), NOT_LISTED) for word in text.split(",")]
    assert [word for word in words if code_of(word)] == []


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("E-mail", "email"),
        ("E-Mail  Address", "email"),
        ("Name & Address", "name_address"),
        ("Mailing address", "name_address"),
        ("D.O.B.", "age_dob"),
        ("Kids’ ages", "children_age_gender"),
        ("Social Security #", "ssn"),
        ("Cell phone", "telephone"),
        ("Household income", "creditworthiness"),
        ("Race/ethnicity", "race"),
        ("telephone", "telephone"),
        ("Age/date of birth", "age_dob"),
        ("Tel. no.", "telephone"),
        ("Names of the children", "children_names"),
        ("Email or other addresses of children", "children_addresses"),
        ("Kind of product purchased, leased or rented", "product_kind"),
        ("The kinds of products the customer purchased, leased, or rented", "product_kind"),
        ("Creditworthiness, assets, income, or liabilities", "creditworthiness"),
        (
            "Information pertaining to the customer’s creditworthiness, assets, income or liabilities",
            "creditworthiness",
        ),
        ("(ii)", "email"),
        ("1798.83(e)(6)(A)(ii)", "email"),
        ("Civil Code section 1798.83, subdivision (e)(6)(A)(x)", "race"),
        ("(ii) Electronic mail address", "email"),
        ("(i) Name and address", "name_address"),
        ("xiii. Telephone number", "telephone"),
        ("1) Electronic mail address", "email"),
        ("• Telephone number", "telephone"),
    ],
)
def test_everyday_words_are_mapped_where_they_are_sure(word: str, code: str) -> None:
    assert code_of(word) == code


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("purchase history", "product_kind"),
        ("commercial information", "product_kind"),
        ("IP address", "none of the 27"),
        ("Cookie ID", "none of the 27"),
        ("geolocation", "none of the 27"),
        ("inferences", "none of the 27"),
        ("Name", "name_address"),
        ("shoe size", "not known"),
        ("e-mail, phone", "; or |"),
        ("x", "not known"),
        ("(x)", "not known"),
        ("(i)", "not known"),
        ("Telephone number (home)", "telephone"),
    ],
)
def test_a_question_says_what_the_word_might_be(word: str, says: str) -> None:
    assert code_of(word) is None
    assert says in question(word)


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("A. Identifiers", ("name_address", "email", "telephone")),
        ("Category B: California Customer Records", ("name_address", "ssn", "bank_account_number")),
        (
            "B. Personal information categories listed in the California Customer Records statute (§ 1798.80(e)).",
            ("name_address", "telephone", "education", "medical_condition", "credit_card_number"),
        ),
        (
            "J. Non-public education information (per the Family Educational Rights and Privacy Act (20 U.S.C. 1232g))",
            ("education",),
        ),
        (
            "Characteristics of protected classifications under California or federal law",
            ("age_dob", "race", "religion", "medical_condition"),
        ),
        ("(D) Commercial information", ("product_kind", "service_kind", "payment_history")),
        ("I. Professional or employment-related information", ("occupation",)),
        ("Inferences drawn from other personal information", ("product_kind",)),
        ("Sensitive personal information", ("ssn", "race", "religion")),
    ],
)
def test_titles_of_the_other_privacy_act_are_asked_about_with_what_they_may_hold(
    title: str, codes: tuple[str, ...]
) -> None:
    assert code_of(title) is None
    for code in codes:
        assert f"“{category_of(code).label}” ({code})" in question(title)


@pytest.mark.parametrize(
    "title",
    [
        "E. Biometric information",
        "Internet or other electronic network activity information",
        "Audio, electronic, visual, thermal, olfactory, or similar information",
    ],
)
def test_titles_of_the_other_privacy_act_that_hold_none_of_the_27_are_asked_about_as_such(title: str) -> None:
    assert code_of(title) is None
    assert "is none of the 27" in question(title)


@pytest.mark.parametrize("word", ["none", "N/A", "Unknown"])
def test_a_word_for_nothing_in_place_of_a_category_is_asked_about_and_not_guessed(tmp_path: Path, word: str) -> None:
    (fault,) = read(csv_file(tmp_path, row(category=word))).faults
    assert f"“{word}” may mean" in fault.says
    assert "(none)" in fault.says
    assert "(no disclosure)" in fault.says


def test_parts_are_separated_by_semicolon_stroke_and_line_break_but_never_by_a_comma(tmp_path: Path) -> None:
    long = "Drugs, therapies, or medical products or equipment used"
    found = read(csv_file(tmp_path, row(category=f"Phone; {long}|SSN\nE-mail;;phone")))
    assert found.clean
    assert found.terms(2).categories == ("email", "telephone", "drugs_therapies_equipment", "ssn")


def test_a_word_is_asked_once_with_its_rows_counted(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(), *[row(category="Device ID", zip=str(93721 + i)) for i in range(3)]))
    assert [(each.row, each.value) for each in found.questions] == [(3, "Device ID")]
    assert "(3 rows)" in found.questions[0].says
    assert [each.row for each in found.given] == [2]


def test_an_answer_maps_a_word_to_a_category_or_to_none(tmp_path: Path) -> None:
    answers: dict[str, dict[str, str | None]] = {"category": {"device id": None, "Purchases": "product_kind"}}
    path = csv_file(tmp_path, row(category="Device ID; purchases; E-mail"))
    found = read(path, mapping=Mapping(values=answers))
    assert found.clean
    assert found.terms(2).categories == ("email", "product_kind")
    assert found.terms(2).unreported_data == ("Device ID",)


@pytest.mark.parametrize("blank", ["", "N/A", " - ", ";;", "unknown"])
def test_a_missing_category_is_a_fault(tmp_path: Path, blank: str) -> None:
    assert [(each.row, each.column) for each in read(csv_file(tmp_path, row(category=blank))).faults] == [
        (2, "category")
    ]


def test_no_category_is_taken_where_the_file_says_so(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, row(category="(none)"))).terms(2).categories == ()


def test_data_outside_the_27_needs_no_category(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(category="", unreported_data="IP address; cookie id")))
    assert found.clean
    assert found.terms(2).unreported_data == ("IP address", "cookie id")


def test_words_of_derived_lists_are_asked_too(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(derived_from="Phone; shoe size", inferable="yes")))
    assert [each.value for each in found.questions] == ["shoe size"]
