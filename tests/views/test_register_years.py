"""Closing a year on its page: parts and their owners, findings signed one by one, notices from before."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from requests_app.register import edit
from requests_app.register.models import Business, Disclosure, YearClose, YearPart
from requests_app.requests.permissions import REGISTER_KEEPER
from requests_app.views.register.years import MOST_SIGNED
from tests import builders
from tests.remembered import remember
from tests.views.ways import compiled

HOME = "/staff/register/outfitters/"
YEAR = f"{HOME}years/2025/"


@pytest.fixture(autouse=True)
def _in_february(db: None) -> Iterator[None]:
    with time_machine.travel("2026-05-04T18:00:00Z", tick=False):
        yield


@pytest.fixture
def kim(as_user: Callable[[User], Client]) -> Client:
    return as_user(builders.a_person("kim", REGISTER_KEEPER))


def text(client: Client, address: str = YEAR) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def do(client: Client, what: str, **given: str | list[str]) -> str:
    answer = client.post(f"{YEAR}do/", {"do": what, **given}, follow=True)
    return " ".join(answer.content.decode().split())


def a_part(client: Client) -> str:
    """Name a part, and return the address of its owner's page."""
    shown = do(client, "add", title="Web shop", owner_name="Pat Moss")
    found = re.search(r"http://testserver(/attest/[\w-]+/)", shown)
    assert found is not None
    return found[1]


def test_an_owner_attests_by_the_link_without_an_account(business: Business, kim: Client, client: Client) -> None:
    address = a_part(kim)

    page = text(client, address)
    assert "Pat Moss, you answer for this part" in page
    assert "Sierra Seed Catalog Co." in page
    answer = client.post(address, {"name": "Pat Moss", "note": "All of it."}, follow=True)

    assert "Attested on Monday, May 4, 2026 by Pat Moss." in " ".join(answer.content.decode().split())
    assert answer["Referrer-Policy"] == "same-origin"
    assert "attested on May 4, 2026 by Pat Moss" in text(kim)


def test_an_attestation_without_a_name_is_refused_on_its_page(business: Business, kim: Client, client: Client) -> None:
    address = a_part(kim)

    answer = client.post(address, {"name": " "})

    assert answer.status_code == 400
    assert "Enter your name" in answer.content.decode()
    assert YearPart.objects.get().attested_at is None


def test_an_owner_whose_year_changed_since_is_asked_again(business: Business, kim: Client, client: Client) -> None:
    address = a_part(kim)
    client.post(address, {"name": "Pat Moss"})
    row = Disclosure.objects.filter(exclusion_clause="")[0]
    row.categories = ["telephone"]
    edit.save(row, actor="test", at=builders.NOW)

    assert "changed since: please look at it once more" in text(client, address)
    assert "the register changed since" in text(kim)


def test_a_part_is_named_once(business: Business, kim: Client) -> None:
    a_part(kim)

    assert "2025 has a part of this name already: Web shop." in do(kim, "add", title="Web shop", owner_name="Sam Reed")
    assert YearPart.objects.count() == 1


@pytest.mark.parametrize("given", ["", "x", "9" * 30, "-1"])
def test_a_form_that_makes_no_sense_does_nothing(business: Business, kim: Client, given: str) -> None:
    party = builders.a_third_party(business, "Reed Lists LLC")

    assert kim.post(f"{YEAR}do/", {"do": "attest", "part": given}).status_code == 404
    assert kim.post(f"{HOME}third-parties/{party.pk}/merge/", {"other": given, "merge": "1"}).status_code == 404


def test_a_secret_that_nobody_has_opens_nothing(business: Business, client: Client) -> None:
    assert client.get("/attest/nothing/").status_code == 404


def test_a_year_is_closed_with_a_reason_for_what_is_missing(business: Business, kim: Client) -> None:
    builders.a_disclosure(builders.a_third_party(business, "Nowhere Lists LLC", street=""))
    found = re.search(r'name="(reason:\w+)"', text(kim))
    assert found is not None

    refused = do(kim, "close", note="Typed already")
    assert "1 thing is open and not signed for: Nowhere Lists LLC" in refused
    assert "Typed already</textarea>" in refused
    assert not YearClose.objects.exists()
    shown = do(kim, "close", **{found[1]: "It moved, and answers no letter."})

    assert YearClose.objects.get().open_findings[0]["reason"] == "It moved, and answers no letter."
    assert "It moved, and answers no letter." in shown
    assert "2025 is closed." in shown


def test_what_stops_no_notice_is_ticked_one_by_one(business: Business, kim: Client) -> None:
    builders.a_disclosure(builders.a_third_party(business, "Doubtful Lists LLC"), use="unknown")
    found = re.search(r'name="sign" value="(\w+)"', text(kim))
    assert found is not None

    do(kim, "close", sign=found[1])

    assert YearClose.objects.get().open_findings[0]["says"].startswith("Doubtful Lists LLC: its use is not known")


def test_a_refused_close_keeps_what_was_ticked_and_written(business: Business, kim: Client) -> None:
    for name in ("Doubtful Lists LLC", "Unsure Mailings Inc."):
        builders.a_disclosure(builders.a_third_party(business, name), use="unknown")
    one, other = re.findall(r'name="(reason:\w+)"', text(kim))

    answer = kim.post(f"{YEAR}do/", {"do": "close", one: "Asked twice."})

    assert answer.status_code == 400
    assert 'value="Asked twice."' in answer.content.decode()
    assert other in answer.content.decode()


def test_the_reviewer_sees_that_the_year_is_open_and_the_page_of_the_year_what_differs(
    business: Business, kim: Client, rita: Client
) -> None:
    remember(business)
    row = builders.a_request(business)
    page = f"/staff/requests/{row.pk}/"
    assert "The register of 2025 is not closed yet." in text(rita, page)
    compiled(row)
    assert "It was compiled before the register of 2025 was closed." in text(rita, page)
    assert "1 notice for 2025 went out from the open register." in text(kim)
    changed = Disclosure.objects.get(third_party__legal_name__startswith="Sierra")
    changed.categories = ["name_address", "product_kind", "telephone"]
    edit.save(changed, actor="test", at=builders.NOW)

    shown = do(kim, "close")

    assert "1 of 1 notices that went out from the open register say something else" in shown
    assert "The category “Telephone number” is added." in shown
    assert str(row.reference) in shown
    later = builders.a_request(business, email="bo@example.org")
    assert "not closed yet" not in text(rita, f"/staff/requests/{later.pk}/")


def test_a_reviewer_looks_at_a_year_and_closes_none(business: Business, rita: Client) -> None:
    assert 'name="do"' not in text(rita)
    assert rita.post(f"{YEAR}do/", {"do": "close"}).status_code == 403


@pytest.mark.parametrize("year", ["1999", "2500"])
def test_a_year_outside_the_law_is_not_found(business: Business, kim: Client, year: str) -> None:
    assert kim.get(f"{HOME}years/{year}/").status_code == 404


def test_the_impact_is_shown_before_a_merge_a_removal_and_an_edit_of_a_third_party(
    business: Business, kim: Client
) -> None:
    row = Disclosure.objects.get(third_party__legal_name__startswith="Sierra")
    other = builders.a_third_party(business, "Sierra Seeds Inc.", street="1 Else St")
    home = f"{HOME}third-parties/{row.third_party_id}/"

    removal = kim.post(f"{home}disclosures/{row.pk}/remove/", {"show": "1"}).content.decode()
    assert "The notice no longer names Sierra Seed Catalog Co." in removal
    merging = kim.post(f"{HOME}third-parties/{other.pk}/merge/", {"other": row.third_party_id, "ask": "1"})
    assert "The notice names Sierra Seeds Inc. as well." in merging.content.decode()
    given = {"legal_name": "Sierra Seed Catalog Co.", "street": "7 New St", "city": "Reno", "state": "NV"}
    given |= {"postal_code": "89502", "relation": "unaffiliated", "nature_clear": "on", "products_known": "on"}
    edited = kim.post(f"{home}edit/", {**given, "show": "1"}).content.decode()
    assert "with another address or other examples" in edited

    assert Disclosure.objects.filter(pk=row.pk, third_party__street="2118 Commerce Way").exists()
    assert kim.post(f"{home}merge/", {"other": row.third_party_id, "ask": "1"}).status_code == 302


def test_the_number_of_affiliates_shows_what_it_does_before_it_is_saved(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business, "Outfitters Tours LLC", relation="same_brand_affiliate")
    builders.a_disclosure(party)

    shown = do(kim, "show", number="7")

    assert "The number of affiliated companies is 7, not 0." in shown
    assert 'value="7"' in shown
    assert not business.same_brand_counts.exists()
    assert kim.post(f"{YEAR}do/", {"do": "show", "number": "x"}).status_code == 400


def many_without_an_address(business: Business, number: int) -> None:
    for each in range(number):
        builders.a_disclosure(builders.a_third_party(business, f"{each:03} {each:03} Ltd", street=""))


def test_as_many_findings_are_signed_as_one_post_takes(kim: Client) -> None:
    many_without_an_address(builders.a_business(), MOST_SIGNED)
    keys = re.findall(r'name="(reason:[^"]+)"', kim.get(YEAR).content.decode())
    assert len(keys) == MOST_SIGNED

    shown = do(kim, "close", **dict.fromkeys(keys, "Out of business."), sign=[key.partition(":")[2] for key in keys])

    assert "2025 is closed." in shown


def test_a_year_with_more_findings_than_one_post_takes_says_so_and_is_not_signed(kim: Client) -> None:
    many_without_an_address(builders.a_business(), MOST_SIGNED + 2)

    shown = text(kim)

    assert "2 more are open: too many to sign for one by one." in shown
    assert shown.count("no postal address to print") >= MOST_SIGNED
    assert "close it" not in shown
    assert 'name="reason:' not in shown
