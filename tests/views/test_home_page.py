"""The text for the own home page of a business: the title of the law, the rights, the addresses, in each language."""

from html import unescape

import pytest
from django.test import Client

from requests_app.register.models import Business
from requests_app.requests.permissions import REGISTER_KEEPER
from requests_app.views.register.home_page import Snippet
from tests.builders import a_person


@pytest.fixture
def kim(db: None) -> Client:
    """Return the browser of the register keeper Kim."""
    client = Client()
    client.force_login(a_person("kim", REGISTER_KEEPER))
    return client


def snippets(kim: Client, business: Business) -> dict[str, Snippet]:
    response = kim.get(f"/staff/register/{business.slug}/home-page/")
    assert response.status_code == 200
    return {each.code: each for each in response.context["snippets"]}


def test_the_link_has_the_laws_words_and_leads_to_the_rights(kim: Client, business: Business) -> None:
    links = snippets(kim, business)["en"].links

    assert links == (
        '<a href="http://localhost:8000/privacy-rights/">Your Privacy Rights</a>',
        '<a href="http://localhost:8000/privacy-rights/">Your California Privacy Rights</a>',
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_gives_the_rights_and_every_designated_address(kim: Client, business: Business, language: str) -> None:
    snippet = snippets(kim, business)[language]

    for text in (snippet.page, snippet.plain):
        assert "Your California Privacy Rights" in text
        assert "1798.83" in text
        assert "privacy@example.com" in text
        assert "100 Fictional Way, Sacramento, CA 95814" in text
    assert "<" not in snippet.plain
    assert "http://localhost:8000/" in snippet.plain.partition("request/")[0]
    assert "http://localhost:8000" in snippet.page


def test_the_plain_text_holds_signs_as_they_are_read(kim: Client, business: Business) -> None:
    business.legal_name = "Example & Daughters <Outfitters>, Inc."
    business.save()
    snippet = snippets(kim, business)["en"]

    assert "Example & Daughters <Outfitters>, Inc." in snippet.plain
    assert "Example &amp; Daughters &lt;Outfitters&gt;, Inc." in snippet.page


def test_an_address_that_is_no_longer_designated_is_gone_from_the_text(kim: Client, business: Business) -> None:
    business.designated_contacts.filter(kind="email").update(valid_to="2020-01-01")

    assert "privacy@example.com" not in snippets(kim, business)["en"].plain


def test_the_page_is_for_those_who_read_the_register(client: Client, kim: Client, business: Business) -> None:
    address = f"/staff/register/{business.slug}/home-page/"

    assert client.get(address).status_code == 302
    assert "Your Privacy Rights" in unescape(kim.get(address).content.decode())
