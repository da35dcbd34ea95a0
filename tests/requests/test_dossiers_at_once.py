"""Correspondents who ask at once: each form is one dossier, and nobody waits for another in a ring."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, Dossier, Receipt
from tests.builders import NOW, a_business, asked_by_post

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PEOPLE = ("Ola Nowak", "Max Frisch", "Ida Berg", "Sol Vega")


def ask(business: Business, agent: str, people: tuple[str, ...], token: str) -> int:
    """Ask for these people, each at their own address; return the dossier's id."""
    try:
        return handling.take_in_for_others(
            business=business,
            correspondent=handling.Correspondent(agent_name=agent, email=f"{agent.lower()}@example.net"),
            asked=[asked_by_post(requester_name=name, street=f"{len(name)} Elm St") for name in people],
            received_at=NOW,
            form_token=token,
        ).pk
    finally:
        connection.close()


def test_agents_who_ask_for_the_same_people_in_other_orders_do_not_block_one_another() -> None:
    business = a_business()
    with ThreadPoolExecutor(8) as pool:
        begun = [
            pool.submit(ask, business, f"Agent{number}", PEOPLE[:: -1 if number % 2 else 1], f"{number:a>64}")
            for number in range(8)
        ]
        dossiers = {each.result(timeout=60) for each in begun}

    assert len(dossiers) == 8
    assert Receipt.objects.count() == 8 * len(PEOPLE)
    assert DisclosureRequest.objects.count() == len(PEOPLE)


def test_one_form_sent_by_many_hands_at_once_is_one_dossier() -> None:
    business = a_business()
    with ThreadPoolExecutor(8) as pool:
        begun = [pool.submit(ask, business, "Lee", PEOPLE, "a" * 64) for _again in range(8)]
        dossiers = {each.result(timeout=60) for each in begun}

    assert len(dossiers) == Dossier.objects.count() == 1
    assert Receipt.objects.count() == len(PEOPLE)
