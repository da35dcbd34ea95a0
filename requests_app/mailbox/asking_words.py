"""The words of which the sentences are made that ask to whom information went, in English and in Spanish."""

WORDS = r"(?:[\w'/&-]+,? ){0,%d}?"
"""Up to so many words of the same clause."""
CLOSE = r"(?:(?!(?:for|that|which|near|para|que)\b)[\w'/&-]+,? ){0,%d}?"
"""The same without a word that begins another thought: “do you sell boots for my height”."""
_ON_FILE = (
    r"names?|address(?:es)?|adress(?:es)?|info(?:rmation)?|data|details|particulars|e-?mails?|contacts?|"
    r"(?:cell(?:[ -]?phone)?|mobile|phone)(?: (?:number|no))?|number|profile|records|purchases|history|"
    r"datos?|informacion|nombres?|direccion(?:es)?|correos?|telefonos?|celular(?:es)?|movil|"
    r"numero(?: de (?:telefono|celular))?|domicilio|perfil|compras|historial"
)
_OF_THE_LAW = (
    r"birth ?da(?:ys?|tes?)|dates? of birth|dob|ages?|genders?|race|ethnicity|religion|faith|heights?|weights?|"
    r"occupation|profession|education|political (?:party|affiliation|views)|party affiliation|pregnancy|"
    r"(?:medical|health) conditions?|diagnos[ei]s|ssn|social security|credit (?:score|rating|report)|"
    r"creditworthiness|income|shopping habits|preferences|interests|"
    r"(?:fechas? de )?nacimientos?|cumpleanos|edad(?:es)?|sexo|raza|religion|estatura|peso|ocupacion|profesion|"
    r"educacion|afiliacion politica|embarazo|enfermedad(?:es)?|diagnosticos?|seguro social|ingresos|"
    r"habitos de compra|preferencias|gustos"
)
"""The categories of (e)(6)(A), as people call them, that are not words of an order or of a payment as well."""
DATA = (
    r"(?:(?:personal|private|contact|customer|mailing|postal|home|street|e-?mail|cell|mobile|phone|telephone|"
    r"family'?s?|"
    r"household|consumer|purchase|shopping) )*"
    rf"(?:{_ON_FILE}|{_OF_THE_LAW})"
    r"\b(?! (?:book|desk|card|form|packet|page|label|request|question|is |about|regarding|dated)\b)"
)
RELATIVES = (
    r"(?:child(?:ren)?|kids?|sons?|daughters?|husband|wife|widow(?:er)?|spouse|mother|father|mom|dad|parents?|family|"
    r"household|brother|sister|grand(?:mother|father|parents)|ward|clients?|hij[oa]s?|nin[oa]s?|espos[oa]|marido|mujer|madre|padres?|mama|"
    r"papa|familia|client[ea]s?)"
)
AGENTS = r"(?:attorneys?|lawyers?|counsel|agents?|guardians?|conservators?|trustees?|execut(?:or|rix)|caregiver)"
_OF_ME = r"(?:mi|nosotros)(?= (?:a|con|les?|se|que|han|dieron|vendieron|compart\w+|divulg\w+|pasaron)\b|[,.;?]|\W*\Z)"
"""“About me”, which without its accent is also the first word of “about my order”."""
MINE = (
    rf"\b(?:(?:my|our|mis?|nuestr[oa]s?) {WORDS % 3}{DATA}|"
    rf"(?:(?:personal|private|contact|customer) )*(?:{_ON_FILE}|{_OF_THE_LAW}) (?:personal(?:es)? )?"
    r"(?:mi[oa]s?|nuestr[oa]s?|of (?:mine|ours))\b|"
    rf"(?:{_ON_FILE}|{_OF_THE_LAW}) (?:of|de) (?:my|our|mis?|nuestr[oa]s?) (?:\w+ )?{RELATIVES}\b|"
    rf"(?:info(?:rmation)?|data|details) (?:about|on|of|concerning|regarding) (?:me|us|myself)\b|"
    rf"(?:datos|informacion) (?:sobre|acerca de|de) {_OF_ME})"
)
IT = r"\b(?:it|them|this|that|these|those)\b(?= (?:on )?(?:to|with)\b)"
ANY_GIVE = (
    r"\b(?:g[ai]ve[sn]?|giving|sells?|selling|sold|shar(?:e[ds]?|ing)|disclos(?:e[ds]?|ing)|pass(?:ed|es|ing)?|"
    r"rent(?:ed|s|ing)?|leas(?:e[ds]?|ing)|trad(?:e[ds]?|ing)|provid(?:e[ds]?|ing)|hand(?:ed|ing)?|"
    r"transfer(?:red|ring|s)?|releas(?:e[ds]?|ing)|suppl(?:y|ied|ies)|distribut(?:e[ds]?|ing)|swap(?:ped)?|"
    r"exchang(?:e[ds]?|ing)|forward(?:ed|ing)?|sent|"
    r"dieron|dio|dado|dan|vend(?:en|e|er|ido|ieron|io)|compart(?:en|e|ir|ido|ieron|io|an)|"
    r"divulg(?:an|a|ar|ado|aron|o)|revel(?:an|a|ar|ado|aron)|pasaron|pasado|pasan|entreg(?:an|ado|aron)|"
    r"transf(?:ieren|irieron|erido|eridos)|proporcionaron|proporcionado|cedieron|cedido|ceden|facilitaron|facilitado|"
    r"alquilaron|alquilan)\b"
)
GIVE = rf"{ANY_GIVE}(?! (?:you|u)\b)"
GOT = (
    r"\b(?:got|gets?|gotten|receiv(?:e[ds]?|ing)|bought|buy(?:s|ing)?|purchas(?:e[ds]?|ing)|obtain(?:s|ed)?|"
    r"acquir(?:e[ds]?)|(?:has|have)(?! access)|holds?|"
    r"recib(?:en|e|ido|ieron|io)|tienen?|obtuv(?:o|ieron)|obtienen?|compr(?:aron|an|o)|consigui(?:o|eron))\b"
)
GIVEN_AWAY = (
    r"\b(?:given|sold|shared|disclosed|passed|rented|leased|traded|provided|transferred|released|supplied|distributed|"
    r"exchanged|vendid[oa]s?|compartid[oa]s?|divulgad[oa]s?|entregad[oa]s?|transferid[oa]s?|cedid[oa]s?)\b"
)
COMPANIES = (
    r"(?:compan(?:y|ies)|firms?|business(?:es)?|third[\s-]part(?:y|ies)|3rd part(?:y|ies)|part(?:y|ies)|marketers?|"
    r"advertisers?|partners?|organi[sz]ations?|entit(?:y|ies)|vendors?|retailers?|(?:data )?brokers?|affiliates?|"
    r"corporations?|recipients?|others|people|"
    r"terceros|terceras partes|empresas?|companias?|negocios?|anunciantes|socios|organizaciones|entidades|"
    r"destinatarios|receptores)"
)
WHO = (
    r"(?:\b(?:who(?:m|ever)?|a quien(?:es)?|con quien(?:es)?|quien(?:es)?)\b(?! (?:do|can|should|must|may|would|"
    r"could) (?:i|we)\b)|"
    rf"\b(?:which|what|que|cuales|cual) {WORDS % 3}{COMPANIES}\b)"
)
THEM = rf"\b(?:{COMPANIES}|everyone|everybody|anyone|anybody|all those|each)\b"
ASK = (
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
LISTED = (
    r"\b(?:lists?|names?|identit(?:y|ies)|accounting|disclosures?|categories|every|all|each|identify|report|summary|"
    r"information|lista|nombres?|categorias|informe|todos|todas)\b"
)
MARKETING = (
    r"\b(?:direct[ -]marketing|marketing|advertis\w+|solicitations?|mercadeo|mercadotecnia|publicidad|anuncios)\b"
)
OF_PEOPLE = (
    r"\b(?:personal (?:information|data|info)|customers?'? (?:information|data)|customer information|datos personales|"
    r"informacion personal|my (?:information|data))\b"
)
IN_CLAUSE = r"[^.?!]{0,90}?"
AUXILIARY = (
    r"\b(?:(?:do|did|does|have|has|are|were|is|was|had) (?:you|u|your (?:company|store|business|shop)|ustedes|anyone|"
    r"anybody|someone)|whether|if (?:you|u|your company))\b"
)
KNOW = r"\b(?:know|tell|say|confirm|ask|wonder(?:ing)?|explain|find out|sabe[rn]?|saben|digan\w*|confirm\w*)\b"
