"""Postal addresses of the United States: whether state and ZIP code are any. Those abroad are left as they are.

Of these, only a country that a reader would take for a state is odd.
"""

from django.core.exceptions import ValidationError
from localflavor.us.forms import USStateField, USZipCodeField
from localflavor.us.us_states import STATE_CHOICES

from requests_app.register.models.third_party import HOME_COUNTRY, ThirdParty

STATES = dict(STATE_CHOICES)
_STATE = USStateField(required=False)
_ZIP = USZipCodeField(required=False)


def oddities(party: ThirdParty) -> dict[str, str]:
    """Return what is odd about an address at home, by its field; a blank is not odd, only incomplete.

    An address without a country is at home: the notice prints it so, (a)(2).
    """
    country = party.country.strip().lower()
    if country and country not in HOME_COUNTRY:
        return _abroad(party.country.strip())
    found = {}
    if not _fits(_STATE, party.state.replace(".", "")):
        found["state"] = (
            f"“{party.state}” is no state or territory of the United States. Write its two letters, or name the "
            "country."
        )
    if not _fits(_ZIP, party.postal_code):
        found["postal_code"] = (
            f"“{party.postal_code}” is no ZIP code: these have five digits, or nine as in 93701-1234. Correct it, or "
            "name the country."
        )
    return found


def _abroad(country: str) -> dict[str, str]:
    """Two letters that are a state's as well, such as CA, DE or IN, would send a letter abroad to that state."""
    state = STATES.get(country.upper())
    if state is None:
        return {}
    says = f"“{country}” reads as {state} on an envelope. Write the country's name in full, such as Canada or Germany."
    return {"country": says}


def _fits(field: USStateField | USZipCodeField, value: str) -> bool:
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True
