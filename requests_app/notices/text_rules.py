"""What a business may write into its letters: plain text, within bounds, with the placeholders there are."""

from requests_app.notices.draft import Draft
from requests_app.notices.placeholders import faults_of, held_by, is_unseen
from requests_app.notices.render import without_glyph

MOST_IN_SUBJECT = 120
MOST_IN_PART = 2_000
_JOINERS = frozenset("\u200c\u200d")


class TextRefusedError(Exception):
    """The text cannot be kept; `faults` has sentences by the name of the part."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__(" ".join(says for part in faults.values() for says in part))
        self.faults = faults


def check_draft(draft: Draft) -> None:
    """Refuse a text that could not go out as it stands; raises `TextRefusedError`."""
    found = {
        "subject": _subject_faults(draft.subject),
        "opening": _prose_faults(draft.opening),
        "closing": _prose_faults(draft.closing),
    }
    faults = {part: says for part, says in found.items() if says}
    if faults:
        raise TextRefusedError(faults)


def _subject_faults(subject: str) -> list[str]:
    if not subject:
        return []
    if len(subject.splitlines()) > 1 or subject.splitlines()[0] != subject:
        return ["A subject is one line. Take out the line break."]
    faults = _common_faults(subject, MOST_IN_SUBJECT)
    if "reference" not in held_by(subject):
        faults.append("Put {reference} into the subject: it leads what people write back to their request.")
    return faults


def _prose_faults(text: str) -> list[str]:
    return _common_faults(text, MOST_IN_PART, lines=True)


def _common_faults(text: str, most: int, *, lines: bool = False) -> list[str]:
    if len(text) > most:
        return [f"This has {len(text):,} characters. Use {most:,} at most."]
    faults = []
    allowed = _JOINERS | ({"\n"} if lines else set())
    unseen = sorted({sign for sign in text if is_unseen(sign) and sign not in allowed})
    if unseen:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in unseen)
        faults.append(f"This holds signs that nobody sees ({codes}). Type the text anew instead of pasting it.")
    unprintable = [sign for sign in without_glyph(text) if sign not in unseen]
    if unprintable:
        faults.append(f"Our letters have no sign for {' '.join(unprintable)}. Use another.")
    return [*faults, *faults_of(text)]
