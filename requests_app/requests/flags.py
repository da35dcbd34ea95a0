"""What a reviewer should know beside the request: each flag with its sentence. `holds` ones ask for a person first."""

import re
from dataclasses import dataclass

from requests_app.requests.elsewhere import OF_ANOTHER_PLACE
from requests_app.requests.folding import folded
from requests_app.requests.residence import LIVES_ELSEWHERE
from requests_app.requests.taking_back import takes_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A short name, a sentence, and whether a person looks before anything is sent."""

    name: str
    says: str
    holds: bool = False


LEGAL_ATTENTION = "legal attention"
ANSWER_BY_POST = "answer by post"
WITHDRAWAL = "withdrawal"

_OTHER_LAW = re.compile(
    r"\bccpa\b|\bcpra\b|1798\.1\d\d\b|delete (?:all |any |my )?(?:of )?(?:my )?(?:personal |account)|"
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
_LAWYER = r"(?:(?:attorney|lawyer|counsel|solicitor|abogad[oa])(?! general))"
_AGENT = r"(?:agent|guardian|conservator|trustee|caregiver|representative|representante|tutora?|apoderad[oa])"
_RELATIVE = (
    r"(?:son|daughter|mother|father|parent|wife|husband|spouse|widow(?:er)?|sister|brother|grand(?:son|daughter|mother|"
    r"father)|hij[oa]|madre|padre|espos[oa]|viud[oa]|herman[oa])"
)
_SOMEBODYS = (
    r"(?:\b(?!(?:company|business|store|shop|firm|today|it|that|what|who|let)['’]s)[\w.-]+['’]s|\b(?:his|her|their))"
)
"""Whose attorney, guardian or agent: “Ana's”. “My attorney” is the writer's own."""
_FOR_SOMEBODY = r"s? (?:for|of|de|representing) (?!your|the company|service|process|record|change)"
_RETAINED = r"(?:\bbeen retained (?:by|to)\b|\bretained (?:me|us|this firm|our firm|my firm)\b)"
_DEAD = r"\b(?:passed away|deceased|fallecid[oa]|falleci[óo]|difunt[oa])\b"
_THEIRS = (
    r"(?:his|her|their|sus?) (?:own )?(?:names?|address|data|information|e-?mail|phone|nombre|datos|direcci[óo]n)\b"
)
_CLAIMS = (
    r"\b(?:seek|recover|damages|penalt\w+|sue|liable|statutory|pediremos|exig\w+|reclam\w+|cobraremos|"
    r"indemnizaci[óo]n)\b(?:(?!refund|reembolso)[^.?!]){0,60}?"
)
_MONEY = r"(?:\$ ?\d[\d.,]{2,}|\b\d[\d.,]{2,} (?:dollars|d[óo]lares))"
_FIRM = r"(?:company|business|firm|organi[sz]ation|corporation|restaurant|caf[eé]|agency|clinic|llc|inc)"
_ITS = (
    r"(?:accounts?|details|data|info(?:rmation)?|contacts?|purchases?|orders?|records|employees|customers?|uniforms?)"
)
_EMPRESA = r"(?:empresa|negocio|oficina|compa[ñn][íi]a|restaurante|sociedad|organizaci[óo]n)"
_TAKEN_BACK = Flag(
    name=WITHDRAWAL,
    says="The writer seems to take a request back: a person decides what becomes of it.",
    holds=True,
)
_TOLD = (
    (
        re.compile(
            rf"1798\.84|civil penalt|{_SOMEBODYS} {_LAWYER}s?\b|\b{_LAWYER}{_FOR_SOMEBODY}|\bcounsel to\b|{_RETAINED}|"
            r"\bpreserv\w+ (?:[\w-]+ ){0,3}(?:documents|evidence|records)\b|"
            rf"{_CLAIMS}{_MONEY}|{_MONEY}[^.?!]{{0,20}}\b(?:per|for each|por) (?:violation|violaci[óo]n|"
            r"infracci[óo]n)\b|"
            r"statutory damages|class action|legal action|our client|attorneys? for|"
            r"general counsel|\blawsuit\b|law firm|this firm represents|law offices? of|attorney at law|"
            r"attorney general|my (?:lawyer|attorney|legal counsel)\b|"
            r"\bsue (?:you|your|the company|them)\b|\b(?:will|shall|going to|gonna|may|might|could|'ll|to|must) sue\b|"
            r"\bsuing (?:you|your)\b|\b(?:small claims|see you in court|take (?:you|this|it) to (?:small claims "
            r")?court)\b|"
            r"\b(?:file|bring|filing|start) (?:a |an )?(?:suit|legal|court|complaint with)\b|\blegal proceedings\b|"
            r"\blitigat(?:e|ion)\b|"
            r"\bl[oae]s? demand(?:amos|o)\b|\bdemandar(?:[ée]|emos|l[oae]s?)\b|\b(?:voy|vamos|vayan?|puedo|podemos|"
            r"pienso|pensamos|l[oae]s?) a? ?"
            r"demandar(?! (?:la|mi|una|esa|toda)\b)|"
            r"\b(?:poner|pondr|present|interpon|entabl)\w* (?:una )?(?:demanda|denuncia|queja formal)\b|"
            r"\b(?:tribunal(?:es)?|juicio|corte de reclam\w+|reclamos menores|fiscal general|procurador general)\b|"
            r"\bdemanda (?:colectiva|judicial)|acci(?:ó|o)n(?:es)? legal|"
            r"\b(?:mi|nuestr[oa]) abogad[oa]\b|sanci(?:ó|o)n civil|sanciones civiles"
        ),
        Flag(
            name=LEGAL_ATTENTION,
            says="It speaks of penalties, or is written by lawyers: tell whoever looks after legal matters.",
        ),
    ),
    (
        re.compile(
            rf"{_SOMEBODYS} (?:{_LAWYER}|{_AGENT})\b|\b(?<!your )(?:{_LAWYER}|{_AGENT}){_FOR_SOMEBODY}|\bcounsel to\b|"
            rf"{_RETAINED}|"
            rf"\b(?:i am|i'm|soy) (?:the |an? |la |el )?{_RELATIVE} (?:of|to|de)\b|"
            rf"\b(?:i am|i'm|soy) (?:(?:[\w.-]+ ){{0,2}}[\w.-]+['’]s|his|her|their|su) {_RELATIVE}\b|"
            r"\b(?:we|i|(?:this|our) (?:firm|office|organi[sz]ation)) represents? (?!(?:that|and)\b)|"
            r"\b(?:we|i) (?:are acting|am acting|act) for (?!my)|"
            r"\b(?:claimants?|complainants?) (?:hereby )?(?:requests?|demands?)\b|"
            rf"\b(?:represento|representamos) a\b|{_DEAD}.{{0,300}}\b{_THEIRS}|\b{_THEIRS}.{{0,300}}{_DEAD}|"
            r"authorized agent|on behalf of|on (?:his|her|their) behalf|our client|attorneys? for|"
            r"this firm represents|(?:writing|asking|request(?:ing)?) for my (?:mother|father|mom|dad|parents?|wife|"
            r"husband|spouse|"
            r"son|daughter|client|grandmother|grandfather)\b|power of attorney|"
            r"\bexecut(?:or|rix)\b|\b(?:administrat(?:or|rix)|trustee|representative) of (?:the|his|her|their|my) "
            r"(?:[\w']+ ){0,2}(?:estate|trust)\b|\b(?:personal|legal) representative\b|\bestate of\b|"
            r"\b(?:legal |court[- ]appointed )(?:guardian|conservator)\b|\b(?:guardian|conservator) (?:of|for)\b|"
            r"\balbacea\b|\bejecutora? testamentari[oa]\b|\brepresentante (?:legal|personal)\b|"
            r"\btutora? (?:legal )?de\b|\bsucesi[óo]n de\b|our user\b|\ben (?:nombre|"
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
            r"\bdej(?:en|e|ar) de (?:enviar|mandar|compartir|vender|llamar)|\bno (?:\w+ ){0,3}(?:vendan?|compartan?)\b|"
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
            rf"\b(?:for|of) (?:my|our) (?:[\w-]+ )?{_FIRM}\b|\bfor (?:our office|the business)\b|\bour employees\b|"
            rf"\b(?:my|our) (?:[\w-]+ )?(?:{_FIRM}|office)(?:['’]s)? (?:[\w-]+ )?{_ITS}\b|"
            r"\b(?:business|commercial|wholesale|trade|corporate) (?:accounts?|customers?)\b|"
            r"\bcorporate (?:data|details|contacts?|information)\b|"
            rf"\b(?:we are|we're|i (?:run|own|manage)) an? (?:[\w-]+ ){{0,2}}?{_FIRM}\b|\bas an? {_FIRM},? we\b|"
            rf"\bour {_FIRM} (?:buys?|bought|purchase[sd]?|order(?:s|ed)|shops?)\b|"
            r"\b(?:as|i am|i'm) (?:the |an? )?(?:procurement|purchasing|office|facilities) (?:manager|officer|agent)\b|"
            rf"\bpara (?:mi|la|nuestr[oa]) {_EMPRESA}\b|\bcuenta (?:comercial|empresarial)\b|"
            rf"\bsomos una? (?:\w+ )?{_EMPRESA}\b|\b(?:tengo|administro) una? (?:pequeñ[oa] )?{_EMPRESA}\b|"
            rf"\b(?:de|en nombre de) (?:mi|nuestr[oa]) {_EMPRESA}\b|"
            rf"\b(?:datos|cuenta|contactos|informaci[óo]n) de la {_EMPRESA}\b|"
            r"\b(?:soy|como) (?:la |el )?(?:gerente|encargad[oa]|jef[ea]) de (?:compras|oficina)\b"
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
        LIVES_ELSEWHERE,
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
    found = [_TAKEN_BACK] if takes_back(flowing) else []
    found += [flag for pattern, flag in _TOLD if pattern.search(flowing)]
    if _OTHER_LAW.search(flowing) or OF_ANOTHER_PLACE.search(flowing):
        says = "It asks for something under another privacy law, such as deletion: that is answered apart."
        found.append(Flag(name="other privacy request", says=says, holds=not names_our_law))
    return found


def sentence_of(name: str) -> str:
    """Return what a flag of that name tells a reviewer, empty where the explanation of the message says it."""
    return next((flag.says for flag in (_TAKEN_BACK, *(flag for _, flag in _TOLD)) if flag.name == name), "")
