"""Whether a sentence asks to whom the writer's personal information went, in English and in Spanish.

The statute asks for no magic words, (a). A sentence asks when three things stand together: that information was given
away or got, that it is the writer's, and that the writer wants to know of it. Texts are compared without accents.
"""

import re
import unicodedata

from requests_app.mailbox.asking_words import (
    AGENTS,
    ANY_GIVE,
    ASK,
    AUXILIARY,
    CLOSE,
    COMPANIES,
    DATA,
    GIVE,
    GIVEN_AWAY,
    GOT,
    IN_CLAUSE,
    IT,
    KNOW,
    LISTED,
    MARKETING,
    MINE,
    OF_PEOPLE,
    RELATIVES,
    THEM,
    WHO,
    WORDS,
)
from requests_app.requests.folding import folded

_MYSELF = re.compile(
    r"\b(?:my|our|mi|nuestr[oa]) (?:[\w-]+ ){0,3}(?:is|are|was|es|son)(?= [^ ]+@|:| \d| [^ ]+ [^ ]+[.,]|$)|"
    r"\b(?:my|mi) (?:full |new |own )?(?:name|address|e-?mail(?: address)?|(?:phone |telephone )?number|nombre|correo|"
    r"direccion|telefono)(?: electronico)? (?:is|es)\b"
)
"""“My name is …” tells something; it does not ask what became of the name."""
_BY_THE_WRITER = re.compile(
    r"\b(?:i|we)(?:'ve| have| had)?(?: only| never| ever| already| just)? "
    r"(?:gave|given|provided|shared|sent|sold|have|got|received|bought|purchased|disclosed|passed)\b"
)
_OF_A_PERSON = r"(?:own )?(?:(?:personal|private|contact) )*(?:info(?:rmation)?|data|details)\b"
_BOUGHT = re.compile(
    r"\bwhat (?:i|we)(?:'ve| have)? (?:bought|buy|purchased?)\b(?: (?:from|with|at|in) (?:you|your (?:store|shop|site|"
    r"website))\b)?|\blo que (?:les |he |hemos )*compr(?:e|amos|ado)\b"
)
"""“Whom did you tell what I bought?”: the kind of product, (e)(6)(A)(xviii)."""
_FOR_ANOTHER = re.compile(
    rf"\b(?:i am|i'm|we are|as) {WORDS % 3}(?:{RELATIVES}|{AGENTS})\b|\b(?:my|our) {WORDS % 1}{RELATIVES}\b|"
    rf"\b(?:{AGENTS}|counsel) (?:for|of|to)\b|\bon (?:[\w.'-]+ ){{0,3}}?behalf\b|\brepresent(?:s|ing)?\b|"
    r"\b(?:been retained by|acting for|estate of|passed away|deceased)\b"
)
_ANOTHERS = re.compile(
    rf"\b(?:his|her)\b(?= {WORDS % 3}{DATA})|"
    rf"(?:\btheir|\b(?!(?:customer|consumer|everyone|user|people)'s)[\w-]+'s)\b(?= {_OF_A_PERSON})"
)
"""Where somebody writes for another person, what is “hers” in the letter is the customer's."""
_CARRIED = re.compile(
    r"\b(?:carrier|courier|driver|ups|fedex|usps|dhl|deliver(?:y|ed|ing)?|parcel|package|shipment|shipping|repair|"
    r"technician|installer|(?:has|have|where is) (?:my|the|our) orders?|warranty|refund|paquete|envio|repartidor|"
    r"mensajeria)\b"
)
"""Words of an order under way: who has the parcel is no question of this law."""
_LOST = re.compile(
    r"\b(?:lost|left|forgot|dropped|perdi\w*|olvid\w*|deje)\b[^.?!]{0,30}\b(?:phone|cell|mobile|celular|telefono|movil)\b"
)
"""Who has the telephone that somebody left in a shop is none either."""
_PRACTICE = re.compile(r"\byour (?:privacy )?(?:polic(?:y|ies)|practices?)\b|\bsu politica\b|\bsus practicas\b")

_GAVE_MINE = rf"(?:{GIVE} {CLOSE % 5}{MINE}|{GOT} {WORDS % 3}{MINE})"
_MINE_GIVEN = rf"(?:{MINE} {WORDS % 6}{GIVEN_AWAY}|{MINE} {WORDS % 2}(?:went|gone|ended up)\b)"
_OF_MINE = rf"(?:{_GAVE_MINE}|{_MINE_GIVEN})"
_IN_SPANISH = rf"(?:(?:se|me|nos|te) )?(?:la|las|lo|los) {WORDS % 1}{GIVE}"
_OF_IT = rf"(?:{GIVE} (?:on )?{IT})"


def _says(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_WHO_GOT = _says(
    rf"\bwhere (?:did|does|has) {MINE} (?:go|gone|end up)\b",
    rf"{WHO}{IN_CLAUSE}{_OF_MINE}",
    rf"{_OF_MINE}{IN_CLAUSE}\b(?:to|with|by|con|a) (?:whom|who|quien(?:es)?|which|what)\b",
    rf"{WHO}{IN_CLAUSE}\b(?:you|u|your (?:company|store)) {WORDS % 1}(?:tell|told|inform(?:ed)?|talk(?:ed)? to) "
    rf"{WORDS % 2}(?:about (?:me|us)\b|(?:about )?{MINE})",
    rf"{_OF_MINE}{IN_CLAUSE}\b(?:which ones|(?:name|identify|list) them|who they are|cuales son)\b",
)
_WHO_GAVE = re.compile(
    rf"\b(?:who|which of you|quien(?:es)?) (?:(?:has|have|le|les|se|ha|han) ){{0,3}}{GIVE} {CLOSE % 5}{MINE}"
)
"""“Who gave the driver my address?” asks of the giving, also where an order is under way."""
_WHO_GOT_IT = _says(
    rf"{WHO}{IN_CLAUSE}{_OF_IT}",
    rf"{WHO} {WORDS % 2}{GOT} (?:it|them|this|that|these|those) from (?:you|u|your)\b",
    rf"{WHO}{IN_CLAUSE}\bit (?:been |being )?{GIVEN_AWAY}",
    rf"{ASK}{IN_CLAUSE}{THEM}{IN_CLAUSE}{_OF_IT}",
    rf"{AUXILIARY} {WORDS % 4}{_OF_IT}",
    rf"\b(?:a|con) (?:quien(?:es)?|(?:que|cuales) {WORDS % 2}{COMPANIES})\b {WORDS % 3}\b{_IN_SPANISH}",
    rf"\b{COMPANIES} (?:a|con) (?:l[ao]s que|l[ao]s cuales|quien(?:es)?) {WORDS % 2}\b{_IN_SPANISH}",
)
_WENT_TO = re.compile(
    rf"\b(?:which|what) {WORDS % 2}(?:companies|firms|businesses|third[ -]parties|marketers|advertisers|brokers) "
    r"(?:did|do|has|have) (?:it|they|that) (?:all )?(?:go|gone|end(?:ed)? up)\b"
)
"""“To which marketers did it go?”, the information being named before, and no parcel."""
_FROM_WHOM = _says(
    rf"\b(?:who|which of you|quien(?:es)?) (?:\w+ ){{0,3}}?{ANY_GIVE} (?:you |u )?{WORDS % 3}{MINE}",
    rf"\b(?:how|where|from (?:whom|who|where)) (?:did|do|have) (?:you|u|they) (?:\w+ )?(?:get|got|gotten|obtain(?:ed)?|"
    rf"find|found|buy|bought|come by) {WORDS % 3}{MINE}",
    rf"\b(?:como|(?:de )?donde|de quien) (?:\w+ ){{0,2}}?(?:consigui\w+|obtuv\w+|sacaron|tienen|encontraron|compraron) "
    rf"{WORDS % 3}{MINE}",
)
_LIST_OF = _says(
    rf"{ASK}{IN_CLAUSE}{THEM}{IN_CLAUSE}{_OF_MINE}",
    rf"{LISTED}{IN_CLAUSE}{THEM}{IN_CLAUSE}{_OF_MINE}",
    rf"{LISTED} (?:of|de) {WORDS % 4}{MINE}{IN_CLAUSE}{THEM}",
    rf"(?:{ASK}|{LISTED}){IN_CLAUSE}\b(?:recipients?|destinatarios|receptores) (?:of|for|de) {MINE}",
    rf"{ASK}{IN_CLAUSE}{LISTED}{IN_CLAUSE}{THEM}{IN_CLAUSE}\b(?:you|u|"
    rf"your company) {WORDS % 2}{GIVE} {WORDS % 3}{DATA}",
)
_AS_THE_LAW_SAYS = _says(
    rf"{ASK}{IN_CLAUSE}\b(?:categor(?:y|ies)|categorias?)\b{IN_CLAUSE}"
    rf"\b(?:names?|identit(?:y|ies)|nombres?)\b {WORDS % 6}{COMPANIES}\b",
    rf"\b(?:which|what|que|cuales) (?:\w+ ){{0,1}}?(?:categor(?:y|ies)|categorias?) (?:of|de) {MINE}{IN_CLAUSE}"
    rf"(?:{GIVE}|{GIVEN_AWAY})",
    rf"\b(?:which|what|que|cuales) (?:of |de )?{MINE} {WORDS % 4}(?:{GIVE}|{GIVEN_AWAY})",
    rf"{ASK}{IN_CLAUSE}\b(?:names? and address(?:es)?|nombres? y direccion(?:es)?) (?:of|de) "
    rf"{WORDS % 4}{COMPANIES}\b"
    rf"{IN_CLAUSE}(?:{OF_PEOPLE}|{MARKETING})",
)
"""The categories, and the names of the companies: what (a)(1) and (a)(2) give, asked for in their words."""
_WHETHER = _says(
    rf"{AUXILIARY} {WORDS % 5}{GIVE} {CLOSE % 5}{MINE}",
    rf"\b(?:was|were|is|are|has|have|whether|ha|han|fue|fueron) (?:any of )?{MINE} {WORDS % 4}{GIVEN_AWAY}",
    rf"{KNOW} (?:me )?(?:if|whether|si) {WORDS % 6}{_OF_MINE}",
    rf"[¿][^?]{{0,60}}{GIVE} {CLOSE % 5}{MINE}",
)
_SENDS = (
    r"(?:send|mail|e-?mail|give|provide|show|get|tell|enviar|mandar|dar|env[ií]en?|manden?|den?)(?:me|nos)?"
    r"(?: (?:over|me|us))*"
)
_WANTS = (
    r"(?:(?:i|we)(?:'d| would)? (?:want|need|like|request|demand)(?: (?:you )?to (?:get|have|see|receive|obtain))?|"
    r"(?:i'?m |i am )?requesting|quiero|quisiera|solicito|pido|necesito)"
)
_LIST_ALONE = re.compile(
    rf"\b(?:{_SENDS}|{_WANTS}) (?:the|an?|your|la|una|los|sus?) (?:(?:full|complete|whole|current|entire) )?"
    r"(?:list|lista|names(?: and addresses)?|nombres(?: y direcciones)?)(?: completa)? (?:of|de) "
    r"(?:(?:all|any|the|your|those|tod[oa]s|l[oa]s|sus) )*"
    r"(?:third[ -]part(?:y|ies)|3rd part(?:y|ies)|data brokers|tercer[oa]s(?: partes)?)"
    r"(?: (?:companies|recipients|companias|empresas))?"
    r"(?=\W*\Z|,? (?:please|pls|thanks?|by|via|in writing|to (?:me|my|this)|at (?:my|this)|with whom|with which|"
    r"you|u|(?:who|that|which) (?:got|gets?|have|has|received?|bought|buys?|obtained)|por|a (?:mi|esta|quien\w*)|"
    r"que (?:reciben|recibieron|compran|compraron|tienen))\b)"
)
"""“Send the list of third parties”, and hardly more: it is how the disclosure of this law is called for short."""
_UNDER_OTHER_WORDS = re.compile(ASK), re.compile(LISTED), re.compile(GIVE), re.compile(THEM), re.compile(OF_PEOPLE)
_FOR_MARKETING = re.compile(MARKETING)
_TITLE = re.compile(
    r"\binformation[\s-]sharing disclosure\b|"
    r"\bmy (?:annual )?[“\"']?(?:your )?california privacy rights[”\"']? (?:disclosure|notice|list|report)\b|"
    r"\bthird[\s-]party (?:disclosure|sharing) (?:list|information|notice|report)\b"
)
_GIVEN_BEFORE = re.compile(
    rf"{GIVE} {CLOSE % 5}{MINE}|{_MINE_GIVEN}|{MINE} (?:did|have|do|has) (?:you|u|your \w+) {WORDS % 2}{GIVE}"
)
_NAME_THEM = re.compile(
    rf"\bto (?:whom|who)\b|\bwho to\b|\b(?:to|with) (?:which|what) {WORDS % 2}{COMPANIES}\b|"
    rf"{WHO} {WORDS % 3}{GOT} (?:had )?(?:it|them)\b|\b(?:which|what) ones?\b|"
    rf"\b(?:identify|name|list) (?:them|those|these)\b|\ba quien(?:es)?\W*\Z|\bcuales\W*\Z|"
    rf"\b(?:names?|identit(?:y|ies)|list) of (?:them|those|these|(?:all )?(?:of )?(?:the |those |these )?{COMPANIES}|"
    rf"everyone|everybody)\b|\b(?:nombres|lista) de (?:es[ao]s|ell[ao]s|l[ao]s) {COMPANIES}|"
    rf"^\W*(?:and |so )?(?:which|what) {COMPANIES}\W*\Z"
)
"""What stands in the sentence after “you sold my data”."""
_STOPS = re.compile(r"\b(?:opt (?:me |us )?out|stop|do not|don't|not|no longer|cease|no compartan|no vendan|dejen)\b")
_LISTED_OUT = re.compile(r"\b(?:lists?|names|who|whom|which|what|lista|nombres|quien(?:es)?|cuales)\b")
_MINE_AT_ALL = re.compile(rf"{MINE}|\b(?:an?|this) (?:e-?mail )?address\b")
_SENTENCE = re.compile(r"[^.?!\n]*[.?!\n]?")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_SENTENCE = 600


def asks_in(text: str) -> tuple[str, ...]:
    """Return what the sentences of a text clearly ask for, each once; nothing where it stays vague."""
    found: dict[str, None] = {}
    before = ""
    for sentence in _sentences(text):
        found.update(dict.fromkeys(_asked(sentence, before)))
        before = f"{before[-_LONGEST_SENTENCE:]} {sentence}"
    return tuple(found)


def asks_from_whom(text: str) -> bool:
    """Say whether a text asks where the business has the writer's information from, which this law does not give."""
    return any(_FROM_WHOM.search(sentence) for sentence in _sentences(text))


def plain_words(text: str) -> str:
    """Return a text folded and without accents, which many people leave out when they type."""
    parted = unicodedata.normalize("NFKD", folded(text))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _sentences(text: str) -> list[str]:
    flowing = " ".join(plain_words(text).split())
    if _FOR_ANOTHER.search(flowing):
        flowing = _ANOTHERS.sub("my", flowing)
    flowing = _BOUGHT.sub("my purchases", flowing)
    flowing = _BY_THE_WRITER.sub("i", _MYSELF.sub("here", flowing))
    whole = [found.strip() for found in _SENTENCE.findall(flowing) if _LETTER.search(found)]
    return [piece for sentence in whole for piece in _pieces(sentence)]


def _pieces(sentence: str) -> list[str]:
    """Cut what goes on without an end into pieces that overlap, so that no pattern has too much to read."""
    starts = range(0, max(len(sentence) - _LONGEST_SENTENCE // 2, 1), _LONGEST_SENTENCE // 2)
    return [sentence[at : at + _LONGEST_SENTENCE] for at in starts]


def _asks_of_it(sentence: str, before: str) -> bool:
    """Say whether a sentence asks who got “it”, the writer's information being named before that word."""
    found = _WHO_GOT_IT.search(sentence) or (None if _CARRIED.search(before) else _WENT_TO.search(sentence))
    return found is not None and bool(_MINE_AT_ALL.search(before) or _MINE_AT_ALL.search(sentence[: found.end()]))


def _asked(sentence: str, before: str) -> list[str]:
    if (_CARRIED.search(sentence) or _LOST.search(f"{before} {sentence}")) and not (
        _FOR_MARKETING.search(sentence) or _WHO_GAVE.search(sentence)
    ):
        return []
    found = []
    if _TITLE.search(sentence):
        found.append("It asks for the information-sharing disclosure by the name that privacy policies give it.")
    if _WHO_GOT.search(sentence) or _asks_of_it(sentence, before):
        found.append("It asks who got the writer's personal information.")
    if _LIST_OF.search(sentence) or _LIST_ALONE.search(sentence):
        found.append("It asks for the companies that got personal information.")
    if _AS_THE_LAW_SAYS.search(sentence):
        found.append("It asks for categories of information and for the names of the companies that got it.")
    if _WHETHER.search(sentence):
        found.append("It asks whether personal information was passed on.")
    named = _NAME_THEM.search(sentence)
    if named and (_GIVEN_BEFORE.search(before) or _GIVEN_BEFORE.search(sentence[: named.start()])):
        found.append("It asks who got the writer's personal information.")
    is_of_practice = _PRACTICE.search(sentence) or not _FOR_MARKETING.search(sentence)
    if _STOPS.search(sentence) and not _LISTED_OUT.search(sentence):
        return found  # a wish that it should end
    if not is_of_practice and all(sign.search(sentence) for sign in _UNDER_OTHER_WORDS):
        found.append("It asks what was disclosed to other companies for marketing.")
    return found
