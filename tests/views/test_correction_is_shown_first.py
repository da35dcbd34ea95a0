"""A correction of a closed year is saved by nobody who was not shown whom it touches, on whatever page it is made."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from requests_app import handling
from requests_app.handling_tasks import run_load
from requests_app.register.models import Business, Disclosure, RegisterChange, SameBrandCount, ThirdParty, YearClose
from requests_app.requests.permissions import REGISTER_KEEPER
from tests.builders import REPORT_YEAR, a_business, a_person, a_register, a_request, a_reviewer
from tests.remembered import remember
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db
HOME = "/staff/register/outfitters/"
CORRECTION = {"nature": "correction", "note": "The list was read again."}
PARTY = {
    "legal_name": "Sierra Seed Catalog Co.",
    "street": "9 Other Way",
    "city": "Reno",
    "state": "NV",
    "postal_code": "89502",
    "nature_clear": "on",
    "products_known": "on",
}
DISCLOSED = {"year": REPORT_YEAR, "use": "direct_marketing", "knowledge": "knows"}
Asked = Callable[[], tuple[str, dict[str, Any]]]


def saved() -> list[object]:
    """Return all that these edits could have written."""
    tables = (ThirdParty, Disclosure, SameBrandCount, RegisterChange)
    return [list(table._default_manager.order_by("pk").values()) for table in tables]  # noqa: SLF001 - Django's public name


@pytest.fixture
def business() -> Business:
    """A closed year, of which somebody was told."""
    business = a_business()
    a_register(business)
    remember(business)
    sent(a_request(business), TAKEN, by=a_reviewer("rita"))
    at = datetime(2026, 2, 1, tzinfo=UTC)
    YearClose.objects.create(business=business, year=REPORT_YEAR, closed_at=at, closed_by="kim", register_version=1)
    return business


@pytest.fixture
def keeper() -> User:
    return a_person("kim", REGISTER_KEEPER)


@pytest.fixture
def kim(client: Client, keeper: User) -> Client:
    client.force_login(keeper)
    return client


def sierra() -> Disclosure:
    return Disclosure.objects.get(third_party__legal_name__startswith="Sierra")


def disclosure() -> tuple[str, dict[str, Any]]:
    row = sierra()
    return f"third-parties/{row.third_party_id}/disclosures/{row.pk}/", {**DISCLOSED, "categories": ["telephone"]}


def new_disclosure() -> tuple[str, dict[str, Any]]:
    return f"third-parties/{sierra().third_party_id}/disclosures/new/", {**DISCLOSED, "categories": ["email"]}


def removal() -> tuple[str, dict[str, Any]]:
    row = sierra()
    return f"third-parties/{row.third_party_id}/disclosures/{row.pk}/remove/", {}


def third_party() -> tuple[str, dict[str, Any]]:
    return f"third-parties/{sierra().third_party_id}/edit/", {**PARTY, "relation": "unaffiliated"}


def affiliate() -> tuple[str, dict[str, Any]]:
    given = {**PARTY, "street": "2118 Commerce Way", "relation": "same_brand_affiliate"}
    return f"third-parties/{sierra().third_party_id}/edit/", given


def merged() -> tuple[str, dict[str, Any]]:
    other = ThirdParty.objects.exclude(pk=sierra().third_party_id).filter(disclosures__year=REPORT_YEAR).earliest("pk")
    return f"third-parties/{sierra().third_party_id}/merge/", {"other": other.pk, "merge": "1"}


def number_of_affiliates() -> tuple[str, dict[str, Any]]:
    return f"years/{REPORT_YEAR}/do/", {"do": "number", "number": 7}


EDITS = [disclosure, new_disclosure, removal, third_party, affiliate, merged, number_of_affiliates]


def address_of(edit: Asked) -> tuple[str, dict[str, Any]]:
    address, given = edit()
    return HOME + address, given


def token_in(page: str) -> str:
    found = re.search(r'name="dry_run_seen" value="([0-9a-f]+)"', page)
    assert found is not None, "the page does not show whom it touches"
    return found[1]


@pytest.mark.parametrize("edit", EDITS)
def test_each_page_asks_then_shows_then_saves(business: Business, kim: Client, edit: Asked) -> None:
    address, given = address_of(edit)
    before = saved()

    kim.post(address, given)
    assert saved() == before, "saved without a word of what it is"
    shown = kim.post(address, {**given, **CORRECTION}).content.decode()
    assert "Whom it touches" in shown
    assert saved() == before, "saved before it was shown"
    kim.post(address, {**given, **CORRECTION, "dry_run_seen": token_in(shown)})

    assert saved() != before
    assert RegisterChange.objects.latest("number").nature == "correction"


def test_nobody_makes_up_what_a_page_would_have_said(business: Business, kim: Client) -> None:
    address, given = address_of(disclosure)
    sent_along = {
        name: value if isinstance(value, list) else [str(value)] for name, value in (given | CORRECTION).items()
    }
    told = sorted((name, *values) for name, values in sent_along.items())
    before = saved()

    for made_up in ("1", hashlib.sha256(repr(told).encode()).hexdigest()):
        kim.post(address, {**given, **CORRECTION, "dry_run_seen": made_up})

    assert saved() == before


def test_what_was_shown_of_one_row_or_to_another_person_is_not_shown_of_this(business: Business, kim: Client) -> None:
    address, _given = address_of(removal)
    shown = token_in(kim.post(address, CORRECTION).content.decode())
    other = Disclosure.objects.exclude(pk=sierra().pk).filter(year=REPORT_YEAR).earliest("pk")
    before = saved()

    kim.post(
        f"{HOME}third-parties/{other.third_party_id}/disclosures/{other.pk}/remove/",
        {**CORRECTION, "dry_run_seen": shown},
    )
    assert saved() == before
    kim.force_login(a_person("kay", REGISTER_KEEPER))
    kim.post(address, {**CORRECTION, "dry_run_seen": shown})
    assert saved() == before


def test_where_the_register_is_another_one_by_now_it_is_shown_anew(
    business: Business, kim: Client, keeper: User
) -> None:
    address, given = address_of(disclosure)
    shown = token_in(kim.post(address, {**given, **CORRECTION}).content.decode())
    other = Disclosure.objects.exclude(pk=sierra().pk).filter(year=REPORT_YEAR).earliest("pk")
    other.categories = ["email"]
    handling.save_register_row(row=other, by=keeper, now=timezone.now(), nature="correction")

    again = kim.post(address, {**given, **CORRECTION, "dry_run_seen": shown})

    assert token_in(again.content.decode()) != shown
    assert sierra().categories != ["telephone"]


def test_a_file_shows_whom_it_touches_before_it_is_loaded_or_undone(business: Business, kim: Client) -> None:
    party = sierra().third_party
    telephones = Disclosure.objects.filter(third_party=party, categories__icontains="telephone")
    file = (
        "third_party_name,street,city,state,postal_code,category,year\n"
        f"{party.legal_name},{party.street},{party.city},{party.state},{party.postal_code},telephone,{REPORT_YEAR}\n"
    )
    kim.post(f"{HOME}files/", {"upload": SimpleUploadedFile("list.csv", file.encode()), "year": REPORT_YEAR})
    load = business.register_loads.latest("pk")
    run_load(load.pk)
    kim.post(f"{HOME}files/{load.pk}/", {"do": "again", "nature": "correction", "year": REPORT_YEAR})
    load = business.register_loads.latest("pk")
    run_load(load.pk)
    page = kim.get(f"{HOME}files/{load.pk}/").content.decode()
    assert "Whom it touches" in page
    assert re.search(r"<strong>\s*1 person\s*</strong>", page)

    kim.post(f"{HOME}files/{load.pk}/", {"do": "confirm"})
    run_load(load.pk)
    assert telephones.exists()
    asked = kim.post(f"{HOME}files/{load.pk}/", {"do": "undo", "nature": "correction"}).content.decode()
    assert telephones.exists()
    kim.post(f"{HOME}files/{load.pk}/", {"do": "undo", "nature": "correction", "dry_run_seen": token_in(asked)})

    assert not telephones.exists()


@pytest.mark.parametrize("nature", ["", "correction"])
def test_the_admin_cannot_ask_and_so_saves_nothing(business: Business, client: Client, nature: str) -> None:
    client.force_login(User.objects.create_superuser("root"))
    row = sierra()
    before = saved()

    client.post(
        f"/admin/requests_app/disclosure/{row.pk}/change/",
        {**DISCLOSED, "third_party": row.third_party_id, "categories": ["telephone"], "nature": nature},
    )
    client.post(f"/admin/requests_app/disclosure/{row.pk}/delete/", {"post": "yes", "nature": nature})

    assert saved() == before
