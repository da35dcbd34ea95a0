"""No domain gets more mails a minute than was set; the others wait for the next minute, and nobody else for them."""

from collections import deque
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from requests_app import handling
from requests_app.delivery import rounds, send
from requests_app.delivery.models import Delivery, State
from requests_app.delivery.pace import waits_until
from shinelight.local.smtp import Catcher
from tests.builders import NOW, a_business, asked

PACE = 2
NEXT_MINUTE = NOW.replace(second=0) + timedelta(minutes=1)


@pytest.fixture
def paced(settings: Any) -> Any:  # noqa: ANN401 - any setting may be set
    settings.MAIL_DOMAIN_PACE = PACE
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield settings
    cache.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("paced")
def test_who_is_too_many_for_a_domain_leaves_a_minute_later_and_the_others_now(smtp_catcher: Catcher) -> None:
    business = a_business()
    for name in ("a@one.example", "b@ONE.example", "c@one.example", "d@two.example"):
        handling.receive(business=business, asked=asked(email=name, requester_name=name[0]), received_at=NOW)
    rows = Delivery.objects.order_by("id")

    def left(at: Any) -> list[str]:  # noqa: ANN401 - a moment
        waiting = deque(rows.filter(state=State.QUEUED).values_list("pk", flat=True))
        before = len(smtp_catcher.received)
        rounds.send_each(waiting, clock=lambda: at, first_pause=timedelta(minutes=1), go_on=lambda: True)
        return [each.recipients[0] for each in smtp_catcher.received[before:]]

    assert left(NOW) == ["a@one.example", "b@ONE.example", "d@two.example"]
    late = rows.get(state=State.QUEUED)
    assert (late.recipient, late.wake_at, late.attempts) == ("c@one.example", NEXT_MINUTE, 0)
    assert send.to_wake(now=NEXT_MINUTE - timedelta(seconds=1)) == []
    assert send.to_wake(now=NEXT_MINUTE) == [late.pk]
    assert left(NEXT_MINUTE) == ["c@one.example"]


def test_each_minute_has_room_for_as_many(paced: Any) -> None:  # noqa: ANN401 - the settings
    def told(at: Any) -> list[bool]:  # noqa: ANN401 - a moment
        return [waits_until("a@one.example", at=at) is not None for _ in range(PACE + 1)]

    assert told(NOW) == told(NEXT_MINUTE) == [False, False, True]
    paced.MAIL_DOMAIN_PACE = 0
    assert told(NOW) == [False, False, False]
