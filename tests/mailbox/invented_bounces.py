"""Invented reports (RFC 3464) in the manner of many mail servers: what came back for good, is late, or arrived."""

from requests_app.requests.came_back import ReturnReason
from tests.mailbox.bounces import Bounce, block, dsn

_FULL = ReturnReason.FULL
_NO_SERVER = ReturnReason.NO_SERVER
_REFUSED = ReturnReason.REFUSED
_TOO_LARGE = ReturnReason.TOO_LARGE
_UNCLEAR = ReturnReason.UNCLEAR
_POSTFIX = "MAILER-DAEMON@mx.example.org (Mail Delivery System)"
_RETURNED = "Undelivered Mail Returned to Sender"
_OUTLOOK = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>"
_SENDMAIL = "Mail Delivery Subsystem <MAILER-DAEMON@relay.example.org>"
_FAILURE = "Delivery Status Notification (Failure)"

REPORTS = (
    Bounce(
        of="Postfix: no such user",
        mail=dsn(
            _POSTFIX,
            _RETURNED,
            block("smtp; 550 5.1.1 <{to}>: Recipient address rejected: User unknown", status="5.1.1"),
        ),
    ),
    Bounce(
        of="Postfix: quota, only the headers of our mail",
        reason=_FULL,
        mail=dsn(
            _POSTFIX,
            _RETURNED,
            block("smtp; 552 5.2.2 <{to}>: Quota exceeded (mailbox for user is full)", status="5.2.2"),
            original="text/rfc822-headers",
        ),
    ),
    Bounce(
        of="Postfix: host not found",
        reason=_NO_SERVER,
        mail=dsn(
            _POSTFIX,
            _RETURNED,
            block(
                "X-Postfix; Host or domain name not found. Name service error for name=exmaple.org type=A",
                status="5.4.4",
            ),
        ),
    ),
    Bounce(
        of="Postfix: delayed",
        state="delayed",
        reason=_NO_SERVER,
        mail=dsn(
            _POSTFIX,
            "Delayed Mail (still being retried)",
            block(
                "X-Postfix; connect to mx.example.org[203.0.113.7]:25: Connection timed out",
                action="delayed",
                status="4.4.1",
            ),
            says="THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
        ),
    ),
    Bounce(
        of="Postfix: given up after five days",
        reason=_NO_SERVER,
        mail=dsn(
            _POSTFIX, _RETURNED, block("X-Postfix; connect to mx.example.org: Connection refused", status="4.4.1")
        ),
    ),
    Bounce(
        of="Postfix: arrived",
        state="nothing",
        mail=dsn(
            _POSTFIX,
            "Successful Mail Delivery Report",
            block("smtp; 250 2.1.5 Delivered", action="delivered", status="2.1.5"),
        ),
    ),
    Bounce(
        of="Postfix: passed on to a server that reports nothing more",
        state="nothing",
        mail=dsn(
            _POSTFIX,
            "Mail Delivery Status Report",
            block("smtp; 250 2.0.0 Ok", action="relayed (to non-DSN-aware mailer)", status="2.0.0"),
        ),
    ),
    Bounce(
        of="Sendmail: user unknown",
        mail=dsn(
            _SENDMAIL,
            "Returned mail: see transcript for details",
            block("SMTP; 550 5.1.1 <{to}>... User unknown", status="5.1.1"),
            per_message="Reporting-MTA: dns; relay.example.org\nArrival-Date: {sent}\n",
        ),
    ),
    Bounce(
        of="Sendmail: could not send for four hours",
        state="delayed",
        reason=_UNCLEAR,
        mail=dsn(
            _SENDMAIL,
            "Warning: could not send message for past 4 hours",
            block(action="delayed", status="4.2.0", also="Will-Retry-Until: Sun, 08 Mar 2026 09:15:00 -0800\n"),
        ),
    ),
    Bounce(
        of="Sendmail: expanded to a list",
        state="nothing",
        mail=dsn(_SENDMAIL, "Return receipt", block(action="expanded (to multi-recipient alias)", status="2.1.5")),
    ),
    Bounce(
        of="Exim with a report: unrouteable address",
        mail=dsn(
            "Mail Delivery System <Mailer-Daemon@host.example.org>",
            "Mail delivery failed: returning message to sender",
            block("X-Exim; Unrouteable address", status="5.0.0"),
            more=("X-Failed-Recipients: {to}", "Auto-Submitted: auto-replied"),
        ),
    ),
    Bounce(
        of="Exchange on premises: recipient not found",
        mail=dsn(
            _OUTLOOK,
            "Undeliverable: We received your California privacy request {ref}",
            block("smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found", status="5.1.1"),
            says="Delivery has failed to these recipients or groups:\n{to}\nThe address you entered couldn't be found.",
        ),
    ),
    Bounce(
        of="Exchange on premises: too large",
        reason=_TOO_LARGE,
        mail=dsn(
            _OUTLOOK,
            "Undeliverable: We received your California privacy request {ref}",
            block("smtp;550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient", status="5.2.3"),
        ),
    ),
    Bounce(
        of="Exchange on premises: over the storage limit",
        reason=_FULL,
        mail=dsn(
            _OUTLOOK,
            "Undeliverable: We received your California privacy request {ref}",
            block("smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException", status="5.2.2"),
        ),
    ),
    Bounce(
        of="Proofpoint: blocked by its list",
        reason=_REFUSED,
        mail=dsn(
            "Mail Delivery Subsystem <MAILER-DAEMON@pps.example.org>",
            "Returned mail: see transcript for details",
            block("SMTP; 554 Blocked - see https://ipcheck.proofpoint.com/?ip=203.0.113.9", status="5.0.0"),
        ),
    ),
    Bounce(
        of="Barracuda: no such domain",
        reason=_NO_SERVER,
        mail=dsn(
            "MAILER-DAEMON@barracuda.example.org",
            "**Message you sent blocked by our bulk email filter**",
            block("smtp; 550 5.1.2 Host unknown (Name server: exmaple.org: host not found)", status="5.1.2"),
        ),
    ),
    Bounce(
        of="Cisco: bounced after the connection was taken",
        mail=dsn(
            "Mail Delivery System <MAILER-DAEMON@ironport.example.org>",
            _FAILURE,
            block("smtp; 5.1.0 - Unknown address error ('550', ['#5.1.0 Address rejected.'])", status="5.1.0"),
        ),
    ),
    Bounce(
        of="Zimbra: over quota",
        reason=_FULL,
        mail=dsn(_POSTFIX, _RETURNED, block("smtp; 452 4.2.2 Over quota", status="4.2.2")),
    ),
    Bounce(
        of="Courier: no such mailbox",
        mail=dsn(
            "Courier mail server at mx.example.org <@>",
            "NOTICE: mail delivery status.",
            block("smtp; 550 User unknown.", status="5.0.0"),
            more=("X-Failed-Recipients: {to}",),
        ),
    ),
    Bounce(
        of="Lotus Domino: not listed",
        mail=dsn(
            "Postmaster@example.org",
            "DELIVERY FAILURE: User ana ({to}) not listed in Domino Directory",
            block("X-Notes; User ana ({to}) not listed in Domino Directory", status="5.1.1"),
        ),
    ),
    Bounce(
        of="GroupWise: mailbox full",
        reason=_FULL,
        mail=dsn("Mailer-Daemon@gw.example.org", "Message status - undeliverable", block("smtp; 550 Mailbox is full")),
    ),
    Bounce(
        of="Haraka: too many hard words, no words at all",
        reason=_UNCLEAR,
        mail=dsn("MAILER-DAEMON@haraka.example.org", "failure notice", block("smtp; undefined", status="5.0.0")),
    ),
    Bounce(
        of="OpenSMTPD: no MX found",
        reason=_NO_SERVER,
        mail=dsn(
            "Mailer Daemon <MAILER-DAEMON@mx.example.org>",
            "Delivery status notification: error",
            block("smtp; 550 Invalid domain: domain does not exist", status="5.4.4"),
        ),
    ),
    Bounce(
        of="Dovecot's own delivery: quota exceeded, subject of ours in its own",
        reason=_FULL,
        mail=dsn(
            "Mail Delivery Subsystem <postmaster@example.org>",
            "Rejected: We received your California privacy request {ref}",
            block("smtp; 552 5.2.2 Quota exceeded (mailbox for user is full)", status="5.2.2"),
            original="message/rfc822-headers",
        ),
    ),
    Bounce(
        of="Communigate: account is disabled",
        mail=dsn(
            "MAILER-DAEMON@cgp.example.org",
            "Undeliverable mail: We received your request",
            block("smtp; 550 account has been disabled", status="5.2.1"),
        ),
    ),
    Bounce(
        of="mail.ru: user not found",
        mail=dsn(
            "mailer-daemon@corp.mail.ru",
            "Mail failure.",
            block("smtp; 550 Message was not accepted: invalid mailbox. Local mailbox is unavailable: user not found"),
        ),
    ),
    Bounce(
        of="QQ: mailbox unavailable or access denied",
        reason=_REFUSED,
        mail=dsn(
            "PostMaster@qq.com",
            "系统退信/Systems bounce",
            block("smtp; 550 Mail content denied. https://open.qq.example/rejected due to policy", status="5.7.1"),
        ),
    ),
    Bounce(
        of="GMX: in German, a report too",
        mail=dsn(
            "Mail Delivery System <mailer-daemon@gmx.example>",
            "Mail delivery failed: returning message to sender",
            block("smtp; 550 Requested action not taken: mailbox unavailable"),
            says="Ihre Nachricht konnte nicht zugestellt werden: {to}",
        ),
    ),
    Bounce(
        of="two recipients, and ours is the one that failed",
        mail=dsn(
            _POSTFIX,
            _RETURNED,
            block("smtp; 250 ok", action="delivered", status="2.0.0", to="other@example.org"),
            block("smtp; 550 5.1.1 no such user here", status="5.1.1"),
        ),
    ),
    Bounce(
        of="two recipients, and ours got it",
        state="nothing",
        mail=dsn(
            _POSTFIX,
            _RETURNED,
            block("smtp; 250 ok", action="relayed", status="2.0.0"),
            block("smtp; 550 5.1.1 no such user", status="5.1.1", to="forwarded@example.net"),
        ),
    ),
    Bounce(
        of="passed on to another address, which failed",
        mail=dsn(
            _POSTFIX,
            _RETURNED,
            block(
                "smtp; 550 5.1.1 unknown user",
                status="5.1.1",
                to="new@example.net",
                also="Original-Recipient: rfc822;{to}\n",
            ),
        ),
    ),
    Bounce(
        of="an envelope of its own (VERP) and neither mail nor header behind it",
        mail=dsn(
            "MAILER-DAEMON@mx.example.org",
            "failure notice",
            block("smtp; 550 no mailbox by that name", status="5.1.1"),
            original=None,
            more=("Delivered-To: privacy+ana=example.org@example.com",),
        ),
    ),
)
