"""The public pages: whose they are, what they promise, and what they keep to themselves."""

from datetime import date, timedelta
from html import unescape

import pytest
from celery import current_app
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.register.models import Business, DesignatedContact
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Channel
from shinelight.local.broker import Broker
from tests.builders import NOW, a_business, a_request, a_reviewer, asked_by_post

PAGES = ("/", "/request/", "/privacy-rights/")


def text(client: Client, address: str) -> str:
    """Return the page's words with white space folded."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def receipt(row: DisclosureRequest) -> str:
    return f"/request/received/{row.secret}/"


# -- whose site it is -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_site_without_a_business_tells_its_operator_what_to_do(client: Client, address: str) -> None:
    assert "manage.py configure_business" in text(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_the_only_business_is_shown_without_being_asked_for(client: Client, business: Business, address: str) -> None:
    page = text(client, address)

    assert business.legal_name in page
    assert "?business=outfitters&" not in page.replace(f"/accent.css?business={business.slug}&", "")


@pytest.mark.parametrize("address", PAGES)
def test_of_several_businesses_the_visitor_chooses_one(client: Client, business: Business, address: str) -> None:
    other = a_business("tea", legal_name="Quiet Tea Co.")

    assert 'href="?business=tea"' in text(client, address)
    page = text(client, f"{address}?business=tea")
    assert other.legal_name in page
    assert "/privacy-rights/?business=tea" in page
    assert client.get(f"{address}?business=nobody").status_code == 404


def test_a_request_goes_to_the_business_whose_form_it_was(client: Client, business: Business) -> None:
    tea = a_business("tea", legal_name="Quiet Tea Co.")
    form = client.get("/request/?business=tea").context["form"]

    client.post("/request/", {**form.initial, "requester_name": "Ana", "email": "ana@example.org"})

    assert DisclosureRequest.objects.get().business == tea


def test_the_operator_may_fix_the_business(client: Client, business: Business, settings: object) -> None:
    a_business("tea", legal_name="Quiet Tea Co.")
    settings.PUBLIC_BUSINESS = "tea"  # type: ignore[attr-defined] # any setting may be set

    assert "Quiet Tea Co." in text(client, "/?business=outfitters")


def test_a_setting_that_names_no_business_is_said_to_the_operator(
    client: Client, business: Business, settings: object
) -> None:
    settings.PUBLIC_BUSINESS = "nobody"  # type: ignore[attr-defined] # any setting may be set

    assert "PUBLIC_BUSINESS names “nobody”" in text(client, "/")


def test_a_business_lends_its_colour(client: Client, business: Business) -> None:
    business.accent_color = "#2f5d50"
    business.save()

    sheet = client.get("/accent.css?business=outfitters")

    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "--accent: #2f5d50;" in sheet.content.decode()
    assert "public" in sheet["Cache-Control"]
    assert client.get("/accent.css?business=nobody").content == b""


# -- the rights -------------------------------------------------------------------------------------------------------


def test_the_rights_name_the_addresses_designated_today_and_no_others(client: Client, business: Business) -> None:
    DesignatedContact.objects.create(
        business=business, kind="fax", value="1-800-555-0100", valid_from=date(2005, 1, 1), valid_to=date(2020, 1, 1)
    )

    page = text(client, "/privacy-rights/")

    for words in ("privacy@example.com", "100 Fictional Way, Sacramento, CA 95814", "30 days", "150 days"):
        assert words in page
    assert "1-800-555-0100" not in page
    assert page.count("1798.83") == 1


def test_a_form_that_is_not_designated_promises_no_thirty_days(client: Client, business: Business) -> None:
    assert "through our form" in text(client, "/privacy-rights/")
    assert "30 days at most when you use our form" in text(client, "/")
    Business.objects.update(web_form_is_designated=False)

    assert "through our form" not in text(client, "/privacy-rights/")
    assert "30 days at most when you use our form" not in text(client, "/")


# -- the receipt ------------------------------------------------------------------------------------------------------


def test_the_receipt_says_by_when_and_why_and_how(client: Client, business: Business) -> None:
    row = a_request(business)

    with travel(NOW, tick=False):
        page = text(client, receipt(row))

    for words in (
        str(row.reference),
        "We answer by Wednesday, June 3, 2026",
        handling.why_due(row.receipts.get()),
        "It comes by e-mail to <strong>ana@example.org</strong>.",
        handling.status_url(row),
        "Monday, May 4, 2026",
    ):
        assert words in page


def test_the_receipt_of_a_postal_request_shows_the_address_as_it_will_be_written(
    client: Client, business: Business
) -> None:
    row = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)

    page = text(client, receipt(row))

    assert "It comes by post to:" in page
    assert "Fresno, CA 93701" in page
    assert "We also send you an e-mail" not in page


def test_the_receipt_of_a_request_without_a_date_does_not_invent_one(client: Client, business: Business) -> None:
    row = a_request(business, channel=Channel.PHONE)
    assert row.due_on is None

    assert "We answer you, though the law sets no date" in text(client, receipt(row))


@pytest.mark.parametrize(("status", "current"), [("RECEIVED", "Under review"), ("APPROVED", "Notice prepared")])
def test_the_receipt_shows_where_the_request_stands(
    client: Client, business: Business, status: str, current: str
) -> None:
    row = a_request(business)
    DisclosureRequest.objects.update(status=status, decided_by=a_reviewer(), decided_at=NOW + timedelta(days=1))

    steps = {step.title: step for step in client.get(receipt(row)).context["steps"]}

    assert list(steps) == ["Received", "Under review", "Notice prepared", "Answered"]
    assert steps[current].state == "current"
    assert steps["Received"].day == date(2026, 5, 4)


def test_a_reference_or_a_wrong_secret_opens_nothing(client: Client, business: Business) -> None:
    row = a_request(business)

    assert client.get(f"/request/received/{row.reference}/").status_code == 404
    another = row.secret[:-1] + ("y" if row.secret.endswith("x") else "x")
    assert client.get(f"/request/received/{another}/").status_code == 404


# -- health -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_health_says_yes_or_no_and_nothing_more(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"ok": False, "checks": {"database": {"ok": True}, "broker": {"ok": False}}}


@pytest.mark.django_db
def test_health_is_well_while_its_broker_answers(
    client: Client, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current_app.conf, "broker_write_url", broker.url)

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json()["ok"] is True
