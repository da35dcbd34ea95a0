"""The addresses that our mails name: each holds a secret or a signature, never a name."""

from django.conf import settings
from django.urls import reverse

from requests_app.requests import proof
from requests_app.requests.languages import speaking
from requests_app.requests.models import DisclosureRequest, Receipt


def status_url(row: Receipt | DisclosureRequest) -> str:
    """Return the address of the status page of a receipt, or of the one that began the request, in its language."""
    with speaking(row.language):
        return f"{settings.SITE_URL}{reverse('public:status_page', args=[row.secret])}"


def proof_url(disclosure_request: DisclosureRequest) -> str:
    """Return the address where the owner of the mailbox says that the request is theirs."""
    with speaking(disclosure_request.language):
        return f"{settings.SITE_URL}{reverse('public:proof', args=[proof.token_of(disclosure_request)])}"
