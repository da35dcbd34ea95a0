"""Whose request it is: the customer's name and postal address, from what they wrote and how they signed."""

import re
from dataclasses import dataclass

from requests_app.mailbox.addresses import Sender, addresses_in
from requests_app.mailbox.charsets import one_line
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.places import SENTENCE_END, Place, places_in

_LABELLED = re.compile(
    r"^[\s*•-]{0,5}(?:my |your |full |legal )*(?:name|nombre(?: completo)?)\s*:\s*(?P<name>[^,;\n]{2,100})",
    re.IGNORECASE | re.MULTILINE,
)
_MAILED = re.compile(
    r"^[\s*•-]{0,5}(?:my |your |reply )?(?:e-?mail(?: address)?|correo(?: electrónico)?|reply[ -]to)\s*:\s*"
    r"(?P<line>[^\n]{3,300})",
    re.IGNORECASE | re.MULTILINE,
)
_CAPITAL = r"[^\W\d_a-z][\w'’\u2011-]*\.?"
_PERSON = rf"{_CAPITAL}(?: {_CAPITAL}){{0,3}}"
_CLIENT = re.compile(
    rf"(?i:our client,?|\bclient:|attorneys? for|authorized agent (?:of|for)|on behalf of|\brepresents?)\s+"
    rf"(?i:our client,? )?(?P<name>{_PERSON})"
)
_NAME = re.compile(rf"(?:{_PERSON})\Z")
_BETWEEN = re.compile(r",|\s[–—-]\s")
_LEADS_TO = re.compile(rf"\A.*(?::|\b(?i:to|a):?)\s+(?={_PERSON}\Z)", re.DOTALL)
"""What stands before a name where a letter is wanted: “answer by mail to: Al Gray, …”."""
_NO_NAMES = re.compile(
    r"\b(?:thanks?|thank you|regards|sincerely|hello|dear|please|request|california|civil|code|section|privacy|team|"
    r"inbox|sent from|i|llc|inc|our client)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(r"\A(?:mr|mrs|ms|miss|dr|mx)\.?\s+", re.IGNORECASE)
_HOME = "CA"
_SAMPLE = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The customer as far as the message tells; empty where it does not."""

    name: str
    address: str
    state: str
    email: str = ""

    @property
    def is_outside_california(self) -> bool:
        """Whether the only address given lies in another state."""
        return bool(self.state) and self.state != _HOME


def who_asks(text: str, sender: Sender, ours: Ours) -> Who:
    """Return the customer: as they say themselves, as their representative names them, as the sender, as signed."""
    sample = text[:_SAMPLE]
    found = places_in(sample, ours=ours.postal_addresses)
    at_home = next((place for place in found if place.state == _HOME), None)
    place = found[0] if found else None
    if place is not None and not place.street and at_home is not None and at_home.street:
        place = at_home
    name = _labelled(sample) or _client(sample) or sender.name or _signed(place)
    return Who(
        name=one_line(name, longest=200),
        address=one_line(place.one_line, longest=300) if place else "",
        state=place.state if place else "",
        email=_mailed(sample),
    )


def _labelled(text: str) -> str:
    found = _LABELLED.search(text)
    return found["name"].strip() if found else ""


def _mailed(text: str) -> str:
    """Return the mail address on a line of its own that is called so, as in what a form on a web site sends."""
    found = _MAILED.search(text)
    named = addresses_in(found["line"]) if found else ()
    return named[0] if len(named) == 1 else ""


def _client(text: str) -> str:
    for found in _CLIENT.finditer(text):
        name = _TITLES.sub("", found["name"]).strip(" .,")
        if " " in name and not _NO_NAMES.search(name):
            return name
    return ""


def _signed(place: Place | None) -> str:
    if place is None:
        return ""
    last = SENTENCE_END.split(place.before.strip())[-1] if place.before else ""
    for part in _BETWEEN.split(last):
        name = _LEADS_TO.sub("", part.strip(" .,*()"))
        if _NAME.fullmatch(name) and not _NO_NAMES.search(name):
            return name
    return ""
