"""A campaign over many people whose worker is killed again and again: each has one mail, or a reason."""

import os
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from requests_app import handling
from requests_app.cure.campaign import Sums, sums
from requests_app.cure.knowledge import Known, today_at
from requests_app.cure.models import Campaign, CampaignRow
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.management.benchmarks import notices_rows
from requests_app.notices.models import Notice
from requests_app.register import edit
from requests_app.register.models import Business, Disclosure, NoticePdf
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.permissions import COUNSEL
from requests_app.requests.status import Status
from requests_app.requests.verdict import Returned
from shinelight.local.postgres import Postgres
from tests.builders import a_person, a_reviewer
from tests.cure.worlds import told_to
from tests.stack import Stack, StackFactory

MANY = int(os.environ.get("SHINELIGHT_CAMPAIGN", "300"))
KILLS = 5
BOUNCING, WITH_A_STREET = 10, 5
FIRST_BATCH = 10
SETTINGS = {
    "FIRST_RETRY_SECONDS": "1",
    "SENDING_DOUBTFUL_SECONDS": "5",
    "MAIL_TIMEOUT_SECONDS": "5",
    "MAIL_CONNECTIONS": "4",
}
LONGEST_SECONDS = int(os.environ.get("SHINELIGHT_LONGEST", "900"))


@pytest.mark.long
@pytest.mark.postgres
def test_whatever_dies_each_person_has_one_corrected_mail_or_a_reason(start_stack: StackFactory) -> None:
    began = time.monotonic()
    with Postgres(durable=True) as server:
        stack = start_stack.on(server, settings=SETTINGS)
        with stack.rows():
            campaign = launched()
            refused = DisclosureRequest.objects.latest("pk").email
        watch = Watch(stack, campaign)
        stack.smtp.start()
        stack.smtp.answers.at_rcpt(refused, "550 5.1.1 no such user")
        stack.start()

        watch.until(lambda: watch.state == Campaign.State.PAUSED, what="the first batch")
        assert watch.sums.waiting == MANY - FIRST_BATCH
        with stack.rows():
            counsel = User.objects.get(username="cora")
            handling.go_on_with_campaign(campaign_id=campaign.pk, by=counsel, now=timezone.now())
        for kill in range(1, KILLS + 1):
            watch.until(partial(watch.is_past, kill * MANY // (KILLS + 1)), what=f"kill {kill}")
            stack.worker.kill9()
            watch.look()
            stack.worker.start()
        watch.until(lambda: not watch.sums.waiting, what="nobody to wait")
        watch.until(watch.none_on_its_way, what="every mail to be answered or in doubt")
        in_doubt = settled(stack)
        watch.until(lambda: watch.none_on_its_way() and watch.state == Campaign.State.DONE, what="the end")
        bounced(stack, refused)
        watch.until(lambda: watch.sums.on_way == WITH_A_STREET, what="the bounces to be read")
        with stack.rows():
            assert watch.state == Campaign.State.RUNNING
        posted(stack)
        watch.until(lambda: watch.state == Campaign.State.DONE, what="the end again")

        taken = notices_taken(stack)
        with stack.rows():
            everybody = set(DisclosureRequest.objects.values_list("email", flat=True))
            assert taken == Counter(everybody - {refused})
            assert Notice.objects.filter(supersedes__isnull=False).count() == MANY
            assert watch.sums == Sums(
                delivered=MANY - 1 - BOUNCING, posted=WITH_A_STREET, unreachable=1 + BOUNCING - WITH_A_STREET
            )
    took = f"{time.monotonic() - began:.0f} s, {watch.looks} looks, {in_doubt} in doubt and settled"
    print(f"{MANY} people, {KILLS} kills, {took}")  # noqa: T201 - for -s


def notices_taken(stack: Stack) -> Counter[str]:
    """Return how many notices the mail server took for each address: only corrected ones leave here."""
    mails = [each for each in list(stack.smtp.received) if ".notice" in str(each.message["Message-ID"])]
    return Counter(each.recipients[0] for each in mails)


class Watch:
    """Looks at the sums again and again: at every moment they add up to everybody, and nobody has two mails."""

    def __init__(self, stack: Stack, campaign: Campaign) -> None:
        self.stack, self.campaign, self.looks = stack, campaign, 0
        self.sums, self.state = Sums(), ""

    def look(self) -> None:
        with self.stack.rows():
            self._look()

    def _look(self) -> None:
        self.looks += 1
        # State and rows as they were at one moment.
        with transaction.atomic():
            connection.cursor().execute("set transaction isolation level repeatable read")
            self.state, self.sums = Campaign.objects.get(pk=self.campaign.pk).state, sums(self.campaign)
        assert self.sums.all == (0 if self.state == Campaign.State.LAUNCHING else MANY)
        rows = CampaignRow.objects.filter(notice__isnull=False).count()
        assert Notice.objects.filter(supersedes__isnull=False).count() >= rows
        taken = notices_taken(self.stack)
        assert [address for address, number in taken.items() if number > 1] == []

    def until(self, holds: Callable[[], bool], *, what: str) -> None:
        """Look until it holds."""

        def looked() -> bool:
            self._look()
            return holds()

        self.stack.wait_for(looked, what=what, seconds=LONGEST_SECONDS)

    def is_past(self, number: int) -> bool:
        return self.sums.all - self.sums.waiting >= number

    @staticmethod
    def none_on_its_way() -> bool:
        mails = Delivery.objects.filter(kind=Kind.NOTICE, channel=ReplyBy.EMAIL)
        return not mails.filter(state__in=[State.QUEUED, State.SENDING]).exists()


def launched() -> Campaign:
    """Answer a thousand requests, correct the register, and launch a campaign; no worker runs yet to write it down."""
    now = timezone.now()
    notices_rows.make(2, NoticePdf.STANDARD, MANY)
    DisclosureRequest.objects.update(street="", city="", state="", postal_code="")
    rows = list(DisclosureRequest.objects.select_related("business").order_by("pk"))
    for number, row in enumerate(rows):
        row.reference = f"STL-2026-{900_000 + number}"  # as mails that come back name it
        row.save(update_fields=["reference"])
        notice, _ = told_to(row)
        Delivery.objects.create(
            disclosure_request=row,
            notice=notice,
            kind=Kind.NOTICE,
            channel=ReplyBy.EMAIL,
            state=State.ACCEPTED,
            message_id=f"<{row.reference.lower()}.notice@mail.example.com>",
            sender=row.business.reply_email,
            recipient=row.email,
            queued_at=now,
            finished_at=now,
        )
    DisclosureRequest.objects.update(status=Status.ANSWERED)
    disclosure = Disclosure.objects.earliest("pk")
    disclosure.categories = ["name_address", "telephone"]
    edit.save(disclosure, actor="test", at=now, nature="correction")
    a_reviewer("rita")
    cora, business = a_person("cora", COUNSEL), Business.objects.get()
    today = today_at(business, now)  # in California it may be yesterday still
    known = Known(business=business, years=(notices_rows.YEAR,), known_on=today, what_was_wrong="Telephone numbers.")
    event = handling.note_knowledge(known=known, by=cora, now=now)
    campaign = handling.draft_campaign(event_id=event.pk, first_batch=FIRST_BATCH, an_hour=100_000, by=cora, now=now)
    return handling.launch_campaign(campaign_id=campaign.pk, by=cora, now=now)


def settled(stack: Stack) -> int:
    """Have a person say of each mail in doubt whether it arrived, as the mail server's records show."""
    taken = notices_taken(stack)
    with stack.rows():
        rita = User.objects.get(username="rita")
        doubtful = list(Delivery.objects.filter(state=State.DOUBTFUL))
        for each in doubtful:
            arrived = each.recipient in taken
            handling.settle_doubtful(delivery_id=each.pk, arrived=arrived, by=rita, now=timezone.now())
    return len(doubtful)


def bounced(stack: Stack, refused: str) -> None:
    """Have ten of the mails come back; five of their people gave a street."""
    with stack.rows():
        mails = Delivery.objects.filter(notice__supersedes__isnull=False, state=State.ACCEPTED).order_by("pk")
        for number, mail in enumerate(list(mails.exclude(recipient=refused)[:BOUNCING])):
            if number < WITH_A_STREET:
                DisclosureRequest.objects.filter(pk=mail.disclosure_request_id).update(
                    street="1 Elm St", city="Fresno", state="CA", postal_code="93701"
                )
            returned = Returned(
                message_ids=(mail.message_id,),
                recipients=(mail.recipient,),
                is_final=True,
                reason=ReturnReason.NO_ADDRESS,
                says="550 5.1.1 no such user",
            )
            handling.take_report(returned=returned, now=timezone.now())


def posted(stack: Stack) -> None:
    """Post the letters that go out in place of what came back."""
    with stack.rows():
        rita = User.objects.get(username="rita")
        for letter in list(Delivery.objects.filter(channel=ReplyBy.POST, state=State.QUEUED).select_related("notice")):
            assert letter.notice is not None
            day = letter.notice.issued_on
            handling.mark_posted(delivery_id=letter.pk, posted_on=day, by=rita, now=timezone.now())
