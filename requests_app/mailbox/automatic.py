"""Mail that no person wrote: bounces, automatic replies, lists, invitations, our own. None of it is ever answered."""

import re
from dataclasses import dataclass
from enum import Enum

from requests_app.mailbox.addresses import Sender, addresses_in, plain
from requests_app.mailbox.headers import Headers
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.parse import Parsed

OUR_ID = re.compile(r"(stl-\d{4}-\d{6,10})\.[a-z][a-z_]{0,20}(?:\.\d{1,4})?@([\w.-]{1,255})", re.IGNORECASE)
"""A Message-ID that we gave: `stl-2026-000123.notice@…`."""
_BOUNCERS = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|bounces?)\b", re.IGNORECASE)
_BOUNCED = re.compile(
    r"undeliver|delivery (?:status notification|failure|has failed)|failure notice|returned mail|"
    r"mail delivery (?:failed|system)|"
    r"returned to sender|non remis|unzustellbar|no se pudo entregar|delivery incomplete|delayed mail|"
    r"notificación de estado de entrega|mensaje no entregado|non recapitabile|could not send message|message blocked|"
    r"address not found|undelivered|message (?:not|could not be) delivered|delayed:|"
    r"rejected:|nachricht (?:nicht|konnte nicht)|zustellung|courrier non|échec (?:de|d['’])|non distribu|"
    r"退信|投递失败|无法送达|配信不能|配信できません|送信できません|"
    r"доставка .{0,20}(?:невозможна|не удалась)|недоставлен",
    re.IGNORECASE,
)
_REPLIED = re.compile(
    r"(?:\[?auto(?:matic)?[- ]?(?:reply|response|antwort)\]?|autoreply|auto:|out of (?:the )?office|"
    r"automatische antwort|abwesenheits?\w*|nicht im büro|respuesta autom[áa]tica|"
    r"(?:estoy |estar[ée] )?fuera de (?:la )?oficina|mensaje de ausencia|estoy de vacaciones|aviso de ausencia|"
    r"réponse automatique|absence du bureau|absent du bureau|risposta automatica|fora do escritório|"
    r"resposta automática|automatisch antwoord|afwezig|i am away|on vacation|vacation (?:reply|response|notice))(?!\w)",
    re.IGNORECASE,
)
_OPENED = re.compile(r"(?:read|not read|leído|leido|no leído|gelesen|ungelesen|lu|lida|letto)\s?:", re.IGNORECASE)
_WAS_OPENED = re.compile(
    r"\b(?:was|has been) (?:read|displayed|opened|deleted)\b|se (?:ha )?leyó|ha sido leído|wurde\b.{0,60}\bgelesen|"
    r"a été lu",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"(?:updated |cancell?ed )?(?:invitation|event|invite)\b|(?:accepted|declined|tentative|cancell?ed|updated)\s?:|"
    r"(?:invitación|aceptada|aceptado|rechazada|rechazado|cancelada|cancelado)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_AUTORESPONDER = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Auto-Response",
    "X-Vacation",
    "X-Loop-Autoreply",
)
_LIST = ("List-Id", "List-Unsubscribe", "List-Post", "X-Mailing-List", "List-Help")
_IN_BULK = {"bulk", "junk", "list"}
_MOST_HOPS = 40


class Kind(Enum):
    """What sort of automatic mail it is; the value is the flag a reviewer sees."""

    BOUNCE = "bounce"
    REPLY = "auto-reply"
    RECEIPT = "read receipt"
    REPORT = "abuse report"
    OWN = "own mail"
    CALENDAR = "calendar"
    LIST = "mailing list"
    GENERATED = "sent by a program"
    LOOP = "mail loop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    """Mail of a program. Where it `is_sure`, the words in it do not matter; else a request in them is looked at."""

    kind: Kind
    is_sure: bool
    says: str


def automatic(message: Parsed, sender: Sender, ours: Ours) -> Automatic | None:
    """Say which automatic mail this is, None where a person may have written it."""
    for ask in (_own, _report, _bounce, _replied, _calendar, _loop, _generated, _list):
        if found := ask(message, sender, ours):
            return found
    return None


def original_ids(message: Parsed) -> tuple[str, ...]:
    """Return the Message-IDs of the mail this one is about: from its threads, reports, copies and text."""
    found = dict.fromkeys(message.headers.ids("In-Reply-To", "References"))
    for block in message.originals:
        found.update(dict.fromkeys(block.ids("Message-ID", "References", "In-Reply-To")))
        found[block.message_id] = None
    found.update(dict.fromkeys(match[0] for match in OUR_ID.finditer(message.text[:100_000])))
    return tuple(each for each in found if each)


def has_no_return_path(headers: Headers) -> bool:
    """Say whether the envelope names no sender, as it does for bounces (RFC 5321, 4.5.5)."""
    return "Return-Path" in headers and headers.first("Return-Path").replace(" ", "") == "<>"


def _own(message: Parsed, sender: Sender, ours: Ours) -> Automatic | None:
    headers = message.headers
    our_id = OUR_ID.fullmatch(headers.message_id)
    is_our_domain = bool(our_id) and (ours.has_host(our_id[2]) if our_id else False)
    is_our_address = bool(sender.address) and ours.known(sender.address) != ""
    if is_our_domain or (is_our_address and _submitted(headers)):
        says = "It is a mail that we sent ourselves and that came back to our mailbox."
        return Automatic(kind=Kind.OWN, is_sure=True, says=says)
    return None


def _report(message: Parsed, _sender: Sender, _ours: Ours) -> Automatic | None:
    if "message/disposition-notification" in message.types:
        says = "It is a read receipt: the recipient's program says that a mail of ours was opened."
        return Automatic(kind=Kind.RECEIPT, is_sure=True, says=says)
    if "message/feedback-report" in message.types:
        says = "It is a complaint that a mail provider sends when somebody marks our mail as spam."
        return Automatic(kind=Kind.REPORT, is_sure=True, says=says)
    if _OPENED.match(message.subject) and _WAS_OPENED.search(message.text[:2000]):
        says = "It is a read receipt, written out as some programs do."
        return Automatic(kind=Kind.RECEIPT, is_sure=False, says=says)
    return None


def _bounce(message: Parsed, sender: Sender, _ours: Ours) -> Automatic | None:
    """Tell a bounce by its parts; an old-style one by its sender and what it calls itself."""
    if message.reports:
        return Automatic(kind=Kind.BOUNCE, is_sure=True, says=_of_reports(message.reports))
    local = sender.address.partition("@")[0]
    signs = (
        has_no_return_path(message.headers),
        bool(_BOUNCERS.match(local)) or "X-Failed-Recipients" in message.headers,
        bool(_BOUNCED.search(message.subject)),
    )
    if sum(signs) < 2:  # noqa: PLR2004 - one sign alone may be a person's mail
        return None
    status = _STATUS.search(message.text[:20_000])
    code = f" ({status[1]})" if status else ""
    whom = next((each for each in addresses_in(message.text[:20_000]) if plain(each) != plain(sender.address)), "")
    says = f"A mail server says that a mail could not be delivered{f' to {whom}' if whom else ''}{code}."
    return Automatic(kind=Kind.BOUNCE, is_sure=True, says=says)


def _of_reports(reports: tuple[Headers, ...]) -> str:
    for block in reports:
        action, status = block.text("Action").casefold(), block.text("Status")[:20]
        whom = next(iter(addresses_in(block.text("Final-Recipient") or block.text("Original-Recipient"))), "")
        to, code = (f" to {whom}" if whom else ""), (f" ({status})" if status else "")
        match action:
            case "failed":
                return f"A mail server says that a mail could not be delivered{to}{code}."
            case "delayed":
                return f"A mail server says that a mail{to} is delayed and still being tried{code}."
            case "delivered" | "relayed" | "expanded":
                return f"A mail server says that a mail{to} was {action}{code}."
            case _:
                continue
    return "A mail server reports on the delivery of a mail."


def _submitted(headers: Headers) -> str:
    value = re.split(r"[;\s(]", headers.first("Auto-Submitted").casefold(), maxsplit=1)[0]
    return "" if value == "no" else value


def _replied(message: Parsed, _sender: Sender, _ours: Ours) -> Automatic | None:
    """Tell an automatic reply. `X-Auto-Response-Suppress` is no sign of one: Exchange sets it on people's mail too."""
    headers, submitted = message.headers, _submitted(message.headers)
    is_named = bool(_REPLIED.match(message.subject))
    is_reply = is_named or bool(headers.ids("In-Reply-To", "References")) or has_no_return_path(headers)
    is_marked = (
        submitted.startswith("auto-replied")
        or any(name in headers for name in _AUTORESPONDER)
        or headers.first("Precedence").casefold() in {"auto_reply", "auto-reply"}
    )
    if not (is_marked or is_named):
        return None
    says = "It is an automatic reply, such as an out-of-office note; nobody wrote it."
    return Automatic(kind=Kind.REPLY, is_sure=is_marked and is_reply, says=says)


def _calendar(message: Parsed, _sender: Sender, _ours: Ours) -> Automatic | None:
    is_alone = not message.text.strip() or bool(_INVITES.match(message.subject))
    if "text/calendar" not in message.types or not is_alone:
        return None
    return Automatic(kind=Kind.CALENDAR, is_sure=False, says="It is an invitation to a meeting, and nothing else.")


def _loop(message: Parsed, _sender: Sender, _ours: Ours) -> Automatic | None:
    if len(message.headers.raw("Received")) <= _MOST_HOPS and "X-Loop" not in message.headers:
        return None
    says = "It went around between mail servers many times, or carries the mark of a mail loop."
    return Automatic(kind=Kind.LOOP, is_sure=False, says=says)


def _generated(message: Parsed, _sender: Sender, _ours: Ours) -> Automatic | None:
    if not _submitted(message.headers):
        return None
    return Automatic(kind=Kind.GENERATED, is_sure=False, says="It is marked as sent by a program, not by a person.")


def _list(message: Parsed, _sender: Sender, ours: Ours) -> Automatic | None:
    """Tell mail of a list, unless the list is the business's own: a shared mailbox marks customers' mail so too."""
    headers = message.headers
    list_ids = headers.first("List-Id") or headers.first("List-Post")
    host = re.sub(r".*[<@]", "", list_ids.rstrip(">").strip())[-255:]
    is_own = bool(list_ids) and ours.has_host(host)
    is_list = any(name in headers for name in _LIST) or headers.first("Precedence").casefold() in _IN_BULK
    if is_own or not is_list:
        return None
    return Automatic(kind=Kind.LIST, is_sure=False, says="It was sent to a mailing list or to many people at once.")
