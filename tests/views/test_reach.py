"""Who is bound to some businesses of an installation: the rows of the others are not there for them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app import handling, tasks
from requests_app.audit.models import AuditEntry
from requests_app.desk.models import BulkRun
from requests_app.register.models import Business, Reach, ThirdParty
from requests_app.requests.assign import AssignError
from requests_app.requests.models import DisclosureRequest, RequestNote
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, REVIEWER, NotAllowedError
from requests_app.requests.reach import businesses_of, reaches
from tests.builders import NOW, a_business, a_person, a_register, a_request

SignIn = Callable[[User], Client]


@pytest.fixture
def other(business: Business) -> Business:
    """Return a second business of the installation, with a register of its own."""
    other = a_business("harbor", legal_name="Harbor Tea LLC")
    a_register(other)
    return other


@pytest.fixture
def asked_other(other: Business) -> DisclosureRequest:
    return a_request(other, requester_name="Bo Harborside", email="bo@example.org")


def bound(username: str, business: Business, *roles: str) -> User:
    """Return a person with these roles who is bound to one business."""
    person = a_person(username, *roles)
    Reach.objects.create(user=person, business=business)
    return person


def test_who_is_bound_to_none_reaches_every_business(business: Business, other: Business) -> None:
    person, root = a_person("rita", REVIEWER), User.objects.create_superuser("root")
    Reach.objects.create(user=root, business=business)

    assert list(businesses_of(person)) == list(businesses_of(root)) == [business, other]
    assert reaches(person, None)
    assert not reaches(bound("bea", business, REVIEWER), None)


def test_the_queue_lists_and_counts_what_is_within_reach(
    business: Business, asked_other: DisclosureRequest, as_user: SignIn
) -> None:
    own = a_request(business)
    client = as_user(bound("bea", business, REVIEWER))

    of_the_other = f"/staff/?business={asked_other.business_id}"
    for address in ("/staff/", "/staff/?show=all", "/staff/?show=waiting", of_the_other):
        response = client.get(address)
        page = response.content.decode()
        assert str(asked_other.reference) not in page
        assert "Harbor Tea" not in page
        assert {tile.count for tile in response.context["tiles"] if tile.listing.key == "waiting"} == {1}
    assert str(own.reference) in client.get("/staff/?show=all").content.decode()
    assert {each.count for each in client.get("/staff/numbers/").context["tiles"]} == {0, 1}


def test_a_search_finds_nothing_out_of_reach(
    business: Business, asked_other: DisclosureRequest, as_user: SignIn, rita: Client
) -> None:
    client = as_user(bound("bea", business, REVIEWER))
    address = f"/staff/?q={asked_other.reference}"
    tasks.index_requests()

    assert [each.request for each in rita.get(address).context["rows"]] == [asked_other]
    assert client.get(address).context["rows"] == []
    assert client.get(address).context["total"] == "0"


def test_a_shared_list_of_those_who_reach_further_is_not_shown(business: Business, as_user: SignIn) -> None:
    bea, bo = bound("bea", business, REVIEWER), bound("bo", business, REVIEWER)
    for maker, name in ((a_person("rita", REVIEWER), "Bo Harborside"), (bo, "Ours")):
        as_user(maker).post("/staff/lists/", {"list": "show=all", "name": name, "shared": "on"})

    assert [each.name for each in as_user(bea).get("/staff/").context["saved"]] == ["Ours"]


def test_the_next_one_to_take_is_within_reach(business: Business, asked_other: DisclosureRequest) -> None:
    bea = bound("bea", business, REVIEWER)

    assert handling.take_next(by=bea, now=NOW, on=NOW.date()) is None
    own = a_request(business)
    assert handling.take_next(by=bea, now=NOW, on=NOW.date()) == own


def test_nobody_is_given_what_they_do_not_reach(business: Business, asked_other: DisclosureRequest) -> None:
    bea = bound("bea", business, REVIEWER)

    with pytest.raises(AssignError, match="bea does not reach this business"):
        handling.assign(disclosure_request_id=asked_other.pk, to=bea, seen=None, by=a_person("rita", REVIEWER), now=NOW)


def test_many_at_once_are_those_within_reach_and_a_run_of_others_is_not_there(
    business: Business, asked_other: DisclosureRequest, as_user: SignIn, rita: Client
) -> None:
    own = a_request(business)
    client = as_user(bound("bea", business, REVIEWER))

    client.post("/staff/bulk/freeze/", {"list": "show=waiting", "which": "all", "do": "approve"})
    client.post("/staff/bulk/freeze/", {"list": "", "pick": [own.pk, asked_other.pk], "do": "approve"})
    rita.post("/staff/bulk/freeze/", {"list": "show=waiting", "which": "all", "do": "approve"})

    first, second, hers = BulkRun.objects.order_by("id")
    for run in (first, second):
        assert [item.disclosure_request for item in run.items.all()] == [own]
    assert {run.pk for run in client.get("/staff/bulk/").context["runs"]} == {first.pk, second.pk}
    assert client.get(f"/staff/bulk/{hers.pk}/").status_code == 404
    with pytest.raises(NotAllowedError):
        handling.confirm_bulk(run_id=hers.pk, by=User.objects.get(username="bea"), now=NOW)


def test_the_doors_behind_the_pages_refuse_too(business: Business, asked_other: DisclosureRequest) -> None:
    """Fault 87: what a page hides, no other way in does either."""
    bea = bound("bea", business, REVIEWER, REGISTER_KEEPER)
    pk = asked_other.pk
    party = ThirdParty.objects.filter(business=asked_other.business).first()
    receipt = asked_other.receipts.get()
    assert party is not None
    doors: list[Callable[[], object]] = [
        lambda: handling.approve(disclosure_request_id=pk, seen_version=asked_other.version, by=bea, now=NOW),
        lambda: handling.decline(
            disclosure_request_id=pk, clause="(c)(1)", because="No.", seen_version=asked_other.version, by=bea, now=NOW
        ),
        lambda: handling.assign(disclosure_request_id=pk, to=None, seen=None, by=bea, now=NOW),
        lambda: handling.defer(disclosure_request_id=pk, until=None, on=NOW.date(), by=bea, now=NOW),
        lambda: handling.add_note(disclosure_request_id=pk, kind=RequestNote.Kind.NOTE, text="x", by=bea, now=NOW),
        lambda: handling.add_legal_note(disclosure_request_id=pk, text="x", by=bea, now=NOW),
        lambda: handling.confirm_receipt(receipt_id=receipt.pk, by=bea, now=NOW),
        lambda: handling.acknowledge_after_all(receipt_id=receipt.pk, by=bea, now=NOW),
        lambda: handling.say_one_person(one_id=pk, other_id=pk, is_one=True, by=bea, now=NOW),
        lambda: handling.save_register_row(row=party, by=bea, now=NOW),
        lambda: handling.remove_register_row(row=party, by=bea, now=NOW),
        lambda: handling.preview_removal(row=party, by=bea, now=NOW),
        lambda: handling.record_export(business=asked_other.business, what="csv", by=bea, now=NOW),
        lambda: handling.save_register_row(row=Business(slug="third", legal_name="Third Inc."), by=bea, now=NOW),
    ]

    before = AuditEntry.objects.count()
    for door in doors:
        with pytest.raises(NotAllowedError, match="does not reach"):
            door()
    assert AuditEntry.objects.count() == before


# -- the admin --------------------------------------------------------------------------------------------------------


@pytest.fixture
def house(business: Business, as_user: SignIn) -> Client:
    """Return the browser of an administrator who is bound to the first business."""
    return as_user(_of_the_admin(bound("alba", business, ADMINISTRATOR)))


def _of_the_admin(person: User) -> User:
    person.is_staff = True
    person.save()
    return person


def test_the_admin_shows_what_is_within_reach(
    business: Business, asked_other: DisclosureRequest, house: Client
) -> None:
    own = a_request(business)

    for table in ("disclosurerequest", "receipt", "business", "thirdparty", "disclosure", "designatedcontact"):
        page = house.get(f"/admin/requests_app/{table}/").content.decode()
        assert "Harbor Tea" not in page, table
        assert str(asked_other.reference) not in page, table
    assert str(own.reference) in house.get("/admin/requests_app/disclosurerequest/").content.decode()
    there = ("disclosurerequest", asked_other.pk), ("business", asked_other.business_id)
    assert {house.get(f"/admin/requests_app/{table}/{pk}/change/").status_code for table, pk in there} == {404}
    assert house.get("/admin/requests_app/auditentry/").status_code == 403


def test_the_admin_takes_no_row_for_a_business_out_of_reach(other: Business, house: Client) -> None:
    given = {"business": other.pk, "name": "Harbor", "slug": "harbor"}

    response = house.post("/admin/requests_app/brand/add/", given)

    assert "Select a valid choice" in response.content.decode()
    assert house.get("/admin/requests_app/business/add/").status_code == 403


def test_who_is_bound_makes_nobody_who_reaches_further(house: Client) -> None:
    kim = a_person("kim")

    assert house.get("/admin/auth/user/add/").status_code == 403
    assert house.post(f"/admin/auth/user/{kim.pk}/change/", {"username": "kim"}).status_code == 403
    assert house.get(f"/admin/auth/user/{kim.pk}/password/").status_code == 403


def test_who_is_bound_reads_on_no_account_which_other_businesses_there_are(other: Business, house: Client) -> None:
    hal = bound("hal", other, REVIEWER)

    response = house.get(f"/admin/auth/user/{hal.pk}/change/")

    assert response.status_code in {200, 403}
    assert other.legal_name not in response.content.decode()


def test_what_a_person_reaches_is_set_by_an_administrator_and_recorded(business: Business, as_user: SignIn) -> None:
    client = as_user(_of_the_admin(a_person("alba", ADMINISTRATOR)))
    kim = a_person("kim", REVIEWER)
    form = {
        "username": "kim",
        "is_active": "on",
        "date_joined_0": "2026-05-04",
        "date_joined_1": "10:00:00",
        "groups": list(kim.groups.values_list("pk", flat=True)),
        "reaches-TOTAL_FORMS": "1",
        "reaches-INITIAL_FORMS": "0",
        "reaches-0-business": business.pk,
        "reaches-0-user": kim.pk,
    }

    assert client.post(f"/admin/auth/user/{kim.pk}/change/", form).status_code == 302

    assert Reach.objects.get().user == kim
    entry = AuditEntry.objects.get(action="account.changed")
    assert entry.detail["businesses"] == [business.pk]
    assert business.legal_name not in str(entry.detail)
