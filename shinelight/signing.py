"""With what notices are signed, read from the environment: a key in a PKCS#12 file, and who stamps the time.

What is set by half stops the start with a sentence that says how to mend it; the password is never in that sentence.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from shinelight import env


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The file with key and certificates, its password, and the address of a time-stamping authority (RFC 3161)."""

    key_file: Path
    password: str = field(repr=False)
    timestamp_url: str


def signing() -> Signing | None:
    """Read with what notices are signed; None where no key is named, and then none is signed."""
    key_file = env.text("SIGNING_KEY_FILE", "", "Key and certificates (PKCS#12) that sign notices; empty: unsigned.")
    password = env.text("SIGNING_KEY_PASSWORD", "", "The password of SIGNING_KEY_FILE.")
    stamp = env.text("SIGNING_TIMESTAMP_URL", "", "A time-stamping authority (RFC 3161), asked at each signature.")
    if not key_file:
        if password or stamp:
            msg = (
                "SIGNING_KEY_FILE is not set, but SIGNING_KEY_PASSWORD or SIGNING_TIMESTAMP_URL is. Set it, or neither."
            )
            raise ImproperlyConfigured(msg)
        return None
    if not Path(key_file).is_file():
        msg = f"SIGNING_KEY_FILE is {key_file!r}, and there is no such file. Name a PKCS#12 file (.p12 or .pfx)."
        raise ImproperlyConfigured(msg)
    if stamp and urlsplit(stamp).scheme not in {"http", "https"}:
        msg = f"SIGNING_TIMESTAMP_URL is {stamp!r}; write an address that begins with http:// or https://."
        raise ImproperlyConfigured(msg)
    return Signing(key_file=Path(key_file).absolute(), password=password, timestamp_url=stamp)
