"""What a mail provider reports by webhook, signed as it signs: taken once, and only what came back or is late."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from requests_app.delivery.models import Delivery, State
from requests_app.register.models import Business
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import ReplyBy
from requests_app.requests.status import Status
from shinelight import env
from shinelight.mail_provider import mail_provider
from tests.builders import NOW, a_request
from tests.delivery.places import HOME
from tests.views.ways import answered

KEY = "a key that Mailgun gave"
POSTMARK = "shinelight:a long word"
BY_POSTMARK = "Basic c2hpbmVsaWdodDphIGxvbmcgd29yZA=="
Report = dict[str, Any]


@pytest.fixture
def mail(business: Business) -> Delivery:
    """A notice that the mail server took, to somebody who gave a postal address too."""
    return answered(a_request(business, at=NOW, **HOME))


@pytest.fixture
def mailgun(settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    settings.MAIL_PROVIDER, settings.ANYMAIL = "mailgun", {"MAILGUN_WEBHOOK_SIGNING_KEY": KEY}


@pytest.fixture
def postmark(settings: Any) -> None:  # noqa: ANN401 - as above
    settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": POSTMARK}


def by_mailgun(mail: Delivery, *, event: str = "failed", key: str = KEY, **told: object) -> Report:
    """Return a report as Mailgun sends it, signed with the key."""
    token = "a-token-of-this-report"
    return {
        "signature": {
            "timestamp": "1777917600",
            "token": token,
            "signature": hmac.new(key.encode(), f"1777917600{token}".encode(), hashlib.sha256).hexdigest(),
        },
        "event-data": {
            "event": event,
            "severity": "permanent",
            "reason": "bounce",
            "recipient": mail.recipient,
            "timestamp": 1777917600.5,
            "message": {"headers": {"message-id": mail.message_id.strip("<>"), "to": mail.recipient}},
            "delivery-status": {
                "code": 550,
                "message": "5.1.1 The email account that you tried to reach does not exist",
            },
            **told,
        },
    }


def by_postmark(mail: Delivery) -> Report:
    """Return a report as Postmark sends it: the Message-ID in it is its own."""
    return {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Details": "smtp;552 5.2.2 mailbox full",
        "Email": mail.recipient,
        "BouncedAt": "2026-05-04T18:00:00Z",
        "Subject": mail.subject,
    }


def tell(report: Report, *, provider: str = "mailgun", **headers: str) -> int:
    answer = Client().post(f"/mail-events/{provider}/", json.dumps(report), content_type="application/json", **headers)  # type: ignore[arg-type]  # headers alone
    return answer.status_code


@pytest.mark.usefixtures("mailgun")
def test_a_signed_report_sends_the_notice_to_the_next_place_once_however_often_it_comes(mail: Delivery) -> None:
    told = [tell(by_mailgun(mail)) for _ in range(3)]

    assert told == [200, 200, 200]
    mail.refresh_from_db()
    assert (mail.state, mail.returned_because) == (State.FAILED, ReturnReason.NO_ADDRESS)
    assert "Mailgun says that a mail to ana@example.org could not be delivered" in mail.answer
    assert Delivery.objects.get(instead_of=mail).channel == ReplyBy.POST
    assert mail.disclosure_request.events.filter(kind__startswith="notice_came_back").count() == 1


@pytest.mark.usefixtures("mailgun")
def test_a_report_with_another_signature_is_refused_and_changes_nothing(mail: Delivery) -> None:
    assert tell(by_mailgun(mail, key="a guess")) == 400

    mail.refresh_from_db()
    assert mail.state == State.ACCEPTED


@pytest.mark.usefixtures("mailgun")
@pytest.mark.parametrize("event", ["complained", "unsubscribed", "opened", "delivered"])
def test_marked_as_spam_or_unsubscribed_changes_nothing(mail: Delivery, event: str) -> None:
    assert tell(by_mailgun(mail, event=event, severity=None)) == 200

    mail.refresh_from_db()
    mail.disclosure_request.refresh_from_db()
    assert (mail.state, mail.disclosure_request.status) == (State.ACCEPTED, Status.ANSWERED)
    assert not Delivery.objects.filter(instead_of=mail).exists()


@pytest.mark.usefixtures("mailgun")
def test_a_mail_that_is_late_is_noted_once(mail: Delivery) -> None:
    for _ in range(2):
        tell(by_mailgun(mail, severity="temporary"))

    mail.refresh_from_db()
    assert mail.state == State.ACCEPTED
    assert mail.disclosure_request.events.filter(kind="notice_late").count() == 1


@pytest.mark.usefixtures("mailgun")
def test_what_a_provider_keeps_back_by_a_list_of_its_own_is_told_as_refused(mail: Delivery) -> None:
    status = {"code": 605, "message": "", "description": "Not delivering to an address on a suppression list"}

    report = by_mailgun(mail, reason="suppress-unsubscribe")
    report["event-data"]["delivery-status"] = status
    tell(report)

    mail.refresh_from_db()
    assert mail.returned_because == ReturnReason.REFUSED


@pytest.mark.usefixtures("postmark")
def test_a_report_under_an_id_of_the_providers_own_is_told_by_reference_and_address(mail: Delivery) -> None:
    assert tell(by_postmark(mail), provider="postmark", HTTP_AUTHORIZATION=BY_POSTMARK) == 200

    mail.refresh_from_db()
    assert (mail.state, mail.returned_because) == (State.FAILED, ReturnReason.FULL)


@pytest.mark.usefixtures("postmark")
def test_a_report_without_the_word_that_was_agreed_is_refused(mail: Delivery) -> None:
    assert tell(by_postmark(mail), provider="postmark") == 400

    mail.refresh_from_db()
    assert mail.state == State.ACCEPTED


@pytest.mark.usefixtures("mailgun")
def test_only_the_provider_of_the_settings_has_an_address(mail: Delivery) -> None:
    assert tell(by_postmark(mail), provider="postmark", HTTP_AUTHORIZATION=BY_POSTMARK) == 404


@pytest.mark.parametrize(
    ("name", "secret", "says"),
    [
        ("mailgun", "", "Mailgun's webhook signing key"),
        ("postmark", "without a user", "user:password"),
        ("pigeons", "x", "none or mailgun or postmark"),
    ],
)
def test_a_provider_whose_reports_could_be_anybodys_stops_the_start(
    name: str, secret: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(env, "READ", {})
    monkeypatch.setenv("MAIL_PROVIDER", name)
    monkeypatch.setenv("MAIL_PROVIDER_SECRET", secret)

    with pytest.raises(ImproperlyConfigured, match=says):
        mail_provider()
