"""Writing to the register: one step is one version, every state is kept, a closed year asks what the edit is."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from requests_app.audit.models import AuditEntry
from requests_app.register import edit
from requests_app.register.closed import NatureNeededError
from requests_app.register.models import (
    Business,
    Disclosure,
    RegisterChange,
    RowState,
    SameBrandCount,
    ThirdParty,
    YearClose,
)
from requests_app.register.reading import as_known, version_on
from requests_app.register.writable import RefusedWriteError
from tests.builders import a_business, a_disclosure, a_third_party

pytestmark = pytest.mark.django_db

AT = datetime(2026, 2, 2, 18, 0, tzinfo=UTC)
LATER = datetime(2026, 2, 3, 18, 0, tzinfo=UTC)
KEEPER = "user:7"


def a_new_business() -> Business:
    business = Business(
        slug="mill", legal_name="Mill & Weir, Inc.", postal_address="1 Weir St, Galt, CA", reply_email="a@example.com"
    )
    edit.save(business, actor=KEEPER, at=AT)
    return business


def a_party(business: Business, name: str = "Reed Lists LLC") -> ThirdParty:
    return ThirdParty(business=business, legal_name=name, street="1 Reed St", city="Galt")


def closed(business: Business, year: int = 2025) -> None:
    YearClose.objects.create(business=business, year=year, closed_at=AT, closed_by=KEEPER, register_version=1)


def test_a_new_business_is_the_first_version_of_its_register() -> None:
    business = a_new_business()

    assert business.register_version == 1
    assert list(RegisterChange.objects.values_list("number", "actor", "kind")) == [(1, KEEPER, "edit")]
    assert RowState.objects.get().values["legal_name"] == "Mill & Weir, Inc."


def test_rows_saved_in_one_step_are_one_version() -> None:
    business = a_new_business()

    with edit.change(business.pk, actor=KEEPER, at=LATER) as step:
        party = a_party(business)
        step.save(party)
        step.save(Disclosure(third_party=party, year=2025, categories=["email"]))

    business.refresh_from_db()
    assert business.register_version == 2
    assert RegisterChange.objects.get(number=2).years == [2025]
    assert set(RowState.objects.filter(since=2).values_list("table", "year")) == {
        ("thirdparty", None),
        ("disclosure", 2025),
    }


def test_a_row_saved_as_it_stands_is_no_version() -> None:
    business = a_new_business()
    party = a_party(business)
    edit.save(party, actor=KEEPER, at=AT)
    entries = AuditEntry.objects.count()

    edit.save(party, actor=KEEPER, at=LATER)

    business.refresh_from_db()
    assert business.register_version == 2
    assert RegisterChange.objects.count() == 2
    assert AuditEntry.objects.count() == entries


def test_a_row_saved_twice_in_a_step_has_its_last_state() -> None:
    business = a_new_business()
    party = a_party(business)
    edit.save(party, actor=KEEPER, at=AT)

    with edit.change(business.pk, actor=KEEPER, at=LATER) as step:
        for city in ("Lodi", "Acampo"):
            party.city = city
            step.save(party)

    states = RowState.objects.filter(table="thirdparty").order_by("since")
    assert [(state.since, state.until, state.values["city"]) for state in states] == [
        (2, 3, "Galt"),
        (3, None, "Acampo"),
    ]


def test_a_business_changed_with_an_old_version_in_hand_keeps_the_new_one() -> None:
    business = a_new_business()
    stale = Business.objects.get(pk=business.pk)
    edit.save(a_party(business), actor=KEEPER, at=AT)

    stale.employees = 12
    edit.save(stale, actor=KEEPER, at=LATER)

    assert Business.objects.get(pk=business.pk).register_version == 3


def test_a_removed_row_is_still_known_at_the_versions_that_had_it() -> None:
    business = a_new_business()
    party = a_party(business)
    edit.save(party, actor=KEEPER, at=AT)
    row = Disclosure(third_party=party, year=2025, categories=["email"])
    edit.save(row, actor=KEEPER, at=AT)

    edit.remove(row, actor=KEEPER, at=LATER)

    assert [each.categories for each in as_known(business, version=3).disclosures(2025)] == [["email"]]
    assert as_known(business, version=4).disclosures(2025) == ()


def test_many_rows_added_at_once_are_kept_one_by_one_and_traced_as_one() -> None:
    business = a_new_business()
    entries = AuditEntry.objects.count()

    with edit.change(business.pk, actor=KEEPER, at=LATER, kind=edit.Kind.LOAD) as step:
        step.add([a_party(business, f"Reed {number} LLC") for number in range(30)])

    assert RowState.objects.filter(table="thirdparty", since=2).count() == 30
    assert AuditEntry.objects.count() == entries + 1
    assert AuditEntry.objects.latest("id").detail["rows"] == 30


def test_the_audit_says_which_fields_and_never_what_they_hold() -> None:
    business = a_new_business()
    party = a_party(business)
    edit.save(party, actor=KEEPER, at=AT)

    party.city = "Lodi"
    edit.save(party, actor=KEEPER, at=LATER)

    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.detail["fields"]) == ("register.thirdparty.changed", ["city"])
    assert "Lodi" not in str(entry.detail)


def test_a_step_that_fails_leaves_nothing() -> None:
    business = a_new_business()
    edit.save(a_party(business), actor=KEEPER, at=AT)

    def save_the_same_twice() -> None:
        with edit.change(business.pk, actor=KEEPER, at=LATER) as step:
            step.save(a_party(business, "Sedge Lists LLC"))
            step.save(a_party(business))

    with pytest.raises(IntegrityError), transaction.atomic():
        save_the_same_twice()

    business.refresh_from_db()
    assert business.register_version == 2
    assert ThirdParty.objects.count() == 1
    assert not RegisterChange.objects.filter(number=3).exists()


@pytest.mark.parametrize("nature", ["change", "correction"])
def test_an_edit_of_a_closed_year_says_what_it_is(nature: str) -> None:
    business = a_business()
    row = a_disclosure(a_third_party(business))
    closed(business)
    row.categories = ["email"]

    edit.save(row, actor=KEEPER, at=LATER, nature=nature, note="The list had e-mail addresses.")

    made = RegisterChange.objects.get()
    assert (made.nature, made.note, made.years) == (nature, "The list had e-mail addresses.", [2025])


@pytest.mark.parametrize("nature", ["", "mistake"])
def test_without_that_it_is_refused_and_nothing_is_written(nature: str) -> None:
    business = a_business()
    row = a_disclosure(a_third_party(business))
    closed(business)
    row.categories = ["email"]

    with pytest.raises(NatureNeededError, match="2025 is closed"), transaction.atomic():
        edit.save(row, actor=KEEPER, at=LATER, nature=nature)

    row.refresh_from_db()
    assert row.categories == ["name_address"]
    assert not RegisterChange.objects.exists()


def test_a_closed_year_asks_however_it_is_touched() -> None:
    business = a_business()
    party = a_third_party(business)
    row, elsewhere = a_disclosure(party), a_disclosure(party, year=2024)
    closed(business)
    party.street = "9 Other St"
    elsewhere.year = 2025
    count = SameBrandCount(business=business, year=2025, number=2)

    for edited in (party, elsewhere, count):
        with pytest.raises(NatureNeededError), transaction.atomic():
            edit.save(edited, actor=KEEPER, at=LATER)
    moved = Disclosure.objects.get(pk=row.pk)
    moved.year = 2024
    with pytest.raises(NatureNeededError), transaction.atomic():
        edit.save(moved, actor=KEEPER, at=LATER)
    with pytest.raises(NatureNeededError), transaction.atomic():
        edit.remove(row, actor=KEEPER, at=LATER)


def test_other_years_ask_nothing() -> None:
    business = a_business()
    closed(business)

    edit.save(Disclosure(third_party=a_third_party(business), year=2026, categories=[]), actor=KEEPER, at=LATER)

    assert RegisterChange.objects.get().years == [2026]


def test_a_step_that_waited_for_another_is_known_no_earlier_than_that_one() -> None:
    business = a_new_business()
    edit.save(a_party(business), actor=KEEPER, at=LATER)
    edit.save(a_party(business, "Waited Lists LLC"), actor=KEEPER, at=AT)

    assert [each.at for each in RegisterChange.objects.order_by("number")] == [AT, LATER, LATER]
    assert version_on(business, at=AT) == 1
    assert version_on(business, at=LATER) == 3


def test_a_row_stays_with_its_business() -> None:
    here, there = a_new_business(), a_business("other")
    party = a_party(here)
    edit.save(party, actor=KEEPER, at=AT)
    row = a_disclosure(party)
    party.business = there
    row.third_party = a_third_party(there)

    for moved in (party, row):
        with pytest.raises(RefusedWriteError, match="stays with its business"):
            edit.save(moved, actor=KEEPER, at=LATER)
    assert ThirdParty.objects.get(pk=party.pk).business == here
    assert Disclosure.objects.get(pk=row.pk).third_party == party


def test_the_version_of_a_moment_is_the_last_one_before_it() -> None:
    business = a_new_business()
    edit.save(a_party(business), actor=KEEPER, at=LATER)

    assert version_on(business, at=datetime(2026, 2, 1, tzinfo=UTC)) == 0
    assert version_on(business, at=AT) == 1
    assert version_on(business, at=LATER) == 2
