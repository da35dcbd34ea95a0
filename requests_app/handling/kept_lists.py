"""Tell those who keep a list what is new in it. A part of the door for writes."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from requests_app.delivery.message import compose_for_staff
from requests_app.delivery.smtp import Outcome, hand_over
from requests_app.desk import news
from requests_app.notices.render import tidy
from requests_app.requests.clock import PACIFIC


def lists_that_tell(*, now: datetime) -> list[int]:
    """Return the ids of the lists whose keeper is to be told now."""
    return news.waiting(now=now)


def tell_of_list(*, list_id: int, clock: Callable[[], datetime]) -> bool:
    """Mail the keeper of a list what is new in it; return whether a mail left. Nothing new is no mail."""
    on = clock().astimezone(PACIFIC).date()
    kept = news.claim(list_id, on=on)
    if kept is None:
        return False
    found = news.news_of(kept, on=on)
    if not found.count:
        news.told(kept, up_to=found.up_to)
        return False
    context = {
        "kept": kept,
        "news": found,
        "further": found.count - len(found.rows),
        "site": settings.SITE_URL,
        "list_url": f"{settings.SITE_URL}{reverse('staff:queue')}?{kept.query}",
    }
    mail = compose_for_staff(
        business=found.rows[0].business,
        subject=" ".join(render_to_string("emails/list_subject.txt", context).split()),
        body=tidy(render_to_string("emails/list_body.txt", context)),
        recipient=kept.by.email,
        word="list",
    )
    answer = hand_over(mail)
    if answer.outcome is Outcome.PUT_OFF:
        news.put_off(kept)
        return False
    news.told(kept, up_to=found.up_to)
    return answer.outcome is Outcome.ACCEPTED
