"""Invented reports (RFC 3464) in the manner of the large mailbox and mailing services."""

from requests_app.requests.came_back import ReturnReason
from tests.mailbox.bounces import Bounce, block, dsn

_FULL = ReturnReason.FULL
_NO_SERVER = ReturnReason.NO_SERVER
_REFUSED = ReturnReason.REFUSED
_GMAIL = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
_FAILURE = "Delivery Status Notification (Failure)"

HOSTED = (
    Bounce(
        of="Microsoft 365: no such recipient",
        mail=dsn(
            "postmaster@example.org",
            "Undeliverable: We received your California privacy request {ref}",
            block(
                "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {to} not found by SMTP address lookup",
                status="5.1.10",
            ),
        ),
    ),
    Bounce(
        of="Microsoft 365: access denied, though the words say policy",
        reason=_REFUSED,
        mail=dsn(
            "postmaster@example.org",
            "Undeliverable: We received your California privacy request {ref}",
            block(
                "smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required",
                status="5.7.133",
            ),
        ),
    ),
    Bounce(
        of="Microsoft 365: expired in the queue",
        reason=_NO_SERVER,
        mail=dsn(
            "postmaster@example.org",
            "Undeliverable: We received your California privacy request {ref}",
            block("smtp;550 5.4.300 Message expired -> 421 4.4.1 Connection timed out", status="5.4.300"),
        ),
    ),
    Bounce(
        of="Outlook.com: mailbox unavailable",
        mail=dsn(
            "postmaster@outlook.com",
            _FAILURE,
            block("smtp;550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)", status="5.5.0"),
        ),
    ),
    Bounce(
        of="Gmail: no such account",
        mail=dsn(
            _GMAIL,
            _FAILURE,
            block(
                "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking",
                status="5.1.1",
            ),
            more=("X-Failed-Recipients: {to}", "Auto-Submitted: auto-replied"),
        ),
    ),
    Bounce(
        of="Gmail: out of storage space",
        reason=_FULL,
        mail=dsn(
            _GMAIL,
            _FAILURE,
            block(
                "smtp; 552-5.2.2 The recipient's inbox is out of storage space. Please direct them to", status="5.2.2"
            ),
        ),
    ),
    Bounce(
        of="Gmail: taken for spam",
        reason=_REFUSED,
        mail=dsn(
            _GMAIL,
            _FAILURE,
            block(
                "smtp; 550-5.7.1 Our system has detected that this message is likely unsolicited mail.", status="5.7.1"
            ),
        ),
    ),
    Bounce(
        of="Gmail: delayed",
        state="delayed",
        reason=_NO_SERVER,
        mail=dsn(
            _GMAIL,
            "Delivery Status Notification (Delay)",
            block(
                "dns; DNS Error: DNS type 'mx' lookup of example.org responded with code SERVFAIL",
                action="delayed",
                status="4.4.0",
            ),
            says="There was a temporary problem delivering your message to {to}. Gmail will retry for 46 more hours.",
        ),
    ),
    Bounce(
        of="Yahoo: mailbox not found",
        mail=dsn(
            "MAILER-DAEMON@yahoo.com",
            "Failure Notice",
            block("smtp; 554 delivery error: dd Requested mail action aborted, mailbox not found", status="5.0.0"),
        ),
    ),
    Bounce(
        of="Yahoo: this user has no account",
        mail=dsn(
            "MAILER-DAEMON@yahoo.com",
            "Failure Notice",
            block(
                "smtp; 554 delivery error: dd This user doesn't have a yahoo.com account ({to}) [-9]", status="5.0.0"
            ),
        ),
    ),
    Bounce(
        of="iCloud: over quota",
        reason=_FULL,
        mail=dsn(
            "Mail Delivery Subsystem <mailer-daemon@icloud.com>",
            "Undelivered Mail Returned to Sender",
            block("smtp; 552 5.2.2 <{to}>: user is over quota", status="5.2.2"),
        ),
    ),
    Bounce(
        of="Amazon SES: the address is on its suppression list",
        reason=_REFUSED,
        mail=dsn(
            "MAILER-DAEMON@amazonses.com",
            _FAILURE,
            block(
                "smtp; 550 5.1.1 Amazon SES did not send to this address because it is on the suppression list",
                status="5.1.1",
            ),
        ),
    ),
    Bounce(
        of="Amazon SES: no such user, Message-ID changed on its way",
        mail=dsn(
            "MAILER-DAEMON@us-west-2.amazonses.com",
            _FAILURE,
            block("smtp; 550 5.1.1 user unknown", status="5.1.1"),
            original=None,
            says="An error occurred while trying to deliver the mail to the following recipients:\n{to}\n{ref}",
        ),
    ),
    Bounce(
        of="SendGrid: content rejected",
        reason=_REFUSED,
        mail=dsn(
            "MAILER-DAEMON@sendgrid.net",
            "Undelivered Mail Returned to Sender",
            block("smtp; 554 5.7.1 Message rejected due to content", status="5.7.1"),
        ),
    ),
)
