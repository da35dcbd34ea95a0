"""With what notices are signed, read from the environment: a key in a file or in a device, and who stamps the time.

What is set by half stops the start with a sentence that says how to mend it; the password is never in that sentence.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from shinelight import env


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Where a key lies that never leaves its device: the library that speaks to it (PKCS#11), and its two labels."""

    library: Path
    token: str
    key: str
    """The label of the key and of its certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The key with its certificates, its password or PIN, and the address of a time-stamping authority (RFC 3161)."""

    key: Path | Device
    """A PKCS#12 file, or a device."""
    password: str = field(repr=False)
    timestamp_url: str


def signing() -> Signing | None:
    """Read with what notices are signed; None where no key is named, and then none is signed."""
    key_file = env.text("SIGNING_KEY_FILE", "", "Key and certificates (PKCS#12) that sign notices; empty: unsigned.")
    library = env.text(
        "SIGNING_DEVICE",
        "",
        "In place of the file: the library (PKCS#11) of the device with key and certificate.",
    )
    token = env.text("SIGNING_DEVICE_TOKEN", "", "The label of the token in SIGNING_DEVICE.")
    label = env.text("SIGNING_DEVICE_KEY", "", "The label of the key and of its certificate on that token.")
    password = env.text("SIGNING_KEY_PASSWORD", "", "The password of SIGNING_KEY_FILE, or the PIN of SIGNING_DEVICE.")
    stamp = env.text("SIGNING_TIMESTAMP_URL", "", "A time-stamping authority (RFC 3161), asked at each signature.")
    if key_file and library:
        msg = "SIGNING_KEY_FILE and SIGNING_DEVICE are both set. A notice has one signature: set the one that is meant."
        raise ImproperlyConfigured(msg)
    key = _device(library, token, label) or _file(key_file)
    if key is None:
        if password or stamp:
            msg = (
                "SIGNING_KEY_FILE is not set, but SIGNING_KEY_PASSWORD or SIGNING_TIMESTAMP_URL is. Set it, or neither."
            )
            raise ImproperlyConfigured(msg)
        return None
    if stamp and urlsplit(stamp).scheme not in {"http", "https"}:
        msg = f"SIGNING_TIMESTAMP_URL is {stamp!r}; write an address that begins with http:// or https://."
        raise ImproperlyConfigured(msg)
    return Signing(key=key, password=password, timestamp_url=stamp)


def _file(name: str) -> Path | None:
    if not name:
        return None
    if not Path(name).is_file():
        msg = f"SIGNING_KEY_FILE is {name!r}, and there is no such file. Name a PKCS#12 file (.p12 or .pfx)."
        raise ImproperlyConfigured(msg)
    return Path(name).absolute()


def _device(library: str, token: str, key: str) -> Device | None:
    if not (library or token or key):
        return None
    if not (library and token and key):
        msg = "SIGNING_DEVICE, SIGNING_DEVICE_TOKEN and SIGNING_DEVICE_KEY belong together. Set all three, or none."
        raise ImproperlyConfigured(msg)
    if not Path(library).is_file():
        msg = f"SIGNING_DEVICE is {library!r}, and there is no such file. Name the library that came with the device."
        raise ImproperlyConfigured(msg)
    return Device(library=Path(library).absolute(), token=token, key=key)
