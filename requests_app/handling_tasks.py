"""The worker's steps that open a door of `handling`: loads, runs on many requests, mails to staff, the audit."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from requests_app import handling
from requests_app.desk import bulk
from requests_app.register.load import way
from requests_app.requests import raw_mail
from requests_app.retention import batches
from requests_app.tasks import LAYING_OUT_LIMIT, wake, wake_after

HALF_WRITTEN_FOR = timedelta(days=1)
"""Whoever writes a file takes no longer than this; what is older was left by somebody who died."""
MOST_SECONDS = 3_600
"""A file of many million rows, or a chain of as many entries, takes minutes, other tasks seconds."""


@shared_task(name="requests_app.run_load", time_limit=MOST_SECONDS)
def run_load(load_id: int) -> None:
    """Read a waiting file into the register, unless another worker has it."""
    handling.run_load(load_id=load_id, clock=timezone.now)


@shared_task(name="requests_app.check_notice_duty")
def check_notice_duty() -> None:
    """Look whether each business tells its customers where to write, once a day."""
    handling.check_notice_duty(now=timezone.now(), by="clock")


@shared_task(name="requests_app.verify_audit", time_limit=MOST_SECONDS)
def verify_audit() -> None:
    """Look through the audit chain each night; staff see what does not hold."""
    handling.check_audit(now=timezone.now())


@shared_task(name="requests_app.publish_head")
def publish_head() -> None:
    """Give out where the audit chain ends, once a day, and wake the mail that says so."""
    for pk in handling.publish_head(now=timezone.now()):
        wake(send_head, pk)


@shared_task(name="requests_app.send_head")
def send_head(head_id: int) -> None:
    """Mail the head of a day to whoever keeps it."""
    handling.send_head(head_id=head_id, clock=timezone.now)


@shared_task(name="requests_app.sweep_loads")
def sweep_loads() -> None:
    """Wake the files that nobody reads, and end those that died with their command."""
    now = timezone.now()
    way.bury(now=now)
    for pk in way.to_wake(now=now, waited=wake_after()):
        wake(run_load, pk)


@shared_task(name="requests_app.run_bulk")
def run_bulk(run_id: int) -> None:
    """Do what was confirmed for many requests, one after the other, and hand a long run on."""
    if handling.run_bulk(run_id=run_id, clock=timezone.now):
        wake(run_bulk, run_id)


@shared_task(name="requests_app.sweep_bulk")
def sweep_bulk() -> None:
    """Wake the runs that go on: a wake-up was lost, or a worker died. Two workers at one run do no harm."""
    for pk in bulk.to_go_on(now=timezone.now(), waited=wake_after()):
        wake(run_bulk, pk)


@shared_task(name="requests_app.walk_campaign", time_limit=LAYING_OUT_LIMIT)
def walk_campaign(campaign_id: int) -> None:
    """Write to those who are next in a campaign, and hand a long one on."""
    if handling.walk_campaign(campaign_id=campaign_id, clock=timezone.now):
        wake(walk_campaign, campaign_id)


@shared_task(name="requests_app.walk_campaigns")
def walk_campaigns() -> None:
    """Read what became of every campaign's rows, end those that are done, and wake those that go on."""
    for pk in handling.read_campaigns(now=timezone.now()):
        wake(walk_campaign, pk)


@shared_task(name="requests_app.approve_alone")
def approve_alone() -> None:
    """Approve what a person let be approved without one, and note why the rest is left to a reviewer."""
    handling.approve_alone(clock=timezone.now)


@shared_task(name="requests_app.remind")
def remind() -> None:
    """Write down today's reminders and wake those that wait; outside working hours there are none."""
    for pk in handling.begin_reminders(now=timezone.now()):
        wake(send_reminder, pk)
    for pk in handling.lists_that_tell(now=timezone.now()):
        wake(tell_of_list, pk)


@shared_task(name="requests_app.send_reminder")
def send_reminder(reminder_id: int) -> None:
    """Tell one of the staff what is due, as it stands at this moment."""
    handling.send_reminder(reminder_id=reminder_id, clock=timezone.now)


@shared_task(name="requests_app.invite")
def invite() -> None:
    """Wake the invitations whose mail has not left."""
    for pk in handling.invitations_to_send(now=timezone.now()):
        wake(send_invitation, pk)


@shared_task(name="requests_app.send_invitation")
def send_invitation(invitation_id: int) -> None:
    """Mail somebody the link by which they come in."""
    handling.send_invitation(invitation_id=invitation_id, clock=timezone.now)


@shared_task(name="requests_app.tell_of_list")
def tell_of_list(list_id: int) -> None:
    """Tell whoever keeps a list what is new in it."""
    handling.tell_of_list(list_id=list_id, clock=timezone.now)


@shared_task(name="requests_app.propose_destruction", time_limit=MOST_SECONDS)
def propose_destruction() -> None:
    """Write the list of what is due for destruction in each business, for people to review."""
    handling.propose_destruction(now=timezone.now())


@shared_task(name="requests_app.run_destruction", time_limit=MOST_SECONDS)
def run_destruction(batch_id: int) -> None:
    """Destroy what two people approved, and hand a long list on."""
    if handling.run_destruction(batch_id=batch_id, clock=timezone.now):
        wake(run_destruction, batch_id)


@shared_task(name="requests_app.sweep_destruction")
def sweep_destruction() -> None:
    """Wake the lists of which something is left: a wake-up was lost, a worker died, or a file would not go.

    What was half written when its reader died goes, too.
    """
    raw_mail.sweep(before=timezone.now() - HALF_WRITTEN_FOR)
    for pk in batches.to_go_on():
        wake(run_destruction, pk)
