"""Third parties that look like one: proposed for merging, never merged by itself.

Not each is held against each other one, which takes minutes of ten thousand: those meet that have a key in common.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from rapidfuzz import fuzz, process

from requests_app.register.likeness import Face, is_alike
from requests_app.register.load.lookalike import ALIKE
from requests_app.register.models import Business, NotDuplicate, ThirdParty

Pair = tuple[ThirdParty, ThirdParty]
MOST_NAMES_AT_A_KEY = 1_000
MOST_AT_A_PLACE = 100
"""What more have in common, such as a word of the trade or an agent's address, tells nothing by itself."""
MOST_OF_ONE_NAME = 20
"""Of more third parties of one name, such as branches, each is held against the oldest alone."""


def probable(business: Business, *, among: Iterable[ThirdParty] | None = None) -> list[Pair]:
    """Return pairs of one name, of nearly one name, or of names with something in common at one place.

    The older one comes first, whatever the order given. Pairs that somebody declared different are left out, merged
    third parties too.
    """
    candidates = business.third_parties.standing() if among is None else among
    by_id = {party.pk: party for party in candidates if party.merged_into_id is None}
    faces = {pk: Face.of(party) for pk, party in by_id.items()}
    pairs = sorted(_of_one_name(faces) | _nearly_of_one_name(faces) | _at_one_place(faces))
    declared = _declared(business)
    return [(by_id[one], by_id[other]) for one, other in pairs if (one, other) not in declared]


def like(party: ThirdParty) -> list[ThirdParty]:
    """Return those that look like one third party, the oldest first."""
    mine = Face.of(party)
    declared = _declared(party.business)
    return [
        other
        for other in ThirdParty.objects.standing()
        .filter(business=party.business_id)
        .exclude(pk=party.pk)
        .order_by("id")
        if (min(party.pk, other.pk), max(party.pk, other.pk)) not in declared and is_alike(mine, Face.of(other))
    ]


def _declared(business: Business) -> set[tuple[int, int]]:
    return set(NotDuplicate.objects.filter(business=business).values_list("one_id", "other_id"))


def _of_one_name(faces: dict[int, Face]) -> set[tuple[int, int]]:
    """Pair those whose legal or trade names are the same but for case and spaces."""
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for face in faces.values():
        for name in face.names:
            groups[name].add(face.pk)
    return {pair for group in groups.values() for pair in _pairs(group)}


def _pairs(group: set[int]) -> Iterable[tuple[int, int]]:
    oldest, *others = sorted(group)
    return combinations([oldest, *others], 2) if len(group) <= MOST_OF_ONE_NAME else ((oldest, each) for each in others)


def _nearly_of_one_name(faces: dict[int, Face]) -> set[tuple[int, int]]:
    """Hold the names against each other that begin or end alike, or have a word in common."""
    at_key: defaultdict[tuple[str, ...], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for face in faces.values():
        for key, core in face.name_keys():
            at_key[key][core].add(face.pk)
    found: set[tuple[int, int]] = set()
    for group in at_key.values():
        if len(group) <= MOST_NAMES_AT_A_KEY:
            cores = sorted(group)
            for place, core in enumerate(cores):
                near = process.extract(core, cores[place:], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
                for other, _score, _place in near:
                    found.update(_pairs(group[core] | group[other]))
    return found


def _at_one_place(faces: dict[int, Face]) -> set[tuple[int, int]]:
    """Hold those against each other that have an address or a mail domain in common."""
    at_key: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for face in faces.values():
        for key in face.place_keys():
            at_key[key].add(face.pk)
    met: set[tuple[int, int]] = set()
    for group in at_key.values():
        if len(group) <= MOST_AT_A_PLACE:
            met.update(combinations(sorted(group), 2))
    return {(one, other) for one, other in met if is_alike(faces[one], faces[other])}
