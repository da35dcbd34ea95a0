"""Names, addresses and e-mail addresses as people really type and paste them: taken, or told what is wrong."""
# ruff: noqa: RUF001 - signs that look like others are what people type

import pytest
from django.test import Client

from requests_app.notices.compile import compile_for
from requests_app.notices.render import missing_glyphs, render_html
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, Receipt
from tests.builders import NOW
from tests.views.filled import by_post, form

TAKEN, REFUSED = 302, 422
AS_TYPED = (
    *("X Æ A-12", "D'Angelo St. John-Smythe", "Siobhán O’Brien", "Ng", "E", "'t Hooft", "0", "Null", "None"),
    *(
        "Jose\u0301 Nu\u0301n\u0303ez",
        "山田 太郎",
        "Иванова Мария",
        "محمد بن سلمان",
        "می\u200cخواهم",
        "อภิสิทธิ์ เวชชาชีวะ",
        "김철수",
    ),
    *(
        "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "👩\u200d👩\u200d👧 Zoë",
        "John Q. Public, Jr.",
        "&amp; Sons",
        "%s {0} {{ x }} $(id)",
        "A" * 200,
        "<b>Bold</b>",
    ),
    *("Robert'); DROP TABLE requests;--", '=HYPERLINK("http://x.example")', "Þórður Ægisson", "İpek Iğdır", "😀" * 50),
)
TIDIED = {
    "  Jane   Doe ": "Jane Doe",
    "Jane\u00a0Doe": "Jane Doe",
    "Jane\tDoe": "Jane Doe",
    "Jane\u2028Doe": "Jane Doe",
    "\u200bJane\u200b Doe\ufeff": "Jane Doe",
    "Jane Do\u00ade": "Jane Doe",
    "\u202eeoD enaJ": "eoD enaJ",
    "Jane\x00 Doe": "Jane Doe",
    "Jane Doe\r\nBcc: x@example.net": "Jane Doe Bcc: x@example.net",
}
NO_NAME = ("", "   ", "\u200b\u200d", "\u2800", "\u3164", "A" * 201)
ZIP_CODES = {
    "95814 1234": "95814-1234",
    "958141234": "95814-1234",
    "95814–1234": "95814-1234",
    "95814—1234": "95814-1234",
    "95814\u20111234": "95814-1234",
    "95814\u22121234": "95814-1234",
    "95814 - 1234": "95814-1234",
    "CA 95814": "95814",
    "95814.": "95814",
    "95814-": "95814",
    "００５０１": "00501",
}
NO_ZIP_CODES = ("9581", "958144", "95814-12", "O5814", "٩٥٨١٤", "-95814")
STATES = {
    "CALIFORNIA": "CA",
    "C.A.": "CA",
    "Cal.": "CA",
    "California (CA)": "CA",
    "CA, California": "CA",
    "State of California": "CA",
    "California, USA": "CA",
    "N.Y.": "NY",
    "Nueva York": "NY",
    "Washington, D.C.": "DC",
    "U.S. Virgin Islands": "VI",
    "north  carolina": "NC",
    "CA or NV": "CA or NV",
    "CA/NV": "CA/NV",
    "Californie": "Californie",
}
HOME = ("US", "U.S.A.", "u s a", "the United States", "United  States of America", "Estados Unidos", "EE. UU.", "EUA")
EMAILS = {
    "jane+stl@example.org": "jane+stl@example.org",
    "JANE@EXAMPLE.org": "JANE@example.org",
    "o'brien@example.org": "o'brien@example.org",
    "jane@bücher.example": "jane@bücher.example",
    " jane@example.org\u00a0": "jane@example.org",
    "jane@example.org\u200b": "jane@example.org",
    "\ufeffjane@example.org": "jane@example.org",
    "jane@example.org.": "jane@example.org",
    "<jane@example.org>": "jane@example.org",
    "Jane Doe <jane@example.org>": "jane@example.org",
    "mailto:jane@example.org": "jane@example.org",
    "ｊａｎｅ＠ｅｘａｍｐｌｅ．ｏｒｇ": "jane@example.org",
}
NO_EMAILS = (
    *(
        "jane@localhost",
        "jane@[127.0.0.1]",
        "jane@example",
        "jane@@example.org",
        "jane@example..org",
        "jane example.org",
    ),
    *(
        "jane@example.org, bob@example.org",
        "jane@example.org\nBcc: x@example.net",
        "Jane <jane@example.org\nBcc: x@x.org>",
    ),
    *("jane.@example.org", "jane@-example.org", "<>", "mailto:", "@", "a" * 250 + "@example.org"),
)


def asked(client: Client, filled: dict[str, str], status: int = TAKEN) -> DisclosureRequest | None:
    """Send the form; return the request, having looked at its receipt and its notice."""
    response = client.post("/request/", filled)
    assert response.status_code == status
    row = DisclosureRequest.objects.first()
    if row is not None:
        assert client.get(response["Location"]).status_code == 200
        content = compile_for(row, issued_on=NOW.date()).content
        assert not missing_glyphs(content)
        assert "</html>" in render_html(content)
    return row


def name_of(row: DisclosureRequest | None) -> str:
    return row.requester_name if row else ""


@pytest.mark.parametrize("name", AS_TYPED)
def test_a_name_stays_as_it_was_typed(client: Client, business: Business, name: str) -> None:
    assert name_of(asked(client, form(requester_name=name))) == name


@pytest.mark.parametrize("typed", TIDIED)
def test_what_came_along_with_a_name_is_left_out(client: Client, business: Business, typed: str) -> None:
    assert name_of(asked(client, form(requester_name=typed))) == TIDIED[typed]


@pytest.mark.parametrize("typed", NO_NAME)
def test_a_name_that_shows_nothing_or_is_endless_is_asked_for_again(
    client: Client, business: Business, typed: str
) -> None:
    assert asked(client, form(requester_name=typed), REFUSED) is None


@pytest.mark.parametrize("typed", ZIP_CODES)
def test_a_zip_code_is_understood(client: Client, business: Business, typed: str) -> None:
    row = asked(client, by_post(postal_code=typed))
    assert row is not None
    assert row.postal_code == ZIP_CODES[typed]


@pytest.mark.parametrize("typed", NO_ZIP_CODES)
def test_what_is_no_zip_code_is_told(client: Client, business: Business, typed: str) -> None:
    assert asked(client, by_post(postal_code=typed), REFUSED) is None


@pytest.mark.parametrize("typed", STATES)
def test_a_state_is_understood_or_left_as_it_is(client: Client, business: Business, typed: str) -> None:
    row = asked(client, by_post(state=typed))
    assert row is not None
    assert row.state == STATES[typed]


@pytest.mark.parametrize("country", HOME)
def test_our_own_country_is_the_same_as_none_however_it_is_written(
    client: Client, business: Business, country: str
) -> None:
    asked(client, by_post(state="calif", country=country))
    asked(client, by_post(form_token="b" * 43))

    row = DisclosureRequest.objects.get()
    assert row.address_lines == ("12 Elm St", "Fresno, CA 93701")
    assert Receipt.objects.count() == 2


ABROAD = (
    {"country": "México", "city": "CDMX", "state": "CDMX", "postal_code": "06000"},
    {"country": "Canada", "city": "Ottawa", "state": "ON", "postal_code": "K1A 0B1"},
    {"country": "Germany", "city": "Köln", "state": "", "postal_code": "50667"},
)


@pytest.mark.parametrize("place", ABROAD, ids=lambda place: place["country"])
def test_another_country_has_its_own_codes(client: Client, business: Business, place: dict[str, str]) -> None:
    row = asked(client, by_post(**place))
    assert row is not None
    assert {name: getattr(row, name) for name in place} == place


@pytest.mark.parametrize("typed", EMAILS)
def test_an_email_address_is_taken_out_of_what_was_pasted(client: Client, business: Business, typed: str) -> None:
    row = asked(client, form(email=typed))
    assert row is not None
    assert row.email == EMAILS[typed]


@pytest.mark.parametrize("typed", NO_EMAILS)
def test_what_no_mail_reaches_is_no_email_address(client: Client, business: Business, typed: str) -> None:
    assert asked(client, form(email=typed), REFUSED) is None


TWICE = {
    "the same, sent twice": (form(), form(), 1, 1),
    "the same form with another message": (form(), form(message="Order 77"), 1, 2),
    "the same form, somebody else": (form(), form(requester_name="Bo Li", email="bo@example.org"), 2, 2),
    "accents left out": (form(requester_name="José Núñez"), form(requester_name="Jose Nunez"), 1, 2),
    "a stroke left out": (form(requester_name="Łukasz Sørby"), form(requester_name="Lukasz Sorby"), 1, 2),
    "accents left out of a letter": (by_post(requester_name="José Núñez"), by_post(requester_name="Jose Nunez"), 1, 2),
    "two apostrophes": (form(requester_name="Siobhán O'Brien"), form(requester_name="Siobhan O’Brien"), 1, 2),
    "parted and not": (form(requester_name="王小明"), form(requester_name="王 小明"), 1, 2),
    "joined and not": (form(requester_name="Mary-Kate Roe"), form(requester_name="MaryKate Roe"), 1, 2),
    "turned round": (form(), form(requester_name="Ruiz, Ana"), 1, 2),
    "an initial": (form(), form(requester_name="A. Ruiz"), 1, 2),
    "two of a family": (form(), form(requester_name="Bo Ruiz"), 2, 2),
    "father and son": (form(requester_name="John Roe Sr."), form(requester_name="John Roe Jr."), 2, 2),
    "father and son by post": (by_post(requester_name="John Roe"), by_post(requester_name="John Roe Jr."), 2, 2),
    "two spellings of a domain": (form(email="a@bücher.example"), form(email="a@xn--bcher-kva.example"), 1, 2),
    "a tag": (form(), form(email="ana+x@example.org"), 2, 2),
    "two doors": (by_post(street="12 Elm St #1"), by_post(street="12 Elm St #2"), 2, 2),
    "one door": (by_post(street="12 Elm St\nApt 1"), by_post(street="12 Elm Street #1"), 1, 2),
}


@pytest.mark.parametrize("name", TWICE)
def test_one_person_who_writes_otherwise_is_one_and_two_are_two(client: Client, business: Business, name: str) -> None:
    first, second, requests, receipts = TWICE[name]
    is_one_form = name.startswith("the same")

    client.post("/request/", first)
    client.post("/request/", second if is_one_form else {**second, "form_token": "b" * 43})

    assert (DisclosureRequest.objects.count(), Receipt.objects.count()) == (requests, receipts)


FLAGS = {
    "We will file a class action": "legal attention",
    "Mi abogada prepara una demanda colectiva": "legal attention",
    "I write on behalf of my mother": "represented",
    "Escribo en nombre de mi madre": "represented",
    "Dejen de compartir mis datos": "opt-out wish",
    "Por favor no vendan mi información": "opt-out wish",
    "Compramos para nuestra empresa": "business purpose",
    "Ya no vivo en California": "may not live in California",
    "Respondan por carta, no tengo computadora": "answer by post",
    "Eliminen todos mis datos": "other privacy request",
    "Quiero la lista de terceros a quienes dieron mis datos para su mercadotecnia": "",
    "En nombre de la ley 1798.83 pido la lista": "",
}


@pytest.mark.parametrize("message", FLAGS)
def test_what_a_text_says_beside_is_told_to_staff_in_both_languages(
    client: Client, business: Business, message: str
) -> None:
    client.post("/request/", form(message=message))

    assert "".join(flag["name"] for flag in Receipt.objects.get().flags) == FLAGS[message]
