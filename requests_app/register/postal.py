"""Postal addresses of the United States: whether state and ZIP code are any. Those abroad are left as they are."""

from django.core.exceptions import ValidationError
from localflavor.us.forms import USStateField, USZipCodeField

from requests_app.register.models.third_party import HOME_COUNTRY, ThirdParty

_STATE = USStateField(required=False)
_ZIP = USZipCodeField(required=False)


def oddities(party: ThirdParty) -> dict[str, str]:
    """Return what is odd about an address at home, by its field; a blank is not odd, only incomplete.

    An address without a country is at home: the notice prints it so, (a)(2).
    """
    country = party.country.strip().lower()
    if country and country not in HOME_COUNTRY:
        return {}
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


def _fits(field: USStateField | USZipCodeField, value: str) -> bool:
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True
