"""The yearly drill: the real steps on the real rows, and afterwards not one row is another than before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail, serializers
from django.test import Client

from requests_app import handling
from requests_app.cure import drill
from requests_app.cure.models import CureDrill
from requests_app.requests.permissions import ADMINISTRATOR, COUNSEL, NotAllowedError
from tests.builders import REPORT_YEAR, a_person, a_request, a_reviewer
from tests.cure.wrongly_told import LATER, a_remembered_business
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db


def everything() -> dict[str, str]:
    """Return each row of the program, by its table: but the drills themselves, and the record that one was held."""
    besides = {"CureDrill", "AuditEntry"}
    models = [each for each in apps.get_app_config("requests_app").get_models() if each.__name__ not in besides]
    return {each.__name__: serializers.serialize("json", each._base_manager.order_by("pk")) for each in models}  # noqa: SLF001 - Django's public name


def test_it_finds_and_lays_out_for_everybody_and_no_row_is_another_afterwards(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    business, cora, rita = a_remembered_business(), a_person("cora", COUNSEL), a_reviewer("rita")
    for _ in range(2):
        sent(a_request(business), TAKEN, by=rita)
    sent(a_request(business, represented=True), TAKEN, by=rita)
    before = everything()

    with django_capture_on_commit_callbacks() as waiting:
        held = handling.hold_drill(business=business, by=cora, now=LATER)

    told = {"frozen": 3, "wrong": 3, "agent": 1, "laid_out": 2, "queued": 2, "not_laid_out": 0}
    assert held.figures | told == held.figures  # it went as far as the queue
    assert (held.year, held.problem) == (REPORT_YEAR, "")
    assert everything() == before  # and all of it was taken back
    assert (waiting, mail.outbox) == ([], [])


def test_what_would_stop_a_campaign_is_on_record() -> None:
    business, cora = a_remembered_business(), a_person("cora", COUNSEL)

    held = handling.hold_drill(business=business, by=cora, now=LATER)

    assert held.problem == "Nobody is touched: there is nothing to send."
    with pytest.raises(NotAllowedError):
        handling.hold_drill(business=business, by=a_person("ada", ADMINISTRATOR), now=LATER)


@pytest.mark.parametrize(("days", "is_due"), [(365, False), (366, True)])
def test_another_is_due_when_the_last_was_more_than_a_year_ago(days: int, *, is_due: bool) -> None:
    business, cora = a_remembered_business(), a_person("cora", COUNSEL)
    assert drill.is_due(None, on=LATER.date())
    held = CureDrill.objects.create(business=business, year=REPORT_YEAR, figures={}, held_by=cora, held_at=LATER)

    assert drill.is_due(held, on=LATER.date() + timedelta(days=days)) is is_due


def test_counsel_holds_it_from_the_page_and_is_told_when_it_is_due(client: Client) -> None:
    business = a_remembered_business()
    client.force_login(a_person("cora", COUNSEL))
    assert "none was held yet." in client.get("/staff/cure/").content.decode()

    page = client.post(f"/staff/cure/drill/{business.slug}/", follow=True).content.decode()

    assert "The drill is on record." in page
    assert "none was held yet." not in page
    CureDrill.objects.update(held_at=LATER - timedelta(days=900))
    assert "That is more than a year ago: hold another." in client.get("/staff/cure/").content.decode()
