"""A proof of work in place of a captcha: offered where the form is sent too often, and solved by the browser.

The browser looks for a number that, put behind the challenge, gives a SHA-256 digest beginning with so many zero bits.
A challenge is signed, belongs to one form, and holds for a day.
"""

import hashlib

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

_SIGNER = TimestampSigner(salt="requests_app.views.work")
_HOLDS_SECONDS = 24 * 60 * 60
_DIGEST_BITS = 256
MOST_DIGITS = 20


def is_offered() -> bool:
    """Say whether the operator lets work count: FORM_WORK_BITS is not 0."""
    return bool(settings.FORM_WORK_BITS)


def challenge_for(form_token: str) -> str:
    """Return what the browser works on."""
    return _SIGNER.sign(f"{form_token}.{settings.FORM_WORK_BITS}")


def is_done(challenge: str, work: str, *, form_token: str) -> bool:
    """Say whether the number solves a challenge of ours that was given to this form."""
    if not (is_offered() and work.isascii() and work.isdigit() and len(work) <= MOST_DIGITS):
        return False
    try:
        given = _SIGNER.unsign(challenge, max_age=_HOLDS_SECONDS)
    except BadSignature:
        return False
    token, _dot, bits = given.rpartition(".")
    digest = hashlib.sha256(f"{challenge}.{work}".encode()).digest()
    return token == form_token and int.from_bytes(digest) >> (_DIGEST_BITS - int(bits)) == 0
