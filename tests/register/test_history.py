"""What a row said before: page by page, the removal too, and who answered each condition of an exclusion."""

from datetime import UTC, datetime

import pytest

from requests_app.register import edit
from requests_app.register.history import PAGE_SIZE, history_of, removed_disclosures, steps_of
from requests_app.register.models import Business, Disclosure, RegisterChange, RowState, ThirdParty
from tests.builders import a_business, a_third_party

pytestmark = pytest.mark.django_db

AT = datetime(2026, 2, 2, 18, 0, tzinfo=UTC)
CLAUSE = "(d)(1)(A)"


@pytest.fixture
def business() -> Business:
    return a_business()


def saved(row: Disclosure | ThirdParty, by: str = "user:7") -> int:
    """Save a row and return the version that this led to."""
    edit.save(row, actor=by, at=AT)
    return RegisterChange.objects.latest("number").number


def claimed(business: Business, **conditions: bool) -> Disclosure:
    return Disclosure(
        third_party=a_third_party(business),
        year=2025,
        categories=["email"],
        exclusion_clause=CLAUSE,
        exclusion_conditions=conditions,
    )


def test_a_removal_is_the_last_step_of_a_row(business: Business) -> None:
    row = claimed(business)
    entered = saved(row)
    pk = row.pk
    edit.remove(row, actor="user:8", at=AT)
    row.pk = pk

    passages = history_of(row).passages

    assert [(each.change.actor, each.is_removal) for each in passages] == [("user:8", True), ("user:7", False)]
    assert passages[1].change.number == entered
    assert [state.row for state in removed_disclosures(business, third_party=row.third_party_id)] == [pk]


def test_a_disclosure_that_stands_is_not_among_the_removed(business: Business) -> None:
    row = claimed(business)
    saved(row)
    row.categories = ["telephone"]
    saved(row)

    assert removed_disclosures(business, third_party=row.third_party_id) == []


def test_every_step_of_a_long_history_is_on_exactly_one_page(business: Business) -> None:
    party = a_third_party(business)
    numbers = []
    for place in range(2 * PAGE_SIZE + 3):
        party.city = f"City {place}"
        numbers.append(saved(party))
    seen: list[int] = []
    cities: list[object] = []
    before: int | None = None
    while True:
        page = history_of(party, before=before)
        seen += [each.change.number for each in page.passages]
        cities += [each.was for passage in page.passages for each in passage.differences]
        if page.older is None:
            break
        before = page.older

    assert seen == numbers[::-1]
    assert cities == [f"City {place}" for place in reversed(range(2 * PAGE_SIZE + 2))]


def test_the_steps_of_a_register_say_what_they_wrote_and_removed(business: Business) -> None:
    row = claimed(business)
    saved(row)
    row.note = "Letter"
    saved(row)
    edit.remove(row, actor="user:8", at=AT)
    business.refresh_from_db()
    business.employees = 12
    edit.save(business, actor="user:7", at=AT)

    steps, older = steps_of(business)

    assert [(dict(each.written), dict(each.removed)) for each in steps] == [
        ({"business": 1}, {}),
        ({}, {"disclosure": 1}),
        ({"disclosure": 1}, {}),
        ({"disclosure": 1}, {}),
    ]
    assert older is None
    assert [each.change.number for each in history_of(business).passages] == [steps[0].change.number]


def test_each_answer_names_the_step_that_gave_it(business: Business) -> None:
    row = claimed(business, contract=True)
    first = saved(row)
    row.exclusion_conditions = {"contract": True, "no_marketing_use": False}
    second = saved(row, by="user:8")
    row.exclusion_conditions = {"contract": False, "no_marketing_use": False}
    third = saved(row)

    assert row.exclusion_answered == {"contract": third, "no_marketing_use": second}
    kept = RowState.objects.filter(table="disclosure", row=row.pk).order_by("since")
    assert [state.values["exclusion_answered"] for state in kept] == [
        {"contract": first},
        {"contract": first, "no_marketing_use": second},
        {"contract": third, "no_marketing_use": second},
    ]


def test_another_clause_is_answered_anew(business: Business) -> None:
    row = claimed(business, contract=True)
    saved(row)
    row.exclusion_clause = "(d)(1)(C)"
    second = saved(row)

    assert row.exclusion_answered == {"contract": second}


def test_an_answer_from_before_anybody_noted_it_names_no_step(business: Business) -> None:
    row = claimed(business, contract=True)
    row.save()
    row.note = "Looked at again"
    saved(row)

    assert row.exclusion_answered == {}
