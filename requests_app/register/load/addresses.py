"""Addresses that stand in one cell, parted where the commas are sure."""

import re

from requests_app.register.load.places import is_home, state_code
from requests_app.register.load.slip import Slip

_WHOLE = re.compile(
    r"(?a)(?P<street>.+?)[,\s]*,\s*(?P<city>[^,\d]+)(?:,\s*(?P<state>[A-Za-z][A-Za-z. ]+?)|\s(?P<code>[A-Z]{2}))"
    r"[,\s]\s*"
    r"(?P<zip>\d{4,5}(?:-\d{4})?)(?:,?\s+(?P<country>[A-Za-z. ]+))?"
)
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
    match = _WHOLE.fullmatch(", ".join(slip.lines("street")))
    if match is None or not state_code(match["state"] or match["code"]):
        return
    heading = slip.headings["street"]
    parts = {name: (text or "").strip() for name, text in match.groupdict().items()}
    parts["state"] = parts["state"] or parts["code"]
    del parts["code"]
    if slip.has("country"):
        del parts["country"]
    slip.cells = {**slip.cells, **parts}
    slip.headings = {**dict.fromkeys(parts, heading), **slip.headings}
