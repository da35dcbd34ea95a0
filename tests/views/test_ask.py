"""Asking: one request from one form, whatever people type and however often they send it."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from requests_app.delivery.models import Delivery, Kind
from requests_app.register.models import Brand, Business
from requests_app.requests.models import DisclosureRequest, Receipt, ReplyBy
from requests_app.views.fields import MOST_IN_EMAIL
from tests.builders import a_business
from tests.views.filled import TOKEN, by_post, form

ASK = "/request/"
MOST_STATEMENTS = {"postgresql": 11, "sqlite": 13}
"""A post may be one of a thousand in an hour; savepoints of the test count too."""


def send(client: Client, filled: dict[str, str]) -> DisclosureRequest:
    """Send the form and return the one request that came of it."""
    response = client.post(ASK, filled)
    assert response.status_code == 302, unescape(response.content.decode())
    row = DisclosureRequest.objects.get()
    assert response["Location"] == reverse("public:receipt", args=[row.secret])
    return row


def test_a_request_is_taken_acknowledged_and_leads_to_its_receipt(client: Client, business: Business) -> None:
    row = send(client, form(message="Order 4411-20\r\n\r\nThank you"))

    assert (row.requester_name, row.email, row.california_resident) == ("Ana Ruiz", "ana@example.org", True)
    assert row.message == "Order 4411-20\n\nThank you"
    assert (row.business, row.reply_by) == (business, ReplyBy.EMAIL)
    assert Delivery.objects.get().kind == Kind.ACKNOWLEDGEMENT


def test_a_form_sent_twice_is_one_request_with_one_receipt(client: Client, business: Business) -> None:
    first, second = client.post(ASK, form()), client.post(ASK, form())

    assert first["Location"] == second["Location"]
    assert DisclosureRequest.objects.count() == Delivery.objects.count() == 1


def test_a_form_sent_again_under_another_name_is_another_persons_request(client: Client, business: Business) -> None:
    client.post(ASK, form())
    client.post(ASK, form(requester_name="Bo Ruiz"))

    assert DisclosureRequest.objects.count() == 2


@pytest.mark.parametrize("token", ["", "1", "b" * 44, "ü" * 43])
def test_a_token_that_no_form_made_leads_to_nobody_elses_receipt(
    client: Client, business: Business, token: str
) -> None:
    pages = {client.post(ASK, form(form_token=token))["Location"] for _ in range(2)}

    assert len(pages) == Receipt.objects.count() == 2


def test_each_form_has_a_token_of_its_own(client: Client, business: Business) -> None:
    tokens = {client.get(ASK).context["form"].initial["form_token"] for _ in range(3)}

    assert len(tokens) == 3
    assert {len(token) for token in tokens} == {len(TOKEN)}


def test_an_unticked_residence_is_no_refusal_but_says_nothing(client: Client, business: Business) -> None:
    filled = form()
    del filled["california_resident"]

    assert send(client, filled).california_resident is None


def test_an_answer_by_post_needs_no_email_address(client: Client, business: Business) -> None:
    row = send(client, by_post())

    assert (row.reply_by, row.email, row.address_lines) == (ReplyBy.POST, "", ("12 Elm St", "Fresno, CA 93701"))
    assert Delivery.objects.count() == 0


FAULTS = [
    (form(requester_name=""), "requester_name", "Enter your name."),
    (form(requester_name="x" * 201), "requester_name", "Your name has 201 characters. Use 200 at most."),
    (form(email=""), "email", "Enter your e-mail address, or choose to get our answer by post."),
    (form(email="ana at example"), "email", "Enter an e-mail address in the form name@example.com."),
    (form(email="ana@example.org\r\nCc: eve@example.net"), "email", "Enter an e-mail address in the form"),
    (form(reply_by="PIGEON"), "reply_by", "Choose how we should answer"),
    (form(reply_by=""), "reply_by", "Choose how we should answer"),
    (by_post(street=""), "street", "Enter your street address or PO box"),
    (by_post(city=""), "city", "Enter your city."),
    (by_post(state=""), "state", "Enter your state."),
    (by_post(postal_code=""), "postal_code", "Enter your ZIP code."),
    (by_post(postal_code="937"), "postal_code", "Enter a ZIP code of five or nine digits"),
    (by_post(postal_code="٩٣٧٠١"), "postal_code", "Enter a ZIP code of five or nine digits"),
    (by_post(street="x" * 301), "street", "The street address has 301 characters. Use 300 at most."),
    (by_post(city="x" * 121), "city", "The city has 121 characters. Use 120 at most."),
    (by_post(state="x" * 61), "state", "The state has 61 characters. Use 60 at most."),
    (by_post(country="x" * 81), "country", "The country has 81 characters. Use 80 at most."),
    (form(message="x" * 5_001), "message", "Your text has 5,001 characters. Use 5,000 at most."),
]


@pytest.mark.parametrize(("filled", "field", "says"), FAULTS, ids=[f"{field}: {says}" for _, field, says in FAULTS])
def test_a_fault_is_named_linked_and_keeps_everything_typed(
    client: Client, business: Business, filled: dict[str, str], field: str, says: str
) -> None:
    response = client.post(ASK, filled)

    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "Error:" in page.partition("</title>")[0]
    target = "id_reply_by_0" if field == "reply_by" else f"id_{field}"
    assert f'<a href="#{target}">{says}' in " ".join(page.split()), page
    assert f'id="{target}"' in page
    assert f'id="id_{field}_error"' in page
    for name in set(filled) - {"california_resident", "reply_by", "form_token"}:
        assert response.context["form"][name].value() == filled[name]
    assert DisclosureRequest.objects.count() == 0


def test_an_address_abroad_needs_no_state_and_no_zip_code(client: Client, business: Business) -> None:
    row = send(client, by_post(city="Toronto", state="", postal_code="M5V 2T6", country="Canada"))

    assert row.address_lines == ("12 Elm St", "Toronto, M5V 2T6", "Canada")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Calif.", "CA"), ("california ", "CA"), ("ca", "CA"), ("C.A.", "CA"), ("Puerto Rico", "PR"), ("AP", "AP")],
)
def test_a_state_is_kept_as_its_two_letters(client: Client, business: Business, typed: str, kept: str) -> None:
    assert send(client, by_post(state=typed)).state == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("902101234", "90210-1234"),
        ("90210-", "90210"),
        ("95814-1234", "95814-1234"),
        ("95814 1234", "95814-1234"),
        (" 00926 ", "00926"),
    ],
)
def test_a_zip_code_is_kept_as_it_is_written(client: Client, business: Business, typed: str, kept: str) -> None:
    assert send(client, by_post(postal_code=typed)).postal_code == kept


def test_line_breaks_and_signs_that_nobody_types_never_reach_a_line(client: Client, business: Business) -> None:
    row = send(
        client,
        by_post(
            requester_name="Jane\x00 Doe\r\nBcc: eve@example.net\N{RIGHT-TO-LEFT OVERRIDE}",
            street="\r\n12 Elm St\r\n\r\n  Apt 4\x85\r\n",
        ),
    )

    assert row.requester_name == "Jane Doe Bcc: eve@example.net"
    assert row.street == "12 Elm St\nApt 4"


def test_an_endless_email_address_is_refused_at_once(client: Client, business: Business) -> None:
    """What looks at each sign once answers; a pattern that goes back and forth in it would not end."""
    response = client.post(ASK, form(email="a@" + "a." * 1_000_000 + "com"))

    assert f"longer than {MOST_IN_EMAIL} characters" in response.content.decode()


def test_the_brand_is_asked_for_only_where_there_are_several(client: Client, business: Business) -> None:
    Brand.objects.create(business=business, name="Trailwren", slug="trailwren")
    assert "brand" not in client.get(ASK).context["form"].fields

    hearth = Brand.objects.create(business=business, name="Hollow Hearth", slug="hollow-hearth")

    assert "brand" in client.get(ASK).context["form"].fields
    assert send(client, form(brand="hollow-hearth")).brand == hearth


def test_a_brand_of_nobody_is_refused(client: Client, business: Business) -> None:
    Brand.objects.create(business=business, name="One", slug="one")
    Brand.objects.create(business=business, name="Two", slug="two")

    assert client.post(ASK, form(brand="three")).status_code == 422


def test_a_lost_cookie_keeps_the_letter_and_lets_it_be_sent_again(business: Business) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(ASK, form(message="A long letter"))

    page = response.content.decode()
    assert response.status_code == 403
    assert "Please send your request once more" in page
    assert "A long letter" in page
    assert "no-store" in response["Cache-Control"]
    assert DisclosureRequest.objects.count() == 0
    sent_again = client.post(
        ASK, form(message="A long letter", csrfmiddlewaretoken=client.cookies["shinelight_csrf"].value)
    )
    assert sent_again.status_code == 302


def test_a_body_too_large_is_refused_in_words(client: Client, business: Business) -> None:
    response = client.post(ASK, form(message="x" * 3_000_000))

    assert response.status_code == 400
    assert "We could not read that" in response.content.decode()


def test_the_form_asks_the_database_little(
    client: Client, business: Business, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ASK)
    client.post(ASK, form(requester_name="Ben Ortiz", email="ben@example.org", form_token="b" * 43))
    with django_assert_max_num_queries(4):
        client.get(ASK)


def test_the_form_takes_a_request_in_few_statements(
    client: Client, business: Business, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ASK)
    with django_assert_max_num_queries(MOST_STATEMENTS[connection.vendor]):
        client.post(ASK, form())


def test_the_same_form_sent_to_two_businesses_is_a_request_to_each(client: Client, business: Business) -> None:
    other = a_business("other", legal_name="Other Goods, Inc.")

    pages = [client.post(ASK, form(business=slug)) for slug in (business.slug, other.slug, other.slug)]

    assert [page.status_code for page in pages] == [302] * 3
    leads_to = [page.headers["Location"] for page in pages]
    assert leads_to[0] != leads_to[1] == leads_to[2]
    assert {row.business for row in DisclosureRequest.objects.all()} == {business, other}


def test_a_change_of_the_register_is_seen_by_the_next_request(client: Client, business: Business) -> None:
    client.post(ASK, form(requester_name="Ana Ruiz"))
    business.web_form_is_designated = False
    business.save()
    client.post(ASK, form(requester_name="Ben Ortiz", email="ben@example.org", form_token="b" * 43))

    assert [row.deadline for row in DisclosureRequest.objects.order_by("id")] == ["designated", "elsewhere"]


@pytest.mark.parametrize("name", ["\u200b\u200d", "\u2060", "\u00ad \u200b"])
def test_a_name_of_signs_nobody_sees_is_no_name(client: Client, business: Business, name: str) -> None:
    response = client.post("/request/", form(requester_name=name))

    assert response.status_code == 422
    assert "Enter your name." in response.content.decode()
    assert DisclosureRequest.objects.count() == 0
