"""A mail that names a request which was destroyed is looked at for itself: it joins nothing, and a person can act."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, IncomingMessage
from tests.mailbox.reading import a_mail
from tests.retention.whole import answered, approved, destroy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "says",
    [
        "To whom did you give my personal information for their direct marketing last year? I asked before: {}.",
        "Thank you for your answer to {}.",
    ],
    ids=["asks anew", "says thanks"],
)
def test_what_names_a_destroyed_request_joins_nothing(
    business: Business, rita: User, tmp_path: Path, says: str
) -> None:
    row = answered(business, rita)
    reference = str(row.reference)
    destroy(approved(business))
    file = tmp_path / "later.eml"
    file.write_bytes(a_mail(says.format(reference), From="Ana Ruiz <ana@example.org>", Subject=f"Re: {reference}"))

    call_command("read_mail", file, business=business.slug, store=True, stdout=StringIO())

    message = IncomingMessage.objects.get()
    joined = message.disclosure_request
    assert joined is None or joined.destroyed_at is None
    assert DisclosureRequest.objects.get(pk=row.pk).requester_name == ""
