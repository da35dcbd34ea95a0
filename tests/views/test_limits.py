"""How often the form is taken: beyond it nothing typed is lost, and every other way is named."""

import hashlib
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from pytest_django import Settings

from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, Receipt
from requests_app.views import limits, work
from shinelight import env
from shinelight.local.broker import Broker
from tests.views.filled import form
from tests.views.test_ask_for_others import others

ASK = "/request/"


@pytest.fixture
def counting(settings: Settings) -> Iterator[None]:
    """Count in this process, as the broker's server would."""
    settings.CACHES = {**settings.CACHES, "form": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    caches["default"].clear()
    limits.forget()
    yield
    caches["default"].clear()


def person(number: int, **more: str) -> dict[str, str]:
    """Return the form of another person."""
    token = f"{number:a>43}"
    return form(requester_name=f"Ana {number} Ruiz", email=f"ana{number}@example.org", form_token=token, **more)


def test_the_form_comes_too_often_from_a_network(
    client: Client, business: Business, settings: Settings, counting: None
) -> None:
    settings.FORM_NETWORK_LIMIT = 2

    answers = [client.post(ASK, person(number)).status_code for number in range(4)]

    assert answers == [302, 302, 429, 429]
    assert DisclosureRequest.objects.count() == 2
    elsewhere = client.post(ASK, person(9), REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


def test_the_form_comes_too_often_for_an_address(client: Client, business: Business, settings: Settings) -> None:
    settings.FORM_ADDRESS_LIMIT = 2
    same = {"email": "Ana@Example.org"}

    answers = [client.post(ASK, {**person(number), **same}).status_code for number in range(4)]

    assert answers == [302, 302, 429, 429]
    assert client.post(ASK, person(9)).status_code == 302


def test_whoever_is_limited_keeps_what_was_typed_and_reads_the_other_ways(
    client: Client, business: Business, settings: Settings
) -> None:
    settings.FORM_ADDRESS_LIMIT = 1
    client.post(ASK, form())

    response = client.post(ASK, form(requester_name="Bo Ruiz", message="Order 4411-20"))

    page = unescape(response.content.decode())
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    for kept in ("Bo Ruiz", "Order 4411-20", "ana@example.org", "privacy@example.com", "100 Fictional Way"):
        assert kept in page
    assert "Your request was not taken yet" in page


def test_a_form_that_was_taken_before_leads_to_its_page_whatever_the_limit(
    client: Client, business: Business, settings: Settings
) -> None:
    settings.FORM_ADDRESS_LIMIT = 1

    first, second = client.post(ASK, form()), client.post(ASK, form())

    assert first["Location"] == second["Location"]


@pytest.mark.parametrize("limit", ["FORM_NETWORK_LIMIT", "FORM_ADDRESS_LIMIT"])
def test_a_limit_of_nought_is_none(
    client: Client, business: Business, settings: Settings, counting: None, limit: str
) -> None:
    settings.FORM_NETWORK_LIMIT = settings.FORM_ADDRESS_LIMIT = 1
    setattr(settings, limit, 0)
    other = "198.51.100.{}" if limit == "FORM_ADDRESS_LIMIT" else "127.0.0.1"
    email = {"email": "ana@example.org"} if limit == "FORM_ADDRESS_LIMIT" else {}

    answers = [client.post(ASK, {**person(n), **email}, REMOTE_ADDR=other.format(n)) for n in range(3)]

    assert [answer.status_code for answer in answers] == [302] * 3


def test_the_brokers_own_server_counts(client: Client, business: Business, settings: Settings, broker: Broker) -> None:
    settings.CACHES = {**settings.CACHES, "form": env.counting_cache(broker.url)}
    settings.FORM_NETWORK_LIMIT = 2
    limits.forget()

    assert [client.post(ASK, person(number)).status_code for number in range(3)] == [302, 302, 429]


def test_everybody_is_let_in_while_the_counter_is_down(client: Client, business: Business, settings: Settings) -> None:
    settings.CACHES = {**settings.CACHES, "form": env.counting_cache("redis+socket:///nonexistent/nowhere.sock")}
    settings.FORM_NETWORK_LIMIT = 1
    limits.forget()

    assert [client.post(ASK, person(number)).status_code for number in range(3)] == [302] * 3


# -- the work ----------------------------------------------------------------------------------------------------------


def solved(challenge: str, bits: int) -> str:
    """Return the number that solves the challenge, as the browser finds it."""
    number = 0
    while int.from_bytes(hashlib.sha256(f"{challenge}.{number}".encode()).digest()) >> (256 - bits):
        number += 1
    return str(number)


def test_a_browser_that_worked_sends_the_form_beyond_the_limit(
    client: Client, business: Business, settings: Settings
) -> None:
    settings.FORM_ADDRESS_LIMIT, settings.FORM_WORK_BITS = 1, 8
    client.post(ASK, form())
    bo = form(requester_name="Bo Ruiz")
    challenge = client.post(ASK, bo).context["form"]["challenge"].value()

    wrong = client.post(ASK, {**bo, "challenge": challenge, "work": "x"})
    taken = client.post(ASK, {**bo, "challenge": challenge, "work": solved(challenge, 8)})

    assert (wrong.status_code, taken.status_code) == (429, 302)
    assert Receipt.objects.filter(requester_name="Bo Ruiz").count() == 1


@pytest.mark.parametrize("bits", [1, 8, 12])
def test_a_challenge_belongs_to_one_form_and_cannot_be_made_up(settings: Settings, bits: int) -> None:
    settings.FORM_WORK_BITS = bits
    challenge = work.challenge_for("a" * 43)
    number = solved(challenge, bits)

    assert work.is_done(challenge, number, form_token="a" * 43)
    assert not work.is_done(challenge, number, form_token="b" * 43)
    assert not work.is_done(f"{'a' * 43}.0", "0", form_token="a" * 43)
    assert not work.is_done(challenge, "", form_token="a" * 43)
    assert not work.is_done(challenge, "9" * 21, form_token="a" * 43)


def test_without_work_the_other_ways_are_named_alone(client: Client, business: Business, settings: Settings) -> None:
    settings.FORM_ADDRESS_LIMIT, settings.FORM_WORK_BITS = 1, 0
    client.post(ASK, form())

    page = client.post(ASK, form(requester_name="Bo Ruiz")).content.decode()

    assert "js/work.js" not in page
    assert "privacy@example.com" in page


def test_asking_for_others_is_limited_the_same_way(client: Client, business: Business, settings: Settings) -> None:
    settings.FORM_ADDRESS_LIMIT = 1
    client.post("/request/for-others/", others("Ola Nowak", "Max Frisch"))

    response = client.post("/request/for-others/", others("Ida Berg"))

    assert response.status_code == 429
    assert "Ida Berg" in response.content.decode()
    assert Receipt.objects.count() == 2


# -- whose network -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "told", "trusted", "network"),
    [
        ("192.0.2.7", "", False, "192.0.2.7/32"),
        ("192.0.2.7", "198.51.100.1", False, "192.0.2.7/32"),
        ("192.0.2.7", "203.0.113.9, 198.51.100.1", True, "198.51.100.1/32"),
        ("2001:db8:1:2:3:4:5:6", "", False, "2001:db8:1:2::/64"),
        ("", "", False, ""),
        ("192.0.2.7", "nonsense", True, ""),
    ],
)
def test_a_network_is_told_by_the_nearest_server_that_is_trusted(
    settings: Settings, address: str, told: str, trusted: bool, network: str
) -> None:
    settings.TRUST_PROXY_HEADER = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=address, headers={"x-forwarded-for": told} if told else {})

    assert limits.network_of(request) == network


@pytest.mark.parametrize(
    ("broker", "location"),
    [
        ("redis://localhost:6379/0", "redis://localhost:6379/1"),
        ("rediss://:secret@broker.example.com:6380", "rediss://:secret@broker.example.com:6380/1"),
        ("redis+socket:///run/broker.sock?virtual_host=0", "unix:///run/broker.sock?db=1"),
    ],
)
def test_the_counter_lies_beside_the_broker_and_nobody_waits_for_it(broker: str, location: str) -> None:
    cache = env.counting_cache(broker)

    assert cache["LOCATION"] == location
    assert cache["OPTIONS"]["socket_connect_timeout"] < 1
