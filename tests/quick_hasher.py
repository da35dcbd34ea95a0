"""A password hash that costs nothing to make and that the real site can check."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickPasswordHasher(PBKDF2PasswordHasher):
    """The site's second hasher, one round instead of a million."""

    iterations = 1
