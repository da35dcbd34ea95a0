"""Which of many requests share no key with another one: nobody has to ask for each what its requester asked before."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from requests_app.requests.models import OnePerson, Receipt

KEYS = ("email_key", "post_key")
"""Under these alone are two receipts one person's: see `match.met_under`."""


def strangers(requests: Collection[int]) -> frozenset[int]:
    """Return those of the requests of which `match.earlier_requests` would find none, by the keys alone.

    The others may have asked before, and are looked at one by one.
    """
    receipts = Receipt.objects.filter(disclosure_request__in=requests)
    with_kin = set(receipts.filter(_shared(KEYS[0]) | _shared(KEYS[1])).values_list("disclosure_request", flat=True))
    said = OnePerson.objects.filter(Q(one__in=requests) | Q(other__in=requests)).values_list("one", "other")
    return frozenset(requests) - with_kin - {pk for pair in said for pk in pair}


def _shared(key: str) -> Q:
    others = Receipt.objects.filter(**{key: OuterRef(key)}).exclude(disclosure_request=OuterRef("disclosure_request"))
    # No key is empty; said aloud, the index of the keys that are not can be used.
    return ~Q(**{key: ""}) & Q(Exists(others.exclude(**{key: ""})))
