"""Invented mails of more mail programs: what bounces, answers and invites by itself, and the ways to write To."""

from tests.mailbox.reading import ASKS, a_mail
from tests.mailbox.writing import Expected, part, parts

_THROUGH = "from x by mx.example.com for <privacy-requests@example.com>; Tue, 03 Mar 2026 09:15:22 -0800"
_CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Call\r\nEND:VEVENT\r\nEND:VCALENDAR"
_BY_PROGRAMS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "Undeliverable: Your request STL-2026-000123",
        (
            "Delivery has failed to these recipients or groups:\nana@example.org\nThe email address you entered "
            "couldn't be found. 550 5.1.10 RESOLVER.ADR.RecipientNotFound"
        ),
        {
            "From": "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>",
            "Return_Path": "<>",
        },
    ),
    (
        "Undelivered Mail Returned to Sender",
        (
            "This is the mail system at host mx.example.org. I'm sorry to have to inform you that your message "
            "could not be delivered. <ana@example.org>: host said: 550 5.1.1"
        ),
        {"From": "MAILER-DAEMON@mx.example.org (Mail Delivery System)", "Return_Path": "<>"},
    ),
    (
        "failure notice",
        (
            "Hi. This is the qmail-send program at example.org. I'm afraid I wasn't able to deliver your message "
            "to the following addresses.\n<ana@example.org>: Sorry, no mailbox here by that name. (#5.1.1)\n--- "
            "Below this line is a copy of the message.\n\nUnder Civil Code 1798.83, who got my data?"
        ),
        {"From": "MAILER-DAEMON@example.org", "Return_Path": "<#@[]>"},
    ),
    (
        "Delivery Status Notification (Failure)",
        "Address not found. Your message wasn't delivered to ana@example.org",
        {
            "From": "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            "Return_Path": "<>",
            "Auto_Submitted": "auto-replied",
        },
    ),
    (
        "DELIVERY FAILURE: User ana (ana@example.org) not listed in Domino Directory",
        "Your message Subject: Your request was not delivered to: ana@example.org because: User not listed",
        {"From": "Postmaster@example.org", "Return_Path": "<>"},
    ),
    ("Respuesta automática: Su solicitud", "Estoy de vacaciones hasta el lunes.", {}),
    ("Fuera de la oficina: Su solicitud", "Estaré fuera de la oficina hasta el 3 de abril.", {}),
    (
        "Read: Your request STL-2026-000123",
        "Your message was read on Tuesday.",
        {"In_Reply_To": "<stl-2026-000123.ack@example.com>"},
    ),
    (
        "Please confirm your message",
        "I use a spam filter. To have your message delivered, click here to verify that you are a human sender.",
        {"Auto_Submitted": "auto-replied", "In_Reply_To": "<stl-2026-000123.ack@example.com>"},
    ),
    ("Vacation reply", "I am out until Monday.", {"Auto_Submitted": "auto-replied (vacation)"}),
    (
        "Re: Your request",
        (
            "Thank you for contacting us. This mailbox is not monitored. We have received your message about "
            "Civil Code 1798.83 and a ticket has been created."
        ),
        {"Auto_Submitted": "auto-replied", "In_Reply_To": "<stl-2026-000123.ack@example.com>"},
    ),
    (
        "Mail delivery failed: returning message to sender",
        (
            "This message was created automatically by mail delivery software. A message that you sent could not "
            "be delivered to: ana@example.org"
        ),
        {
            "From": "Mail Delivery System <Mailer-Daemon@host.example.org>",
            "Return_Path": "<>",
            "Auto_Submitted": "auto-replied",
        },
    ),
    (
        "Warning: could not send message for past 4 hours",
        (
            "**********************************************\n**      THIS IS A WARNING MESSAGE ONLY      **\n The"
            " original message was received at Tue"
        ),
        {"From": "Mail Delivery Subsystem <MAILER-DAEMON@example.org>", "Return_Path": "<>"},
    ),
    (
        "Message blocked",
        "Your message to ana@example.org has been blocked.",
        {
            "From": "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            "Return_Path": "<>",
            "X_Failed_Recipients": "ana@example.org",
        },
    ),
    (
        "Notificación de estado de entrega (error)",
        "No se ha encontrado la dirección ana@example.org",
        {"From": "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Return_Path": "<>"},
    ),
    ("Automatic reply: We received your request", "I no longer work at Acme. Please contact bob@acme.example.", {}),
    ("Auto: Your message", "We got your mail and will reply in two days.", {"Precedence": "auto_reply"}),
    ("Accepted: Meeting", "", {"Content_Type": "text/calendar; method=REPLY"}),
    (
        "[friends] hello",
        "Come to the picnic.",
        {"List_Id": "<friends.example.net>", "List_Post": "<mailto:friends@example.net>"},
    ),
    ("Réponse automatique : Votre demande", "Je suis absent du bureau.", {}),
    ("Abwesenheitsnotiz: Ihre Anfrage", "Ich bin nicht im Haus.", {}),
    (
        "Non recapitabile: Your request",
        "Impossibile recapitare",
        {"From": "postmaster@example.org", "Return_Path": "<>"},
    ),
)
_WAYS_TO_US: tuple[dict[str, str | None], ...] = (
    {"To": "Privacy team: privacy-requests@example.com, x@example.net;"},
    {"To": "undisclosed-recipients:;", "X_Original_To": "privacy-requests@example.com"},
    {"To": "PRIVACY-REQUESTS@EXAMPLE.COM"},
    {
        "To": "someone@example.net",
        "Received": "from x by mx.example.com for <privacy-requests@example.com>; Tue, 03 Mar 2026 09:15:22 -0800",
    },
    {"To": "info@example.com, privacy-requests+web@example.com"},
    {"To": "someone@example.net", "Bcc": "privacy-requests@example.com"},
    {"To": '"Privacy, Requests" <privacy-requests@example.com>'},
    {"To": "=?utf-8?Q?Privacy_Requests?= <privacy-requests@example.com>"},
    {"Delivered_To": "collector@example.com", "To": "privacy-requests@example.com"},
    {"To": "someone@example.net", "Envelope_To": "privacy-requests@example.com"},
    {"To": "someone@example.net", "Resent_To": "privacy-requests@example.com"},
    {"To": "mailto:privacy-requests@example.com"},
    {"To": "'privacy-requests@example.com'"},
)
MAILS: dict[str, tuple[bytes, Expected]] = {
    f"{subject} ({at})": (
        a_mail(body, Subject=subject, **changed),
        {"outcome": "not_request", "acknowledge": False},
    )
    for at, (subject, body, changed) in enumerate(_BY_PROGRAMS)
}
MAILS |= {
    f"way to us {at}": (
        a_mail(ASKS, **({"Delivered_To": None} | changed)),
        {"outcome": "request", "designated": True, "due_on": "2026-04-02"},
    )
    for at, changed in enumerate(_WAYS_TO_US)
}
MAILS["an invitation with its text"] = (
    parts(
        "multipart/alternative",
        part("You have been invited to a call."),
        part(_CALENDAR, kind="text/calendar; method=REQUEST"),
        Subject="Invitation: a call",
    ),
    {"outcome": "not_request", "flags": ["calendar"]},
)
MAILS["lawyers for two customers"] = (
    a_mail(
        "This firm represents Dolores Finch and Hugo Marsh. On their behalf we request the information required by "
        "Civil Code section 1798.83.",
        From="Law LLP <intake@law.example>",
    ),
    {
        "outcome": "review",
        "name": "Dolores Finch",
        "flags": ["represented", "legal attention", "several customers"],
        "says": "Dolores Finch, Hugo Marsh",
    },
)
JOINS: dict[str, tuple[bytes, Expected]] = {
    "the reference typed without dashes": (
        a_mail("My new phone is 5.", Subject="Re: Your request STL 2026 000123"),
        {"outcome": "thread", "reference": "STL-2026-000123", "acknowledge": False},
    ),
    "a question again in the same matter": (
        a_mail("Which companies did you sell my data to? You have not told me.", Subject="Re: [STL-2026-000123]"),
        {"outcome": "thread", "reference": "STL-2026-000123"},
    ),
}
