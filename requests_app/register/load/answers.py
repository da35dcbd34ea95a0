"""Yes, no, and the words of closed lists: what is not surely one of them is a fault, never a silent “no”."""

import re
from enum import StrEnum
from typing import TypeVar

from requests_app.register.load.cells import compact, is_nothing
from requests_app.register.load.slip import Slip
from requests_app.statute import EXCLUSIONS

YES = frozenset({"y", "yes", "true", "1"})
NO = frozenset({"n", "no", "false", "0"})

Word = TypeVar("Word", bound=StrEnum)

_CLAUSE = re.compile(
    r"(?ai)(?:(?:cal\.?\s*)?(?:civ\.?|civil)\s*code\s*)?(?:§|sec\.?|section)?\s*(?:1798\.83)?\s*,?\s*"
    r"(?:subd\.?|subdivision)?\s*\(?d\)?\s*\(?(\d)\)?\s*\(?([a-z])?\)?(?![a-z0-9(])[^\d(]*"
)
_TITLES = {compact(entry.title): clause for clause, entry in EXCLUSIONS.items()}
_PARTS_OF_CONDITION = 2


def answer(slip: Slip, name: str, *, must: bool = False) -> bool | None:
    """Return yes or no, or None where the cell is blank; with `must` a blank is a fault too."""
    raw = slip.raw(name)
    text = " ".join(raw.split())
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    # Of a cell that holds something nobody can read, that was told.
    if text or (must and raw == slip.cells.get(name, "")):
        found = f"“{text}” is neither yes nor no" if text else "There is neither yes nor no"
        slip.fault(name, f"{found}. Write yes or no (or Y, N, TRUE, FALSE, 1, 0); nothing else is taken for an answer.")
    return None


def one_of(slip: Slip, name: str, words: type[Word]) -> Word | None:
    """Return the word of a closed list that the cell holds, or None where it is blank."""
    text = " ".join(slip.raw(name).split())
    # “none” and “unknown” are words of some of these lists, so what means nothing is looked at last.
    for word in words:
        if compact(word.value) == compact(text):
            return word
    if is_nothing(text):
        return None
    slip.fault(name, f"“{text}” is none of: {', '.join(words)}.")
    return None


def clause(slip: Slip) -> str:
    """Return the clause of (d) that is claimed, or a blank."""
    text = " ".join(slip.lines("exclusion"))
    if text.casefold() in NO:
        return ""
    # A code such as D1A_SERVICE_PROVIDER names the clause first and then its title.
    named = _CLAUSE.fullmatch(text)
    spelled = "".join(f"({part})" for part in ("d", named[1], (named[2] or "").upper()) if part) if named else ""
    found = spelled if spelled in EXCLUSIONS else _TITLES.get(compact(text), "")
    if text and not found:
        slip.fault("exclusion", f"“{text}” is no clause of (d). Write one of: {', '.join(EXCLUSIONS)}.")
    return found


def conditions(slip: Slip, claimed: str) -> tuple[tuple[str, bool], ...]:
    """Return the answered conditions of the claimed clause, written as “contract: yes; public_record: no”."""
    given: dict[str, bool] = {}
    parts = [part.strip() for line in slip.lines("exclusion_conditions") for part in line.replace("|", ";").split(";")]
    known = [each.name for each in EXCLUSIONS[claimed].conditions] if claimed else []
    for part in filter(None, parts):
        said = [word.strip() for word in part.replace("=", ":").split(":")]
        word = said[-1].casefold()
        if len(said) != _PARTS_OF_CONDITION or word not in YES | NO:
            slip.fault("exclusion_conditions", f"Write “{said[0]}” with yes or no, as in “contract: yes”.")
        elif said[0] not in known:
            of = f"{claimed} has no condition “{said[0]}”" if claimed else "No exclusion is claimed in this row"
            slip.fault("exclusion_conditions", f"{of}. Its conditions are: {', '.join(known) or 'none'}.")
        else:
            given[said[0]] = word in YES
    return tuple(given.items())
