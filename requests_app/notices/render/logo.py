"""The bytes of a letterhead's logo by the digest that a notice names: the picture under it never changes."""

from base64 import b64encode
from functools import lru_cache

from requests_app.register.models import Logo

SCHEME = "logo:"
PNG = "image/png"
LOGOS = 32
"""So many are kept in memory; none has more than some hundred kilobytes."""


def address_of(digest: str, *, for_screen: bool) -> str:
    """Return what a page names the picture by: for a browser the picture itself, for the press its digest."""
    if for_screen:
        return f"data:{PNG};base64,{b64encode(png_of(digest)).decode()}"
    return SCHEME + digest


@lru_cache(LOGOS)
def png_of(digest: str) -> bytes:
    """Return the picture; raises `Logo.DoesNotExist`, for a notice must not leave without what it says it bears."""
    return bytes(Logo.objects.filter(digest=digest).values_list("png", flat=True)[:1].get())
