"""Random steps of a register, told as numbers: what hypothesis makes smaller until nothing can be left out."""

from contextlib import suppress
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from requests_app.register import edit
from requests_app.register.merge import MergeError, merge
from requests_app.register.models import Business, ChoicePolicy, Disclosure, SameBrandCount, ThirdParty
from tests.builders import NOW, REPORT_YEAR
from tests.cure.worlds import World, day

NATURES = ("", "correction", "change")
CATEGORIES = ("name_address", "telephone", "email", "product_kind")
STREETS = ("1 Elm St", "2 Oak St", "3 Fir St")
USES = ("direct_marketing", "none", "digital_advertising")
RELATIONS = ("unaffiliated", "same_brand_affiliate", "affiliate")
Step = tuple[str, str, int, int]
Row = TypeVar("Row", ThirdParty, Disclosure)


def add_party(world: World, step: edit.Step, one: int, other: int) -> None:
    number = ThirdParty.objects.count()
    party = ThirdParty(
        business=world.business,
        legal_name=f"Party {number}",
        street=STREETS[other % 3],
        city="Reno",
        relation=RELATIONS[one % 3 if one > other else 0],
    )
    step.save(party)


def disclose(world: World, step: edit.Step, one: int, other: int) -> None:
    party = _some(ThirdParty, one)
    if party is not None:
        year = REPORT_YEAR if other else REPORT_YEAR - 1
        step.save(Disclosure(third_party=party, year=year, categories=[CATEGORIES[other % 4]]))


def move_party(world: World, step: edit.Step, one: int, other: int) -> None:
    party = _some(ThirdParty, one)
    if party is not None:
        party.street = STREETS[other % 3]
        step.save(party)


def rename_party(world: World, step: edit.Step, one: int, other: int) -> None:
    party = _some(ThirdParty, one)
    if party is not None:
        party.trade_name = ("", "Seeds", "Tools")[other % 3]
        step.save(party)


def relate_party(world: World, step: edit.Step, one: int, other: int) -> None:
    party = _some(ThirdParty, one)
    if party is not None:
        party.relation = RELATIONS[other % 3]
        step.save(party)


def merge_parties(world: World, nature: str, one: int, other: int) -> None:
    first, second = _some(ThirdParty, one), _some(ThirdParty, other)
    if first is not None and second is not None:
        with suppress(MergeError):  # one and the same, or merged already
            merge(one=first, into=second, actor="test", at=NOW, nature=nature)


def recategorize(world: World, step: edit.Step, one: int, other: int) -> None:
    row = _some(Disclosure, one)
    if row is not None:
        row.categories = [CATEGORIES[other % 4], CATEGORIES[0]] if other % 2 else [CATEGORIES[other % 4]]
        step.save(row)


def reuse(world: World, step: edit.Step, one: int, other: int) -> None:
    row = _some(Disclosure, one)
    if row is not None:
        row.use = USES[other % 3]
        step.save(row)


def redate(world: World, step: edit.Step, one: int, other: int) -> None:
    row = _some(Disclosure, one)
    if row is not None:
        row.year = REPORT_YEAR - other % 2
        step.save(row)


def hand_on(world: World, step: edit.Step, one: int, other: int) -> None:
    row, party = _some(Disclosure, one), _some(ThirdParty, other)
    if row is not None and party is not None:
        row.third_party = party
        step.save(row)


def undisclose(world: World, step: edit.Step, one: int, other: int) -> None:
    row = _some(Disclosure, one)
    if row is not None:
        step.remove(row)


def remove_party(world: World, step: edit.Step, one: int, other: int) -> None:
    party = _some(ThirdParty, one)
    if party is not None and not party.disclosures.exists():
        step.remove(party)


def count_companies(world: World, step: edit.Step, one: int, other: int) -> None:
    row = SameBrandCount.objects.filter(year=REPORT_YEAR).first() or SameBrandCount(
        business=world.business, year=REPORT_YEAR
    )
    row.number = one
    step.save(row)


def head_count(world: World, step: edit.Step, one: int, other: int) -> None:
    row = Business.objects.get(pk=world.business.pk)
    row.employees = (5, 50)[one % 2]
    step.save(row)


def publish_policy(world: World, step: edit.Step, one: int, other: int) -> None:
    row = ChoicePolicy.objects.first() or ChoicePolicy(
        business=world.business,
        kind="opt_out",
        published_from=date(REPORT_YEAR - 1, 1, 1),
        covers_affiliates=True,
        cost_free_means=True,
        maintained=True,
    )
    row.published_to = (None, day(20), day(100))[other % 3]
    step.save(row)


class Act(Protocol):
    """What a step does, with two numbers that say to which row and what."""

    __name__: str

    def __call__(self, world: World, step: edit.Step, one: int, other: int) -> None: ...


ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (
        *(add_party, disclose, move_party, rename_party, recategorize, reuse, redate, hand_on, undisclose),
        *(relate_party, remove_party, count_companies, head_count, publish_policy),
    )
}
MERGE = "merge_parties"
_often = ("add_party", "disclose", "disclose", "move_party", "recategorize", "undisclose", "relate_party", MERGE)
_numbers = st.integers(min_value=0, max_value=5)
_step = st.tuples(st.sampled_from([*_often, *ACTS]), st.sampled_from(NATURES), _numbers, _numbers)
_notice = st.tuples(st.just("issue"), st.just(""), _numbers, _numbers)
HISTORIES = st.lists(st.one_of(_step, _step, _notice), min_size=4, max_size=24)
"""What happens to a register, one after the other: steps of each nature, and notices issued in between."""


def live_through(history: list[Step]) -> World:
    """Let all of it happen."""
    world = World.begin()
    for name, nature, one, other in [("add_party", "", 0, 0), ("disclose", "", 0, 1), *history]:
        if name == "issue":
            world.issue(
                received_on=day(10 * one),
                channel=("web_form", "email", "postal")[other % 3],
                california_resident=(True, None, False)[one % 3] if other > one else True,
                language=("en", "es")[one % 2],
            )
        elif name == MERGE:
            world.take(partial(merge_parties, world, nature, one, other), nature=nature)
        else:
            world.step(partial(ACTS[name], world, one=one, other=other), nature=nature)
    return world


def _some(model: type[Row], number: int) -> Row | None:
    rows = list(model._default_manager.order_by("pk"))  # noqa: SLF001 - Django's public name
    return rows[number % len(rows)] if rows else None
