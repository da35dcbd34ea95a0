"""The lines above a message that was passed on or quoted: who wrote it, when, to whom. As mail programs write them."""

import re
from dataclasses import dataclass

LONGEST_LINE = 400
_WORDS = {
    "from": "from|de|von|da|van|remitente|expéditeur|từ|mula kay|mula sa|发件人|寄件者|寄件人|差出人|보낸 사람|от",
    "date": (
        "sent|date|sent on|enviado|enviado el|enviado em|enviada em|fecha|fecha de envío|gesendet|datum|gesendet am|"
        "envoyé|envoyé le|data|inviato|verzonden|đã gửi|ngày|ipinadala|petsa|发送时间|发送日期|日期|时间|寄件日期|"
        "傳送時間|送信日時|日時|보낸 날짜|날짜|дата|отправлено"
    ),
    "to": "to|para|an|à|a|aan|tới|đến|kay|收件人|收件者|宛先|받는 사람|кому",
    "cc": "cc|kopie|copie|抄送|副本|참조|копия|bcc",
    "subject": "subject|asunto|betreff|objet|assunto|oggetto|onderwerp|chủ đề|paksa|主题|主旨|件名|제목|тема",
    "reply-to": "reply-to|responder a|antwort an|répondre à|回复",
    "importance": "importance|importancia|wichtigkeit|attachments|adjuntos",
}
"""The name of each line in the languages of mail programs; a language more is a word more."""
_NAMED = {word: field for field, words in _WORDS.items() for word in words.split("|")}
_COLONS = (":", "\uff1a")
_LABEL = re.compile(
    r"[*_]{0,2}(?P<name>[^\W\d][^:\uff1a*\n]{0,20}?)\s?[*_]{0,2}\s?[:\uff1a][*_]{0,2}\s*(?P<value>.{0,300})\Z"
)
_ATTRIBUTION = re.compile(
    r"(?:on|am|le|el|em|il|op|vào|noong)\s.{0,300}?"
    r"(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|đã viết|sumulat|sinulat)\b.{0,60}?\s?:\s*\Z",
    re.IGNORECASE,
)
_WRITER = re.compile(
    r"(?:\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?\s?m\b\.?)?,?|"
    r"\b\d{4},?)\s+(?P<who>[^\d<>@]{0,100}?<?[^\s<>@]{1,80}@[^\s<>]{1,255}>?)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s<>@\[(]{1,80}@[^\s<>,\])]{1,255}")
_MOST_LINES = 14
_FEWEST = 3
_WRAPPED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the lines say, by field as they are written, and how many lines they are."""

    fields: dict[str, str]
    lines: int


def head_at(lines: list[str], place: int) -> Head | None:
    """Return the head that begins at a line: three fields or more, one of them the sender; None where there is none."""
    if _field(lines[place]) is None:
        return None
    fields: dict[str, str] = {}
    end, last = place, ""
    for at in range(place, min(place + _MOST_LINES, len(lines))):
        line = lines[at].strip()
        found = _field(line)
        if found is not None:
            if found[0] in fields:
                break
            fields[found[0]], last, end = found[1], found[0], at + 1
        elif line and last in {"to", "cc"} and "@" in line and end == at:  # a long list of people goes on
            fields[last], end = f"{fields[last]} {line}", at + 1
        elif line or at > end:  # one blank line may stand between them
            break
    if "from" in fields and len(fields) >= _FEWEST:
        return Head(fields=fields, lines=end - place)
    return None


def _field(line: str) -> tuple[str, str] | None:
    found = _LABEL.match(line.strip()[:LONGEST_LINE])
    name = _NAMED.get(found["name"].strip().casefold()) if found else None
    return (name, found["value"].strip(" *_")) if found and name else None


def attribution_at(lines: list[str], place: int) -> Head | None:
    """Return who wrote what is quoted below: “On … somebody wrote:”, on one line or up to three.

    In a language that is not known here it is the line with an address and a number that ends in a colon, right above
    a quotation that is marked.
    """
    text = ""
    for at in range(place, min(place + _WRAPPED, len(lines))):
        line = lines[at].lstrip("> ").strip()
        text = f"{text} {line}".strip()
        if not line or len(text) > LONGEST_LINE:
            return None
        if text.endswith(_COLONS) and (_ATTRIBUTION.match(text) or _is_above_quotation(text, lines, at)):
            return Head(fields={"from": _writer(text), "date": text}, lines=at + 1 - place)
    return None


def _is_above_quotation(text: str, lines: list[str], at: int) -> bool:
    deeper = max((_depth(line) for line in lines[at + 1 : at + 3]), default=0) > _depth(lines[at])
    return deeper and "@" in text and any(sign.isdigit() for sign in text)


def _depth(line: str) -> int:
    return line[: len(line) - len(line.lstrip("> "))].count(">")


def _writer(text: str) -> str:
    """Cut the writer out of an attribution: what stands behind the time of day, else its address alone."""
    found = _WRITER.search(text)
    if found:
        return found["who"].strip(" ,")
    address = _ADDRESS.search(text)
    return address[0].strip(" ,:") if address else ""
