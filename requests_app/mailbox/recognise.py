"""Whether a text asks for what 1798.83 gives: signals, each with the sentence a reviewer reads.

The statute asks for no magic words: a plain question to whom one's data went is a request, (a).
"""

import re
from dataclasses import dataclass

from requests_app.mailbox.asking import asks_in
from requests_app.requests.folding import folded

_SAMPLE = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One sign in a text. Only `is_strong` ones make a request by themselves; weak ones need a person's eye."""

    says: str
    is_strong: bool


_STRONG = (
    (
        re.compile(r"(?<!\d)1798\s?\.\s?83\b"),
        "It names Civil Code section 1798.83.",
    ),
    (
        re.compile(r"(?:\bcode|\bsection|\bsec\.|§)[^.?!\n]{0,12}?\b1798[\s,-]83\b"),
        "It names Civil Code section 1798.83.",
    ),
    (re.compile(r"\b(?:s\.?b\.?|senate bill) ?27\b"), "It names Senate Bill 27, which made the law."),
    (
        re.compile(r"shine[\s-]{1,3}the[\s-]{1,3}light"),
        "It names the “Shine the Light” law.",
    ),
)
_WEAK = (
    (re.compile(r"third[\s-]part(?:y|ies)|terceros"), "It speaks of third parties."),
    (re.compile(r"direct marketing|mercadotecnia directa|marketing purposes"), "It speaks of direct marketing."),
    (
        re.compile(r"california (?:resident|consumer|customer)|residente de california|i (?:live|am) in california"),
        "It says that the writer lives in California.",
    ),
    (re.compile(r"civil code|civ\. code|código civil"), "It names the Civil Code."),
    (
        re.compile(r"\bpersonal (?:information|data)\b|datos personales|my (?:data|information)\b"),
        "It speaks of personal information.",
    ),
    (re.compile(r"\b(?:privacy|privacidad) (?:request|rights|inquiry)\b"), "It speaks of a privacy request."),
)
_OFFERS = re.compile(
    r"\b(?:schedule a (?:call|demo|meeting)|(?:book|request|see|free|live) (?:a )?demo|"
    r"free (?:trial|quote|audit|assessment|consultation|scan)|"
    r"our (?:platform|software|solution|services?|product|tool|compliance)|webinar|limited[- ]time|"
    r"we (?:help|audit|assist|work with|offer|automate|specialize)|(?:compan(?:y|ies)|businesses|brands|"
    r"teams) like yours|"
    r"your (?:privacy|compliance|legal|marketing) team|are you the right person|"
    r"(?:quick|brief|short|15[- ]minute) (?:call|chat|meeting)|(?:10|15|20|30) minutes|"
    r"follow(?:ing)? up on my (?:last|previous|earlier) (?:e-?mail|message|note)|"
    r"to learn more|learn more (?:at|here)|read more|register (?:now|today|here)|sign up (?:now|today|here)|"
    r"(?:starts?|starting) at \$|\$[\d,.]+ ?(?:/|per |a )(?:mo|month|year|seat|user)|for (?:only|just) \$|"
    r"our (?:law )?firm (?:defends|advises|helps|assists|specializes|offers|can)|our (?:experts|lawyers|consultants)|"
    r"let(?:'s| us) talk|sell you|price on request|for a quote|(?:we|i) (?:found|noticed|saw) that your|"
    r"(?:show|tell) you how|on my calendar|partnership|"
    r"in one click|the (?:tool|app|platform) that|download (?:our|the|your)|(?:are you|is (?:your |"
    r"\w+ ){1,4})ready for|"
    r"rsvp|roundtable|remit|payment (?:is )?due|your subscription to|open to a (?:conversation|call|chat)|"
    r"brochure|white ?paper|case study|pricing|account executive|business development|"
    r"your (?:web ?site|site) (?:lacks|is missing|does not|doesn't)|partner with you|"
    r"demostración gratis|prueba gratis|nuestra plataforma|nuestros servicios)"
)
"""What sellers write. One of them, beside a law's name and nothing that is asked for oneself, is an offer."""
_STUDIES = re.compile(
    r"\b(?:(?:i am|i'm|we are) (?:a|an) (?:\w+ ){0,2}(?:student|journalist|reporter|researcher)|"
    r"(?:writing|working on) (?:a|an|my) (?:\w+ ){0,2}(?:paper|thesis|article|story|study|dissertation)|for a survey)\b"
)
_FOOTERS = re.compile(r"\b(?:unsubscribe|view (?:this email )?in (?:your )?browser|manage (?:your )?preferences)\b")
_POLICY = re.compile(
    r"\b(?:privacy policy|all rights reserved|you (?:are receiving|received) this (?:e-?mail|message) because)\b"
)
_SIGNATURE = re.compile(r"\n-- ?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The signals of a text. `is_request`: at least one is strong, and it does not read like an offer."""

    signals: tuple[Signal, ...]
    is_offer: bool

    @property
    def is_strong(self) -> bool:
        """Whether any signal would make a request."""
        return any(signal.is_strong for signal in self.signals)

    @property
    def is_request(self) -> bool:
        """Whether the text asks for the disclosure, as far as a program can tell."""
        return self.is_strong and not self.is_offer

    @property
    def says(self) -> tuple[str, ...]:
        """The sentences of the strong signals, else those of the weak ones."""
        strong = tuple(signal.says for signal in self.signals if signal.is_strong)
        return strong or tuple(signal.says for signal in self.signals)


def recognise(text: str) -> Recognised:
    """Look for the signals of a request in a text."""
    lines = folded(text)
    flowing = " ".join(lines.split())
    asked = asks_in(text[:_SAMPLE])
    signals = [Signal(says=says, is_strong=True) for pattern, says in _STRONG if pattern.search(flowing)]
    signals += [Signal(says=says, is_strong=True) for says in asked]
    signals += [Signal(says=says, is_strong=False) for pattern, says in _WEAK if pattern.search(flowing)]
    return Recognised(signals=tuple(signals), is_offer=_is_offer(lines, asks_for_oneself=bool(asked)))


def _is_offer(lines: str, *, asks_for_oneself: bool) -> bool:
    """Say whether it reads like an offer, a newsletter, or a study.

    The lines that many programs put under every mail, and a signature, count only where nothing is asked for oneself.
    """
    written = " ".join(_SIGNATURE.split(lines, maxsplit=1)[0].split())
    sells = len(set(_OFFERS.findall(written)))
    if asks_for_oneself:
        return sells > 1
    flowing = " ".join(lines.split())
    footers = len(set(_FOOTERS.findall(flowing))) + bool(_POLICY.search(flowing))
    return sells > 0 or footers > 1 or bool(_STUDIES.search(written))
