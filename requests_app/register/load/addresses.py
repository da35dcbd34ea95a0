"""Addresses that stand in one cell, parted where the commas are sure."""

import re

from requests_app.register.load.cells import compact
from requests_app.register.load.countries import is_abroad
from requests_app.register.load.places import is_home, state_code
from requests_app.register.load.slip import Slip

_WHOLE = re.compile(
    r"(?a)(?P<street>.+?)[,\s]*,\s*(?P<city>[^,\d]+)(?:,\s*(?P<state>[A-Za-z][A-Za-z. ]+?)|\s(?P<code>[A-Z]{2}))"
    r"[,\s]\s*"
    r"(?P<zip>\d{4,5}(?:-\d{4})?)(?:,?\s+(?P<country>[A-Za-z. ]+))?"
)
_NAMES_PLACE = re.compile(r"[^\W\d_]{3,}(?!\w*\d)")
"""A word of a place: no code of a province, nor a part of a postal code."""
_PARTS = ("city", "state", "zip", "street_2")


_WITH_STATE = re.compile(
    r"(?a)(?P<city>[^,\d]+),\s*(?P<state>[A-Za-z][A-Za-z. ]+?)(?:[,\s]\s*(?P<zip>\d{5}(?:-\d{4})?))?"
)


def part_city(slip: Slip) -> None:
    """Part “Fresno, CA” or “Fresno, CA 93721” in the cell of the city, where the row says no state elsewhere."""
    if slip.lines("state") or (slip.lines("country") and not is_home(" ".join(slip.lines("country")))):
        return
    match = _WITH_STATE.fullmatch(" ".join(slip.lines("city")))
    if match is None or not state_code(match["state"]) or (match["zip"] and slip.lines("zip")):
        return
    heading = slip.headings["city"]
    parts = {name: text.strip() for name, text in match.groupdict().items() if text}
    slip.warn("city", f"This is read as the city {parts['city']} and the state {parts['state']}.")
    slip.cells = {**slip.cells, **parts}
    slip.headings = {**dict.fromkeys(parts, heading), **slip.headings}


def part_address(slip: Slip) -> None:
    """Part the one cell with the address, where the file has no other column for it and it ends with state and ZIP."""
    if not slip.has("street") or any(slip.has(name) for name in _PARTS):
        return
    whole = ", ".join(slip.lines("street"))
    match = _WHOLE.fullmatch(whole)
    if match is None or not state_code(match["state"] or match["code"]):
        _part_abroad(slip, whole)
        return
    heading = slip.headings["street"]
    parts = {name: (text or "").strip() for name, text in match.groupdict().items()}
    parts["state"] = parts["state"] or parts["code"]
    del parts["code"]
    if slip.has("country"):
        del parts["country"]
    slip.cells = {**slip.cells, **parts}
    slip.headings = {**dict.fromkeys(parts, heading), **slip.headings}


def _part_abroad(slip: Slip, whole: str) -> None:
    """Part an address that ends with another country, or whose row names one, into street, place and country.

    Postal codes and provinces stay beside the place, as each country writes them: an envelope has them in this order.
    """
    parts = [part.strip() for part in whole.split(",") if part.strip()]
    country = " ".join(slip.lines("country"))
    if parts and is_abroad(parts[-1]) and (not country or compact(country) == compact(parts[-1])):
        country = parts.pop()
    elif not country or is_home(country):
        return
    # “Toronto, ON M5V 2T6”, “Paris, 75001”: what comes behind a comma and names no place belongs to what is before it.
    at = len(parts) - 1
    while at > 1 and not _NAMES_PLACE.search(parts[at]):
        at -= 1
    if at < 1:
        return
    street, city = ", ".join(parts[:at]), ", ".join(parts[at:])
    slip.warn("street", f"This is read as the street {street}, the place {city} and the country {country}.")
    found = {"street": street, "city": city, "country": country}
    slip.headings = {**dict.fromkeys(found, slip.headings["street"]), **slip.headings}
    slip.cells = {**slip.cells, **found}
