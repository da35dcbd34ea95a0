"""Whether a text asks for what 1798.83 gives: signals, each with the sentence a reviewer reads.

The statute asks for no magic words: a plain question to whom one's data went is a request, (a).
"""

import re
from dataclasses import dataclass

from requests_app.requests.folding import folded

_DATA = (
    r"(?:names?|adress|address(?:es)?|information|info|data|details|e-?mails?(?: address(?:es)?)?|contacts?|"
    r"phone(?: number)?|datos|información)"
)
_GAVE = (
    r"(?:g[ai]ve|given|giving|sold|sell|selling|shared?|sharing|disclosed?|disclosing|pass(?:ed)?(?: on)?|rent(?:ed)?|"
    r"provided?|got|gets|has|have|received|dieron|vendi(?:eron|do)|compart(?:en|ieron)|comparti(?:do)?)"
)
_WHO = (
    r"(?:who(?:m|ever)?|which (?:companies|company|firms|businesses|third parties|marketers)|what companies|"
    r"(?:a )?quién(?:es)?)"
)
_THEM = r"(?:third[\s-]part(?:y|ies)|companies|terceros|empresas)"
_TO_THE_POINT = r"[^.?!\n]{0,60}"
"""What may stand between two words of one sentence."""


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
        re.compile(r"shine[\s-]{1,3}the[\s-]{1,3}light"),
        "It names the “Shine the Light” law.",
    ),
    (
        re.compile(
            rf"\b{_WHO}\b{_TO_THE_POINT}\b{_GAVE}\b{_TO_THE_POINT}\b(?:my|our|mis?)\b{_TO_THE_POINT}\b{_DATA}\b"
        ),
        "It asks who got the writer's personal information.",
    ),
    (
        re.compile(rf"\b(?:list|names?|lista|nombres)\b{_TO_THE_POINT}\b{_THEM}\b{_TO_THE_POINT}\b{_GAVE}\b"),
        "It asks for the companies that got personal information.",
    ),
    (
        re.compile(
            rf"\bdid you\b{_TO_THE_POINT}\b(?:sell|share|pass|give|disclose|rent)\b{_TO_THE_POINT}"
            rf"\b(?:my|our|their)\b{_TO_THE_POINT}\b{_DATA}\b"
        ),
        "It asks whether personal information was passed on.",
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
    r"\b(?:schedule a (?:call|demo)|book a demo|free (?:trial|demo|quote)|our (?:platform|software|solution)|webinar|"
    r"unsubscribe|view (?:this email )?in (?:your )?browser|limited[- ]time)\b"
)
_POLICY = re.compile(
    r"\b(?:privacy policy|all rights reserved|you (?:are receiving|received) this (?:e-?mail|message) because)\b"
)


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
    signals = [Signal(says=says, is_strong=True) for pattern, says in _STRONG if pattern.search(flowing)]
    signals += [Signal(says=says, is_strong=False) for pattern, says in _WEAK if pattern.search(flowing)]
    offers = len(set(_OFFERS.findall(flowing))) + bool(_POLICY.search(flowing))
    return Recognised(signals=tuple(signals), is_offer=offers > 1)
