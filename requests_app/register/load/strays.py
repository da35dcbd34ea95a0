"""Bytes that are not UTF-8 in a file that otherwise is: each becomes a fault of its cell, and is never stored.

Python reads such a byte as half a sign (`surrogateescape`), from which the byte can be told again.
"""

import re

_STRAY = re.compile("[\udc80-\udcff]")
_FIRST = 0xDC00


def stray(cell: str) -> str:
    """Return what is wrong with a cell that holds such a byte, and what it probably is; else a blank."""
    found = None if cell.isascii() else _STRAY.search(cell)
    if found is None:
        return ""
    byte = ord(found[0]) - _FIRST
    letter = _in_windows(byte)
    probably = f": in Windows-1252 it is “{letter}”, as in “{readable(cell)[:80]}”" if letter else ""
    return (
        f"The file is written in UTF-8, and the byte 0x{byte:02X} here is not{probably}. Type the letter again, and "
        "save the file as “CSV UTF-8”."
    )


def readable(cell: str) -> str:
    """Return the cell with each such byte as the letter that it probably is, or a �."""
    return _STRAY.sub(lambda found: _in_windows(ord(found[0]) - _FIRST) or "\ufffd", cell)


def _in_windows(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="ignore")
