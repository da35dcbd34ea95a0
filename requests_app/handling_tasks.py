"""The worker's steps that open a door of `handling`: files on their way into the register."""

from celery import shared_task
from django.utils import timezone

from requests_app import handling
from requests_app.register.load import way
from requests_app.tasks import wake, wake_after

MOST_SECONDS = 3_600
"""A file of many million rows takes minutes, other tasks seconds."""


@shared_task(name="requests_app.run_load", time_limit=MOST_SECONDS)
def run_load(load_id: int) -> None:
    """Read a waiting file into the register, unless another worker has it."""
    handling.run_load(load_id=load_id, clock=timezone.now)


@shared_task(name="requests_app.check_notice_duty")
def check_notice_duty() -> None:
    """Look whether each business tells its customers where to write, once a day."""
    handling.check_notice_duty(now=timezone.now(), by="clock")


@shared_task(name="requests_app.sweep_loads")
def sweep_loads() -> None:
    """Wake the files that nobody reads, and end those that died with their command."""
    now = timezone.now()
    way.bury(now=now)
    for pk in way.to_wake(now=now, waited=wake_after()):
        wake(run_load, pk)
