"""What else a message asks for: each wish with the sentence that says it, for the team that owns it."""

import re

from requests_app.requests.elsewhere import OF_ANOTHER_PLACE
from requests_app.requests.flags import without_footers
from requests_app.requests.folding import folded
from requests_app.requests.models import Wish

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_LONGEST, _SAMPLE = 500, 50_000
_KINDS = (
    (
        Wish.DELETION,
        re.compile(
            r"\b(?:delet|eras|destroy)(?:e|ed|ing|ion of)?\b.{0,40}\b(?:data|information|account|records?|profile|"
            r"everything|me)\b|\bremove\b.{0,30}\b(?:data|information|account|records?|profile)\b|"
            r"right to (?:delete|be forgotten|erasure)|"
            r"\b(?:borr|elimin|suprim)\w* .{0,20}\b(?:mis datos|mi información|mi cuenta)"
        ),
    ),
    (
        Wish.OPT_OUT,
        re.compile(
            r"\bstop\b.{0,40}\b(?:junk|e?-?mails?|catalogs?|newsletters?|texts?|ads?|spam|calls?|sending|selling|"
            r"sharing)\b|opt[\s-]?(?:me |us )?out|take (?:me|us) off|remove (?:me|us) from|"
            r"unsubscribe (?:me|us|my|our)\b|(?:i|we)(?:'d| would)? (?:want|wish|like|need) to (?:be )?unsubscribed?\b|"
            r"do(?: not|n't) (?:sell|share|contact|call|mail|send me|e-?mail me)|no more (?:mail|e-?mails?|calls|"
            r"catalogs)|"
            r"\bdej(?:en|e|ar) de (?:enviar|mandar|compartir|vender|llamar)|\bno (?:\w+ ){0,3}(?:vendan?|compartan?)\b|"
            r"\bno (?:me|nos) (?:manden|envíen|llamen|escriban)|"
            r"\bd(?:en|ar)me de baja\b|\bqu(?:í|i)ten(?:me| mi nombre)\b"
        ),
    ),
    (
        Wish.ACCESS,
        re.compile(
            r"right to know\b|right of access|subject access|copy of (?:all )?(?:my|the) (?:personal )?"
            r"(?:data|information)|specific pieces of|\bcopia de (?:todos )?mis datos"
        ),
    ),
    (
        Wish.CORRECTION,
        re.compile(
            r"right to correct|\b(?:correct|rectify|update) (?:my|the) (?:address|name|data|information|record)"
        ),
    ),
    (
        Wish.OTHER_STATE,
        OF_ANOTHER_PLACE,
    ),
)


def wishes_in(text: str) -> tuple[tuple[Wish, str], ...]:
    """Return each kind of wish once, with the first sentence that says it, in the writer's own words.

    What they quote with “>”, and the lines that tell a reader how to unsubscribe, are nobody's wish.
    """
    found: dict[Wish, str] = {}
    own = "\n".join(line for line in text[:_SAMPLE].split("\n") if not line.startswith(">"))
    flowing = " ".join(without_footers(own).split())
    for sentence in _SENTENCE.findall(flowing):
        plain = folded(sentence)
        for kind, pattern in _KINDS:
            if kind not in found and pattern.search(plain):
                found[kind] = sentence.strip()[:_LONGEST]
    return tuple(found.items())
