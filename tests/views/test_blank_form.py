"""The blank form over HTTP: which links lead to it, whose it is, which addresses stand on it, how it is kept."""

import subprocess
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from requests_app.register.models import Brand, Business, DesignatedContact
from tests.builders import a_business


def words(pdf: bytes) -> str:
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return " ".join(subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode().split())


def test_only_addresses_designated_today_stand_on_it(client: Client, business: Business) -> None:
    def designate(kind: str, value: str, begins: date, ends: date | None = None) -> None:
        DesignatedContact.objects.create(business=business, kind=kind, value=value, valid_from=begins, valid_to=ends)

    today = timezone.localdate()
    designate("fax", "1-800-555-0100", date(2005, 1, 1), date(2020, 1, 1))
    designate("postal", "9 Future Way, Fresno, CA 93701", today + timedelta(days=30))
    designate("fax", "1-800-555-0111", date(2005, 1, 1))

    response = client.get("/request/form.pdf")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="outfitters-request-form-en.pdf"'
    text = words(response.content)
    for says in ("privacy@example.com", "100 Fictional Way, Sacramento, CA 95814", "1-800-555-0111"):
        assert says in text
    assert "1-800-555-0100" not in text
    assert "Future Way" not in text
    assert "http://localhost:8000/request/" in text.replace(" ", "")


def test_it_is_asked_for_again_and_sent_again_only_if_it_changed(client: Client, business: Business) -> None:
    first = client.get("/request/form.pdf")

    assert first["Cache-Control"] == "no-cache"
    assert client.get("/request/form.pdf", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.head("/request/form.pdf").status_code == 200
    assert client.post("/request/form.pdf").status_code == 405
    Business.objects.update(legal_name="Example Outfitters LLC")
    assert client.get("/request/form.pdf", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_brands_are_asked_for_where_there_are_several(client: Client, business: Business) -> None:
    for slug in ("trailwren", "littlefinch"):
        Brand.objects.create(business=business, slug=slug, name=slug.title())

    with pikepdf.open(BytesIO(client.get("/request/form.pdf").content)) as pdf:
        assert {"Trailwren", "Littlefinch"} <= {str(field.TU) for field in pdf.Root.AcroForm.Fields}


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/", "/request/form.pdf"),
        ("/request/", "/request/form.pdf"),
        ("/es/", "/es/request/form.pdf"),
        ("/es/request/", "/es/request/form.pdf"),
    ],
)
def test_the_start_page_and_the_form_lead_to_it(client: Client, business: Business, page: str, link: str) -> None:
    assert f'href="{link}"' in client.get(page).content.decode()


def test_of_several_businesses_it_is_the_chosen_ones(client: Client, business: Business) -> None:
    a_business("tea", legal_name="Quiet Tea Co.")

    assert 'href="/request/form.pdf?business=tea"' in client.get("/request/?business=tea").content.decode()
    text = words(client.get("/es/request/form.pdf?business=tea").content)
    assert "Quiet Tea Co." in text
    assert "http://localhost:8000/es/request/?business=tea" in text.replace(" ", "")
    assert "?business=tea" in client.get("/request/form.pdf").content.decode()


def test_the_desk_hands_it_out_in_each_language_of_the_business(rita: Client, business: Business) -> None:
    page = rita.get("/staff/requests/new/").content.decode()
    assert 'href="/request/form.pdf"' in page
    assert 'href="/es/request/form.pdf"' in page

    Business.objects.update(languages=["en"])

    assert 'href="/es/request/form.pdf"' not in rita.get("/staff/requests/new/").content.decode()
