"""Which of our requests a message speaks of: by the mail it answers, then by the references it quotes."""

import re
from collections.abc import Mapping

from requests_app.mailbox.automatic import OUR_ID, original_ids
from requests_app.mailbox.outcome import KnownRequest
from requests_app.mailbox.parse import Parsed

_BETWEEN = r"[-\u2010-\u2015\s]{0,3}"
_REFERENCE = re.compile(rf"\bSTL{_BETWEEN}(\d{{4}}){_BETWEEN}(\d{{6,10}})\b", re.IGNORECASE)
"""As it is printed, and as people type it after a letter: with other dashes, with spaces, without any."""
_SAMPLE = 100_000
_MOST = 20


def references_in(message: Parsed) -> tuple[str, ...]:
    """Return the references a message names, the surest first, each once. Whether they exist is for others to ask."""
    found: dict[str, None] = {}
    for each in original_ids(message)[:1000]:
        if ours := OUR_ID.search(each):
            found[ours[1].upper()] = None
    texts = (message.subject, *(block.text("Subject") for block in message.originals[:20]), message.text[:_SAMPLE])
    for text in texts:
        found.update(dict.fromkeys(f"STL-{year}-{number}" for year, number in _REFERENCE.findall(text)))
    return tuple(found)[:_MOST]


def first_known(message: Parsed, known: Mapping[str, KnownRequest]) -> KnownRequest | None:
    """Return the request a message belongs to, None where it names none that exists."""
    return next((known[each] for each in references_in(message) if each in known), None)
