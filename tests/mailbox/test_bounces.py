"""Sixty bounces in the manner of many mail servers: which mail came back, for good or only late, and why."""

from datetime import UTC, datetime, timedelta

import pytest

from requests_app import handling
from requests_app.delivery.models import Delivery, State
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.parse import parse
from requests_app.mailbox.reading import read
from requests_app.mailbox.returned import returned_in
from requests_app.mailbox.take import businesses, take
from requests_app.mailbox.understand import understand
from requests_app.register.models import Business
from requests_app.requests.came_back import MAIL_REASONS
from requests_app.requests.models import RequestEvent
from requests_app.requests.verdict import Returned
from tests.builders import a_business, asked
from tests.mailbox.bounces import Bounce
from tests.mailbox.invented_bounces import REPORTS
from tests.mailbox.invented_bounces_hosted import HOSTED
from tests.mailbox.invented_bounces_plain import PLAIN

ALL = (*REPORTS, *HOSTED, *PLAIN)
SENT_AT = datetime(2026, 3, 3, 17, 15, tzinfo=UTC)
"""When the mails left that come back, as the reports say."""
OURS = Ours(designated=("privacy@example.com",), reply_email="privacy@example.com", mail_domain="example.com")


def read_back(raw: bytes) -> Returned | None:
    """Return what a mail says of a mail of ours, as it is read before the database is asked."""
    reading = read(parse(raw), OURS, kept_at=None, now=SENT_AT)
    return returned_in(reading.message, understand(reading, {}))


def test_there_are_sixty_and_each_reason_is_among_them() -> None:
    assert len({each.of for each in ALL}) >= 60
    assert {each.reason for each in ALL if each.state != "nothing"} == set(MAIL_REASONS)


@pytest.mark.parametrize("bounce", ALL, ids=lambda bounce: bounce.of)
def test_a_bounce_is_read(bounce: Bounce) -> None:
    returned = read_back(bounce.raw())

    if bounce.state == "nothing":
        assert returned is None
    else:
        assert returned is not None
        assert ("failed" if returned.is_final else "delayed", returned.reason) == (bounce.state, bounce.reason)


def _taken(business: Business, raw: bytes) -> None:
    at = SENT_AT + timedelta(hours=1)
    row, is_new = handling.store_message(
        content=[raw], delivered=handling.Delivered(mailbox="privacy", business=business), now=at
    )
    assert is_new
    take(row, among=businesses(), now=at)


@pytest.mark.django_db
def test_each_bounce_finds_its_own_mail_among_those_of_all_others() -> None:
    business = a_business()
    for number, _bounce in enumerate(ALL):
        handling.receive(business=business, asked=asked(email=f"ana{number}@example.org"), received_at=SENT_AT)
    mails = list(Delivery.objects.select_related("disclosure_request").order_by("id"))
    Delivery.objects.update(state=State.ACCEPTED, claimed_at=SENT_AT, finished_at=SENT_AT, wake_at=None)

    for mail, bounce in zip(mails, ALL, strict=True):
        _taken(business, bounce.raw(mail.disclosure_request.reference or "", to=mail.recipient))

    found = {}
    for mail, bounce in zip(mails, ALL, strict=True):
        mail.refresh_from_db()
        late = RequestEvent.objects.filter(disclosure_request=mail.disclosure_request, kind="acknowledgement_late")
        state = "failed" if mail.state == State.FAILED else "delayed" if late.exists() else "nothing"
        found[bounce.of] = (state, mail.returned_because)
    assert found == {each.of: (each.state, each.reason.value if each.state == "failed" else "") for each in ALL}
