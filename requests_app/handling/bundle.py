"""The evidence bundle of a request: drawn by a person, and written down who drew it. A part of the door for writes."""

from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain, publish
from requests_app.bundle.pieces import add_head, bundle_of
from requests_app.bundle.rows import DRAWN
from requests_app.bundle.write import write
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import Actor, check_not_destroyed
from requests_app.requests.permissions import check_can_draw_bundle
from requests_app.requests.reach import check_reaches_rows

MOST_IN_MEMORY = 1 << 20
"""Bytes; a larger bundle is written to a file of the disk that has no name."""


@dataclass(frozen=True, slots=True)
class DrawnBundle:
    """A bundle as it is handed out: the open file, which its taker closes, and the digest that the audit has of it."""

    reference: str
    file: IO[bytes]
    digest: str
    size: int


def draw_bundle(*, disclosure_request_id: int, by: User, now: datetime) -> DrawnBundle:
    """Gather what is kept of a request into one ZIP file, and write down who drew it."""
    check_can_draw_bundle(by)
    check_reaches_rows(by, DisclosureRequest.objects.filter(pk=disclosure_request_id))
    return bundle_drawn(disclosure_request_id, actor=Actor.staff(by).label, now=now)


def bundle_drawn(disclosure_request_id: int, *, actor: str, now: datetime) -> DrawnBundle:
    """Write the bundle of a request for somebody whom nobody has to let in: an operator at the installation."""
    check_not_destroyed(DisclosureRequest.objects.only("destroyed_at").get(pk=disclosure_request_id))
    chain.seal_all()  # what happened a moment ago has its place in the chain
    file = SpooledTemporaryFile(max_size=MOST_IN_MEMORY)  # noqa: SIM115 - its taker closes it
    with transaction.atomic():
        # Held, so that all of it is of one state: nothing is decided or settled while it is gathered.
        held = DisclosureRequest.objects.select_related("business", "decided_by", "assigned_to", "brand")
        row = held.select_for_update(of=("self",)).get(pk=disclosure_request_id)
        bundle = bundle_of(row)
        head = publish.covering(bundle.last_number, at=now)
        if head is not None:
            add_head(bundle, head)
        written = write(bundle, file)
        chain.append(
            at=now,
            actor=actor,
            action=DRAWN,
            subject=f"request:{row.reference}",
            detail={"digest": written.digest, "size": written.size},
        )
    return DrawnBundle(reference=row.reference or "", file=file, digest=written.digest, size=written.size)
