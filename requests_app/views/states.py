"""The two letters the Postal Service writes for a state, and whether a country is ours, whatever a person typed."""

import re
import unicodedata

_NAMES = {
    "AL": "alabama",
    "AK": "alaska",
    "AZ": "arizona",
    "AR": "arkansas",
    "CA": "california",
    "CO": "colorado",
    "CT": "connecticut",
    "DE": "delaware",
    "DC": "district of columbia",
    "FL": "florida",
    "GA": "georgia",
    "HI": "hawaii",
    "ID": "idaho",
    "IL": "illinois",
    "IN": "indiana",
    "IA": "iowa",
    "KS": "kansas",
    "KY": "kentucky",
    "LA": "louisiana",
    "ME": "maine",
    "MD": "maryland",
    "MA": "massachusetts",
    "MI": "michigan",
    "MN": "minnesota",
    "MS": "mississippi",
    "MO": "missouri",
    "MT": "montana",
    "NE": "nebraska",
    "NV": "nevada",
    "NH": "new hampshire",
    "NJ": "new jersey",
    "NM": "new mexico",
    "NY": "new york",
    "NC": "north carolina",
    "ND": "north dakota",
    "OH": "ohio",
    "OK": "oklahoma",
    "OR": "oregon",
    "PA": "pennsylvania",
    "RI": "rhode island",
    "SC": "south carolina",
    "SD": "south dakota",
    "TN": "tennessee",
    "TX": "texas",
    "UT": "utah",
    "VT": "vermont",
    "VA": "virginia",
    "WA": "washington",
    "WV": "west virginia",
    "WI": "wisconsin",
    "WY": "wyoming",
    # Territories, and the addresses of people in the armed forces.
    "AS": "american samoa",
    "GU": "guam",
    "MP": "northern mariana islands",
    "PR": "puerto rico",
    "VI": "virgin islands",
    "AA": "armed forces americas",
    "AE": "armed forces europe",
    "AP": "armed forces pacific",
}
_SHORT_FORMS = {
    "calif": "CA",
    "cal": "CA",
    "cali": "CA",
    "us virgin islands": "VI",
    "washington dc": "DC",
    # As Spanish writes them, where that differs by more than an accent.
    "carolina del norte": "NC",
    "carolina del sur": "SC",
    "dakota del norte": "ND",
    "dakota del sur": "SD",
    "distrito de columbia": "DC",
    "luisiana": "LA",
    "misisipi": "MS",
    "misuri": "MO",
    "nueva jersey": "NJ",
    "nueva york": "NY",
    "nuevo hampshire": "NH",
    "nuevo mexico": "NM",
    "pensilvania": "PA",
    "tejas": "TX",
    "virginia occidental": "WV",
}
_CODES = {code.casefold(): code for code in _NAMES} | {name: code for code, name in _NAMES.items()} | _SHORT_FORMS
_AROUND = re.compile(r"^(?:the )?(?:state|estado) (?:of|de) ")
_BETWEEN = re.compile(r"[,/()-]")
_HOME = frozenset(
    {
        *("us", "usa", "united states", "united states of america", "america"),
        *("eeuu", "ee uu", "eua", "estados unidos", "estados unidos de america", "estados unidos de norteamerica"),
    }
)


def written(state: str) -> str:
    """Return “CA” for “Calif.”, “california ” or “CA, California”; what is no state is left as it was typed."""
    plain = _plain(state)
    whole = _CODES.get(_AROUND.sub("", " ".join(plain.replace(",", " ").split())))
    parts = {part.strip() for part in _BETWEEN.split(plain)} - _HOME - {""}
    codes = {_CODES.get(part, "") for part in parts}
    return whole or (codes.pop() if len(codes) == 1 else "") or state


def is_abroad(country: str) -> bool:
    """Say whether a country is another than the United States; a blank is not."""
    plain = _plain(country)
    return bool(plain) and plain.removeprefix("the ") not in _HOME and plain.replace(" ", "") not in _HOME


def _plain(text: str) -> str:
    """Return the text in small letters, without full stops and accents, each run of spaces one space."""
    apart = unicodedata.normalize("NFKD", text.replace(".", ""))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.split()).casefold()
