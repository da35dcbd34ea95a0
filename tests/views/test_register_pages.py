"""The register's pages: who may see them, what they show, what an edit does."""

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app.audit.models import AuditEntry
from requests_app.register import edit
from requests_app.register.models import Business, Disclosure, RegisterChange, ThirdParty, YearClose
from requests_app.requests.permissions import REGISTER_KEEPER
from requests_app.statute import CATEGORIES
from tests import builders

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
HOME = "/staff/register/outfitters/"
PARTY_FIELDS = {
    "legal_name": "Sierra Seed Catalog Co.",
    "street": "2118 Commerce Way",
    "city": "Reno",
    "state": "NV",
    "postal_code": "89502",
    "relation": "unaffiliated",
    "nature_clear": "on",
    "products_known": "on",
}


@pytest.fixture
def business() -> Business:
    """Return a business whose register is empty."""
    return builders.a_business()


@pytest.fixture
def kim(as_user: AsUser) -> Client:
    """Return the browser of a register keeper who reviews nothing."""
    return as_user(builders.a_person("kim", REGISTER_KEEPER))


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_keeper_without_review_rights_signs_in_and_lands_on_the_register(business: Business, client: Client) -> None:
    builders.a_person("kim", REGISTER_KEEPER)
    answer = client.post("/staff/sign-in/", {"username": "kim", "password": "correct horse battery"}, follow=True)
    assert answer.redirect_chain[-1][0] == HOME


def test_a_reviewer_looks_and_changes_nothing(business: Business, rita: Client) -> None:
    party = builders.a_third_party(business)
    assert "Sierra Seed Catalog Co." in page_of(rita, HOME)
    assert "Add a third party" not in page_of(rita, HOME)
    assert rita.get(f"{HOME}third-parties/{party.pk}/edit/").status_code == 403
    assert rita.post(f"{HOME}third-parties/{party.pk}/edit/", PARTY_FIELDS).status_code == 403


def test_somebody_without_a_role_sees_no_register(business: Business, as_user: AsUser) -> None:
    assert as_user(builders.a_person("nobody")).get(HOME).status_code == 403


def test_the_listing_says_what_each_disclosure_does_and_what_is_missing(business: Business, kim: Client) -> None:
    builders.a_register(business)
    builders.a_disclosure(builders.a_third_party(business, "Nowhere Lists Inc.", street=""))
    shown = page_of(kim, f"{HOME}?year=2025")
    assert "Left out" in shown
    assert "(d)(1)(A)" in shown
    assert "Nowhere Lists Inc. has no postal address to print." in shown


def test_an_empty_register_says_what_would_fill_it(business: Business, kim: Client) -> None:
    assert "The register is empty." in page_of(kim, HOME)


def test_every_third_party_is_on_exactly_one_page(business: Business, kim: Client) -> None:
    names = [f"Recipient {number % 7} {number:03}" for number in range(103)]
    for name in names:
        builders.a_third_party(business, name)
    seen: list[str] = []
    address = HOME
    while address:
        answer = kim.get(address)
        seen += [line.party.legal_name for line in answer.context["lines"]]
        address = f"{HOME}?{answer.context['next']}" if answer.context["next"] else ""
    assert seen == sorted(names)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=oakland", ["Blue Horizon LLC"]),
        ("q=seed+sierra", ["Sierra Seed Catalog Co."]),
        ("relation=affiliate", []),
        ("incomplete=on", []),
        ("disclosed=on&relation=same_brand_affiliate", []),
        ("does=left_out", ["Quiet Hosting Inc."]),
        ("does=named", ["Blue Horizon LLC", "Sierra Seed Catalog Co."]),
        ("sort=city", ["Blue Horizon LLC", "Sierra Seed Catalog Co.", "Quiet Hosting Inc."]),
    ],
)
def test_the_listing_is_narrowed_by_its_address(business: Business, kim: Client, query: str, found: list[str]) -> None:
    builders.a_register(business)
    lines = kim.get(f"{HOME}?year=2025&{query}").context["lines"]
    assert [line.party.legal_name for line in lines] == found


@pytest.mark.parametrize("query", ["year=x", "after=x", "after=99999999999999999999", "relation=%00", "q=%25_%27"])
def test_an_address_that_makes_no_sense_is_read_kindly(business: Business, kim: Client, query: str) -> None:
    assert kim.get(f"{HOME}?{query}").status_code == 200


def test_a_third_party_is_added_and_changed_through_the_register(business: Business, kim: Client) -> None:
    kim.post(f"{HOME}third-parties/new/", PARTY_FIELDS)
    party = ThirdParty.objects.get()
    kim.post(f"{HOME}third-parties/{party.pk}/edit/", {**PARTY_FIELDS, "city": "Sparks"})
    party.refresh_from_db()
    assert party.city == "Sparks"
    assert RegisterChange.objects.count() == 2
    history = page_of(kim, f"{HOME}third-parties/{party.pk}/").partition("History")[2]
    assert "Sparks" in history
    assert "Reno" in history
    assert "kim" in history
    assert "user:" not in history


def test_a_third_party_without_a_name_is_refused_with_a_sentence(business: Business, kim: Client) -> None:
    answer = kim.post(f"{HOME}third-parties/new/", {**PARTY_FIELDS, "legal_name": ""})
    assert answer.status_code == 400
    assert "Enter the legal name of the third party." in answer.content.decode()
    assert not ThirdParty.objects.exists()


def test_a_disclosure_shows_what_it_does_before_it_is_saved(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    given = {"year": 2025, "categories": ["telephone"], "use": "direct_marketing", "knowledge": "knows"}
    address = f"{HOME}third-parties/{party.pk}/disclosures/new/"
    shown = kim.post(address, {**given, "show": "1"}).content.decode()
    assert "What this would do" in shown
    assert "The notice names Sierra Seed Catalog Co. as well." in shown
    assert not Disclosure.objects.exists()
    kim.post(address, given)
    assert Disclosure.objects.get().categories == ["telephone"]


def test_each_condition_of_the_clause_is_kept_as_yes_no_or_not_answered(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    given = {
        "year": 2025,
        "categories": ["telephone"],
        "use": "direct_marketing",
        "knowledge": "knows",
        "exclusion_clause": "(d)(1)(A)",
        "(d)(1)(A):contract": "yes",
        "(d)(1)(A):no_marketing_use": "no",
        "(d)(1)(A):no_onward_marketing_disclosure": "",
    }
    kim.post(f"{HOME}third-parties/{party.pk}/disclosures/new/", given)
    assert Disclosure.objects.get().exclusion_conditions == {"contract": True, "no_marketing_use": False}


def closed(business: Business, year: int = 2025) -> None:
    YearClose.objects.create(
        business=business, year=year, closed_at=datetime(2026, 2, 1, tzinfo=UTC), closed_by="kim", register_version=1
    )


def test_an_edit_of_a_closed_year_asks_and_is_not_saved_without_an_answer(business: Business, kim: Client) -> None:
    row = builders.a_disclosure(builders.a_third_party(business))
    closed(business)
    address = f"{HOME}third-parties/{row.third_party_id}/disclosures/{row.pk}/"
    given = {"year": 2025, "categories": ["telephone"], "use": "direct_marketing", "knowledge": "knows"}
    asked = kim.post(address, given)
    row.refresh_from_db()
    assert asked.status_code == 400
    assert 'name="nature"' in asked.content.decode()
    assert row.categories == ["name_address"]
    answer = {**given, "nature": "correction", "why": "The list was read again.", "note": "List of March"}
    shown = kim.post(address, answer)
    row.refresh_from_db()
    assert "Nothing is saved yet." in shown.content.decode()
    assert "Whom it touches" in shown.content.decode()
    assert row.categories == ["name_address"]
    seen = re.search(r'name="dry_run_seen" value="([0-9a-f]+)"', shown.content.decode())
    assert seen is not None
    other = kim.post(address, {**answer, "categories": ["email"], "dry_run_seen": seen[1]})
    row.refresh_from_db()
    assert (other.status_code, row.categories) == (400, ["name_address"])  # that was not what was shown
    kim.post(address, {**answer, "dry_run_seen": seen[1]})
    row.refresh_from_db()
    assert (row.categories, row.note) == (["telephone"], "List of March")
    change = RegisterChange.objects.get()
    assert (change.nature, change.note) == ("correction", "The list was read again.")


def test_a_disclosure_is_removed_and_what_it_said_stays(business: Business, kim: Client) -> None:
    row = builders.a_disclosure(builders.a_third_party(business))
    kim.post(f"{HOME}third-parties/{row.third_party_id}/disclosures/{row.pk}/remove/")
    assert not Disclosure.objects.exists()
    assert RegisterChange.objects.count() == 1


def test_two_that_look_alike_are_merged_on_request(business: Business, kim: Client) -> None:
    one = builders.a_third_party(business, "Knower Tech, LLC")
    other = builders.a_third_party(business, "Knower Tech LLC", street="9 Else St")
    assert "May be the same" in page_of(kim, f"{HOME}third-parties/{one.pk}/")
    kim.post(f"{HOME}third-parties/{one.pk}/merge/", {"other": other.pk, "merge": "1"})
    other.refresh_from_db()
    assert other.merged_into == one


def test_the_export_is_recorded_and_names_who_took_it(business: Business, rita: Client) -> None:
    builders.a_register(business)
    answer = rita.get(f"{HOME}export.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined] # streamed
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["third_party_name"] for row in rows) == [
        "Blue Horizon LLC",
        "Quiet Hosting Inc.",
        "Sierra Seed Catalog Co.",
    ]
    assert AuditEntry.objects.filter(action="register.exported", actor=f"user:{User.objects.get().pk}").count() == 1


def day_before_yesterday() -> tuple[datetime, str]:
    """Return a moment before today, and its day as an address names it."""
    moment = datetime.now(UTC) - timedelta(days=2)
    return moment, moment.astimezone(ZoneInfo("America/Los_Angeles")).date().isoformat()


def test_the_register_is_shown_as_it_was_known_on_a_day_and_nothing_can_be_changed_there(
    business: Business, kim: Client
) -> None:
    party = builders.a_third_party(business, city="")
    row = Disclosure(third_party=party, year=2025, categories=["telephone"])
    then, day = day_before_yesterday()
    party.city = "Old Town"
    edit.save(party, actor="test", at=then)
    edit.save(row, actor="test", at=then)
    party.city = "New Town"
    edit.save(party, actor="test", at=datetime.now(UTC))
    edit.remove(row, actor="test", at=datetime.now(UTC))
    query = f"?year=2025&known-on={day}"
    shown = page_of(kim, HOME + query)
    assert "Old Town" in shown
    assert "New Town" not in shown
    assert "Listed" in shown
    assert "as it was known on" in shown
    assert "Add a third party" not in shown
    alone = page_of(kim, f"{HOME}third-parties/{party.pk}/{query}")
    assert "Old Town" in alone.partition("History")[0]
    assert "Telephone number" in alone
    assert "Change this disclosure" not in alone
    assert "nothing disclosed" in page_of(kim, f"{HOME}?year=2025")


def test_a_company_of_the_same_brand_is_counted_by_number_and_not_listed(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business, relation="same_brand_affiliate")
    builders.a_disclosure(party, categories=["race"])
    shown = page_of(kim, f"{HOME}?year=2025") + page_of(kim, f"{HOME}third-parties/{party.pk}/")
    assert (shown.count("Counted by number"), shown.count("Listed")) == (2, 0)


def test_a_day_before_the_register_began_says_since_when_it_is_known(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    party.city = "Sparks"
    edit.save(party, actor="test", at=datetime(2026, 5, 4, tzinfo=UTC))
    assert "The register begins on 2026-05-04." in page_of(kim, f"{HOME}?known-on=2010-01-01")
    assert "The register begins on" in page_of(kim, f"{HOME}third-parties/{party.pk}/?known-on=2010-01-01")


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_makes_no_sense_shows_the_register_as_it_is(business: Business, kim: Client, day: str) -> None:
    assert kim.get(f"{HOME}?known-on={day}").context["at"].known_on is None


def test_the_columns_are_chosen(business: Business, kim: Client) -> None:
    builders.a_third_party(business, opt_out="https://example.com/stop")
    assert "https://example.com/stop" not in page_of(kim, HOME)
    shown = page_of(kim, f"{HOME}?columns=&columns=opt_out")
    assert "https://example.com/stop" in shown
    assert "2118 Commerce Way" not in shown


def test_an_address_is_mended_in_its_row(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business, street="")
    assert 'name="street"' in page_of(kim, f"{HOME}?open={party.pk}")
    given = {"street": "1 New St", "city": "Reno", "state": "NV", "postal_code": "89502", "back": "year=2025&q=seed"}
    answer = kim.post(f"{HOME}third-parties/{party.pk}/row/", given)
    assert answer["Location"] == f"{HOME}?year=2025&q=seed#row_{party.pk}"
    party.refresh_from_db()
    assert party.street == "1 New St"
    assert party.legal_name == "Sierra Seed Catalog Co."


def test_an_address_of_a_closed_year_asks_in_its_row_too(business: Business, kim: Client) -> None:
    row = builders.a_disclosure(builders.a_third_party(business))
    closed(business)
    given = {"street": "1 New St", "city": "Reno", "state": "NV", "postal_code": "89502"}
    asked = kim.post(f"{HOME}third-parties/{row.third_party_id}/row/", given)
    assert asked.status_code == 400
    assert 'name="nature"' in asked.content.decode()
    assert not ThirdParty.objects.filter(street="1 New St").exists()


def test_disclosures_of_which_the_law_makes_the_same_are_one_line_of_the_listing(
    business: Business, kim: Client
) -> None:
    party = builders.a_third_party(business)
    builders.a_disclosure(party, categories=["name_address"])
    builders.a_disclosure(party, categories=["telephone", "name_address"])
    builders.a_disclosure(party, categories=["email"], unreported_data=["cookie id"])
    builders.a_disclosure(party, categories=["age"], use="none")

    shown = " ".join(page_of(kim, f"{HOME}?year=2025").split())

    assert shown.count(">Listed<") == shown.count(">Left out<") == 1
    assert '3 disclosures: <strong class="in">Listed</strong>' in shown
    labels = {each.code: each.label for each in CATEGORIES}
    told = " · ".join([*(labels[code] for code in ("name_address", "email", "telephone")), "cookie id"])
    assert f'<span class="quiet" dir="auto">{told}</span>' in shown
    assert "1 disclosures" not in shown
