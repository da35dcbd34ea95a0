"""Letters that were garbled before the file was made: UTF-8 once read as Windows-1252, or lost and shown as �."""

import re

from requests_app.register.load.slip import Slip

LOST = "\ufffd"
_NOT_PLAIN = re.compile(r"[^\x00-\x7f]+")
_TEXTS = ("third_party_name", "legal_name", "trade_name", "street", "street_2", "city", "products_or_services")


def warn_of_garbled(slip: Slip) -> None:
    """Warn of names, addresses and examples that a notice would print garbled; nothing is mended by itself."""
    for name in _TEXTS:
        cell = slip.cells.get(name, "")
        if cell.isascii():
            continue
        if LOST in cell:
            slip.warn(
                name, f"The sign {LOST} stands for a letter that was lost before this file was made. Type it again."
            )
        elif (probably := ungarbled(cell)) != cell:
            shown = " ".join(probably.split())
            slip.warn(
                name, f"This is probably “{shown}”: its letters were garbled before this file was made. Correct it."
            )


def ungarbled(text: str) -> str:
    """Return what the text probably was before its UTF-8 was read as Windows-1252; the text itself if it was not."""
    return _NOT_PLAIN.sub(lambda found: _read_again(found[0]), text)


def _read_again(letters: str) -> str:
    """Read the letters as the bytes they were, if that gives signs that are likelier: Ã© is é, and É” stays É”."""
    try:
        read = b"".join(map(_byte, letters)).decode()
        read.encode("cp1252")
    except UnicodeDecodeError:
        return letters
    except UnicodeEncodeError:
        return read if len(read) > 1 and read.isalpha() else letters
    return read


def _byte(letter: str) -> bytes:
    """Return the byte of a letter; of one that Windows-1252 does not have none, and none of UTF-8 either."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return bytes([ord(letter)]) if letter <= "\x9f" else b"\xff"
