"""What the sender wrote now, apart from what they quote or pass on."""

import re
from dataclasses import dataclass

_LONGEST_LINE = 400
_ATTRIBUTION = re.compile(
    r"(?:on|am|le|el|em|il|op)\s.{0,300}?(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef)\s?:\s*\Z",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"[-_\s>]{0,60}(?:original message|ursprüngliche nachricht|mensaje original|message d'origine)[-_\s]{0,60}\Z",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"[-_\s>]{0,60}(?:(?:begin )?forwarded message|mensaje reenviado|inicio del mensaje reenviado)\b.{0,60}\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:from|de|von)\s?:\*?\s*(?P<value>.{0,300})\Z", re.IGNORECASE)
_FIELD = re.compile(
    r"\*?(?P<name>from|de|sent|date|enviado|fecha|to|para|subject|asunto|cc)\s?:\*?\s*(?P<value>.{0,300})\Z",
    re.IGNORECASE,
)
_SAME = {"de": "from", "sent": "date", "enviado": "date", "fecha": "date", "para": "to", "asunto": "subject"}
_FIELDS_WITHIN = 8
_FEWEST_FIELDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A message pasted into another, with the lines above it that name its sender, day and addressee."""

    sender: str
    sent: str
    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`own` is the sender's text; `quoted` everything else; `inside` the message passed on, if its head is there."""

    own: str
    quoted: str
    inside: Inside | None


def written_in(text: str) -> Written:
    """Part a text into the sender's own words and what was there before."""
    lines = text.split("\n")
    own: list[str] = []
    quoted: list[str] = []
    for place, line in enumerate(lines):
        if line.lstrip().startswith(">"):
            quoted.append(line)
            continue
        if _begins_the_rest(lines, place):
            rest = lines[place:]
            after = _after_quote(rest)
            quoted += rest[: len(rest) - len(after)]
            own += after
            break
        own.append(line)
    inside = inside_of("\n".join(quoted))
    return Written(own="\n".join(own).strip(), quoted="\n".join(quoted).strip(), inside=inside)


def inside_of(quoted: str) -> Inside | None:
    """Return the message whose head (From, Sent or Date, To, Subject) stands in a quoted text."""
    lines = [line.lstrip("> ").strip() for line in quoted.split("\n")]
    for place, line in enumerate(lines):
        if not _FROM.match(line[:_LONGEST_LINE]):
            continue
        fields, end = _fields(lines, place)
        if len(fields) >= _FEWEST_FIELDS:
            text = "\n".join(lines[end:]).strip()
            names = ("from", "date", "to", "subject")
            sender, sent, to, subject = (fields.get(name, "") for name in names)
            return Inside(sender=sender, sent=sent, to=to, subject=subject, text=text)
    return None


def _fields(lines: list[str], place: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    end = place
    for at in range(place, min(place + _FIELDS_WITHIN, len(lines))):
        found = _FIELD.match(lines[at][:_LONGEST_LINE])
        if found:
            name = found["name"].casefold()
            fields.setdefault(_SAME.get(name, name), found["value"].strip(" *"))
            end = at + 1
        elif not lines[at] and fields:
            break
    return fields, end


def _begins_the_rest(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if not line or len(line) > _LONGEST_LINE:
        return False
    if _DIVIDER.match(line) or _FORWARDED.match(line):
        return True
    two = f"{line} {lines[place + 1].strip()}" if place + 1 < len(lines) else line
    if _ATTRIBUTION.match(line) or (len(two) <= _LONGEST_LINE and _ATTRIBUTION.match(two)):
        return True
    return (
        bool(_FROM.match(line))
        and len(_fields([each.strip() for each in lines[place : place + _FIELDS_WITHIN]], 0)[0]) >= _FEWEST_FIELDS
    )


def _after_quote(rest: list[str]) -> list[str]:
    """Return the lines below a quotation that is marked with “>”: some people write there."""
    marked = [place for place, line in enumerate(rest) if line.lstrip().startswith(">")]
    return rest[marked[-1] + 1 :] if marked else []
