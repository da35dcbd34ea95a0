"""Whoever takes a request in, withdraws one or parts two holds the addresses first: nobody waits in a ring."""

import hashlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection, transaction

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.keys import email_key, post_key
from requests_app.requests.models import DisclosureRequest, Receipt, ReplyBy
from tests.builders import NOW, a_business, a_reviewer, asked

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AGENT, PERSON = "lee@agent.example", "Ola Nowak"
Result = TypeVar("Result")


def ask_for(business: Business, street: str) -> object:
    """Ask for a person as their agent, who gets the answer."""
    return handling.take_in_for_others(
        business=business,
        correspondent=handling.Correspondent(agent_name="Lee", email=AGENT),
        asked=[asked(requester_name=PERSON, email=AGENT, **at(street))],
        received_at=NOW,
        form_token="a" * 64,
    )


def at(street: str) -> dict[str, str]:
    return {"street": street, "city": "Fresno", "state": "CA", "postal_code": "93701"}


def lock_name(business: Business, key: str) -> int:
    digest = hashlib.sha256(f"receipt\x1f{business.pk}\x1f{key}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


def a_street_held_after(business: Business, address: str) -> str:
    """Return a street whose key is held after that of an address: only then could two wait for each other."""
    streets = (f"{number} Elm St" for number in range(1, 1000))
    own = lock_name(business, email_key(address))
    return next(
        street for street in streets if lock_name(business, post_key(name=PERSON, country="", **at(street))) > own
    )


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where not granted")
        return int(cursor.fetchone()[0])


def elsewhere(done: Callable[[], Result]) -> Result:
    try:
        return done()
    finally:
        connection.close()


def both_while_held(table: str, mode: str, first: Callable[[], object], second: Callable[[], object]) -> None:
    """Begin the first, which has to stop at a table that is held; then the second; then let them both go on."""
    with ThreadPoolExecutor(2) as pool:
        begun: list[Future[object]] = []
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f'lock table "{table}" in {mode} mode')
            for number, each in enumerate((first, second), 1):
                begun.append(pool.submit(elsewhere, each))
                while waiting() < number and not begun[-1].done():
                    pass
            assert not any(each.done() for each in begun)
        for one in begun:
            one.result(timeout=60)


def test_an_agent_and_a_form_from_their_address_do_not_wait_for_each_other() -> None:
    business = a_business()
    street = a_street_held_after(business, AGENT)

    both_while_held(
        "requests_app_receipt",
        "access exclusive",
        lambda: ask_for(business, street),
        lambda: handling.receive(
            business=business, asked=asked(requester_name=PERSON, email=AGENT, **at(street)), received_at=NOW
        ),
    )

    assert Receipt.objects.count() == 2


def two_receipts(business: Business) -> tuple[Receipt, Receipt]:
    """Return two receipts of one request, from two addresses and for one place."""
    for email in ("ola@example.org", "nowak@example.net"):
        handling.receive(
            business=business,
            asked=asked(requester_name=PERSON, email=email, reply_by=ReplyBy.POST, **at("5 Elm St")),
            received_at=NOW,
        )
    first, second = Receipt.objects.order_by("id")
    assert first.disclosure_request == second.disclosure_request
    return first, second


def ask_again(business: Business) -> Callable[[], object]:
    again = asked(requester_name=PERSON, email="nowak@example.net", reply_by=ReplyBy.POST, **at("5 Elm St"))
    return lambda: handling.receive(business=business, asked=again, received_at=NOW)


def test_who_withdraws_and_who_asks_again_do_not_wait_for_each_other() -> None:
    business = a_business()
    first, _second = two_receipts(business)

    both_while_held(
        "requests_app_laterword",
        "share",
        lambda: handling.withdraw(receipt_id=first.pk, now=NOW),
        ask_again(business),
    )

    assert Receipt.objects.count() == 3


def test_who_parts_two_receipts_and_who_asks_again_do_not_wait_for_each_other() -> None:
    business = a_business()
    _first, second = two_receipts(business)
    rita = a_reviewer("rita")

    both_while_held(
        "requests_app_oneperson",
        "share",
        lambda: handling.part_receipt(receipt_id=second.pk, by=rita, now=NOW),
        ask_again(business),
    )

    assert DisclosureRequest.objects.count() == 2
    assert Receipt.objects.count() == 3
