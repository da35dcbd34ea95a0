"""Numbers that tell apart what reads the same: third parties of one name, disclosures on the same terms."""

from requests_app.register.load.slip import Slip

_LONGEST = 9


def read_number(slip: Slip, name: str, *, of: str) -> int | None:
    """Return the number in the cell, or None where it is blank or at fault; `of` says what it tells apart."""
    text = " ".join(slip.lines(name))
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        slip.fault(name, f"“{text}” is not a number that tells {of} apart. Write 1, 2 and so on, or leave it blank.")
        return None
    return int(text)
