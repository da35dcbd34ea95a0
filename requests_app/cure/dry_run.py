"""What a campaign would come to, with nothing written and nobody told: people, brands, languages, ways."""

from collections import Counter
from dataclasses import dataclass

from requests_app.cure.affected import Affected
from requests_app.cure.groups import Way, without
from requests_app.cure.lineage import Wrong
from requests_app.cure.models import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What so many notices told, and what they should have told."""

    wrong: Wrong
    notices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """The numbers. All but the first two and those of the differences are of people; each of them has one way."""

    looked_at: int
    """How many standing notices were compared."""
    requests: int
    brands: int
    languages: tuple[str, ...]
    by_way: dict[Way, int]
    by_why: dict[Why, int]
    differences: tuple[Difference, ...]

    @property
    def people(self) -> int:
        return sum(self.by_way.values())

    @property
    def by_email(self) -> int:
        return self.by_way[Way.EMAIL]

    @property
    def by_post(self) -> int:
        return self.by_way[Way.POST]

    @property
    def unreachable(self) -> int:
        return self.by_way[Way.UNREACHABLE]

    @property
    def agents(self) -> int:
        return self.by_way[Way.AGENT]

    @property
    def erased(self) -> int:
        return self.by_way[Way.ERASED]

    @property
    def wrong(self) -> int:
        return self.by_why[Why.WRONG]

    @property
    def late(self) -> int:
        return self.by_why[Why.LATE]

    @property
    def unanswered(self) -> int:
        return self.by_why[Why.UNANSWERED]

    def as_json(self) -> dict[str, object]:
        """Return the numbers as they are kept at the launch."""
        return {
            "looked_at": self.looked_at,
            "requests": self.requests,
            "people": self.people,
            "brands": self.brands,
            "languages": list(self.languages),
            **{way.value: number for way, number in self.by_way.items()},
            **{why.name.lower(): number for why, number in self.by_why.items()},
        }


def dry_run(affected: Affected) -> DryRun:
    """Say what a campaign would come to."""
    groups = affected.groups
    again = [without(member.group) for person in affected.several for member in person[1:]]
    by_way, by_why = dict.fromkeys(Way, 0), dict.fromkeys(Why, 0)
    for group in (*groups, *again):
        by_way[group.way] += group.requests
        by_why[group.why] += group.requests
    return DryRun(
        looked_at=sum(group.requests for group in affected.standing),
        requests=sum(group.requests for group in groups),
        brands=len({group.brand for group in groups}),
        languages=tuple(sorted({group.language for group in groups})),
        by_way=by_way,
        by_why=by_why,
        differences=_differences(affected),
    )


def _differences(affected: Affected) -> tuple[Difference, ...]:
    """Return what differs, each difference once, those of the most notices first."""
    found: Counter[Wrong] = Counter()
    for group in affected.groups:
        if group.basis is not None:
            found[affected.wrong[group.basis]] += group.requests
    return tuple(Difference(wrong=wrong, notices=number) for wrong, number in found.most_common())
