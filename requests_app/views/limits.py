"""How often the form is taken from one network and for one e-mail address. Whoever is limited is told other ways.

The network's count lies in the broker's server for an hour, as a digest. Where that server is down everybody is let in:
a request that is lost is worse than a hundred too many.
"""

import ipaddress
import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django_ratelimit.core import get_usage
from redis.exceptions import RedisError

from requests_app.register.models import Business
from requests_app.requests.keys import email_key
from requests_app.requests.models import Receipt
from requests_app.rows.kept import KeptQuery
from requests_app.statute import Channel

log = logging.getLogger(__name__)
_DAY = timedelta(days=1)
_REST_SECONDS = 10
"""So long the counter is left alone after it did not answer: nobody waits for it with every request."""


@dataclass(slots=True)
class _Counter:
    """Whether the server that counts answered last time."""

    rests_until: float = 0.0


_counter = _Counter()


def forget() -> None:
    """Ask the counting server again at once, whether or not it answered last time."""
    _counter.rests_until = 0.0


def address_of(request: HttpRequest) -> str:
    """Return the address a request came from; empty if unknown.

    Behind a reverse proxy (TRUST_PROXY_HEADER) it is the last entry of X-Forwarded-For, which the proxy wrote itself.
    """
    told = request.headers.get("X-Forwarded-For", "") if settings.TRUST_PROXY_HEADER else ""
    address = told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""


def network_of(request: HttpRequest) -> str:
    """Return the network a request came from: an IPv4 address, or the first 64 bits of an IPv6 one; else empty."""
    address = address_of(request)
    if not address:
        return ""
    found = ipaddress.ip_address(address)
    return str(ipaddress.ip_network(f"{found}/{32 if found.version == 4 else 64}", strict=False))  # noqa: PLR2004 - IPv4


def is_limited(request: HttpRequest, *, business: Business, email: str, now: datetime, for_others: bool) -> bool:
    """Count this sending; say whether its network or its e-mail address sent too often.

    Who asks `for_others` is counted by their forms, however many people each one names.
    """
    # Both are asked: what is limited by one counts for the other too.
    too_many = [_is_network_limited(request), _is_address_limited(business, email, now=now, for_others=for_others)]
    return any(too_many)


def _is_network_limited(request: HttpRequest) -> bool:
    network = network_of(request)
    if not settings.FORM_NETWORK_LIMIT or not network or time.monotonic() < _counter.rests_until:
        return False
    rate = f"{settings.FORM_NETWORK_LIMIT}/h"
    try:
        usage = get_usage(request, group="form", key=lambda *_: network, rate=rate, increment=True)
    except (RedisError, OSError):
        log.warning("The server that counts how often the form is sent does not answer; nobody is limited meanwhile.")
        _counter.rests_until = time.monotonic() + _REST_SECONDS
        return False
    return bool(usage and usage["should_limit"])


def _is_address_limited(business: Business, email: str, *, now: datetime, for_others: bool) -> bool:
    if not settings.FORM_ADDRESS_LIMIT or not email:
        return False
    since = now - _DAY
    if for_others:
        forms = business.dossiers.filter(email__iexact=email, entered_at__gt=since, form_token__isnull=False)
        return forms.count() >= settings.FORM_ADDRESS_LIMIT
    sent = _sent(settings.FORM_ADDRESS_LIMIT).rows(key=email_key(email), since=since, business_id=business.pk)
    return len(sent) >= settings.FORM_ADDRESS_LIMIT


@cache
def _sent(most: int) -> KeptQuery:
    """Return the query of the forms that came for one e-mail address, so many at most."""

    def build(key: str, since: datetime, business_id: int) -> QuerySet[Receipt, tuple[object, ...]]:
        return (
            Receipt.objects.filter(
                email_key=key,
                disclosure_request__business=business_id,
                channel=Channel.WEB_FORM.value,
                entered_at__gt=since,
            )
            .exclude(email_key="")  # as the index says
            .order_by()
            .values_list("id")[:most]
        )

    return KeptQuery(build, key="some key", since=datetime(2020, 1, 1, tzinfo=UTC), business_id=-1)
