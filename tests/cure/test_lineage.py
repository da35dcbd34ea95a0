"""Whom a correction touches: the same as if every notice were made anew from what is known now."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, example, given, settings

from requests_app.cure.affected import Affected
from requests_app.cure.scope import Scope
from tests.builders import NOW, REPORT_YEAR
from tests.cure.steps import HISTORIES, Step, live_through
from tests.cure.worlds import World

pytestmark = pytest.mark.django_db
own_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Each example takes back what it wrote."""
FIRST_ONE: Step = ("issue", "", 1, 1)


def found_by_lineage(world: World) -> set[int]:
    scope = Scope(business=world.business, years=(REPORT_YEAR,), on=NOW.date())
    return set(Affected(scope).wrong_notices().values_list("pk", flat=True))


def check(history: list[Step]) -> None:
    with transaction.atomic():
        world = live_through(history)
        expected = world.wrong()
        event(f"{'some' if expected else 'no'} wrong of {'some' if world.copies else 'no'} notices")
        assert found_by_lineage(world) == expected
        transaction.set_rollback(True)


@given(HISTORIES)
@example([FIRST_ONE, ("disclose", "correction", 0, 2)])
@example([FIRST_ONE, ("move_party", "change", 0, 1), ("rename_party", "correction", 0, 1)])
@example([FIRST_ONE, ("undisclose", "change", 0, 0), ("remove_party", "correction", 0, 0)])
@example([("add_party", "", 0, 1), ("disclose", "", 1, 2), FIRST_ONE, ("merge_parties", "correction", 0, 1)])
@example([("add_party", "", 0, 1), ("disclose", "", 1, 2), FIRST_ONE, ("merge_parties", "change", 0, 1)])
@example([FIRST_ONE, ("relate_party", "correction", 0, 1)])
@example([FIRST_ONE, ("relate_party", "change", 0, 1), ("relate_party", "correction", 0, 2)])
@settings(own_database, max_examples=15)
def test_a_dozen_registers(history: list[Step]) -> None:
    check(history)


@pytest.mark.long
@given(HISTORIES)
@settings(own_database, max_examples=200)
def test_two_hundred_registers(history: list[Step]) -> None:
    check(history)
