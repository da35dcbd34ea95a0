"""Names as people give them in a text: “My name is …”, a line under “Regards”, a signature."""

import re

from requests_app.register.load.places import state_code

_CAPITAL = r"(?:[^\W\d_a-z]\.|(?:Mr|Mrs|Ms|Mx|Dr|Jr|Sr|St)\.|[^\W\d_a-z][\w'’\u2011-]*)"
PERSON = rf"{_CAPITAL}(?: (?:de |del |de la |de los |van |von |la )?{_CAPITAL}){{0,3}}"
"""Up to four words that begin with capitals."""
_NAME = re.compile(rf"(?:{PERSON})\Z")
_NO_NAMES = re.compile(
    r"\b(?:thanks?|thank you|regards|sincerely|hello|dear|please|request|california|civil|code|section|privacy|team|"
    r"inbox|sent from|i|llc|inc|our client|customer|consumer|resident|member|angry|writing|gracias|saludos|cliente|"
    r"residente|department|street|ave|apt|box|phone|tel|cell|email)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"(?i:\b(?:my (?:full |legal )?name is|this is|me llamo|mi nombre(?: completo)? es))\s+(?P<name>{PERSON})|"
    rf"(?i:\b(?:i am|i'm|i’m|soy|yo,|i,))\s+(?P<whole>{_CAPITAL}(?: {_CAPITAL}){{1,3}})(?=,|\.|\s(?:and|from|of|at|y|"
    rf"de|an?)\b)"
)
_CLOSING = re.compile(
    r"[\s*_-]{0,5}(?:(?:many |with |best |kind(?:est)? |warm(?:est)? |yours? |very |with best |un |muchas |mil )*"
    r"(?:thanks(?: in advance| again| so much| very much)?|thank you(?: very much| so much| in advance| for your \w+|"
    r" again)?|"
    r"regards|sincerely|truly|faithfully|respectfully(?: yours| submitted)?|best|cheers|cordially|wishes|thx|ty|tysm|"
    r"atentamente|saludos(?: cordiales)?|cordialmente|gracias(?: de antemano)?|saludo(?: cordial)?|respetuosamente)"
    r"(?: yours)?|--)\s*[,.!:-]*",
    re.IGNORECASE,
)
_CLOSED = re.compile(rf".*[?!.,;)]\s+(?:{_CLOSING.pattern})", re.IGNORECASE)
"""The last words stand behind a sentence: “… who got my data? Thanks”."""
_TOWN = re.compile(r"[^\W\d_a-z][^\W\d_]{3,20}")
"""One word that may be a town, which stands under a name or behind it."""
_DASHES = " .,*()-_–—~"
ASIDE = re.compile(r"\s*(?:\([^()]*\)|<[^<>]*>)")
"""What stands in brackets behind a name: a town, a mail address."""
_SHORTENED = re.compile(r"\b(?:Jr|Sr|Esq)\Z")
_MOST_LINES, _LONGEST_LINE, _FAR_DOWN = 2000, 100, 6


def is_name(text: str) -> bool:
    """Say whether a text may be a person's name: capitals, and no word of letters and addresses."""
    return bool(_NAME.fullmatch(text)) and not _NO_NAMES.search(text)


def said_in(text: str) -> str:
    """Return the name of which the writer says that it is theirs, empty where none is said."""
    for found in _SAID.finditer(text):
        name = (found["name"] or found["whole"]).rstrip(".,")
        if not _NO_NAMES.search(name) and " " in name:
            return name
    return ""


def signed_in(text: str) -> str:
    """Return the name under the last words of a letter, such as “Regards”; the last such name, empty without one."""
    lines = [
        ASIDE.sub("", line.strip()[-_LONGEST_LINE:]).strip()
        for line in text.replace(" / ", "\n").split("\n")[:_MOST_LINES]
    ]
    for at in range(len(lines) - 1, -1, -1):
        closing = (_CLOSING.match(lines[at]) or _CLOSED.match(lines[at])) if lines[at] else None
        if closing is None:
            continue
        beside = lines[at][closing.end() :].strip(_DASHES)
        below = [line.strip(_DASHES) for line in lines[at + 1 : at + 1 + _FAR_DOWN] if line]
        for candidate in [beside] if beside else below[:1]:
            name = candidate.partition(",")[0].strip(_DASHES)
            if is_name(name):
                return f"{name}." if _SHORTENED.search(name) else name
    *_, above, last = ("", "", *(line.strip(_DASHES) for line in lines if line))
    name, comma, town = last.partition(",")
    is_with_town = bool(comma) and bool(_TOWN.fullmatch(town.strip())) and not state_code(town.strip())
    candidates = [last, name if is_with_town else "", above if _TOWN.fullmatch(last) else ""]
    return next((each for each in candidates if " " in each and is_name(each)), "")


def is_poor(name: str) -> bool:
    """Say whether a sender's name is rather a handle: one word, or one with digits in it."""
    return " " not in name.strip() or any(sign.isdigit() for sign in name)


def turned(name: str, text: str) -> str:
    """Return “Ruiz, Ana” as the text has it, “Ana Ruiz”; as it is where the text has it not."""
    last, comma, first = name.partition(",")
    other = f"{first.strip()} {last.strip()}"
    return other if comma and first.strip() and other.casefold() in text.casefold() else name
