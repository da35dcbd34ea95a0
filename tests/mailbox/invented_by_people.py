"""Invented mails that people wrote, by what they say, who sent them, and where and when they came."""

from tests.mailbox.reading import ASKS, a_mail
from tests.mailbox.writing import Expected, in_charset

NEW_YEARS_EVE, NEW_YEAR = "Wed, 31 Dec 2025 23:58:00 -0800", "Thu, 01 Jan 2026 00:10:00 -0800"
IN_MARCH = "Tue, 03 Mar 2026 09:15:22 -0800"
MAILS: dict[str, tuple[bytes, Expected]] = {
    # -- texts in every alphabet ---------------------------------------------------------------------------------------
    "koi8-r": (
        in_charset("Civil Code 1798.83. Кому вы передали мои данные в прошлом году?", "koi8-r"),
        {"outcome": "request", "language": "ru"},
    ),
    "iso-2022-jp": (
        in_charset("1798.83 に基づき、私の個人情報の提供先を教えてください。", "iso-2022-jp"),
        {"outcome": "request", "language": "ja"},
    ),
    "gb2312 that is really gbk": (
        a_mail(
            "根据 1798.83 请告诉我你们把我的个人信息给了谁。镕".encode("gbk"),
            Content_Type="text/plain; charset=gb2312",
        ),
        {"outcome": "request", "language": "zh"},
    ),
    "utf-16": (in_charset("Shine the Light request, Civil Code 1798.83.", "utf-16"), {"outcome": "request"}),
    "plain question in Spanish": (
        in_charset("Vivo en Fresno. ¿A quién le dieron mi nombre y mis datos el año pasado? Luz Vega", "utf-8"),
        {"outcome": "request", "language": "es"},
    ),
    "tracking hyphens and non-breaking spaces in the number": (
        in_charset("Request under §\u00a01798\u200b.83 please", "utf-8"),
        {"outcome": "request"},
    ),
    # -- questions without magic words ---------------------------------------------------------------------------------
    "who sold my e-mail address": (
        a_mail("Hi, who did you sell my e-mail address to?"),
        {"outcome": "request", "acknowledge": True},
    ),
    "which companies got my data": (
        a_mail("Which companies have received my personal data for marketing?"),
        {"outcome": "request"},
    ),
    "did you share": (a_mail("Did you share my phone number with anybody last year?"), {"outcome": "request"}),
    "not clearly asking": (
        a_mail("I am a California resident and worried about third parties."),
        {"outcome": "review", "acknowledge": False},
    ),
    "another matter": (
        a_mail("Where is my parcel? Order 4711."),
        {"outcome": "review", "acknowledge": False, "due_on": "2026-04-02"},
    ),
    "an empty mail": (a_mail("", Subject=""), {"outcome": "review", "acknowledge": False}),
    # -- other laws, other people --------------------------------------------------------------------------------------
    "access under European law": (
        a_mail("Under GDPR article 15 send me a copy of my data."),
        {"outcome": "review", "flags": ["other privacy request"]},
    ),
    "both laws at once": (
        a_mail("Delete my account (CCPA). And under 1798.83 tell me who got my data."),
        {"outcome": "request", "flags": ["other privacy request"]},
    ),
    "moved away": (
        a_mail(f"{ASKS} I moved out of California in May."),
        {"outcome": "review", "flags": ["may not live in California"]},
    ),
    "an address in Oregon": (
        a_mail(f"{ASKS}\r\nAna Ruiz\r\n9 Fir St\r\nBend, OR 97701"),
        {"outcome": "review", "flags": ["address outside California"], "address": "9 Fir St, Bend, OR 97701"},
    ),
    "a business account": (
        a_mail(f"{ASKS} It is about our business account."),
        {"outcome": "review", "flags": ["business purpose"]},
    ),
    "for a father": (
        a_mail("I write on behalf of Otto Berg, who lives in California. Civil Code 1798.83: who got his data?"),
        {"outcome": "request", "name": "Otto Berg", "email": "ana@example.org", "flags": ["represented"]},
    ),
    "an offer to help with compliance": (
        a_mail("Our platform answers Shine the Light requests. Schedule a demo or start a free trial!"),
        {"outcome": "review", "acknowledge": False},
    ),
    # -- who sent it ---------------------------------------------------------------------------------------------------
    "somebody else's verdict is no verdict": (
        a_mail(ASKS, Authentication_Results="mx.attacker.example; dmarc=fail"),
        {"outcome": "request", "acknowledge": True},
    ),
    "SPF fails but DMARC passes, as with forwarders": (
        a_mail(ASKS, Authentication_Results="mx.example.com; spf=fail smtp.mailfrom=x.example; dkim=pass; dmarc=pass"),
        {"outcome": "request", "acknowledge": True},
    ),
    "SPF fails alone": (
        a_mail(ASKS, Authentication_Results="mx.example.com; spf=softfail; dkim=none"),
        {"outcome": "review", "acknowledge": False, "flags": ["authentication failed"]},
    ),
    "no From line": (a_mail(ASKS, From=None), {"outcome": "review", "email": None, "acknowledge": False}),
    "two people in From": (
        a_mail(ASKS, From="Ana <ana@example.org>, Bo <bo@example.org>"),
        {"outcome": "review", "email": None},
    ),
    "a display name that is another address": (
        a_mail(ASKS, From='"ceo@bank.example" <ana@example.org>'),
        {"outcome": "request", "email": "ana@example.org", "name": None},
    ),
    "an address in a comment": (
        a_mail(ASKS, From="ana@example.org (<eve@example.net>)"),
        {"outcome": "review", "email": None},
    ),
    "Reply-To of somebody else": (
        a_mail(ASKS, Reply_To="victim@example.net"),
        {"outcome": "request", "email": "ana@example.org", "flags": ["other reply address"]},
    ),
    "no return path": (a_mail(ASKS, Return_Path="<>"), {"outcome": "review", "acknowledge": False}),
    "taken for spam": (a_mail(ASKS, X_Spam_Flag="YES"), {"outcome": "review", "flags": ["spam suspected"]}),
    "from a colleague's own address": (
        a_mail(ASKS, From="Sam <sam@example.com>"),
        {"outcome": "review", "acknowledge": False},
    ),
    "an address nobody reads": (
        a_mail(ASKS, From="no-reply@example.org"),
        {"outcome": "request", "acknowledge": False},
    ),
    # -- where and when ------------------------------------------------------------------------------------------------
    "a stray bracket in To": (
        a_mail(ASKS, Delivered_To=None, To='<"privacy-requests@example.com" <<privacy-requests@example.com>'),
        {"outcome": "request", "designated": True},
    ),
    "designated in Cc, delivered to another": (
        a_mail(ASKS, Delivered_To="info@example.com", To="info@example.com", Cc="privacy-requests@example.com"),
        {"designated": True, "due_on": "2026-04-02"},
    ),
    "to an address that is not designated": (
        a_mail(ASKS, Delivered_To="info@example.com", To="info@example.com"),
        {"outcome": "request", "designated": False, "due_on": "2026-07-31", "received_to": "info@example.com"},
    ),
    "capitals and a tag": (
        a_mail(ASKS, Delivered_To="Privacy-Requests+Spring@EXAMPLE.com"),
        {"designated": True, "due_on": "2026-04-02"},
    ),
    "a Date far ahead": (a_mail(ASKS, Date="Tue, 03 Mar 2050 09:00:00 -0800"), {"received_on": "2026-03-03"}),
    "through two servers of ours, over midnight": (
        a_mail(
            ASKS,
            Received=f"from mx by store.example.com; {NEW_YEAR}\r\nReceived: from x by mx.example.com; {NEW_YEARS_EVE}",
        ),
        {"received_on": "2025-12-31", "report_year": 2024},
    ),
    "a forged hop below ours": (
        a_mail(
            ASKS,
            Received=f"from x by mx.example.com; {IN_MARCH}\r\nReceived: from y by mx.example.com; {NEW_YEAR}",
        ),
        {"received_on": "2026-03-03"},
    ),
    "arrival noted in another zone": (
        a_mail(ASKS, Received="from x by mx.example.com; Thu, 01 Jan 2026 05:30:00 +0000"),
        {"received_on": "2025-12-31", "report_year": 2024},
    ),
}
