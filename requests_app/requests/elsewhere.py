"""Other places than California: an address that lies there, and the privacy laws that people name."""

import re

from requests_app.register.load.places import STATES, is_home, state_code
from requests_app.requests.folding import folded

HOME = frozenset({"CA", "AA", "AE", "AP"})
"""California, and the post offices of the forces: who serves abroad may well be a resident."""
OUTSIDE = "address outside California"
"""The name of the flag."""
_STATE = "|".join(name.casefold() for code, name in STATES.items() if code not in HOME)
_PRIVACY = r"(?:privacy|data|consumer|protection|information|rights|online)"
OF_ANOTHER_PLACE = re.compile(
    r"\b(?:gdpr|dsgvo|rgpd|lgpd|pipeda|nrs 603a|nevada revised|vcdpa|ctdpa|ucpa|tdpsa|ocpa|mtcdpa|icdpa|dpdpa|njdpa|"
    r"modpa|mcdpa|indcdpa|kcdpa|ricdpa)\b|\bdata protection act\b|"
    rf"\b(?:{_STATE})(?:['’]?s)? (?:[\w-]+ ){{0,3}}?{_PRIVACY} (?:[\w-]+ ){{0,4}}?(?:act|law|bill|statute)\b|"
    rf"\bunder (?:the )?(?:laws? of )?(?:{_STATE}) (?:law|statute|privacy)\b|"
    rf"\bley (?:[\w-]+ ){{0,5}}?(?:privacidad|datos) (?:[\w-]+ ){{0,4}}?de (?:{_STATE}|nueva york|tejas)\b"
)
"""“Under the Colorado Privacy Act”: a law that is not this one, and that hardly a resident of California names."""
_CALIFORNIA = re.compile(r"\b(?:california\w*|ccpa|cpra)\b")


def names_another_places_law(text: str) -> bool:
    """Say whether a text asks under the law of another place, and nowhere names California or a law of its own."""
    flowing = " ".join(folded(text).split())
    return bool(OF_ANOTHER_PLACE.search(flowing)) and not _CALIFORNIA.search(flowing)


def place_outside(*, state: str, country: str) -> str:
    """Return the state or the country of an address that lies outside California, empty where it may lie in it."""
    if country and not is_home(country):
        return country
    code = state_code(state)
    return code if code and code not in HOME else ""


def says_outside(place: str) -> str:
    """Return what a reviewer reads of an address there."""
    return f"The address given lies in {place}, outside California, (e)(1): a person decides, nothing is refused."
