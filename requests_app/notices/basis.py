"""What notices rest on, kept once: the statement, the facts and the ruling of requests that are alike."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from requests_app.notices.compile import Compiled
from requests_app.notices.models import Basis
from requests_app.statute import facts_as_json

NAME = "id"
"""The one member of the facts and of the ruling that says whose they are: it is kept with the notice."""


@dataclass(frozen=True, slots=True)
class Written:
    """A basis as JSON objects, not yet kept, and its digest."""

    statement: dict[str, Any]
    facts: dict[str, Any]
    ruling: dict[str, Any]
    key: str = field(init=False)

    def __post_init__(self) -> None:
        told = [self.statement, self.facts, self.ruling]
        canonical = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        object.__setattr__(self, "key", hashlib.sha256(canonical.encode()).hexdigest())


def written(compiled: Compiled) -> Written:
    """Write out what an answer rests on, without the name of its request."""
    facts, ruling = facts_as_json(compiled.facts), compiled.ruling.as_json()
    del facts[NAME], ruling[NAME]
    return Written(compiled.content.statement.as_json(), facts, ruling)


def keep_bases(bases: Iterable[Written]) -> dict[str, int]:
    """Keep what is not kept yet, and return the key of each digest's row."""
    wanted = {each.key: each for each in bases}
    kept = _keys(wanted)
    new = [each for key, each in sorted(wanted.items()) if key not in kept]
    if not new:
        return kept
    Basis.objects.bulk_create(
        [Basis(key=each.key, statement=each.statement, facts=each.facts, ruling=each.ruling) for each in new],
        ignore_conflicts=True,  # another worker rests notices on the same
    )
    return _keys(wanted)


def _keys(digests: Iterable[str]) -> dict[str, int]:
    return dict(Basis.objects.filter(key__in=digests).values_list("key", "pk"))
