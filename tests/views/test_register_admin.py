"""The register in the admin: what the door for writes refuses is told there, and nothing is written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app.register.models import Business, ChoicePolicy, Disclosure, ThirdParty, YearClose
from tests.builders import NOW, a_business, a_disclosure, a_third_party

pytestmark = pytest.mark.django_db
ADMIN = "/admin/requests_app"


@pytest.fixture
def root(as_user: Callable[[User], Client]) -> Client:
    return as_user(User.objects.create_superuser("root", password="correct horse battery"))


@pytest.fixture
def business() -> Business:
    return a_business()


def page(client: Client, address: str, form: dict[str, Any]) -> str:
    answer = client.post(address, form, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def form_of(party: ThirdParty, **changes: object) -> dict[str, Any]:
    """Return the form as the page would send it, with some fields changed."""
    shown = {name: value for name, value in vars(party).items() if not name.startswith("_") and value}
    return {**shown, "business": party.business_id, **changes}


def test_an_edit_of_a_closed_year_is_sent_to_the_pages_that_can_ask(root: Client, business: Business) -> None:
    party = a_third_party(business)
    a_disclosure(party)
    YearClose.objects.create(business=business, year=2025, closed_at=NOW, closed_by="user:1", register_version=0)

    told = page(root, f"{ADMIN}/thirdparty/{party.pk}/change/", form_of(party, city="Sparks"))

    assert "2025 is closed. Say whether this is a change" in told
    assert ThirdParty.objects.get().city == "Reno"


def test_a_row_is_never_moved_to_another_business(root: Client, business: Business) -> None:
    party = a_third_party(business)
    other = a_business("other")

    page(root, f"{ADMIN}/thirdparty/{party.pk}/change/", form_of(party, city="Sparks") | {"business": other.pk})

    party.refresh_from_db()
    assert (party.city, party.business) == ("Sparks", business)
    assert 'name="business"' in root.get(f"{ADMIN}/thirdparty/add/").content.decode()


def test_a_choice_policy_that_turns_a_closed_year_is_sent_there_too(root: Client, business: Business) -> None:
    a_disclosure(a_third_party(business))
    YearClose.objects.create(business=business, year=2025, closed_at=NOW, closed_by="user:1", register_version=0)
    policy = {"business": business.pk, "kind": "opt_out", "published_from": "2020-01-01"}
    on = {"maintained": "on", "cost_free_means": "on", "covers_affiliates": "on"}

    told = page(root, f"{ADMIN}/choicepolicy/add/", policy | on)

    assert "2025 is closed. Say whether this is a change" in told
    assert "or with a business file" in told
    assert not ChoicePolicy.objects.exists()


def test_a_merged_third_party_is_not_edited(root: Client, business: Business) -> None:
    party, lead = a_third_party(business), a_third_party(business, "Blue Horizon LLC")
    ThirdParty.objects.filter(pk=party.pk).update(merged_into=lead)

    told = page(root, f"{ADMIN}/thirdparty/{party.pk}/change/", form_of(party, city="Sparks"))

    assert "Blue Horizon LLC" in told
    assert ThirdParty.objects.get(pk=party.pk).city == "Reno"


def test_of_several_removed_at_once_all_go_or_none(root: Client, business: Business) -> None:
    party = a_third_party(business)
    rows = [a_disclosure(party, year=2024), a_disclosure(party)]
    YearClose.objects.create(business=business, year=2025, closed_at=NOW, closed_by="user:1", register_version=0)

    chosen = {"action": "delete_selected", "post": "yes", "_selected_action": [row.pk for row in rows]}
    told = page(root, f"{ADMIN}/disclosure/", chosen)

    assert "2025 is closed" in told
    assert Disclosure.objects.count() == 2


def test_an_address_typed_without_its_scheme_is_kept_as_a_guarded_one(root: Client, business: Business) -> None:
    address = f"{ADMIN}/business/{business.pk}/change/"
    form = root.get(address).context["adminform"].form
    shown = {name: "" if value is None else value for name, value in form.initial.items() if name in form.fields}

    page(root, address, {**shown, "warning_days": "[10, 5, 2]", "opt_out_url": "www.example.com/stop"})

    business.refresh_from_db()
    assert business.opt_out_url == "https://www.example.com/stop"
