"""A reference and its code as people write them, from a screen, a mail or a printed page."""

import re

from django.utils.crypto import constant_time_compare

from requests_app.requests.models import Receipt

_REFERENCE = re.compile(r"(?:STL)?(\d{4})(\d{6,})", flags=re.ASCII)
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})
_NO_RECEIPT = "nobodys-code-of-no-receipt"
_GROUP = 4


def find(reference: str, code: str) -> Receipt | None:
    """Return the receipt of this reference, if the code is its own.

    An unknown reference takes the same steps as a wrong code, so that nobody learns from either which there are.
    """
    receipt = Receipt.objects.filter(reference=_written(reference)).first()
    is_its_own = constant_time_compare(_plain(code), _plain(receipt.secret if receipt else _NO_RECEIPT))
    return receipt if receipt is not None and is_its_own else None


def in_groups(code: str) -> str:
    """Return a code as it is printed: four signs and four, so that a person keeps their place."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP)) if code.isalnum() else code


def _written(reference: str) -> str:
    match = _REFERENCE.fullmatch(re.sub(r"[\W_]+", "", reference.upper()))
    return f"STL-{match[1]}-{match[2]}" if match else ""


def _plain(code: str) -> str:
    return re.sub(r"[\W_]+", "", code.lower()).translate(_MISREAD)
