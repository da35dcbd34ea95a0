"""What the sender wrote now, apart from what they quote or pass on."""

import re
from dataclasses import dataclass

from requests_app.mailbox.heads import LONGEST_LINE, attribution_at, head_at

_DIVIDER = re.compile(
    r"[-_=\s>]{0,60}(?:original message|ursprüngliche nachricht|mensaje original|message d'origine|mensagem original|"
    r"原始邮件|原邮件|元のメッセージ)[-_=\s]{0,60}\Z",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"[-_=\s>]{0,60}(?:(?:begin )?forwarded (?:message|by)|(?:inicio del )?mensaje reenviado|weitergeleitete nachricht|"
    r"anfang der weitergeleiteten nachricht|message transféré|mensagem encaminhada|messaggio inoltrato|"
    r"doorgestuurd bericht|转发的?邮件|轉寄的?郵件|tin nhắn (?:được )?chuyển tiếp)(?!\w).{0,80}\Z",
    re.IGNORECASE,
)
_DECORATION = " \t-_=*"
_MOST_INSIDE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A message pasted into another, with the lines above it that name its sender, day and addressee.

    `is_reply`: it is quoted to be answered (“On … somebody wrote:”), not passed on.
    """

    sender: str
    sent: str
    to: str
    subject: str
    text: str
    is_reply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`own` is the sender's text; `quoted` everything else; `inside` the messages passed on, the last first."""

    own: str
    quoted: str
    inside: tuple[Inside, ...]


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
    return Written(own="\n".join(own).strip(), quoted="\n".join(quoted).strip(), inside=inside_of("\n".join(quoted)))


def inside_of(quoted: str) -> tuple[Inside, ...]:
    """Return the messages whose heads stand in a quoted text, each with the text below it, those inside it too."""
    lines = [line.lstrip("> ").strip() for line in quoted.split("\n")]
    raw = quoted.split("\n")
    found: list[Inside] = []
    place = 0
    while place < len(lines) and len(found) < _MOST_INSIDE:
        head, attribution = head_at(lines, place), attribution_at(raw, place)
        told = head or attribution
        if told is None:
            place += 1
            continue
        place += told.lines
        names = ("from", "date", "to", "subject")
        sender, sent, to, subject = (told.fields.get(name, "") for name in names)
        text = "\n".join(lines[place:]).strip(f"{_DECORATION}\n")
        found.append(Inside(sender=sender, sent=sent, to=to, subject=subject, text=text, is_reply=head is None))
    return tuple(found)


def _begins_the_rest(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if not line or len(line) > LONGEST_LINE:
        return False
    if _DIVIDER.match(line) or _FORWARDED.match(line):
        return True
    return attribution_at(lines, place) is not None or head_at(lines, place) is not None


def _after_quote(rest: list[str]) -> list[str]:
    """Return the lines below a quotation that is marked with “>”: some people write there."""
    marked = [place for place, line in enumerate(rest) if line.lstrip().startswith(">")]
    return rest[marked[-1] + 1 :] if marked else []
