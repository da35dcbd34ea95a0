"""The chain's head, given out: a line a day in a file, a mail a day, and one in each evidence bundle.

A chain in one's own database convinces nobody while only that database knows where it ended. Whoever has an old head
can tell whether the entry that it is of still stands there, and all before it with it.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from requests_app.audit.check_audit import Head, heads_in
from requests_app.audit.models import ChainHead, PublishedHead

FILE = "audit-heads.txt"
GIVEN_UP_AFTER = timedelta(minutes=30)
"""A worker that took a mail and said nothing since has died; whether the mail left nobody knows."""


def file_of_heads() -> Path:
    """Return where the daily heads are kept beside the database."""
    return Path(settings.VAR_DIR) / FILE


def begin_day(*, now: datetime) -> PublishedHead | None:
    """Return the head of this day (UTC), written down once; None while there is no entry."""
    on = now.astimezone(UTC).date()
    known = PublishedHead.objects.filter(on=on).first()
    head = ChainHead.objects.filter(pk=1, number__gte=1).first()
    if known is not None or head is None:
        return known
    taken = {"number": head.number, "digest": head.digest, "at": now}
    return PublishedHead.objects.get_or_create(on=on, defaults=taken)[0]


def write_line(head: PublishedHead) -> None:
    """Add the day's line to the file, once. Raises `OSError` where it cannot be written."""
    path = file_of_heads()
    with transaction.atomic():
        # Held, so that two workers do not write it both.
        PublishedHead.objects.select_for_update().get(pk=head.pk)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
        if any(line.split()[:1] == [f"{head.on}"] for line in lines):
            return
        # A line that was cut off by a full disk stays alone, and is named by whoever reads the file.
        ends = "" if not lines or lines[-1].endswith("\n") else "\n"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{ends}{head.on} {head.number} {head.digest}\n")


def published() -> list[Head]:
    """Return every head that was published, as the file and the database have them; both must stand in the chain.

    Raises `ValueError` for a line of the file that is none.
    """
    path = file_of_heads()
    heads = heads_in(str(path)) if path.exists() else []
    for row in PublishedHead.objects.all():
        of = f"published on {row.on}" if row.on else f"printed in an evidence bundle on {row.at.astimezone(UTC).date()}"
        heads.append(Head(row.number, row.digest, f"the head {of}"))
    return heads


def covering(number: int, *, at: datetime) -> PublishedHead | None:
    """Return the first published head whose chain holds the entry of this number; the head of now, where none does.

    Always the same one for the same entry. None where no entry is sealed.
    """
    known = PublishedHead.objects.filter(number__gte=max(number, 1)).order_by("number", "id").first()
    if known is not None:
        return known
    head = ChainHead.objects.filter(pk=1, number__gte=1).first()
    if head is None:
        return None
    return PublishedHead.objects.create(number=head.number, digest=head.digest, at=at)


# -- the mail of a day ------------------------------------------------------------------------------------------------


def to_mail(*, now: datetime) -> list[int]:
    """Return the ids of the heads whose mail waits: today's alone, for an older one is in the next mail's chain."""
    lost = PublishedHead.objects.filter(on__isnull=False, done_at__isnull=True, claimed_at__lte=now - GIVEN_UP_AFTER)
    lost.update(done_at=now, says="The worker stopped; nobody knows whether the mail left.")
    today = PublishedHead.objects.filter(on=now.astimezone(UTC).date(), done_at__isnull=True, claimed_at__isnull=True)
    return list(today.values_list("pk", flat=True))


def claim(head_id: int, *, at: datetime) -> PublishedHead | None:
    """Take the mail of a head for this worker; None where another one has it or it is done."""
    free = PublishedHead.objects.filter(pk=head_id, done_at__isnull=True, claimed_at__isnull=True)
    return PublishedHead.objects.get(pk=head_id) if free.update(claimed_at=at) == 1 else None


def finish(head: PublishedHead, *, says: str, at: datetime) -> None:
    """Note what the mail server said."""
    PublishedHead.objects.filter(pk=head.pk).update(done_at=at, says=says)


def put_off(head: PublishedHead, *, says: str) -> None:
    """Give the mail back: the mail server cannot be used now."""
    PublishedHead.objects.filter(pk=head.pk).update(claimed_at=None, says=says)
