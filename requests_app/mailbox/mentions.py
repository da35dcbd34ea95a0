"""What a text does where it names the law: it asks, tells others of the law, thanks for an answer, or only mentions it.

A name alone is no request: invoices, newsletters, applications and papers name the law too. What stays unclear is for a
person; nothing is put aside because of what is found here.
"""

import re
from dataclasses import dataclass
from enum import Enum

from requests_app.mailbox.language import is_in_other_words
from requests_app.mailbox.law_words import (
    AFFIRMS,
    ASKS,
    BESIDE_IT,
    COMPLAINS,
    CONTENT,
    DENIES,
    FOR_ONESELF,
    FROM_A_PERSON,
    GOT_IT,
    HEADING_WORDS,
    HOW,
    LAW,
    LAWYERS,
    NAMES,
    NOUN,
    OTHER_MATTERS,
    OWN,
    PARTNERS,
    PLAINLY,
    QUESTION,
    RIGHT,
    RULE,
    STUDIES,
    TALK,
    THANKS,
    WANTED,
    WORD,
)

_SIGNATURE = re.compile(r"\n-- ?(?:\n|\Z)")
_BREAK = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\bsec\.)(?<!\bciv\.)(?<!\bcal\.)(?<!\bno\.)(?<!\bst\.)\s+|(?<=[?!])")
_SHORT_LINE = 55
_FEW_WORDS, _FEW_SENTENCES = 14, 40


class Doubt(Enum):
    """Why a text that names the law, or speaks of data, is not taken for a request without a person."""

    OFFER = "It names the law but reads like an offer or a newsletter; a person decides."
    STUDY = "It names the law but reads like a question for a study, a paper or an article; a person decides."
    PARTNER = "It reads like a questionnaire of a business partner about its own data; a person decides."
    ANSWERED = "It thanks for an answer, and asks for nothing more; a person decides."
    DENIED = "It says itself that it is no request; a person decides."
    TOLD = (
        "It explains the law, as a privacy policy or the foot of a mail does, and asks for nothing; a person decides."
    )
    MENTIONED = "It names the law but does not clearly ask for anything under it; a person decides."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a text does where it names the law.

    `said` is what of it can ask for something: all but the sentences that explain the law, thank, or deny. `asks` says
    whether the law is named to ask under it.
    """

    said: str
    asks: bool
    denies: bool
    studies: bool
    is_partners: bool
    only_tells: bool
    is_content: bool


def mentions_in(text: str) -> Mentions:
    """Look at each sentence of a text without accents that names the law, and at those beside it."""
    above, *below = _SIGNATURE.split(text, maxsplit=1)
    written = with_one_name(above)
    flowing = " ".join(written.split())
    sentences = sentences_of(written)
    naming = [each for each in sentences if LAW in each]
    told = [each for each in sentences if _explains(each)]
    thanks = [each for each in sentences if LAW in each and (THANKS.search(each) or _has_it(each))]
    affirmed = any(AFFIRMS.search(each) for each in sentences)
    denied = [] if affirmed else [each for each in sentences if DENIES.search(each)]
    quiet = {*told, *thanks, *denied}
    said = [each for each in sentences if each not in quiet]
    plainly = any(PLAINLY.search(each) for each in said)
    is_foreign = is_in_other_words(written.replace(LAW, " "))
    return Mentions(
        said="\n".join((*said, *below)),  # some write on below a line of dashes
        asks=_asks(said, quiet=quiet, is_foreign=is_foreign),
        denies=bool(denied),
        studies=bool(STUDIES.search(flowing)) and not plainly,
        is_partners=bool(PARTNERS.search(flowing)) and not (plainly or FROM_A_PERSON.search(flowing)),
        is_content=_is_content([*said, *quiet]),
        only_tells=LAW not in written or (bool(naming) and all(each in told for each in naming)),
    )


def with_one_name(text: str) -> str:
    """Return a folded text in which each name of the law is the same word."""
    for pattern, _ in NAMES:
        text = pattern.sub(f" {LAW} ", text)
    return text


def sentences_of(text: str) -> list[str]:
    """Part a folded text into sentences; a heading, and a short line of its own, are one as well."""
    found: list[str] = []
    for block in _BREAK.split(text):
        piece = ""
        for line in block.split("\n"):
            piece = f"{piece} {line.strip()}".strip()
            if len(line) < _SHORT_LINE:
                found += _SENTENCE_END.split(piece)
                piece = ""
        found += _SENTENCE_END.split(piece)
    return [" ".join(each.split()) for each in found if WORD.search(each)]


def _explains(sentence: str) -> bool:
    is_own = ASKS.search(sentence) or OWN.search(sentence) or "?" in sentence
    return bool(RULE.search(sentence)) and not is_own


def _has_it(sentence: str) -> bool:
    return bool(GOT_IT.search(sentence)) and not COMPLAINS.search(sentence) and not ASKS.search(sentence)


def _is_content(sentences: list[str]) -> bool:
    """Say whether somebody thanks for what they have."""
    return any(TALK.search(each) for each in sentences) and any(CONTENT.search(each) for each in sentences)


def _asks(said: list[str], *, quiet: set[str], is_foreign: bool) -> bool:
    naming = [each for each in said if LAW in each]
    whole = " ".join((*said, *quiet))
    is_content = _is_content([*said, *quiet])
    if any(_asks_under_it(each, is_content=is_content) for each in naming):
        return True
    if is_content or (OTHER_MATTERS.search(whole) and not (naming and FOR_ONESELF.search(whole))):
        return False
    if not naming:
        return any(LAW in each for each in quiet) and any(WANTED.search(each) for each in said)
    asks_beside = any((ASKS.search(each) or COMPLAINS.search(each)) and not BESIDE_IT.search(each) for each in said)
    return is_foreign or asks_beside or _is_heading_alone(said)


def _asks_under_it(sentence: str, *, is_content: bool) -> bool:
    """Say whether a sentence with the law's name in it asks for something under the law."""
    if BESIDE_IT.search(sentence):
        return False
    if any(each.search(sentence) for each in (ASKS, HOW, LAWYERS, QUESTION)):
        return True
    if is_content or (TALK.search(sentence) and not COMPLAINS.search(sentence)):
        return False
    if RIGHT.search(sentence) or COMPLAINS.search(sentence):
        return True
    words = WORD.findall(sentence)
    return (
        len(words) <= _FEW_WORDS
        and bool(re.search(rf"\b{NOUN}\b", sentence))
        and (not OTHER_MATTERS.search(sentence) or bool(PLAINLY.search(sentence)))
    )


def _is_heading_alone(said: list[str]) -> bool:
    """Say whether the law's name stands as a heading, and hardly more than a name and an address beside it."""
    is_heading = any(LAW in each and {*WORD.findall(each)} <= HEADING_WORDS for each in said)
    return is_heading and sum(len(WORD.findall(each)) for each in said) <= _FEW_SENTENCES
