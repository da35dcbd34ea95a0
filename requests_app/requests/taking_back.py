"""Words by which somebody takes a request of theirs back, in English and in Spanish, in a folded text."""

import re

_BEFORE = r"(?<!not )(?<!n't )(?<!never )(?<!if you )(?<!you )(?<!no )(?<!nunca )(?<!si )(?<!jam[áa]s )\b"
"""“You ignored my request” and “do not ignore it” take nothing back."""
_WHICH = (
    r"(?:(?:my|the|our|this|that|any|an?|of|previous|earlier|last|first|recent|pending|open|current|entire|whole|"
    r"attached|enclosed|"
    r"privacy|data|"
    r"disclosure|information|california|civil|code|section|shine[ -]the[ -]light|\(?1798\s?\.\s?83\)?|law|sb ?27|"
    r"formal|"
    r"mi|mis|la|las|esta|esa|nuestra|una|cualquier|anterior|primera|[“”\"'§])[ ”\"']{0,2}){1,9}"
)
_REQUEST = (
    rf"{_WHICH}(?:requests?|inquiry|demand|petition|solicitud(?:es)?|petici[óo]n(?:es)?|"
    r"pedido de (?:informaci[óo]n|datos|divulgaci[óo]n))\b"
)
_ANSWER = (
    r"(?:disclosure|answer|list|information|notice|request|solicitud|petici[óo]n|divulgaci[óo]n|respuesta|lista|"
    r"informaci[óo]n)\b"
)
_ENGLISH = (
    r"(?:withdraw(?:ing|n|al)?|retract(?:ing)?|rescind(?:ing)?|tak(?:e|ing) back|revok(?:e|ing)|cancel(?:l?ing)?|"
    r"disregard(?:ing)?|ignore|drop(?:ping)?|delete|close|void|forget(?: about)?|never ?mind|scrap|stop|halt|discard|"
    r"abandon(?:ing)?)\b"
    r"(?: and (?:close|cancel|withdraw|disregard|delete|void))?"
)
_SPANISH = (
    r"(?:retir(?:o|é|ar|amos|en|e|ando)|anul(?:o|é|ar|amos|en|e)|cancel(?:o|é|ar|amos|en|e)|revo(?:co|car|camos|quen|"
    r"que)|"
    r"desist(?:o|ir|imos)(?: de)?|renuncio a|ignoren?|ignorar|olviden?|olv[íi]dense de|descart(?:en?|ar)|"
    r"hagan? caso omiso (?:de|a)|(?:dejen?|dejo|dejar) sin efecto|cierren?|suspendan?)(?: a| por favor| ya)?"
)
_PATTERNS = (
    rf"{_BEFORE}(?:{_ENGLISH}|{_SPANISH}) {_REQUEST}",
    (
        r"\b(?:requests?|inquiry|solicitud|petici[óo]n)\b[^?!]{0,80}[.,;!] (?:so |and |y )?(?:please |kindly |por "
        r"favor,? )*"
        r"(?<!not )(?:(?:disregard|ignore|drop|cancel|withdraw|forget|delete) (?:it|this|that|them|about it)\b|"
        r"(?:ign[óo]r|cancél|cancel|an[úu]l|retír|ret[íi]r|descárt|olvíd)enla\b|"
        r"no la (?:procesen?|contesten?|tomen? en cuenta|tramiten?))"
    ),
    (
        rf"\b(?:consider|treat|regard|mark) {_REQUEST} (?:[\w.§]+ ){{0,5}}?(?:as )?(?:withdrawn|cancell?ed|closed|void|"
        rf"dropped)\b"
    ),
    (
        rf"{_BEFORE}withdraw(?:ing|al|n)? (?:\w+ )?requests?\b|"
        r"\brequests? (?:is )?(?:withdrawn|cancell?ed by me)\b|"
        r"\bsolicitud (?:retirada|cancelada)\b"
    ),
    rf"\bi (?:sent|made|submitted|filed) {_REQUEST}[^.?!]{{0,40}}\b(?:by (?:mistake|accident)|in error|accidentally)\b",
    rf"\b{_REQUEST}[^.?!]{{0,30}} fue un error\b|\b(?:mand[ée]|envi[ée]|hice) {_REQUEST}[^.?!]{{0,40}} por error\b",
    (
        r"\b(?:no (?:longer any )?need|not necessary|needn't|no hace falta|no es necesario|ya no es necesario)(?: for "
        r"you)? "
        rf"(?:to|que) (?:me )?(?:answer|respond to|reply to|process|contest\w+|respond\w+(?: a)?|proces\w+) {_REQUEST}"
    ),
    rf"\bno (?:le )?d[ée]n? tr[áa]mite a {_REQUEST}",
    (
        r"\b(?:i|we) (?:don't|do not|won't) need (?:the|your|that|any|this) (?:[\w.]+ ){0,5}?(?:information|disclosure|"
        r"list|"
        r"answer|notice) (?:anymore|any more|any longer|now|after all)"
    ),
    r"\bwithdrawal of (?:my|our|the|this)\b|\bretiro de (?:mi|la|esta|una) (?:\w+ )?(?:solicitud|petici[óo]n)\b",
    (
        rf"\b{_REQUEST} (?:[\w.§]+ ){{0,7}}?(?:is|has been|should be|be|can be|may be|as) (?:now |hereby |considered )?"
        r"(?:withdrawn|cancell?ed|retracted|rescinded|disregarded|dropped)\b(?! by)"
    ),
    (
        rf"\b(?:no longer|don't|do not) (?:\w+ )?(?:want|wish|need)(?: you)? to (?:process|pursue|continue|proceed|"
        rf"answer)[\w ]{{0,20}} {_REQUEST}"
    ),
    rf"\bno longer (?:want|need|wish|require)[^.?!]{{0,40}} {_ANSWER}",
    rf"\b(?:do not|don't|stop) (?:process|act on|work on|answer|respond to|pursue)(?:ing)? {_REQUEST}",
    (
        rf"\bno (?:procesen?|tramiten?|contesten?|respondan?(?: a)?|tomen? en cuenta|sigan con|den tr[áa]mite a) "
        rf"{_REQUEST}"
    ),
    (
        r"\b(?:changed my mind|(?:don't|do not) (?:want|need) (?:this|it|that) (?:any ?more|any longer)|cambi[ée] de "
        r"(?:opini[óo]n|idea))\b[^?]{0,80}\b(?:cancel|drop|withdraw|stop|disregard|ignore|forget|close|ign[óo]r|"
        r"olv[íi]d)"
    ),
    r"\bnever ?mind[.,!]|\bnever ?mind\Z|\bolv[íi]d(?:enlo|elo)\b",
    rf"\b(?:i|we)(?: have|'ve)? (?:already |hereby )?(?:withdrew|withdrawn|cancell?ed|retracted|rescinded) {_REQUEST}",
    r"\bdo[yn] por (?:retirada|cancelada|anulada|terminada)\b",
    rf"\b{_REQUEST} (?:[\w.§]+ ){{0,6}}?(?:queda|quede|est[áa]) (?:retirada|cancelada|anulada|sin efecto)",
    rf"\bya no (?:quiero|necesito|deseo|queremos|me interesa)[^.?!]{{0,40}} {_ANSWER}",
)
# Each begins where a word begins or ends: said first, and once, nothing is tried in the midst of a word.
_TAKES_BACK = re.compile(rf"\b(?:{'|'.join(_PATTERNS)})")
_STANDS_BY_IT = re.compile(
    r"\b(?:(?:(?:do|did|will|would|does|am|are|is|have|has|shall|should)(?: not|n't)|won't|'m not|'re not|never|not|"
    r"without|refuse to|instead of)"
    r" (?:yet )?(?:(?:want|wish|wishing|mean|intend(?:ing)?|plan(?:ning)?|need|like|going|agree(?:ing)?|trying|ready|"
    r"asking|asked|have|had|decided) )?(?:(?:you )?to (?:have )?)?(?:be )?(?:withdr[ae]w(?:ing|n)?|retract(?:ing|ed)?|"
    r"rescind(?:ing|ed)?|revok(?:e|ing)|cancel(?:l?ing|l?ed)?|drop(?:ping|ped)?|tak(?:e|ing) back|abandon(?:ing)?|"
    r"giv(?:e|ing) up)\b(?:(?!\b(?:but|so|instead)\b)[^.,;?!]){0,60}|"
    r"no (?:l[ao]s? )?(?:estoy |he |hemos |vamos a |voy a )?(?:quiero |deseo |pienso |queremos |"
    r"deseamos |pretendo |quisiera )?"
    r"(?:retir|anul|cancel|revoc|desist|renunci)\w*\b(?:(?!\b(?:pero|sino)\b)[^.,;?!]){0,60})"
)
"""“I do not want to withdraw it” takes nothing back, whatever words stand in it."""


def takes_back(text: str) -> bool:
    """Say whether a folded text without line breaks takes a request back."""
    return bool(_TAKES_BACK.search(_STANDS_BY_IT.sub(" i stand by it ", text)))
