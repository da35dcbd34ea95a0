"""Which language a message is written in: by its alphabet, then by its smallest words."""

import re

_ALPHABETS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_WRITTEN = {
    "en": "the and to of my you i is for that in with your have please who did what",
    "es": "el la los las de que y mis mi un una por para con su soy quiero usted ustedes datos del quién quien "
    "qué les han empresas compañías información",
    "fr": "le la les des et vous je mes pour une est dans que qui mon vos données",
    "de": "der die das und ich ist nicht mein meine sie zu wer haben mit bitte",
    "pt": "o os as que e meus minha meu para com uma você não quem dados",
    "vi": "tôi và của là cho các người thông tin không những ai",
    "tl": "ang ng mga sa ko ako po ninyo aking kung sino",
}
_WORDS = {code: frozenset(words.split()) for code, words in _WRITTEN.items()}
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_SPANISH = re.compile(r"[¿¡]")
"""Only Spanish opens a question with a sign."""
_SAMPLE = 5000
_FEWEST = 3
_READ = ("en", "es")


def language_of(text: str) -> str:
    """Return the language's code, `en` where too little is written to tell."""
    sample = text[:_SAMPLE]
    letters = sum(sign.isalpha() for sign in sample)
    for code, alphabet in _ALPHABETS:
        found = len(alphabet.findall(sample))
        if found >= _FEWEST and found * 4 >= letters:
            return code
    words = [word.casefold() for word in _WORD.findall(sample)]
    counts = {code: sum(word in small for word in words) for code, small in _WORDS.items()}
    counts["es"] += len(_SPANISH.findall(sample))
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] >= _FEWEST and counts[best] > counts["en"] else "en"


def is_in_other_words(text: str) -> bool:
    """Say whether a text is in none of the languages that are read here, English and Spanish."""
    if language_of(text) not in _READ or len(_OTHER_LETTER.findall(text[:_SAMPLE])) >= _FEWEST:
        return True
    words = {word.casefold() for word in _WORD.findall(text[:_SAMPLE])}
    return "?" in text and not any(words & _WORDS[code] for code in _READ)
