"""Addresses that stand in one cell, parted where the commas are sure."""

import re

from requests_app.register.load.places import state_code
from requests_app.register.load.slip import Slip

_WHOLE = re.compile(
    r"(?a)(?P<street>.+?)[,\s]*,\s*(?P<city>[^,\d]+)(?:,\s*(?P<state>[A-Za-z][A-Za-z. ]+?)|\s(?P<code>[A-Z]{2}))"
    r"[,\s]\s*"
    r"(?P<zip>\d{4,5}(?:-\d{4})?)(?:,?\s+(?P<country>[A-Za-z. ]+))?"
)
_PARTS = ("city", "state", "zip", "street_2")


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
