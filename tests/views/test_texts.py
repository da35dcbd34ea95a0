"""The pages of the business's own words: who writes, what is shown, what is refused, and the mail to oneself."""

from collections.abc import Callable
from html import escape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from requests_app import handling, tasks
from requests_app.audit.models import AuditEntry
from requests_app.notices.models import LetterText, MissingText
from requests_app.register.models import Brand, Business
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER
from shinelight.local.smtp import Catcher
from tests.builders import NOW, a_business, a_person, a_request, a_reviewer

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
TEXTS = "/staff/texts/outfitters/"
PAGE = f"{TEXTS}en/disclosure/"
CODE = "{{ 7*7 }} {% load static %} <script>alert(1)</script>"


@pytest.fixture
def keeper(db: None) -> User:
    person = a_person("kim", REGISTER_KEEPER)
    person.email = "kim@example.com"
    person.save()
    return person


@pytest.fixture
def kim(keeper: User, as_user: AsUser) -> Client:
    """Return the browser of a register keeper, who reads no requests."""
    return as_user(keeper)


@pytest.fixture
def ada(as_user: AsUser, db: None) -> Client:
    """Return the browser of an administrator, who reads requests."""
    return as_user(a_person("ada", ADMINISTRATOR))


def test_a_keeper_writes_a_text_and_finds_it_again(business: Business, kim: Client) -> None:
    answer = kim.post(PAGE, {"opening": "Hello {name}.", "seen": ""}, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Saved. Letters from now on say it." in answer.content.decode()
    assert ">\nHello {name}.</textarea>" in answer.content.decode()
    assert LetterText.objects.get().written_by.username == "kim"
    assert "by kim" in kim.get(TEXTS).content.decode()


def test_the_only_businesss_texts_are_shown_at_once(business: Business, kim: Client) -> None:
    assert kim.get("/staff/texts/", follow=True).redirect_chain == [(TEXTS, 302)]
    a_business("second", legal_name="Second & Co.")
    assert "Second &amp; Co." in kim.get("/staff/texts/").content.decode()


def test_a_reviewer_reads_the_texts_and_writes_none(business: Business, kim: Client, rita: Client) -> None:
    kim.post(PAGE, {"opening": "Hello {name}."})

    page = rita.get(PAGE).content.decode()

    assert "Hello {name}." in page
    assert "<form" not in page.partition('<main id="main"')[2]
    for button in ("save", "show", "letter", "test"):
        assert rita.post(PAGE, {"opening": "Mine", button: "1"}).status_code == 403
    assert LetterText.objects.count() == 1


def test_without_a_role_nobody_reads_them(business: Business, as_user: AsUser, client: Client) -> None:
    nobody = as_user(a_person("nobody"))
    for address in ("/staff/texts/", TEXTS, PAGE):
        assert nobody.get(address).status_code == 403
        assert client.get(address)["Location"].startswith("/staff/sign-in/")


@pytest.mark.parametrize(
    "address", ["xx/disclosure/", "en/other/", "en/disclosure/?brand=none", "en/disclosure/?brand=%00"]
)
def test_a_text_that_cannot_be_is_not_found(business: Business, kim: Client, address: str) -> None:
    assert kim.get(TEXTS + address).status_code == 404
    assert kim.post(TEXTS + address, {"opening": "Hello"}).status_code == 404


def test_a_preview_prints_code_literally_and_saves_nothing(business: Business, kim: Client) -> None:
    """Fault 90, fides CVE-2024-45053: `{{ 7*7 }}` and `{% load %}` in any editable text print literally."""
    draft = {"subject": "{{ 7*7 }} {% load %} {reference}", "opening": CODE, "closing": CODE}

    shown = kim.post(PAGE, {**draft, "show": "1"})
    letter = kim.post(PAGE, {**draft, "letter": "1"})

    page = shown.content.decode()
    assert "{{ 7*7 }} {% load %} STL-" in page
    assert page.count(escape(CODE)) >= 4  # in the fields and in the mail
    assert letter.content.decode().count(escape(CODE)) == 2
    for response in (shown, letter):
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\u2028"])
@pytest.mark.parametrize("button", ["save", "show", "letter", "test"])
def test_a_line_break_in_a_subject_is_refused(
    business: Business, kim: Client, smtp_catcher: Catcher, line_break: str, button: str
) -> None:
    """Fault 90: header line breaks are refused, whatever the form is sent for."""
    response = kim.post(PAGE, {"subject": f"Re {{reference}}{line_break}Bcc: all@example.org", button: "1"})

    assert response.status_code == 400
    assert "A subject is one line. Take out the line break." in response.content.decode()
    assert not LetterText.objects.exists()
    assert smtp_catcher.received == []


def test_what_was_refused_stays_in_the_form_with_its_sentence(business: Business, kim: Client) -> None:
    response = kim.post(PAGE, {"opening": "Dear {customer}", "closing": "Pay \u202enow"})

    page = response.content.decode()
    assert response.status_code == 400
    assert "There is no placeholder {customer}." in page
    assert "signs that nobody sees (U+202E)" in page
    assert "Dear {customer}</textarea>" in page


def test_a_preview_for_a_real_request_says_what_its_letter_will(business: Business, ada: Client) -> None:
    row = a_request(business, requester_name="Mia <b>Ochoa</b>")
    given = {"opening": "Hello {name}.", "reference": str(row.reference).lower()}

    shown = ada.post(PAGE, {**given, "show": "1"}).content.decode()
    letter = ada.post(PAGE, {**given, "letter": "1"}).content.decode()

    assert f"The mail for {row.reference}" in shown
    assert "Hello Mia &lt;b&gt;Ochoa&lt;/b&gt;." in shown
    assert "Hello Mia &lt;b&gt;Ochoa&lt;/b&gt;." in letter
    assert "Blue Horizon LLC" in letter


def test_a_request_that_is_answered_otherwise_is_no_example(business: Business, ada: Client) -> None:
    row = a_request(business)

    response = ada.post(f"{TEXTS}en/choice/", {"opening": "Hello", "reference": row.reference, "show": "1"})

    assert response.status_code == 400
    assert "This request is answered in another way" in response.content.decode()


def test_a_request_of_another_business_is_not_found(business: Business, ada: Client) -> None:
    row = a_request(a_business("second"))

    response = ada.post(PAGE, {"opening": "Hello", "reference": row.reference, "show": "1"})

    assert "No request of this business has this reference." in response.content.decode()
    assert "Ana Ruiz" not in response.content.decode()


def test_who_reads_no_requests_sees_an_invented_one(business: Business, kim: Client) -> None:
    row = a_request(business, requester_name="Mia Ochoa")

    page = kim.post(PAGE, {"opening": "Hello {name}.", "reference": row.reference, "show": "1"}).content.decode()

    assert "The mail for an invented request" in page
    assert "Hello Ana Sample." in page
    assert "Mia Ochoa" not in page


@pytest.mark.parametrize("answer", ["disclosure", "nothing_disclosed", "choice", "not_required"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_kind_of_letter_can_be_looked_at(business: Business, kim: Client, language: str, answer: str) -> None:
    address = f"{TEXTS}{language}/{answer}/"

    for button in ("show", "letter"):
        response = kim.post(address, {"opening": "\u00a1Hola {name}!", button: "1"})
        assert response.status_code == 200
        assert "\u00a1Hola Ana Sample!" in response.content.decode()


def test_two_writers_are_told_of_each_other_and_lose_nothing(business: Business, kim: Client, ada: Client) -> None:
    ada.post(PAGE, {"opening": "From Ada", "seen": ""})

    refused = kim.post(PAGE, {"opening": "From Kim", "seen": ""})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "ada wrote another version while you were writing." in page
    assert "From Kim</textarea>" in page
    assert "From Ada" in page
    newest = LetterText.objects.get()
    assert f'name="seen" value="{newest.pk}"' in page
    kim.post(PAGE, {"opening": "From Kim", "seen": newest.pk})
    assert list(LetterText.objects.values_list("opening", flat=True)) == ["From Ada", "From Kim"]


def test_an_earlier_version_can_be_begun_with(business: Business, kim: Client) -> None:
    kim.post(PAGE, {"opening": "One", "seen": ""})
    first = LetterText.objects.get()
    kim.post(PAGE, {"opening": "Two", "seen": first.pk})

    page = kim.get(f"{PAGE}?from={first.pk}").content.decode()

    assert ">\nOne</textarea>" in page
    assert f'name="seen" value="{LetterText.objects.latest("id").pk}"' in page


def test_a_brands_text_is_written_for_the_brand_alone(business: Business, kim: Client) -> None:
    Brand.objects.create(business=business, name="Trailhead", slug="trailhead")
    kim.post(PAGE, {"opening": "House"})

    answer = kim.post(f"{PAGE}?brand=trailhead", {"opening": "Trail"}, follow=True)

    assert answer.redirect_chain == [(f"{PAGE}?brand=trailhead", 302)]
    assert list(LetterText.objects.values_list("brand__slug", "opening")) == [(None, "House"), ("trailhead", "Trail")]
    shown = kim.get(f"{TEXTS}?brand=trailhead").content.decode()
    assert "As for the whole business" not in shown


def test_a_brand_without_a_text_says_what_the_whole_business_says(business: Business, kim: Client) -> None:
    Brand.objects.create(business=business, name="Trailhead", slug="trailhead")
    kim.post(PAGE, {"opening": "House"})

    assert "As for the whole business" in kim.get(f"{TEXTS}?brand=trailhead").content.decode()
    page = kim.get(f"{PAGE}?brand=trailhead").content.decode()
    assert "its letters say what the whole business says" in page


# -- the mail to oneself ----------------------------------------------------------------------------------------------


def test_a_test_mail_goes_to_the_writer_alone_with_nobodys_data(
    business: Business, kim: Client, smtp_catcher: Catcher
) -> None:
    """Fault 90: what looks like code arrives as it was typed, in the subject too."""
    a_request(business, requester_name="Mia Ochoa")

    response = kim.post(PAGE, {"subject": "{{ 7*7 }} {reference}", "opening": f"Hello {{name}}. {CODE}", "test": "1"})

    assert "A test mail is on its way to kim@example.com. Nothing was saved." in response.content.decode()
    [taken] = smtp_catcher.received
    mail = taken.message
    assert taken.recipients == ("kim@example.com",)
    assert (mail["To"], mail["Bcc"]) == ("kim@example.com", None)
    assert mail["Subject"].startswith("[Test] {{ 7*7 }} STL-")
    body = mail.get_content()
    assert f"Hello Ana Sample. {CODE}" in body
    assert "Mia Ochoa" not in body
    assert not LetterText.objects.exists()
    assert AuditEntry.objects.get(action="text.tested").detail["outcome"] == "accepted"


def test_who_has_no_address_reads_so(business: Business, ada: Client, smtp_catcher: Catcher) -> None:
    response = ada.post(PAGE, {"opening": "Hello", "test": "1"})

    assert response.status_code == 400
    assert "Your account has no e-mail address to send it to." in response.content.decode()
    assert smtp_catcher.received == []


def test_a_mail_server_that_does_not_answer_is_named(business: Business, kim: Client) -> None:
    response = kim.post(PAGE, {"opening": "Hello", "test": "1"})

    assert response.status_code == 400
    assert "The mail server did not take the test mail" in response.content.decode()


# -- the task ---------------------------------------------------------------------------------------------------------


def test_a_missing_translation_is_a_task_on_the_desk_until_it_is_written(
    business: Business, kim: Client, rita: Client
) -> None:
    """Beside fault 90: a missing translation falls back, and staff read of it where they begin their day."""
    kim.post(PAGE, {"opening": "Hello"})
    row = a_request(business, language="es")
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=a_reviewer("ruth"), now=NOW)
    tasks.issue_notice(row.pk)

    page = rita.get("/staff/").content.decode()
    assert "Your own words are missing in a language" in page
    assert f'<a href="{TEXTS}es/disclosure/">Español</a>' in page
    assert "Missing: the program’s sentences stand alone" in rita.get(TEXTS).content.decode()

    kim.post(f"{TEXTS}es/disclosure/", {"opening": "Hola"})

    assert "Your own words are missing" not in rita.get("/staff/").content.decode()


def test_the_desk_asks_for_missing_texts_in_two_queries_however_many(business: Business, rita: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            rita.get("/staff/")
        return sum("missingtext" in each["sql"] or "lettertext" in each["sql"] for each in caught.captured_queries)

    writer = a_person("kim", REGISTER_KEEPER)
    none = queries()
    for number in range(5):
        brand = Brand.objects.create(business=business, name=f"Brand {number}", slug=f"brand-{number}")
        LetterText.objects.create(
            business=business,
            brand=brand,
            language="en",
            answer="choice",
            opening="Hi",
            written_by=writer,
            written_at=NOW,
        )
        MissingText.objects.create(business=business, brand=brand, language="es", answer="choice", since=NOW)

    assert (none, queries()) == (1, 2)
