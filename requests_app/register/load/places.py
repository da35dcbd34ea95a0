"""Postal codes, states and countries: repaired where only a spreadsheet can have damaged them, else left alone."""

import re

from requests_app.register.load.cells import compact
from requests_app.register.load.slip import Slip
from requests_app.register.models.third_party import HOME_COUNTRY

_AMERICA = frozenset(map(compact, HOME_COUNTRY)) | {"america", "theunitedstates", "unitedstatesamerica", "theusa"}
_AMERICA |= {"unitedstatesofamericausa", "usofa", "unitesstates", "unitedsates"}

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico",
    "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "PR": "Puerto Rico", "VI": "Virgin Islands",
    "GU": "Guam", "AS": "American Samoa", "MP": "Northern Mariana Islands", "AE": "Armed Forces Europe",
    "AP": "Armed Forces Pacific", "AA": "Armed Forces Americas",
}  # fmt: skip
_CODES = {compact(name): code for code, name in STATES.items()} | {code.casefold(): code for code in STATES}
_CODES |= {"mass": "MA", "conn": "CT", "calif": "CA", "usvirginislands": "VI", "washingtondc": "DC"}

ONE_ZERO_LOST = frozenset({"CT", "MA", "ME", "NH", "NJ", "RI", "VT", "AE", "PR", "VI"})
"""Where ZIP codes begin with 0, so that four digits are five that a spreadsheet took for a number."""
TWO_ZEROS_LOST = frozenset({"PR", "VI"})
"""Where they begin with 00."""
_HOLTSVILLE = frozenset({"501", "544"})
"""The only ones of New York that begin with 00."""

_ZIP = re.compile(r"(?a)\d{5}(?:-\d{4})?")
_QUOTED = re.compile(r"(?:'|=?\")(?P<code>[^\"']+)[\"']?")
"""As spreadsheets are kept from taking a code for a number."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_PARTED = re.compile(r"(?a)(\d{5})(?:\s*-\s*|\s+)(\d{4})")
_POINT_ZERO = re.compile(r"(?a)(\d{3,9})(?:\.0+|,0{1,2})")
_THOUSANDS = re.compile(r"(?a)(\d{1,2})[,.](\d{3})")
"""A ZIP code as a number is shown: 93,721 of 93721."""
_OPEN_END = re.compile(r"(?a)(\d{4,5})\s*-")
"""One whose four further digits were left out, and the hyphen was not."""
_SCIENTIFIC = re.compile(r"(?a)[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
_SHORT = re.compile(r"(?a)(\d{3,4})(-\d{4})?")
_NINE = re.compile(r"(?a)(\d{5})(\d{4})")
_SHORT_NINE = re.compile(r"(?a)(\d{3,4})(\d{4})")
"""Nine digits without the zeros that they began with."""
_ZIP_LENGTH = 5


def is_home(country: str) -> bool:
    """Whether the country is the United States, however it is spelled; a blank is no answer."""
    return compact(country) in _AMERICA


def state_code(state: str) -> str:
    """Return the two letters of a state, territory or army post office, or a blank where there is none."""
    return _CODES.get(compact(state), "")


def in_capitals(state: str, country: str) -> str:
    """Return the two letters of a state in capitals, as letters are addressed; everything else as it is."""
    is_ours = state.upper() in STATES and (not country or is_home(country))
    return state.upper() if is_ours else state


def read_country(slip: Slip) -> str:
    """Return the country as written; a spelling of the United States that notices do not know becomes US."""
    country = slip.text("country", longest=80)
    return "US" if is_home(country) and country.lower() not in HOME_COUNTRY else country


def read_postal_code(slip: Slip, *, state: str, country: str) -> str:
    """Return the postal code, mended where it is sure; a number in scientific notation is a fault."""
    code = slip.text("zip", longest=20)
    if _SCIENTIFIC.fullmatch(code):
        slip.fault("zip", f"“{code}” was a postal code before a spreadsheet took it for a number. Type it again.")
        return ""
    whole = _POINT_ZERO.fullmatch(code)
    code = whole[1] if whole else code
    at_home = is_home(country) or (not country and (not state or bool(state_code(state))))
    if not at_home:
        if _SHORT.fullmatch(code):
            slip.warn("zip", f"“{code}” is left as it is: the address is not in the United States.")
        return code
    mended = _mended(_plain(code, state_code(state)), state_code(state))
    if mended is None:
        slip.warn("zip", f"“{code}” is not a U.S. ZIP code, which has five digits. It is kept as written; check it.")
        return code
    if mended != code and _digits(mended) == _digits(code):
        slip.warn("zip", f"“{code}” is read as {mended}.")
    elif mended != code:
        slip.warn("zip", f"“{code}” is read as {mended}: the spreadsheet it comes from lost what is missing.")
    elif whole:
        slip.warn("zip", f"“{whole[0]}” is read as {mended}.")
    return mended


def _plain(code: str, state: str) -> str:
    """Return the code without what a spreadsheet or a person put around it, its parts joined by a hyphen."""
    quoted = _QUOTED.fullmatch(code)
    plain = (quoted["code"] if quoted else code).translate(_DASHES).strip()
    if state and plain[:2].upper() == state:
        plain = plain[2:].lstrip(" ,-")
    if parted := _PARTED.fullmatch(plain):
        return f"{parted[1]}-{parted[2]}"
    if shown := _THOUSANDS.fullmatch(plain):
        return f"{shown[1]}{shown[2]}"
    bare = _OPEN_END.fullmatch(plain)
    return bare[1] if bare else plain


def _digits(code: str) -> str:
    return re.sub(r"\D", "", code)


def _mended(code: str, state: str) -> str | None:
    if not code or _ZIP.fullmatch(code):
        return code
    if nine := _NINE.fullmatch(code):
        return f"{nine[1]}-{nine[2]}"
    if nine := _SHORT_NINE.fullmatch(code):
        code = f"{nine[1]}-{nine[2]}"
    short = _SHORT.fullmatch(code)
    if short is None:
        return None
    lost = state in (ONE_ZERO_LOST if len(short[1]) == _ZIP_LENGTH - 1 else TWO_ZEROS_LOST)
    if not lost and not (state == "NY" and short[1] in _HOLTSVILLE):
        return None
    return short[1].zfill(_ZIP_LENGTH) + (short[2] or "")
