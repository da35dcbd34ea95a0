"""The one duplicate check: which requests come from the same person.

A match is shown to the reviewer and told to the law; it never refuses or removes anything.
"""

import hashlib
import unicodedata
from collections.abc import Iterable

from requests_app.requests.models import DisclosureRequest


def _folded(value: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def person_key(*, name: str, email: str, address: Iterable[str]) -> str:
    """Return the key under which one person's requests meet: the e-mail address, else name and postal address."""
    parts = (
        ("email", _folded(email)) if email.strip() else ("post", _folded(name), *(_folded(line) for line in address))
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def earlier_requests(disclosure_request: DisclosureRequest) -> list[DisclosureRequest]:
    """Return the same person's earlier requests to the same business, oldest first."""
    return list(
        DisclosureRequest.objects.filter(
            business_id=disclosure_request.business_id,
            person_key=disclosure_request.person_key,
            received_at__lte=disclosure_request.received_at,
        )
        .exclude(pk=disclosure_request.pk)
        .order_by("received_at", "id")
    )
