"""Whether a sentence asks to whom the writer's personal information went, in English and in Spanish.

The statute asks for no magic words, (a). A sentence asks when three things stand together: that information was given
away or got, that it is the writer's, and that the writer wants to know of it. Texts are compared without accents.
"""

import re
import unicodedata

from requests_app.requests.folding import folded

_WORDS = r"(?:[\w'/&-]+,? ){0,%d}?"
"""Up to so many words of the same clause."""
_DATA = (
    r"(?:(?:personal|private|contact|customer|mailing|postal|home|street|e-?mail|cell|mobile|phone|telephone|"
    r"family'?s?|"
    r"household|consumer|purchase|shopping) )*"
    r"(?:names?|address(?:es)?|adress(?:es)?|info(?:rmation)?|data|details|particulars|e-?mails?|contacts?|"
    r"phone(?: number)?|number|profile|records|purchases|history|"
    r"datos|informacion|nombres?|direccion|correo|telefono|numero(?: de telefono)?|domicilio|perfil)"
    r"\b(?! (?:book|desk|card|form|packet|page|label|request|question|is |about|regarding|dated)\b)"
)
_MINE = (
    rf"\b(?:(?:my|our|mis?|nuestr[oa]s?) {_WORDS % 3}{_DATA}|"
    rf"(?:info(?:rmation)?|data|details) (?:about|on|of|concerning|regarding) (?:me|us|myself)\b|"
    rf"(?:datos|informacion) (?:sobre|acerca de) (?:mi|nosotros)\b)"
)
_IT = r"\b(?:it|them|this|that|these|those)\b(?= (?:on )?(?:to|with)\b)"
_GIVE = (
    r"\b(?:g[ai]ve[sn]?|giving|sells?|selling|sold|shar(?:e[ds]?|ing)|disclos(?:e[ds]?|ing)|pass(?:ed|es|ing)?|"
    r"rent(?:ed|s|ing)?|leas(?:e[ds]?|ing)|trad(?:e[ds]?|ing)|provid(?:e[ds]?|ing)|hand(?:ed|ing)?|"
    r"transfer(?:red|ring|s)?|releas(?:e[ds]?|ing)|suppl(?:y|ied|ies)|distribut(?:e[ds]?|ing)|swap(?:ped)?|"
    r"exchang(?:e[ds]?|ing)|forward(?:ed|ing)?|sent|"
    r"dieron|dio|dado|dan|vend(?:en|e|er|ido|ieron|io)|compart(?:en|e|ir|ido|ieron|io|an)|"
    r"divulg(?:an|a|ar|ado|aron|o)|revel(?:an|a|ar|ado|aron)|pasaron|pasado|pasan|entreg(?:an|ado|aron)|"
    r"transf(?:ieren|irieron|erido|eridos)|proporcionaron|proporcionado|cedieron|cedido|ceden|facilitaron|facilitado|"
    r"alquilaron|alquilan)\b(?! (?:you|u)\b)"
)
_GOT = (
    r"\b(?:got|gets?|gotten|receiv(?:e[ds]?|ing)|bought|buy(?:s|ing)?|purchas(?:e[ds]?|ing)|obtain(?:s|ed)?|"
    r"acquir(?:e[ds]?)|(?:has|have)(?! access)|holds?|"
    r"recib(?:en|e|ido|ieron|io)|tienen?|obtuv(?:o|ieron)|obtienen?|compr(?:aron|an|o)|consigui(?:o|eron))\b"
)
_GIVEN_AWAY = (
    r"\b(?:given|sold|shared|disclosed|passed|rented|leased|traded|provided|transferred|released|supplied|distributed|"
    r"exchanged|vendid[oa]s?|compartid[oa]s?|divulgad[oa]s?|entregad[oa]s?|transferid[oa]s?|cedid[oa]s?)\b"
)
_COMPANIES = (
    r"(?:compan(?:y|ies)|firms?|business(?:es)?|third[\s-]part(?:y|ies)|3rd part(?:y|ies)|part(?:y|ies)|marketers?|"
    r"advertisers?|partners?|organi[sz]ations?|entit(?:y|ies)|vendors?|retailers?|(?:data )?brokers?|affiliates?|"
    r"corporations?|others|people|"
    r"terceros|terceras partes|empresas?|companias?|negocios?|anunciantes|socios|organizaciones|entidades)"
)
_WHO = (
    r"(?:\b(?:who(?:m|ever)?|a quien(?:es)?|con quien(?:es)?|quien(?:es)?)\b(?! (?:do|can|should|must|may|would|"
    r"could) (?:i|we)\b)|"
    rf"\b(?:which|what|que|cuales|cual) {_WORDS % 3}{_COMPANIES}\b)"
)
_THEM = rf"\b(?:{_COMPANIES}|everyone|everybody|anyone|anybody|all those|each)\b"
_ASK = (
    r"\b(?:please|kindly|pls|plz|(?:can|could|will|would) (?:you|u)|(?:tell|send|give|show|e-?mail|mail|"
    r"provide) (?:me|us)|"
    r"let (?:me|us) know|i (?:want|need|request|ask|demand|wish|seek|require)|i(?:'d| would) like|i'?m (?:requesting|"
    r"asking|making)|"
    r"i am (?:requesting|asking|making|writing to (?:request|ask))|we (?:want|request|ask|demand|need)|requesting|"
    r"request(?:s|ed)?|"
    r"identify|disclose|quisiera|quiero|por favor|favor de|envien(?:me|nos)?|manden(?:me|nos)?|digan(?:me|nos)|"
    r"digame|solicito|"
    r"solicitamos|pido|pedimos|necesito|deseo|me gustaria|informen(?:me|nos)?|informeme|indiquen(?:me)?|podrian|"
    r"pueden|exijo)\b"
)
_LISTED = (
    r"\b(?:lists?|names?|identit(?:y|ies)|accounting|disclosures?|categories|every|all|each|identify|report|summary|"
    r"information|lista|nombres?|categorias|informe|todos|todas)\b"
)
_MARKETING = (
    r"\b(?:direct[ -]marketing|marketing|advertis\w+|solicitations?|mercadeo|mercadotecnia|publicidad|anuncios)\b"
)
_OF_PEOPLE = (
    r"\b(?:personal (?:information|data|info)|customers?'? (?:information|data)|customer information|datos personales|"
    r"informacion personal|my (?:information|data))\b"
)
_IN_CLAUSE = r"[^.?!]{0,90}?"
_AUXILIARY = (
    r"\b(?:(?:do|did|does|have|has|are|were|is|was|had) (?:you|u|your (?:company|store|business|shop)|ustedes|anyone|"
    r"anybody|someone)|whether|if (?:you|u|your company))\b"
)
_KNOW = r"\b(?:know|tell|say|confirm|ask|wonder(?:ing)?|explain|find out|sabe[rn]?|saben|digan\w*|confirm\w*)\b"

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
_CARRIED = re.compile(
    r"\b(?:carrier|courier|driver|ups|fedex|usps|dhl|deliver(?:y|ed|ing)?|parcel|package|shipment|shipping|repair|"
    r"technician|installer|(?:has|have|where is) (?:my|the|our) orders?|warranty|refund|paquete|envio|repartidor|"
    r"mensajeria)\b"
)
"""Words of an order under way: who has the parcel is no question of this law."""
_PRACTICE = re.compile(r"\byour (?:privacy )?(?:polic(?:y|ies)|practices?)\b|\bsu politica\b|\bsus practicas\b")

_GAVE_MINE = rf"(?:{_GIVE} {_WORDS % 5}{_MINE}|{_GOT} {_WORDS % 3}{_MINE})"
_MINE_GIVEN = rf"(?:{_MINE} {_WORDS % 6}{_GIVEN_AWAY}|{_MINE} {_WORDS % 2}(?:went|gone|ended up)\b)"
_OF_MINE = rf"(?:{_GAVE_MINE}|{_MINE_GIVEN})"
_OF_IT = rf"(?:{_GIVE} (?:on )?{_IT})"


def _says(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_WHO_GOT = _says(
    rf"\bwhere (?:did|does|has) {_MINE} (?:go|gone|end up)\b",
    rf"{_WHO}{_IN_CLAUSE}{_OF_MINE}",
    rf"{_OF_MINE}{_IN_CLAUSE}\b(?:to|with|by|con|a) (?:whom|who|quien(?:es)?|which|what)\b",
    rf"{_OF_MINE}{_IN_CLAUSE}\b(?:which ones|(?:name|identify|list) them|who they are|cuales son)\b",
)
_WHO_GOT_IT = _says(
    rf"{_WHO}{_IN_CLAUSE}{_OF_IT}",
    rf"{_WHO}{_IN_CLAUSE}\bit (?:been |being )?{_GIVEN_AWAY}",
    rf"{_ASK}{_IN_CLAUSE}{_THEM}{_IN_CLAUSE}{_OF_IT}",
    rf"{_AUXILIARY} {_WORDS % 4}{_OF_IT}",
)
_LIST_OF = _says(
    rf"{_ASK}{_IN_CLAUSE}{_THEM}{_IN_CLAUSE}{_OF_MINE}",
    rf"{_LISTED}{_IN_CLAUSE}{_THEM}{_IN_CLAUSE}{_OF_MINE}",
    rf"{_LISTED} (?:of|de) {_WORDS % 4}{_MINE}{_IN_CLAUSE}{_THEM}",
    rf"{_ASK}{_IN_CLAUSE}{_LISTED}{_IN_CLAUSE}{_THEM}{_IN_CLAUSE}\b(?:you|u|"
    rf"your company) {_WORDS % 2}{_GIVE} {_WORDS % 3}{_DATA}",
)
_AS_THE_LAW_SAYS = _says(
    rf"{_ASK}{_IN_CLAUSE}\b(?:categor(?:y|ies)|categorias?)\b{_IN_CLAUSE}"
    rf"\b(?:names?|identit(?:y|ies)|nombres?)\b {_WORDS % 6}{_COMPANIES}\b",
    rf"{_ASK}{_IN_CLAUSE}\b(?:names? and address(?:es)?|nombres? y direccion(?:es)?) (?:of|de) "
    rf"{_WORDS % 4}{_COMPANIES}\b"
    rf"{_IN_CLAUSE}(?:{_OF_PEOPLE}|{_MARKETING})",
)
"""The categories, and the names of the companies: what (a)(1) and (a)(2) give, asked for in their words."""
_WHETHER = _says(
    rf"{_AUXILIARY} {_WORDS % 5}{_GIVE} {_WORDS % 5}{_MINE}",
    rf"\b(?:was|were|is|are|has|have|whether|ha|han|fue|fueron) (?:any of )?{_MINE} {_WORDS % 4}{_GIVEN_AWAY}",
    rf"{_KNOW} (?:me )?(?:if|whether|si) {_WORDS % 6}{_OF_MINE}",
    rf"[¿][^?]{{0,60}}{_GIVE} {_WORDS % 5}{_MINE}",
)
_UNDER_OTHER_WORDS = re.compile(_ASK), re.compile(_LISTED), re.compile(_GIVE), re.compile(_THEM), re.compile(_OF_PEOPLE)
_FOR_MARKETING = re.compile(_MARKETING)
_TITLE = re.compile(
    r"\binformation[\s-]sharing disclosure\b|"
    r"\bthird[\s-]party (?:disclosure|sharing) (?:list|information|notice|report)\b"
)
_GIVEN_BEFORE = re.compile(rf"{_GIVE} {_WORDS % 5}{_MINE}|{_MINE_GIVEN}")
_NAME_THEM = re.compile(
    rf"\bto (?:whom|who)\b|\bwho (?:to\b|(?:bought|got|received|has) (?:it|them)\b)|\b(?:which|what) ones?\b|"
    rf"\b(?:identify|name|list) (?:them|those|these)\b|\ba quien(?:es)?\W*\Z|\bcuales\W*\Z|"
    rf"\b(?:names?|identit(?:y|ies)|list) of (?:them|those|these|(?:all )?(?:of )?(?:the |those |these )?{_COMPANIES}|"
    rf"everyone|everybody)\b|\b(?:nombres|lista) de (?:es[ao]s|ell[ao]s|l[ao]s) {_COMPANIES}|"
    rf"^\W*(?:and |so )?(?:which|what) {_COMPANIES}\W*\Z"
)
"""What stands in the sentence after “you sold my data”."""
_STOPS = re.compile(r"\b(?:opt (?:me |us )?out|stop|do not|don't|not|no longer|cease|no compartan|no vendan|dejen)\b")
_LISTED_OUT = re.compile(r"\b(?:lists?|names|who|whom|which|what|lista|nombres|quien(?:es)?|cuales)\b")
_MINE_AT_ALL = re.compile(rf"{_MINE}|\b(?:an?|this) (?:e-?mail )?address\b")
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


def plain_words(text: str) -> str:
    """Return a text folded and without accents, which many people leave out when they type."""
    parted = unicodedata.normalize("NFKD", folded(text))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _sentences(text: str) -> list[str]:
    flowing = " ".join(plain_words(text).split())
    flowing = _BY_THE_WRITER.sub("i", _MYSELF.sub("here", flowing))
    whole = [found.strip() for found in _SENTENCE.findall(flowing) if _LETTER.search(found)]
    return [piece for sentence in whole for piece in _pieces(sentence)]


def _pieces(sentence: str) -> list[str]:
    """Cut what goes on without an end into pieces that overlap, so that no pattern has too much to read."""
    starts = range(0, max(len(sentence) - _LONGEST_SENTENCE // 2, 1), _LONGEST_SENTENCE // 2)
    return [sentence[at : at + _LONGEST_SENTENCE] for at in starts]


def _asked(sentence: str, before: str) -> list[str]:
    if _CARRIED.search(sentence) and not _FOR_MARKETING.search(sentence):
        return []
    found = []
    if _TITLE.search(sentence):
        found.append("It asks for the information-sharing disclosure by the name that privacy policies give it.")
    if _WHO_GOT.search(sentence) or (_MINE_AT_ALL.search(before) and _WHO_GOT_IT.search(sentence)):
        found.append("It asks who got the writer's personal information.")
    if _LIST_OF.search(sentence):
        found.append("It asks for the companies that got personal information.")
    if _AS_THE_LAW_SAYS.search(sentence):
        found.append("It asks for categories of information and for the names of the companies that got it.")
    if _WHETHER.search(sentence):
        found.append("It asks whether personal information was passed on.")
    if _GIVEN_BEFORE.search(before) and _NAME_THEM.search(sentence):
        found.append("It asks who got the writer's personal information.")
    is_of_practice = _PRACTICE.search(sentence) or not _FOR_MARKETING.search(sentence)
    if _STOPS.search(sentence) and not _LISTED_OUT.search(sentence):
        return found  # a wish that it should end
    if not is_of_practice and all(sign.search(sentence) for sign in _UNDER_OTHER_WORDS):
        found.append("It asks what was disclosed to other companies for marketing.")
    return found
