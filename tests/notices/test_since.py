"""What a statement says beside its lists: on which register it rests, what differs from last year, what one can do."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from jsonschema import ValidationError, validate

from requests_app.notices.compile import compile_for, compile_standard
from requests_app.notices.content import CategoryLine, Changes, NoticeContent, Statement
from requests_app.notices.render import notice_email, render_html, render_pdf, render_statement
from requests_app.notices.render.data import data_of
from requests_app.notices.standard import key_of
from requests_app.register import edit
from requests_app.register.models import Business, ChoicePolicy, YearClose
from requests_app.register.reading import as_it_is, as_known
from requests_app.statute import Answer
from tests.builders import NOW, a_business, a_disclosure, a_request, a_third_party
from tests.notices.render_samples import LETTER, OPT_OUT, notice, recipients

reads_rows = pytest.mark.django_db
ON = date(2026, 5, 6)
CHANGES = Changes(
    year=2024,
    was_nothing=False,
    recipients_new=("Blue <b>Horizon</b> LLC",),
    recipients_gone=("Old Mailers Inc.",),
    categories_new=(CategoryLine(code="email", label="Electronic mail address"),),
)


def flat(text: str) -> str:
    return " ".join(text.split())


def close(business: Business, year: int, *, version: int | None = None) -> None:
    YearClose.objects.create(
        business=business,
        year=year,
        closed_at=datetime(year + 1, 2, 4, 3, tzinfo=UTC),
        closed_by="user:1",
        register_version=business.register_version if version is None else version,
    )


def statement_of(business: Business, *, on: date = ON) -> Statement:
    return compile_standard(as_it_is(business), year=2025, on=on).content.statement


@pytest.fixture
def business(db: None) -> Business:
    """Return a business with a recipient of both years, one of each year alone, and one that is left out."""
    business = a_business()
    both = a_third_party(business, "Both Mailers Inc.")
    a_disclosure(both, year=2024, categories=["name_address", "telephone"])
    a_disclosure(both, year=2025, categories=["name_address", "product_kind"])
    a_disclosure(a_third_party(business, "zeta Old Co."), year=2024)
    a_disclosure(a_third_party(business, "Alpha Old Co."), year=2024)
    a_disclosure(a_third_party(business, "New Co.", opt_out="https://new.example/stop"), year=2025)
    a_disclosure(a_third_party(business, "Quiet Billing Inc."), year=2025, use="charity")
    return business


def test_what_differs_is_told_by_name_where_the_year_before_is_closed(business: Business) -> None:
    assert statement_of(business).changes is None
    close(business, 2025)
    assert statement_of(business).changes is None

    close(business, 2024)

    assert statement_of(business).changes == Changes(
        year=2024,
        was_nothing=False,
        recipients_new=("New Co.",),
        recipients_gone=("Alpha Old Co.", "zeta Old Co."),
        categories_new=(
            CategoryLine(code="product_kind", label="The kind of product the customer purchased, leased, or rented"),
        ),
        categories_gone=(CategoryLine(code="telephone", label="Telephone number"),),
    )


def test_it_is_the_same_for_everybody_who_asks_in_the_year(business: Business) -> None:
    close(business, 2024)

    asked = [statement_of(business, on=day) for day in (date(2026, 1, 1), date(2026, 12, 31))]
    to_a_person = compile_for(a_request(business), issued_on=ON).content.statement

    assert asked[0] == asked[1] == to_a_person
    assert len({key_of(each, large_print=False) for each in (*asked, replace(asked[0], changes=None))}) == 2


def test_a_year_in_which_a_policy_stood_in_place_of_the_list_is_compared_with_nothing(business: Business) -> None:
    close(business, 2024)
    ChoicePolicy.objects.create(
        business=business, kind="opt_out", published_from=date(2020, 1, 1), published_to=date(2025, 12, 31)
    )

    assert statement_of(business).answer is Answer.DISCLOSURE
    assert statement_of(business).changes is None


@pytest.mark.parametrize(
    ("of_2024", "of_2025", "same", "nothing"),
    [(True, True, True, False), (False, True, False, True), (True, False, False, False)],
)
@reads_rows
def test_years_alike_and_years_without_disclosures(of_2024: bool, of_2025: bool, same: bool, nothing: bool) -> None:
    business = a_business()
    party = a_third_party(business)
    for year in [2024] * of_2024 + [2025] * of_2025:
        a_disclosure(party, year=year)
    close(business, 2024)

    changes = statement_of(business).changes

    assert changes is not None
    assert (changes.is_same, changes.was_nothing) == (same, nothing)
    assert changes.recipients_gone == (() if of_2025 else (party.legal_name,))


@reads_rows
def test_two_years_without_disclosures_are_not_compared() -> None:
    business = a_business()
    close(business, 2024)

    assert statement_of(business).changes is None


@reads_rows
def test_a_statement_says_on_which_register_it_rests() -> None:
    business = a_business()
    assert statement_of(business).register_on is None
    business.trade_names = ["Outfitters"]
    edit.save(business, actor="test", at=datetime(2026, 3, 4, 3, tzinfo=UTC))
    business.refresh_from_db()

    found = statement_of(business)
    assert (found.register_on, found.closed_on) == (date(2026, 3, 3), None)
    assert "as they stood on Tuesday, March 3, 2026." in flat(render_html(NoticeContent(statement=found, letter=None)))
    close(business, 2025)
    closed = statement_of(business)
    text = flat(render_html(NoticeContent(statement=closed, letter=None)))
    assert "Those for 2025 were signed as complete on Tuesday, February 3, 2026." in text
    assert text.index("we did not disclose") < text.index("rests on our records") < text.index("<h2>")


def test_the_register_as_it_was_known_tells_what_it_told_then(business: Business) -> None:
    business.trade_names = ["Outfitters"]
    edit.save(business, actor="test", at=NOW)
    business.refresh_from_db()
    then = business.register_version
    close(business, 2024, version=then + 1)

    before = compile_standard(as_known(business, version=then), year=2025, on=ON).content.statement

    assert before.changes is None
    assert before.register_on == NOW.date()


def test_where_to_stop_a_companys_mailings_stands_with_its_line(business: Business) -> None:
    content = compile_for(a_request(business), issued_on=ON).content

    assert {each.name: each.opt_out for each in content.statement.recipients} == {
        "Both Mailers Inc.": "",
        "New Co.": "https://new.example/stop",
    }
    whole = replace(content, letter=None)
    assert render_html(whole).count("To stop its mailings: <bdi>https://new.example/stop</bdi>") == 1
    assert "   To stop its mailings: https://new.example/stop\n" in notice_email(content).body
    assert data_of(content)["recipients"][1]["opt_out"] == "https://new.example/stop"


@pytest.mark.parametrize("language", ["en", "es"])
def test_letter_and_mail_say_what_differs_in_their_language(language: str) -> None:
    statement = replace(notice().statement, changes=CHANGES, language=language)
    content = NoticeContent(statement=statement, letter=LETTER)
    says = {
        "en": (
            "Compared with 2024",
            "Companies of 2024 that are no longer among those of 2025:",
            "Categories of 2025 that were not among those of 2024:",
            "What you can do next",
            "Ask us about 2026 from January 1, 2027 on.",
        ),
        "es": (
            "En comparación con 2024",
            "Empresas de 2024 que ya no están entre las de 2025:",
            "Categorías de 2025 que no estaban entre las de 2024:",
            "Qué puede hacer ahora",
            "Pregúntenos por 2026 a partir del 1 de enero de 2027.",
        ),
    }[language]

    page = flat(render_html(replace(content, letter=None)))
    mail = flat(notice_email(content).body)

    for words in says:
        assert words in page
        assert words.casefold() in mail.casefold()
    assert "Blue &lt;b&gt;Horizon&lt;/b&gt; LLC" in page
    assert "Blue <b>Horizon</b> LLC" in mail


@pytest.mark.parametrize("answer", [Answer.CHOICE, Answer.NOT_REQUIRED])
def test_an_answer_that_states_nothing_of_the_year_compares_nothing_and_leads_nowhere(answer: Answer) -> None:
    content = notice(answer, opt_out=OPT_OUT)
    content = replace(content, statement=replace(content.statement, changes=CHANGES, register_on=ON))

    for text in (render_html(content), notice_email(content).body.casefold()):
        assert "compared with" not in text.casefold()
        assert "what you can do next" not in text.casefold()
        assert "rests on" not in text


def test_each_page_after_the_first_is_headed_by_business_and_year() -> None:
    name = "The Very Long Name of an Imaginary Consortium of Garden Catalogue Publishers, Incorporated"
    content = notice(recipients=recipients(40), letter=None)
    content = replace(
        content, statement=replace(content.statement, sender=replace(content.statement.sender, legal_name=name))
    )
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    found = subprocess.run(command, input=render_pdf(content).pdf, check=True, capture_output=True).stdout.decode()

    first, *others = found.split("\f")[:-1]

    head = f"{name[:69].rstrip()}… · Statement for 2025"
    assert len(others) > 2
    assert head not in first
    assert {page.strip().split("\n", 1)[0].strip() for page in others} == {head}


def test_no_row_is_divided_in_large_print_either() -> None:
    lines = tuple(f"line-{letter}" for letter in "abcde")
    rows = tuple(replace(each, address_lines=lines) for each in recipients(20))
    statement = notice(recipients=rows).statement
    command = ["pdftotext", "-layout", "-", "-"]
    pdf = render_statement(statement, large_print=True).pdf
    found = subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode().split("\f")

    listing = [page for page in found if "line-a" in page]
    assert len(listing) > 3
    for page in listing:
        assert len({page.count(line) for line in lines}) == 1


def test_the_schema_takes_the_data_of_earlier_notices_too_and_asks_more_of_new_ones() -> None:
    schema = json.loads((settings.BASE_DIR / "docs" / "notice.schema.json").read_bytes())
    content = notice()
    new = json.loads(json.dumps(data_of(replace(content, statement=replace(content.statement, changes=CHANGES)))))
    old = {name: value for name, value in new.items() if name not in {"changes", "register_on", "closed_on"}}
    old["recipients"] = [
        {name: value for name, value in each.items() if name != "opt_out"} for each in new["recipients"]
    ]

    validate(new, schema)
    letter = {name: value for name, value in new["letter"].items() if name != "replaces"}
    validate({**old, "letter": letter, "format": "shinelight-notice/1"}, schema)
    validate({**new, "letter": letter, "format": "shinelight-notice/2"}, schema)
    for lacking in (old, {**new, "letter": letter}, {**old, "letter": letter, "format": "shinelight-notice/2"}):
        with pytest.raises(ValidationError):
            validate(lacking, schema)
