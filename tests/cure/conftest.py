"""What proofs are signed with."""

from tests.notices.conftest import key_file, key_password

__all__ = ["key_file", "key_password"]
