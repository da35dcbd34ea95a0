"""A token for one form on one screen: sent twice, it makes one request."""

import re
import secrets

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(32)
