"""How fast mails go to one domain: large mailbox providers put off, or turn away, who sends them too many at once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache

_MINUTE = timedelta(minutes=1)


def waits_until(recipient: str, *, at: datetime) -> datetime | None:
    """Count a mail that is to leave now; return when it may leave instead, where its domain had enough this minute.

    All workers count together; while the counting server is away, each process counts for itself.
    """
    if not settings.MAIL_DOMAIN_PACE:
        return None
    begins = at.replace(second=0, microsecond=0)
    domain = recipient.rpartition("@")[2].lower()
    key = f"mails to {domain} {begins:%Y-%m-%dT%H:%M}".replace(" ", "_")
    cache.add(key, 0, timeout=2 * _MINUTE.total_seconds())
    return begins + _MINUTE if cache.incr(key) > settings.MAIL_DOMAIN_PACE else None
