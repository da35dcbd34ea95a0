"""Invented mails that programs sent or built: bounces, replies, lists, messages passed on, odd parts."""

import base64

from tests.mailbox.reading import ASKS, a_mail
from tests.mailbox.writing import Expected, html, part, parts

PDF = part("JVBERi0xLjQK", kind="application/pdf; name=letter.pdf", Content_Transfer_Encoding="base64")
STATUS = (
    "Reporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; ana@example.net\r\nAction: {}\r\nStatus: {}\r\n"
)
OUTLOOK = (
    "Please see below.\r\n\r\nFrom: Lin Okafor <lin@example.net>\r\nSent: Monday, February 23, 2026 4:05 PM\r\n"
    "To: Store 22 <store22@example.com>\r\nSubject: my data\r\n\r\n"
    "Who did you sell my address to? Lin Okafor, 5 Pine St, Chico, CA 95928\r\n"
)
GMAIL = (
    "fyi\r\n\r\n---------- Forwarded message ---------\r\nFrom: Lin Okafor <lin@example.net>\r\n"
    "Date: Mon, Feb 23, 2026 at 4:05 PM\r\nSubject: my data\r\nTo: <info@example.com>\r\n\r\n"
    "Civil Code 1798.83: who got my name?\r\n"
)
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:VCALENDAR"
INNER = (
    "From: Rosa Lima <rosa@example.net>\r\nTo: info@example.com\r\nSubject: request\r\nDate: Sun, 01 Mar 2026 10:00:00 "
    "-0800\r\n\r\nUnder the Shine the Light law, who got my data?\r\nRosa Lima\r\n2 Elm St\r\nUkiah, CA 95482\r\n"
)
STAFF = {"From": "Sam <sam@example.com>", "Return_Path": "<sam@example.com>"}

MAILS: dict[str, tuple[bytes, Expected]] = {
    # -- what programs send --------------------------------------------------------------------------------------------
    "delayed": (
        parts(
            "multipart/report; report-type=delivery-status",
            part("Delayed."),
            part(STATUS.format("delayed", "4.4.1"), kind="message/delivery-status"),
            Return_Path="<>",
        ),
        {"outcome": "not_request", "says": "delayed and still being tried (4.4.1)"},
    ),
    "delivered": (
        parts(
            "multipart/report; report-type=delivery-status",
            part("Done."),
            part(STATUS.format("delivered", "2.0.0"), kind="message/delivery-status"),
            Return_Path="<>",
        ),
        {"outcome": "not_request", "says": "was delivered"},
    ),
    "read receipt": (
        parts(
            "multipart/report; report-type=disposition-notification",
            part("Your message was read."),
            part("Disposition: manual-action; displayed", kind="message/disposition-notification"),
        ),
        {"outcome": "not_request", "flags": ["read receipt"]},
    ),
    "abuse report": (
        parts(
            "multipart/report; report-type=feedback-report",
            part("Complaint."),
            part("Feedback-Type: abuse", kind="message/feedback-report"),
            part(INNER, kind="message/rfc822"),
        ),
        {"outcome": "not_request", "flags": ["abuse report"]},
    ),
    "vacation without a header": (
        a_mail("I am away until May.", Subject="Out of Office: Re: your order"),
        {"outcome": "not_request", "flags": ["auto-reply"]},
    ),
    "a request whose subject says out of office": (
        a_mail(ASKS, Subject="Out of office workers want to know"),
        {"outcome": "review", "acknowledge": False},
    ),
    "vacation of an old responder": (
        a_mail(
            "I have received your mail about Civil Code 1798.83.",
            X_Autoreply="yes",
            In_Reply_To="<stl-2026-000123.ack@example.com>",
        ),
        {"outcome": "not_request"},
    ),
    "newsletter": (
        a_mail(
            "Spring sale! Limited-time offer. Unsubscribe here.",
            List_Unsubscribe="<mailto:u@shop.example>",
            Precedence="bulk",
        ),
        {"outcome": "not_request", "flags": ["mailing list"], "acknowledge": False},
    ),
    "a newsletter with the law in its foot": (
        a_mail(
            "Spring is here! New jackets are in.\r\n\r\nYour California Privacy Rights: under Civil Code 1798.83 "
            "California residents may ask which third parties got their personal information.\r\nUnsubscribe",
            List_Id="<news.shop.example>",
            List_Unsubscribe="<mailto:u@shop.example>",
        ),
        {"outcome": "not_request", "flags": ["mailing list"], "acknowledge": False},
    ),
    "a newsletter with the bare name in its foot": (
        a_mail("New jackets are in.\r\n\r\nPrivacy | Shine the Light | Unsubscribe", List_Id="<news.shop.example>"),
        {"outcome": "not_request", "flags": ["mailing list"]},
    ),
    "a letter over a list that names the law": (
        a_mail("I wonder about Civil Code 1798.83 and your shop.", List_Id="<friends.lists.example.net>"),
        {"outcome": "review", "flags": ["mailing list"]},
    ),
    "a request from a server's own address": (
        a_mail(ASKS, From="MAILER-DAEMON@example.org", Return_Path="<MAILER-DAEMON@example.org>"),
        {"outcome": "request", "acknowledge": False},
    ),
    "encrypted by S/MIME, its subject alone to be read": (
        a_mail(
            "MIIBAAAA",
            Subject="Shine the Light",
            Content_Type="application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
            Content_Transfer_Encoding="base64",
        ),
        {"outcome": "review", "acknowledge": False, "says": "encrypted"},
    ),
    "encrypted by S/MIME, told by its name alone": (
        a_mail(
            "MIIBAAAA",
            Subject="Shine the Light",
            Content_Type="application/octet-stream; name=smime.p7m",
            Content_Transfer_Encoding="base64",
        ),
        {"outcome": "review", "acknowledge": False, "says": "encrypted"},
    ),
    "encrypted by PGP, its subject alone to be read": (
        parts(
            "multipart/encrypted; protocol=application/pgp-encrypted",
            part("Version: 1", kind="application/pgp-encrypted"),
            part("-----BEGIN PGP MESSAGE-----", kind="application/octet-stream; name=encrypted.asc"),
            Subject="Civil Code 1798.83 request",
        ),
        {"outcome": "review", "acknowledge": False, "says": "encrypted"},
    ),
    "words that can be read above what is encrypted": (
        parts(
            "multipart/mixed",
            part(ASKS),
            part("MIIB", kind="application/pkcs7-mime; name=smime.p7m", Content_Transfer_Encoding="base64"),
        ),
        {"outcome": "request"},
    ),
    "the law in a hidden line of a page alone": (
        html(f'<div style="display:none">{ASKS}</div><p>Hello! Here are our new jackets.</p>'),
        {"outcome": "review", "acknowledge": False},
    ),
    "a request that came over somebody's list": (
        a_mail(ASKS, List_Id="<friends.lists.example.net>", Precedence="list"),
        {"outcome": "review", "acknowledge": False, "flags": ["mailing list"]},
    ),
    "a request over the business's own group address": (
        a_mail(ASKS, List_Id="<privacy-requests.example.com>", Precedence="list"),
        {"outcome": "request"},
    ),
    "a form of a web site": (
        a_mail(
            ASKS,
            Auto_Submitted="auto-generated",
            From="Site <noreply@forms.example.net>",
            Reply_To="lia@example.net",
            Return_Path="<noreply@forms.example.net>",
        ),
        {"outcome": "review", "email": "lia@example.net", "acknowledge": False},
    ),
    "a report of a timer": (
        a_mail("Backup finished.", Auto_Submitted="auto-generated"),
        {"outcome": "not_request", "acknowledge": False},
    ),
    "an invitation with a request beside it": (
        parts("multipart/mixed", part(ASKS), part(CALENDAR, kind="text/calendar; method=REQUEST")),
        {"outcome": "request"},
    ),
    "our own notice comes back by another name": (
        a_mail(
            "Here is our answer.", From="relay@example.net", Message_ID="<stl-2026-000123.notice.2@mail.example.com>"
        ),
        {"outcome": "not_request", "flags": ["own mail"]},
    ),
    "a look-alike of our Message-ID under another domain": (
        a_mail(ASKS, Message_ID="<stl-2026-000123.ack@example.org>"),
        {"outcome": "request"},
    ),
    # -- passed on -----------------------------------------------------------------------------------------------------
    "pasted by Outlook": (
        a_mail(OUTLOOK, Subject="FW: my data", **STAFF),
        {
            "outcome": "review",
            "email": "lin@example.net",
            "name": "Lin Okafor",
            "received_on": "2026-02-23",
            "received_to": "store22@example.com",
            "designated": False,
            "due_on": "2026-04-02",
        },
    ),
    "pasted by Gmail": (
        a_mail(GMAIL, Subject="Fwd: my data", **STAFF),
        {"outcome": "review", "email": "lin@example.net", "received_on": "2026-02-23", "designated": False},
    ),
    "attached in base64, which no standard allows": (
        parts(
            "multipart/mixed",
            part("see attached"),
            part(
                base64.encodebytes(INNER.encode()).decode(), kind="message/rfc822", Content_Transfer_Encoding="base64"
            ),
            **STAFF,
        ),
        {"outcome": "review", "email": "rosa@example.net", "name": "Rosa Lima", "address": "2 Elm St, Ukiah, CA 95482"},
    ),
    "attached as a file by an outsider": (
        parts(
            "multipart/mixed",
            part("My mother wrote this."),
            part(
                base64.encodebytes(INNER.encode()).decode(),
                kind="application/octet-stream; name=mum.eml",
                Content_Transfer_Encoding="base64",
            ),
        ),
        {"outcome": "review", "email": "rosa@example.net", "received_on": "2026-03-03"},
    ),
    # -- how it is built -----------------------------------------------------------------------------------------------
    "only a scan": (parts("multipart/mixed", part(""), PDF), {"outcome": "review", "files": ["letter.pdf"]}),
    "encrypted": (
        parts(
            "multipart/encrypted",
            part("Version: 1", kind="application/pgp-encrypted"),
            part("-----BEGIN PGP MESSAGE-----", kind="application/octet-stream"),
        ),
        {"outcome": "review", "says": "encrypted"},
    ),
    "a quoted policy in HTML": (
        html("<p>Thanks, all clear.</p><blockquote>Shine the Light: who got my data? 1798.83</blockquote>"),
        {"outcome": "review"},
    ),
    "an HTML stub beside the letter": (
        parts(
            "multipart/alternative",
            part("Your program cannot show this mail."),
            part(f"<p>{ASKS}</p><p>{'I have bought from you for years. ' * 4}</p>", kind="text/html; charset=utf-8"),
        ),
        {"outcome": "request"},
    ),
    "a virus beside the request": (
        parts(
            "multipart/mixed",
            part(ASKS),
            part("TVqQ", kind="application/octet-stream; name=invoice.pdf.exe", Content_Transfer_Encoding="base64"),
        ),
        {"outcome": "request", "files": []},
    ),
}

JOINS: dict[str, tuple[bytes, Expected]] = {
    "the requester answers below our words": (
        a_mail("> We received your request.\r\n> STL-2026-000123\r\n\r\nThank you!", Subject="Re: your request"),
        {"outcome": "thread", "reference": "STL-2026-000123", "due_on": None, "acknowledge": False},
    ),
    "another address names the reference": (
        a_mail("Send me the answer too. STL-2026-000123", From="eve@example.net"),
        {"outcome": "review", "reference": "STL-2026-000123", "acknowledge": False},
    ),
    "a forged requester": (
        a_mail("New address please.", Subject="STL-2026-000123", Authentication_Results="mx.example.com; dmarc=fail"),
        {"outcome": "review", "reference": "STL-2026-000123", "acknowledge": False},
    ),
    "the requester asks anew in the next year": (
        a_mail(
            ASKS, Subject="Re: STL-2026-000123", Received="from x by mx.example.com; Mon, 04 Jan 2027 09:00:00 -0800"
        ),
        {"outcome": "review", "report_year": 2026},
    ),
    "a bounce known by the mail it copies": (
        parts(
            "multipart/report; report-type=delivery-status",
            part("Sorry."),
            part(STATUS.format("failed", "5.1.1"), kind="message/delivery-status"),
            part("Message-ID: <stl-2026-000123.notice@mail.example.com>\r\nSubject: x", kind="text/rfc822-headers"),
            Return_Path="<>",
        ),
        {"outcome": "not_request", "reference": "STL-2026-000123"},
    ),
    "an out-of-office note": (
        a_mail("Away.", Auto_Submitted="auto-replied (vacation)", In_Reply_To="<stl-2026-000123.ack@mail.example.com>"),
        {"outcome": "not_request", "reference": "STL-2026-000123", "acknowledge": False},
    ),
}
