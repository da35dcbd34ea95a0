"""How long a worker may take for each task, and the broker that gives a message to another one after a while."""

from celery import current_app

from requests_app import tasks
from shinelight import worker


def test_a_long_statement_is_laid_out_before_its_message_is_given_to_another_worker() -> None:
    given_again = worker.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    for name in ("requests_app.issue_notice", "requests_app.issue_notices"):
        limit = current_app.tasks[name].time_limit
        assert limit is not None
        assert worker.CELERY_TASK_TIME_LIMIT < limit < given_again
    assert tasks.send_deliveries.time_limit == worker.CELERY_TASK_TIME_LIMIT
