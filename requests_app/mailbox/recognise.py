"""Whether a text asks for what 1798.83 gives: signals, each with the sentence a reviewer reads.

The statute asks for no magic words: a plain question to whom one's data went is a request, (a).
"""

import re
from dataclasses import dataclass

from requests_app.mailbox.asking import asks_from_whom, asks_in, plain_words
from requests_app.mailbox.law_words import NAMES
from requests_app.mailbox.mentions import Doubt, Mentions, mentions_in
from requests_app.requests.folding import folded

_SAMPLE = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One sign in a text. Only `is_strong` ones make a request by themselves; weak ones need a person's eye."""

    says: str
    is_strong: bool


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
_FOOTERS = re.compile(
    r"\b(?:unsubscribe|view (?:this email )?in (?:your )?browser|(?:manage|update) (?:your )?(?:e-?mail )?preferences|"
    r"darse de baja|cancelar (?:su|la|tu) suscripción)\b"
)
_SHOPS = re.compile(
    r"\b(?:\d{1,2} ?% (?:off|de descuento)|shop (?:now|online|the look)|free shipping|promo(?:tion)? code|coupons?|"
    r"sale ends|while supplies last|new arrivals|envío gratis|compra ahora)"
)
"""What shops write to many. Whoever asks for themselves may speak of it too."""
_POLICY = re.compile(
    r"\b(?:privacy policy|all rights reserved|you (?:are receiving|received) this (?:e-?mail|message) because)\b"
)
_SIGNATURE = re.compile(r"\n-- ?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The signals of a text, and what makes it doubtful that it asks for anything."""

    signals: tuple[Signal, ...]
    doubt: Doubt | None = None
    is_named: bool = False
    """Whether the law stands in it by one of its names."""

    @property
    def is_strong(self) -> bool:
        """Whether any signal would make a request."""
        return any(signal.is_strong for signal in self.signals)

    @property
    def is_request(self) -> bool:
        """Whether the text asks for the disclosure, as far as a program can tell."""
        return self.is_strong and self.doubt is None

    @property
    def is_offer(self) -> bool:
        """Whether it reads like what is sent to many people: an offer, a newsletter, a policy."""
        return self.doubt in {Doubt.OFFER, Doubt.TOLD}

    @property
    def says(self) -> tuple[str, ...]:
        """The sentences of the strong signals, else those of the weak ones."""
        strong = tuple(signal.says for signal in self.signals if signal.is_strong)
        return strong or tuple(signal.says for signal in self.signals)


def recognise(text: str) -> Recognised:
    """Look for the signals of a request in a text."""
    lines = folded(text)
    flowing = " ".join(lines.split())
    mentions = mentions_in(plain_words(text[:_SAMPLE]))
    asked = asks_in(mentions.said)
    signals = [Signal(says=says, is_strong=True) for pattern, says in NAMES if pattern.search(flowing)]
    is_named = bool(signals)
    signals += [Signal(says=says, is_strong=True) for says in asked]
    signals += [Signal(says=says, is_strong=False) for pattern, says in _WEAK if pattern.search(flowing)]
    if asks_from_whom(mentions.said):
        says = "It asks from whom the business has the writer's personal information."
        signals.append(Signal(says=says, is_strong=False))
    doubt = _doubt(mentions, lines, is_named=is_named, asks_for_oneself=bool(asked))
    return Recognised(signals=tuple(signals), doubt=doubt, is_named=is_named)


def _doubt(mentions: Mentions, lines: str, *, is_named: bool, asks_for_oneself: bool) -> Doubt | None:
    if mentions.denies:
        return Doubt.DENIED
    if _is_offer(lines, asks_for_oneself=asks_for_oneself):
        return Doubt.OFFER
    if mentions.is_partners or (mentions.studies and not asks_for_oneself):
        return Doubt.PARTNER if mentions.is_partners else Doubt.STUDY
    if mentions.is_content and not asks_for_oneself and not mentions.asks:
        return Doubt.ANSWERED
    if not is_named or asks_for_oneself or mentions.asks:
        return None
    is_bulk = mentions.only_tells or _FOOTERS.search(lines) or _POLICY.search(" ".join(lines.split()))
    return Doubt.TOLD if is_bulk else Doubt.MENTIONED


def _is_offer(lines: str, *, asks_for_oneself: bool) -> bool:
    """Say whether it reads like an offer or a newsletter.

    The lines that many programs put under every mail, and a signature, count only where nothing is asked for oneself.
    """
    written = " ".join(_SIGNATURE.split(lines, maxsplit=1)[0].split())
    sells = len(set(_OFFERS.findall(written)))
    if asks_for_oneself:
        return sells > 1
    flowing = " ".join(lines.split())
    footers = len(set(_FOOTERS.findall(flowing))) + bool(_POLICY.search(flowing)) + bool(_SHOPS.search(flowing))
    return sells > 0 or footers > 1
