"""Two who close and attest at once: one comes first, and the other is told."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TypeVar

import pytest
from django.db import connection, transaction

from requests_app.register import closing, edit
from requests_app.register.closed import NatureNeededError
from requests_app.register.closing import ClosingError
from requests_app.register.models import Business, YearClose, YearPart
from tests.builders import REPORT_YEAR, a_business, a_disclosure, a_third_party

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 1, 9, 18, 0, tzinfo=UTC)
Result = TypeVar("Result")
TODAY = date(2026, 1, 9)


def close(business: Business) -> YearClose:
    return closing.close(business.pk, year=REPORT_YEAR, signed={}, note="", actor="user:7", at=AT, today=TODAY)


def attest(part: YearPart, by: str = "Pat Moss") -> YearPart:
    return closing.attest(part.pk, by=by, note="", actor="owner", at=AT, today=TODAY)


def a_part(business: Business) -> YearPart:
    return closing.add_part(business, year=REPORT_YEAR, title="Shop", owner_name="Pat", actor="user:7", at=AT)


def as_second(second: Callable[[], Result], *, first: Callable[[], object]) -> Future[Result]:
    """Do the first, and while its transaction is open begin the second elsewhere, which has to wait for it."""

    def elsewhere() -> Result:
        try:
            return second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            first()
            begun = other.submit(elsewhere)
            while not begun.done() and not _somebody_waits():
                pass
            assert not begun.done(), "the second did not wait for the first"
        return begun


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        # Unlike the views on activity, this one is read anew each time.
        cursor.execute("select count(*) from pg_locks where not granted")
        return bool(cursor.fetchone()[0])


def test_who_attests_while_the_year_is_closed_is_told_that_it_is() -> None:
    business = a_business()
    part = attest(a_part(business))

    second = as_second(lambda: attest(part, by="Sam Reed"), first=lambda: close(business))

    assert isinstance(second.exception(), ClosingError)
    part.refresh_from_db()
    assert part.attested_by == "Pat Moss"


def test_a_close_waits_for_the_attestation_that_is_under_way() -> None:
    business = a_business()
    part = a_part(business)

    second = as_second(lambda: close(business), first=lambda: attest(part))

    assert second.result().year == REPORT_YEAR


def test_no_part_is_named_in_a_year_that_is_being_closed() -> None:
    business = a_business()

    second = as_second(lambda: a_part(business), first=lambda: close(business))

    assert isinstance(second.exception(), ClosingError)
    assert not YearPart.objects.exists()


def test_two_closes_at_once_are_one() -> None:
    business = a_business()

    second = as_second(lambda: close(business), first=lambda: close(business))

    assert isinstance(second.exception(), ClosingError)
    assert YearClose.objects.count() == 1


def test_an_edit_that_waited_for_the_close_is_asked_what_it_is() -> None:
    business = a_business()
    row = a_disclosure(a_third_party(business))
    row.categories = ["email"]

    second = as_second(lambda: edit.save(row, actor="user:7", at=AT), first=lambda: close(business))

    assert isinstance(second.exception(), NatureNeededError)
