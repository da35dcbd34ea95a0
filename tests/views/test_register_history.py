"""The register's memory on its pages: who answered, what was removed, which steps there were."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.register.load.way import Asked
from requests_app.register.models import Business, Disclosure
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders

pytestmark = pytest.mark.django_db
HOME = "/staff/register/outfitters/"
CLAIM = {
    "year": 2025,
    "categories": ["telephone"],
    "use": "direct_marketing",
    "knowledge": "knows",
    "exclusion_clause": "(d)(1)(A)",
    "(d)(1)(A):contract": "yes",
}


@pytest.fixture
def business() -> Business:
    return builders.a_business()


@pytest.fixture
def kim(as_user: Callable[[User], Client]) -> Client:
    return as_user(builders.a_person("kim", REGISTER_KEEPER))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_each_condition_says_who_answered_it(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    kim.post(f"{HOME}third-parties/{party.pk}/disclosures/new/", CLAIM)
    row = Disclosure.objects.get()

    for address in (f"{HOME}third-parties/{party.pk}/", f"{HOME}third-parties/{party.pk}/disclosures/{row.pk}/"):
        shown = text(kim, address)
        assert '<strong>yes</strong> <span dir="auto">(kim, ' in shown
        assert "<strong>not answered</strong>" in shown


def test_an_answer_from_a_file_names_the_file(business: Business, kim: Client, tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(
        "third_party_name,street,city,state,zip,category,year,exclusion,exclusion_conditions\n"
        "Reed Lists LLC,1 Reed St,Galt,CA,95632,E-mail address,2025,(d)(1)(A),contract: yes\n"
    )
    handling.load_file(
        path=path, file_name="flows.csv", business=business, asked=Asked(), by="cli", clock=lambda: builders.NOW
    )
    row = Disclosure.objects.get()

    assert "(cli, with the file flows.csv, May 4, 2026)" in text(kim, f"{HOME}third-parties/{row.third_party_id}/")


def test_a_removed_disclosure_is_found_again_with_what_it_said(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    kim.post(f"{HOME}third-parties/{party.pk}/disclosures/new/", CLAIM)
    row = Disclosure.objects.get()
    kim.post(f"{HOME}third-parties/{party.pk}/disclosures/{row.pk}/remove/")

    page = text(kim, f"{HOME}third-parties/{party.pk}/")
    assert f"{HOME}history/disclosure/{row.pk}/" in page
    past = text(kim, f"{HOME}history/disclosure/{row.pk}/")
    assert "removed" in past
    assert "Sierra Seed Catalog Co., 2025" in past
    assert "Removed: Disclosure: 1" in text(kim, f"{HOME}history/")


def test_a_history_is_told_in_words_and_not_in_codes(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    home = f"{HOME}third-parties/{party.pk}/disclosures/"
    kim.post(f"{home}new/", CLAIM)
    row = Disclosure.objects.get()
    kim.post(f"{home}{row.pk}/", {**CLAIM, "categories": ["email"], "(d)(1)(A):no_marketing_use": "no"})

    past = text(kim, f"{HOME}history/disclosure/{row.pk}/")

    assert "Telephone number</del>" in past
    assert "contract: yes; no marketing use: no</ins>" in past
    assert "no_marketing_use" not in past


def test_a_merge_names_the_third_party_it_led_to(business: Business, kim: Client) -> None:
    one = builders.a_third_party(business, "Old Lists LLC")
    into = builders.a_third_party(business, "New Lists Inc.", street="9 Else St")
    handling.save_register_row(row=one, by=User.objects.get(), now=builders.NOW)
    one.street = "1 First St"
    handling.save_register_row(row=one, by=User.objects.get(), now=builders.NOW)
    handling.merge_third_parties(one=one, into=into, by=User.objects.get(), now=builders.NOW)

    past = text(kim, f"{HOME}history/thirdparty/{one.pk}/")

    assert 'merged into: <del dir="auto">–</del> → <ins dir="auto">New Lists Inc.</ins>' in past


def test_a_business_file_is_one_step_that_says_so(business: Business, kim: Client) -> None:
    data = {
        "slug": "outfitters",
        "legal_name": "Other Outfitters, Inc.",
        "postal_address": business.postal_address,
        "reply_email": business.reply_email,
        "same_brand_affiliates": {"2024": 2, "2025": 3},
        "brands": [{"name": "Trail", "slug": "trail"}],
    }
    handling.configure_business(data=data, by="command:configure_business", now=builders.NOW)

    steps = text(kim, f"{HOME}history/")

    assert steps.count("business file, the command configure_business") == 1
    assert "edit by hand" not in steps
    assert "Brand: 1, The business itself: 1, Number of affiliates: 2" in steps


@pytest.mark.parametrize("address", ["history/nothing/1/", "history/disclosure/1/"])
def test_what_the_register_does_not_remember_is_not_found(business: Business, kim: Client, address: str) -> None:
    assert kim.get(HOME + address).status_code == 404


def test_the_memory_of_another_register_is_not_shown(business: Business, kim: Client) -> None:
    other = builders.a_business("other")
    other.employees = 3
    handling.save_register_row(row=other, by=User.objects.get(), now=datetime(2026, 2, 1, tzinfo=UTC))

    assert kim.get(f"{HOME}history/business/{other.pk}/").status_code == 404
    assert text(kim, f"/staff/register/other/history/business/{other.pk}/").count("kim") >= 1


def test_asking_what_an_export_would_be_takes_nothing_away(business: Business, kim: Client) -> None:
    assert kim.head(f"{HOME}export.csv").status_code == 200
    assert not AuditEntry.objects.filter(action="register.exported").exists()


def test_the_way_back_to_the_first_page_keeps_what_was_asked_for(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    shown = text(kim, f"{HOME}?year=2025&q=seed&sort=city&after={party.pk}")
    assert 'href="?q=seed&amp;sort=city&amp;year=2025" rel="first"' in shown


def test_each_finding_leads_to_the_field_that_mends_it(business: Business, kim: Client) -> None:
    row = builders.a_disclosure(builders.a_third_party(business, street=""), knowledge="does_not_know")
    builders.a_disclosure(row.third_party)
    party = f"{HOME}third-parties/{row.third_party_id}/"

    for address in (f"{HOME}?year=2025", f"{party}?year=2025", f"{HOME}findings/?year=2025", f"{HOME}years/2025/"):
        shown = text(kim, address)
        assert f'href="{party}edit/#id_street"' in shown
        assert f'href="{party}disclosures/{row.pk}/#id_note"' in shown
    assert 'id="id_street"' in text(kim, f"{party}edit/")
    assert 'id="id_note"' in text(kim, f"{party}disclosures/{row.pk}/")
