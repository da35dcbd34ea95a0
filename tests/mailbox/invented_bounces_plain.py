"""Invented bounces in plain words, in several languages, and mails that look like one and are none."""

from requests_app.requests.came_back import ReturnReason
from tests.mailbox.bounces import ORIGINAL, Bounce, head, plain

_FULL, _NO_SERVER, _REFUSED = ReturnReason.FULL, ReturnReason.NO_SERVER, ReturnReason.REFUSED
_TOO_LARGE = ReturnReason.TOO_LARGE
_COPY = f"--- Below this line is a copy of the message.\n\n{ORIGINAL}"
_EXIM = "Mail Delivery System <Mailer-Daemon@host.example.org>"

PLAIN = (
    Bounce(
        of="qmail: no mailbox by that name",
        mail=plain(
            "MAILER-DAEMON@example.org",
            "failure notice",
            "Hi. This is the qmail-send program at example.org.\nI'm afraid I wasn't able to deliver your message to "
            f"the following addresses.\nThis is a permanent error; I've given up.\n\n<{{to}}>:\n"
            f"Sorry, no mailbox here by that name. (#5.1.1)\n\n{_COPY}",
        ),
    ),
    Bounce(
        of="qmail: found no host",
        reason=_NO_SERVER,
        mail=plain(
            "MAILER-DAEMON@example.org",
            "failure notice",
            f"<{{to}}>:\nSorry, I couldn't find any host named exmaple.org. (#5.1.2)\n\n{_COPY}",
        ),
    ),
    Bounce(
        of="Exim: message too big",
        reason=_TOO_LARGE,
        mail=plain(
            _EXIM,
            "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered to all recipients. This is a permanent error.\n\n"
            f"  {{to}}\n    SMTP error from remote server after MAIL FROM: 552 message size exceeds limit\n\n{_COPY}",
            "X-Failed-Recipients: {to}",
        ),
    ),
    Bounce(
        of="Exim: delayed 24 hours",
        state="delayed",
        reason=_NO_SERVER,
        mail=plain(
            _EXIM,
            "Warning: message 1abcDE-0001xy-Fg delayed 24 hours",
            "A message that you sent has not yet been delivered to all its recipients.\nNo action is required on "
            "your part. Delivery attempts will continue.\n\n  {to}\n    host mx.example.org: Connection timed "
            "out\n\nMessage identifier: {id}",
        ),
    ),
    Bounce(
        of="Mailgun: not delivering to an address that bounced before",
        reason=_REFUSED,
        mail=plain(
            "postmaster@mg.example.com",
            "Undeliverable: {ref}",
            "605 Not delivering to previously bounced address: it is on a suppressed list\n{to}\n{id}",
        ),
    ),
    Bounce(
        of="Mimecast: rejected by its policy",
        reason=_REFUSED,
        mail=plain(
            "Postmaster@mimecast.example.org",
            "[Postmaster] Email Delivery Failure",
            "Message to {to} was rejected: 550 Rejected by header based Anti-Spoofing policy\nMessage-ID: {id}",
        ),
    ),
    Bounce(
        of="Zoho: in plain words",
        mail=plain(
            "mailer-daemon@mail.zoho.example",
            "Undelivered Mail Returned to Sender",
            "It was created automatically by mail delivery software.\n{to}, ERROR CODE :550 - The email account "
            "that you tried to reach does not exist.\n\nReferences: {id}",
        ),
    ),
    Bounce(
        of="Kerio: user doesn't exist",
        mail=plain(
            "Mail Delivery Subsystem <postmaster@kerio.example.org>",
            "Delivery failure: We received your California privacy request {ref}",
            "Your message could not be delivered: unknown user\n{to}",
        ),
    ),
    Bounce(
        of="web.de: in German, mailbox full",
        reason=_FULL,
        mail=plain(
            "Mailer-Daemon@web.example",
            "Unzustellbar: We received your California privacy request {ref}",
            "Ihre Nachricht an {to} konnte nicht zugestellt werden. Das Postfach ist voll.",
        ),
    ),
    Bounce(
        of="in French: no such recipient",
        mail=plain(
            "Postmaster <postmaster@exemple.example.org>",
            "Échec de remise : {ref}",
            "Votre message à {to} n’a pas pu être remis : le destinataire est inconnu.\n{id}",
        ),
    ),
    Bounce(
        of="in Spanish: no such address",
        mail=plain(
            "Mail Delivery Subsystem <mailer-daemon@correo.example.org>",
            "Mensaje no entregado: {ref}",
            "No se ha encontrado la dirección {to}. El buzón no existe.\n{id}",
        ),
    ),
    Bounce(
        of="in Chinese: no such mailbox",
        mail=plain("postmaster@youxiang.example.org", "系统退信", "您的邮件无法送达 {to}: 收件人不存在。\n{id}"),
    ),
    Bounce(
        of="in Japanese: no such address",
        mail=plain(
            "MAILER-DAEMON@mail.example.org", "配信不能通知", "{to} に配信できませんでした。宛先が存在しません。\n{id}"
        ),
    ),
    Bounce(
        of="in Russian: mailbox full",
        reason=_FULL,
        mail=plain("mailer-daemon@pochta.example.org", "Доставка сообщения невозможна", "Ящик {to} переполнен.\n{id}"),
    ),
    Bounce(
        of="no report and no mail of ours, only the address",
        mail=plain(
            "Mail Delivery System <MAILER-DAEMON@mx.example.org>",
            "Returned mail: User unknown",
            "{to}: 550 user unknown",
        ),
    ),
    Bounce(
        of="a report cut off before its end",
        reason=_FULL,
        mail=head(
            "MAILER-DAEMON@mx.example.org",
            "Undelivered Mail Returned to Sender",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="BB"',
        )
        + "\n--BB\nContent-Type: text/plain\n\nIt failed.\n--BB\nContent-Type: message/delivery-status\n\n"
        "Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.2.2\n",
    ),
    Bounce(
        of="no bounce: out of office",
        state="nothing",
        mail=plain(
            "Ana Ruiz <{to}>",
            "Out of office: {ref}",
            "I am away until Monday. Your message was not delivered to anybody else.",
            "Auto-Submitted: auto-replied",
            "In-Reply-To: {id}",
        ),
    ),
    Bounce(
        of="no bounce: a challenge to show that one is human",
        state="nothing",
        mail=plain(
            "Ana Ruiz <{to}>",
            "Please confirm your message: {ref}",
            "To have your message delivered, click here. Undelivered mail is removed after 7 days.",
            "Auto-Submitted: auto-replied",
            "In-Reply-To: {id}",
        ),
    ),
    Bounce(
        of="no bounce: a person asks whether our mail failed",
        state="nothing",
        mail=plain(
            "Ana Ruiz <{to}>", "Delivery failure?", "Did my letter fail to arrive? I got a 550 error for {ref}."
        ).replace("Return-Path: <>", "Return-Path: <{to}>"),
    ),
)
