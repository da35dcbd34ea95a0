"""What a reviewer should know beside the request: each flag with its sentence. `holds` ones ask for a person first."""

import re
from dataclasses import dataclass

from requests_app.register.load.places import STATES
from requests_app.requests.folding import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A short name, a sentence, and whether a person looks before anything is sent."""

    name: str
    says: str
    holds: bool = False


_OTHER_STATE = (
    r"(?:[\w-]+, )?(?:"
    + "|".join(name.casefold() for code, name in STATES.items() if code not in {"CA", "AA", "AE", "AP"})
    + r")\b(?! (?:st|street|ave|avenue|blvd|road|rd|dr|drive|city)\b)"
)
LEGAL_ATTENTION = "legal attention"
ANSWER_BY_POST = "answer by post"

_OTHER_LAW = re.compile(
    r"\bccpa\b|\bcpra\b|\bgdpr\b|1798\.1\d\d\b|delete (?:all |any |my )?(?:of )?(?:my )?(?:personal |account)|"
    r"right to (?:delete|know|access)|"
    r"do not sell|data subject access|erase my|"
    r"delete (?:everything|all) (?:about|on|of|you|that)|delete (?:me|us)\b|(?:forget|erase) (?:me|everything)\b|"
    r"right to be forgotten|\b(?:borr|elimin|suprim)\w* .{0,20}\b(?:mis datos|mi información|mi cuenta)|"
    r"derecho (?:a|de) (?:borrar|acceso)"
)
_LEAVE = r"(?:unsubscribe|opt[\s-]?out|stop receiving|dejar de recibir|darse de baja|cancelar)"
_FOOTER = re.compile(
    rf"\b(?:to|para) {_LEAVE}\b.{{0,80}}\b(?:click|visit|reply|here|link|go to|https?|follow|manage|haga|aquí)\b|"
    rf"\b(?:click|tap|haga clic)\b.{{0,40}}\b{_LEAVE}\b|\byou (?:can|may) {_LEAVE}\b|"
    rf"\bif you (?:no longer|prefer not|do not|don't|would prefer|would like to|wish to|"
    rf"want to)\b.{{0,60}}\b{_LEAVE}\b|"
    rf"\b{_LEAVE}(?: here| link|.{{0,20}}\b(?:at any time|https?:)| ?\|)"
)
"""Lines that programs put under mail to tell how to unsubscribe: nobody wishes for anything in them."""
_TOLD = (
    (
        re.compile(
            r"1798\.84|civil penalt|statutory damages|class action|legal action|our client|attorneys? for|"
            r"general counsel|\blawsuit\b|law firm|this firm represents|law offices? of|attorney at law|"
            r"attorney general|my (?:lawyer|attorney|legal counsel)\b|"
            r"\bdemanda (?:colectiva|judicial)|acci(?:ó|o)n(?:es)? legal|"
            r"\bmi abogad[oa]\b|sanci(?:ó|o)n civil|sanciones civiles"
        ),
        Flag(
            name=LEGAL_ATTENTION,
            says="It speaks of penalties, or is written by lawyers: tell whoever looks after legal matters.",
        ),
    ),
    (
        re.compile(
            r"authorized agent|on behalf of|on (?:his|her|their) behalf|our client|attorneys? for|"
            r"this firm represents|(?:writing|asking|request(?:ing)?) for my (?:mother|father|mom|dad|parents?|wife|"
            r"husband|spouse|"
            r"son|daughter|client|grandmother|grandfather)\b|power of attorney|our user\b|\ben (?:nombre|"
            r"representaci(?:ó|o)n) de (?!la ley)|"
            r"\bcarta poder\b|\bpoder notarial\b|\bapoderad[oa]\b"
        ),
        Flag(
            name="represented",
            says="Somebody writes for another person: the customer and the correspondent are not the same.",
        ),
    ),
    (
        re.compile(
            r"\bstop\b.{0,40}\b(?:junk|e?-?mails?|catalogs?|newsletters?|texts?|ads?|spam|calls?|sending|selling|"
            r"sharing)\b|opt[\s-]?(?:me |us )?out|take (?:me|us) off|remove (?:me|us)\b|"
            r"unsubscribe (?:me|us|my|our)\b|(?:i|we)(?:'d| would)? (?:want|wish|like|need) to (?:be )?unsubscribed?\b|"
            r"do(?: not|n't) (?:sell|share|call me|contact me|send me|e-?mail me)|no more (?:mail|e-?mails?|calls|"
            r"catalogs)|"
            r"\bdej(?:en|e|ar) de (?:enviar|mandar|compartir|vender|llamar)|\bno (?:\w+ )?(?:vendan?|compartan?)\b|"
            r"\bno (?:me|nos) (?:manden|envíen|llamen|escriban)|"
            r"\bd(?:en|ar)me de baja\b|\bqu(?:í|i)ten(?:me| mi nombre)\b"
        ),
        Flag(
            name="opt-out wish",
            says="The writer also wants such mail or sharing to stop; an answer to that alone is not enough.",
        ),
    ),
    (
        re.compile(
            r"\b(?:by|via) (?:post|postal mail|regular mail|u\.?s\.? mail|letter)\b|"
            r"\b(?:answer|reply|respond|response|write|send)\b[^.!?]{0,40}\bby mail\b|"
            r"\bno (?:computer|e-?mail|internet)\b|por correo (?:postal|ordinario)|por carta\b|"
            r"no (?:tengo|uso) (?:correo electr(?:ó|o)nico|computadora|internet)"
        ),
        Flag(name=ANSWER_BY_POST, says="The writer seems to want the answer by post."),
    ),
    (
        re.compile(
            r"\b(?:for|of) our (?:company|business|office|firm)\b|our business account|"
            r"\bfor (?:my|the) business\b|business account|\bour employees\b|"
            r"\bpara (?:mi|la|nuestr[oa]) (?:empresa|negocio|oficina)\b|\bcuenta (?:comercial|empresarial)\b"
        ),
        Flag(
            name="business purpose",
            says="It may be about a business account; the law is about personal, family or household purposes, (e)(1).",
            holds=True,
        ),
    ),
    (
        re.compile(r"\w\?\?+\w|\d\?\d|\[(?:illegible|unreadable|scan)\b|\bil?legible\b"),
        Flag(
            name="illegible",
            says="Parts of it could not be read; complete name and address as far as possible.",
            holds=True,
        ),
    ),
    (
        re.compile(
            r"\b(?:i am|i'm|we are) not (?:a )?(?:california|resident|in california)|"
            rf"\b(?<!when )(?:i|we) (?:now |currently |actually )?(?:live|reside|am living) in {_OTHER_STATE}|"
            rf"\b(?:i am|i'm|we are) (?:now )?(?:a |an )?(?:resident of {_OTHER_STATE}|{_OTHER_STATE} resident)|"
            rf"\b(?:i|we)(?:'ve| have)? (?:recently |just )?moved to {_OTHER_STATE}|"
            r"moved (?:out of|away from) california|\b(?:no|ya no) (?:vivo|resido) en california|"
            r"\bno soy residente de california"
        ),
        Flag(
            name="may not live in California",
            says="The writer may not live in California, (e)(1): a person decides.",
            holds=True,
        ),
    ),
)


def without_footers(text: str) -> str:
    """Return a text without the lines that tell a reader how to unsubscribe."""
    return "\n".join(line for line in text.split("\n") if not _FOOTER.search(folded(line)))


def flags_of(text: str, *, names_our_law: bool) -> list[Flag]:
    """Return what stands out in the text; a request under another law alone is held for a person."""
    flowing = " ".join(folded(without_footers(text)).split())
    found = [flag for pattern, flag in _TOLD if pattern.search(flowing)]
    if _OTHER_LAW.search(flowing):
        says = "It asks for something under another privacy law, such as deletion: that is answered apart."
        found.append(Flag(name="other privacy request", says=says, holds=not names_our_law))
    return found


def sentence_of(name: str) -> str:
    """Return what a flag of that name tells a reviewer, empty where the explanation of the message says it."""
    return next((flag.says for _, flag in _TOLD if flag.name == name), "")
