"""The language of a page is in its address: no cookie, and a link leads to the right one."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.builders import a_person, a_request
from tests.views.filled import form


def page(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.parametrize("path", ["/", "/request/", "/request/kept/", "/request/for-others/", "/privacy-rights/"])
def test_each_page_leads_to_itself_in_the_other_language(client: Client, business: Business, path: str) -> None:
    english, spanish = page(client, path), page(client, f"/es{path}")

    assert f'<a href="/es{path}" lang="es" hreflang="es" >Español</a>' in english
    assert f'<a href="{path}" lang="en" hreflang="en" >English</a>' in spanish
    assert '<html lang="es">' in spanish


def test_what_the_browser_prefers_changes_nothing_and_no_cookie_is_set(client: Client, business: Business) -> None:
    response = client.get("/", headers={"accept-language": "es"})

    assert '<html lang="en">' in response.content.decode()
    assert not response.cookies


def test_the_query_of_a_site_for_several_businesses_goes_along(client: Client, business: Business) -> None:
    Business.objects.create(slug="tea", legal_name="Quiet Tea Co.", postal_address="1 A St", reply_email="a@b.example")

    assert 'href="/es/request/?business=tea"' in page(client, "/request/?business=tea")


def test_a_business_that_offers_english_alone_has_no_second_language_to_choose(
    client: Client, business: Business
) -> None:
    Business.objects.update(languages=["en"])

    assert "Español" not in page(client, "/")


def test_what_was_typed_goes_along_to_the_form_in_another_language(client: Client, business: Business) -> None:
    page = client.post("/es/request/", form(requester_name="Ana  Ruiz", email="ana@", another_language="es"))

    shown = page.content.decode()
    assert page.status_code == 200
    assert 'value="Ana  Ruiz"' in shown
    assert 'value="ana@"' in shown
    assert "Enviar mi solicitud" in shown
    assert "checked" in shown.partition('name="california_resident"')[2].partition(">")[0]
    assert 'class="summary' not in shown
    assert not DisclosureRequest.objects.exists()


def test_a_request_remembers_the_language_of_its_form(client: Client, business: Business) -> None:
    response = client.post("/es/request/", form())

    row = DisclosureRequest.objects.get()
    assert row.language == "es"
    assert response["Location"].startswith("/es/")
    assert "solicitud" in Delivery.objects.get().subject


def test_a_request_in_a_language_that_is_not_spoken_here_is_confirmed_in_english(
    client: Client, business: Business
) -> None:
    a_request(business, language="vi")

    assert Delivery.objects.get().subject.startswith("We received")


def test_the_desk_stays_english(rita: Client, business: Business) -> None:
    assert '<html lang="en">' in page(rita, "/staff/", **{"accept-language": "es"})
    assert rita.get("/es/staff/").status_code == 404


def test_the_desks_refusal_offers_no_language_to_choose(as_user: Callable[[User], Client], business: Business) -> None:
    refused = as_user(a_person("nobody")).get("/staff/")

    assert refused.status_code == 403
    assert "Español" not in refused.content.decode()


def test_a_page_that_is_not_there_says_so_in_the_language_of_its_address(client: Client, business: Business) -> None:
    response = client.get("/es/nada/")

    assert response.status_code == 404
    assert "Esta página no existe" in response.content.decode()


def test_every_language_but_the_first_has_a_catalogue() -> None:
    assert settings.LANGUAGE_CODE == "en"
    assert settings.LANGUAGES[0][0] == "en"


def test_a_letter_in_spanish_is_answered_in_it_and_the_reviewer_reads_so(rita: Client, business: Business) -> None:
    typed = {
        "channel": "postal",
        "received_on": (timezone.now() - timedelta(days=2)).date().isoformat(),
        "at": f"published-{business.designated_contacts.get(kind='postal').pk}",
        "requester_name": "Graciela Muñoz",
        "reply_by": "EMAIL",
        "email": "graciela@example.org",
        "language": "es",
    }
    response = rita.post("/staff/requests/new/", typed)

    assert response.status_code == 302, response.context["form"].errors
    row = DisclosureRequest.objects.get()
    assert row.language == "es"
    assert Delivery.objects.get().subject.startswith("Recibimos")
    assert '<strong lang="es">Español</strong>' in page(rita, f"/staff/requests/{row.pk}/")
