"""What mail servers say when they refuse a mail or send it back, by words and codes, to one of six reasons."""

import re

from requests_app.requests.came_back import ReturnReason

_FULL = (
    r"mailbox (?:is )?full|inbox is full|insufficient storage|out of storage|storage limit|disk quota",
    r"over ?quota|quota (?:exceeded|full|reached)|exceed\w* (?:\w+ ){0,3}quota",
    r"not enough (?:space|storage)|mailbox size limit",
    r"postfach (?:ist )?voll|speicherplatz|boîte (?:\w+ ){0,3}pleine|buz[óo]n (?:\w+ ){0,3}lleno",
    r"邮箱(?:空间)?已?满|メールボックス.{0,12}(?:いっぱい|満杯|容量)|переполнен",
)
_TOO_LARGE = (
    r"too (?:large|big)|size limit|message size|exceeds? (?:\w+ ){0,4}(?:size|limit)",
    r"zu gro(?:ß|ss)|trop (?:grand|volumineux)|demasiado grande|邮件(?:大小)?(?:超过|过大)|サイズ.{0,10}(?:制限|大き)",
)
_NO_SERVER = (
    r"(?:host|domain) (?:or domain )?(?:name )?(?:\S+ )?(?:not found|does not exist|lookup failed|unknown)",
    r"name service error|nxdomain|no (?:mx|a) record|unrouteable mail domain|unknown host|all relevant mx",
    r"could ?n['’]t find any host|domain \S+ could ?n['’]t be found|dns (?:error|query failed|failure)",
    r"(?:connection|network|session) (?:timed out|refused|unreachable|timeout)|no route to host",
    r"(?:host|server) (?:unreachable|not responding|did not respond|is not available)",
    r"(?:retry|retries) (?:timeout|time) (?:exceeded|not reached)|message expired|expired in (?:the )?queue",
    r"server .{0,40}antwortet nicht|domain.{0,30}nicht gefunden|域名|ドメイン.{0,20}見つかり",
)
_NO_ADDRESS = (
    r"user (?:\S+ )?(?:is )?(?:unknown|not (?:found|listed|known)|does ?n['’o]t exist|does not exist)",
    r"unknown (?:user|recipient|address|local)|no such (?:user|mailbox|recipient|address|person)",
    r"no mailbox (?:here )?by that name|mailbox (?:\S+ )?(?:not found|unavailable|does ?n[o'’]t exist|does not exist)",
    r"(?:mailbox|account) (?:\S+ )?(?:is|has been) (?:disabled|inactive|closed|deactivated)|inactive user",
    r"recipient ?(?:not found|unknown|address rejected: (?:user|undeliverable))|unrouteable address",
    r"address (?:\S+ )?(?:not found|does ?n[o'’]t exist|does not exist|unknown|could ?n['’]t be found|error)",
    r"account (?:\S+ )?(?:that you tried to reach )?does ?(?:n['’]t| not) exist|no account by that",
    r"invalid (?:recipient|mailbox|address)|not a valid (?:recipient|mailbox|user)|couldn['’]t be found|not listed in",
    r"does(?:n['’]t| not) have (?:a|an) \S+ account|recipn?otfound",
    r"(?:empfänger|benutzer|adresse).{0,40}(?:unbekannt|nicht gefunden|existiert nicht|nicht vorhanden|ungültig)",
    r"(?:destinataire|utilisateur|adresse).{0,40}(?:inconnu|introuvable|n['’]existe pas)",
    r"(?:usuario|destinatario|buzón).{0,40}(?:desconocid|no existe|no encontrad)|no se ha encontrado la dirección",
    r"(?:用户|收件人|邮箱|地址).{0,8}不存在|(?:ユーザー?|宛先|アドレス|受信者).{0,16}(?:存在しません|見つかりません|不明)",
    r"(?:пользователь|ящик).{0,30}(?:не найден|не существует)",
)
_REFUSED = (
    r"spam|block(?:ed|list)|black ?list|reputation|policy|unsolicited|suspicious|rejected (?:by|due|for)",
    r"content (?:was )?(?:rejected|denied)|dmarc|\bspf\b|dkim|rbl\b|not (?:allowed|authori[sz]ed|permitted)",
    r"access denied|relay(?:ing)? (?:access )?denied|rate limit|too many|banned|virus|suppress(?:ed|ion)",
    r"tls (?:is )?required|abgelehnt|abgewiesen|refusé|rechazad|拒[绝収]|拒否|отклонен",
)
_BY_CODE: tuple[tuple[str, ReturnReason], ...] = (
    (r"[45]\.2\.2\b", ReturnReason.FULL),
    (r"[45]\.(?:2\.3|3\.4)\b", ReturnReason.TOO_LARGE),
    (r"[45]\.(?:4\.[1-47]|1\.[28]|4\.3\d\d)\b", ReturnReason.NO_SERVER),
    (r"[45]\.1\.(?:[0136]|10)\b|[45]\.2\.1\b", ReturnReason.NO_ADDRESS),
    (r"[45]\.7\.\d{1,3}\b", ReturnReason.REFUSED),
)
"""Codes of RFC 3463 that say one thing wherever they stand; 5.0.0, 5.3.0, 5.5.0 and the like say nothing."""
_BY_OLD_CODE: tuple[tuple[str, ReturnReason], ...] = (
    (r"\b552\b", ReturnReason.FULL),
    (r"\b(?:550|551|553)\b", ReturnReason.NO_ADDRESS),
    (r"\b554\b", ReturnReason.REFUSED),
)
"""The answers of three digits say least, and are asked last."""


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_SURE = (
    (_any(_FULL), ReturnReason.FULL),
    (_any(_TOO_LARGE), ReturnReason.TOO_LARGE),
    (_any(_NO_SERVER), ReturnReason.NO_SERVER),
    (_any(_NO_ADDRESS), ReturnReason.NO_ADDRESS),
    (_any(_REFUSED), ReturnReason.REFUSED),
    *((re.compile(code), reason) for code, reason in _BY_CODE),
)
_LESS_SURE = tuple((re.compile(code), reason) for code, reason in _BY_OLD_CODE)


def reason_in(*texts: str) -> ReturnReason:
    """Return the reason, taken from the first of the texts that tells one: the surest is given first.

    What a server says in words goes before its code: many answer 5.7.1 to a mailbox that does not exist, and 5.1.1 to
    one that is full.
    """
    for signs in (_SURE, _LESS_SURE):
        for text in texts:
            for pattern, reason in signs:
                if pattern.search(text):
                    return reason
    return ReturnReason.UNCLEAR
