"""Documents, answers and history in a real browser: kept and downloaded there, and axe has nothing to complain of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from requests_app import handling
from requests_app.register.models import EvidenceDocument
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders
from tests.browser.axe import violations
from tests.browser.following import follow
from tests.register.documents import a_pdf
from tests.remembered import remember

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
HOME = "/staff/register/outfitters/"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "light"), (1280, "dark"), (360, "dark")])
def test_a_contract_is_kept_and_downloaded_and_every_page_of_it_can_be_used(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, scheme: str
) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "private")
    kim = builders.a_person("kim", REGISTER_KEEPER)
    business = builders.a_business()
    builders.a_register(business)
    remember(business)
    party = business.third_parties.get(legal_name="Quiet Hosting Inc.")
    row = party.disclosures.get()
    row.exclusion_conditions = {**row.exclusion_conditions, "no_marketing_use": False}
    handling.save_register_row(row=row, by=kim, now=builders.NOW)
    contract = tmp_path / "Agreement.pdf"
    contract.write_bytes(a_pdf())
    look: dict[str, Any] = {"by": kim, "width": width, "color_scheme": scheme}
    found: dict[str, list[str]] = {}

    page = open_page(f"{HOME}third-parties/{party.pk}/disclosures/{row.pk}/?year=2025", **look)
    page.click("text=Add a document")
    page.set_input_files("#document_upload", contract)
    page.fill("#document_title", "Hosting agreement of March 2024")
    found["adding a document"] = violations(page)
    follow(page, "text=Keep this document")
    assert page.locator("text=The document is kept.").count() == 1
    found["a document"] = violations(page)
    page.screenshot(path=tmp_path / f"document-{width}-{scheme}.png", full_page=True)
    with page.expect_download() as downloading:
        page.click("text=Hosting agreement of March 2024")
    assert downloading.value.path().read_bytes() == contract.read_bytes()
    document = EvidenceDocument.objects.get()
    assert downloading.value.suggested_filename == f"hosting-agreement-of-march-2024-{document.pk}.pdf"

    for name, address in {
        "third party": f"third-parties/{party.pk}/?year=2025",
        "history of a row": f"history/disclosure/{row.pk}/",
        "changes": "history/",
    }.items():
        shown = open_page(HOME + address, **look)
        found[name] = violations(shown)
        shown.screenshot(path=tmp_path / f"{name}-{width}-{scheme}.png", full_page=True)

    assert {name: lines for name, lines in found.items() if lines} == {}
