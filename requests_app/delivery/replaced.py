"""A notice that a corrected one took the place of: nothing of it is sent any more, wherever it stands."""

from collections.abc import Collection
from datetime import datetime

from requests_app.delivery.models import Delivery, State
from requests_app.notices.models import Notice
from requests_app.requests.move import WORKER, record

BEFORE_IT_LEFT = "A corrected notice took its place before it left."


def is_replaced(delivery: Delivery) -> bool:
    """Say whether a corrected notice took the place of the one that this brings: what comes of it moves nothing."""
    return delivery.notice_id is not None and Notice.objects.filter(supersedes=delivery.notice_id).exists()


def keep_back(notices: Collection[Notice], *, at: datetime) -> None:
    """End what has not left of notices that are replaced now; a letter printed in a run is in somebody's hand."""
    waiting = Delivery.objects.filter(notice__in=notices, state=State.QUEUED, print_run__isnull=True)
    for each in waiting.select_related("disclosure_request").order_by("pk").select_for_update(of=("self",)):
        ended = {"state": State.FAILED, "answer": BEFORE_IT_LEFT, "finished_at": at, "wake_at": None}
        Delivery.objects.filter(pk=each.pk).update(**ended)
        record(each.disclosure_request, actor=WORKER, at=at, kind="delivery_kept_back", says=BEFORE_IT_LEFT)
