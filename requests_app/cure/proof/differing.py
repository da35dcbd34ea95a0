"""What the notices of a campaign told, and what those tell that replaced them: each pair once, with its number."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count

from requests_app.cure.lineage import wrong_bases
from requests_app.cure.models import Campaign, RowRequest
from requests_app.notices.models import Basis
from requests_app.notices.told import Differing, Told

Row = dict[str, Any]  # a JSON object has values of any kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """So many notices told what rests on one basis; `tells` is what those rest on that went out in their place."""

    told: Basis
    tells: Basis | None
    """None while nothing has gone out yet."""
    notices: int
    differing: Differing | None
    """None where what is known now is again what was told."""

    @property
    def year(self) -> int:
        return int(self.told.statement["year"])

    def as_json(self) -> Row:
        """Return the pair with both statements whole; nobody is named in them."""
        return {
            "notices": self.notices,
            "year": self.year,
            "told": {"statement": self.told.statement, "ruling": self.told.ruling},
            "tells": {"statement": self.tells.statement, "ruling": self.tells.ruling} if self.tells else None,
        }


def pairs(campaign: Campaign) -> Iterator[Pair]:
    """Give the pairs, those of the most notices first; one after the other, for a statement may be long."""
    lines = RowRequest.objects.filter(row__campaign=campaign, notice__isnull=False).order_by()
    counted = lines.values_list("notice__basis", "row__notice__basis").annotate(number=Count("pk"))
    for told, tells, number in counted.order_by("-number", "notice__basis", "row__notice__basis"):
        yield _pair(campaign, told, tells, number)


def first_pairs(campaign: Campaign, most: int) -> list[Pair]:
    """Return the pairs of the most notices."""
    return list(islice(pairs(campaign), most))


def number_of_pairs(campaign: Campaign) -> int:
    """Return how many pairs there are."""
    lines = RowRequest.objects.filter(row__campaign=campaign, notice__isnull=False).order_by()
    return lines.values("notice__basis", "row__notice__basis").distinct().count()


def _pair(campaign: Campaign, told: int, tells: int | None, number: int) -> Pair:
    before = Basis.objects.get(pk=told)
    after = None if tells is None else Basis.objects.get(pk=tells)
    if after is None:
        differing: Differing | None = wrong_bases(campaign.event.business, {told}).get(told)
    else:
        differing = Differing(before=_told(before), after=_told(after))
    return Pair(told=before, tells=after, notices=number, differing=differing)


def _told(basis: Basis) -> Told:
    return Told.kept(basis.ruling, answer=basis.ruling["answer"])
