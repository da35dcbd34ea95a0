"""Whose request it is: the customer's name and postal address, from what they wrote and how they signed."""

import re
from dataclasses import dataclass

from requests_app.mailbox.addresses import Sender, addresses_in
from requests_app.mailbox.charsets import one_line
from requests_app.mailbox.countries import country_in
from requests_app.mailbox.naming import ASIDE, PERSON, is_name, is_poor, said_in, signed_in, turned
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.places import SENTENCE_END, Place, places_in
from requests_app.requests.elsewhere import HOME

_LABELLED = re.compile(
    r"^[\s*•-]{0,5}(?:my |your |full |legal )*(?:name|nombre(?: completo)?)\s*:\s*(?P<name>[^,;\n]{2,100})",
    re.IGNORECASE | re.MULTILINE,
)
_MAILED = re.compile(
    r"^[\s*•-]{0,5}(?:my |your |reply )?(?:e-?mail(?: address)?|correo(?: electrónico)?|reply[ -]to)\s*:\s*"
    r"(?P<line>[^\n]{3,300})",
    re.IGNORECASE | re.MULTILINE,
)
_CLIENT = re.compile(
    rf"(?i:(?:our|my) clients?,?|\bclients?:|(?:attorneys?|lawyers?|counsel|abogad[oa]) (?:for|of|to|de)|"
    rf"authorized agent (?:of|for)|on behalf of|en nombre de|retained by|\brepresents?|\brepresent[oa](?:mos)? a):?\s+"
    rf"(?i:(?:our|my) clients?,? )?(?P<name>{PERSON})(?: (?:and|&) (?P<other>{PERSON}))?"
)
_WHOSE = re.compile(
    rf"(?i:\b(?:i am|i['’]m|as)) (?P<name>{PERSON})['’]s (?i:(?:[\w-]+ )?(?:attorney|lawyer|counsel|agent|guardian|"
    r"conservator|trustee|caregiver|representative|executor|executrix|son|daughter|mother|father|wife|husband|spouse))\b"
)
"""“I am Ana's attorney”: one name is enough where it is said so plainly."""
_FOR_OTHERS = re.compile(
    r"\b(?:represent(?:s|ing)?|on (?:their )?behalf|(?:my|our|these|following) clients|act(?:ing)? for|"
    r"claimants|complainants|agents? for|"
    r"(?:counsel|attorneys?|lawyers?) (?:to|for)|for (?:each|all|both) of (?:them|these)|clients(?=:)|"
    r"(?:these|(?:the )?following|each of the) (?:\w+ ){0,3}(?:consumers|customers|individuals|persons|people|"
    r"residents)|represent(?:o|a|amos)|en (?:nombre|representación) de|(?:mis|nuestros|los siguientes) clientes|"
    r"(?:clientes|representad[oa]s)(?=:))\b",
    re.IGNORECASE,
)
_SEVERAL = 2
_BETWEEN = re.compile(r",|\s[–—-]\s")
_LEADS_TO = re.compile(rf"\A.*(?::|\b(?i:to|a):?)\s+(?={PERSON}\Z)", re.DOTALL)
"""What stands before a name where a letter is wanted: “answer by mail to: Al Gray, …”."""
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
    others: tuple[str, ...] = ()
    """Further customers for whom the same representative writes."""
    country: str = ""

    @property
    def is_outside_california(self) -> bool:
        """Whether the only address given lies in another state."""
        return bool(self.country) or (bool(self.state) and self.state not in HOME)

    @property
    def lives_in(self) -> str:
        """The state or country of the address given."""
        return self.country or self.state


def who_asks(text: str, sender: Sender, ours: Ours) -> Who:
    """Return the customer: as they say themselves, as their representative names them, as the sender, as signed."""
    sample = text[:_SAMPLE]
    found = [place for place in places_in(sample, ours=ours.postal_addresses) if not place.is_elsewhere]
    at_home = next((place for place in found if place.state == _HOME), None)
    place = found[0] if found else None
    if place is not None and not place.street and at_home is not None and at_home.street:
        place = at_home
    clients = _listed(sample, found) or _clients(sample)
    name = _labelled(sample) or next(iter(clients), "") or _own_name(sample, sender.name, place) or _signed(place)
    return Who(
        name=one_line(name, longest=200),
        address=one_line(place.one_line, longest=300) if place else "",
        state=place.state if place else "",
        email=_mailed(sample),
        others=clients[1:],
        country="" if place else country_in(sample),
    )


def _own_name(text: str, sender: str, place: Place | None) -> str:
    """Return what the writer says to be called, else the sender's name, or the signature where that is but a handle.

    A first name or a handle that begins the name above the address is that person: “Opal” is “Opal Winters”.
    """
    said, signed = said_in(text), ""
    if said or not is_poor(sender):
        return said or turned(sender, text)
    above = _signed(place)
    if sender and sender.casefold() in above.casefold().split():
        return above
    signed = signed_in(text)
    return signed if " " in signed or not sender else sender


def _labelled(text: str) -> str:
    found = _LABELLED.search(text)
    return found["name"].strip() if found else ""


def _mailed(text: str) -> str:
    """Return the mail address on a line of its own that is called so, as in what a form on a web site sends."""
    found = _MAILED.search(text)
    named = addresses_in(found["line"]) if found else ()
    return named[0] if len(named) == 1 else ""


def _clients(text: str) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for found in _CLIENT.finditer(text):
        for word in ("name", "other"):
            name = _TITLES.sub("", found[word] or "").strip(" .,")
            if " " in name and is_name(name):
                names[name] = None
    if not names and (whose := _WHOSE.search(text)) and is_name(name := _TITLES.sub("", whose["name"])):
        names[name] = None
    return tuple(names)


def _listed(text: str, places: list[Place]) -> tuple[str, ...]:
    """Return the customers whom a representative lists, each with an address of their own; none of only one."""
    if len(places) < _SEVERAL or not _FOR_OTHERS.search(text):
        return ()
    names = tuple(dict.fromkeys(name for place in places if (name := _signed(place))))
    return names if len(names) >= _SEVERAL else ()


def _signed(place: Place | None) -> str:
    if place is None:
        return ""
    last = SENTENCE_END.split(place.before.strip())[-1] if place.before else ""
    for part in _BETWEEN.split(ASIDE.sub("", last)):
        name = _LEADS_TO.sub("", part.strip(" .,;*()"))
        if is_name(name):
            return name
    return ""
