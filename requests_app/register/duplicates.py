"""Third parties that look like one: proposed for merging, never merged by itself."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from requests_app.register.load.lookalike import alike
from requests_app.register.load.matching import key_of
from requests_app.register.models import Business, NotDuplicate, ThirdParty

Pair = tuple[ThirdParty, ThirdParty]


def probable(business: Business, *, among: Iterable[ThirdParty] | None = None) -> list[Pair]:
    """Return pairs of one name written differently, of one trade name, or of one name at two addresses.

    The older one comes first. Pairs that somebody declared different are left out, merged third parties too.
    """
    candidates = business.third_parties.all() if among is None else among
    parties = [party for party in candidates if party.merged_into_id is None]
    by_id = {party.pk: party for party in parties}
    declared = set(NotDuplicate.objects.filter(business=business).values_list("one_id", "other_id"))
    pairs = sorted({*_same_key(parties), *_alike(parties)} - declared)
    return [(by_id[one], by_id[other]) for one, other in pairs]


def _same_key(parties: list[ThirdParty]) -> set[tuple[int, int]]:
    """Pair those whose legal or trade names are the same but for case and spaces, neighbours by age."""
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for party in parties:
        for name in (party.legal_name, party.trade_name):
            if name.strip():
                groups[key_of(name)].add(party.pk)
    return {pair for found in groups.values() for pair in pairwise(sorted(found))}


def _alike(parties: list[ThirdParty]) -> set[tuple[int, int]]:
    first = {party.legal_name: party.pk for party in sorted(parties, key=lambda each: -each.pk)}
    found = ((first[pair.name], first[pair.other]) for pair in alike(first, ()))
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}
