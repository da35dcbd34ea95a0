"""A load taken back: the register is what it was before, or it is said what rests on the load."""

from dataclasses import astuple
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from requests_app import handling
from requests_app.notices.models import Notice
from requests_app.register.load.undo import NotUndoneError
from requests_app.register.load.way import LoadStateError
from requests_app.register.models import Business, Disclosure, DisclosureEvent, RegisterChange, RegisterLoad, ThirdParty
from requests_app.register.reading import as_it_is, as_known
from requests_app.requests.permissions import REGISTER_KEEPER, REVIEWER
from requests_app.tasks import issue_notice
from tests.builders import a_person, a_request
from tests.register.load.commands import configure, load, notice
from tests.register.load.files import GIVEN, csv_file, row

pytestmark = pytest.mark.django_db
YEARS = (2023, 2024, 2025)


@pytest.fixture
def kim() -> User:
    return a_person("kim", REGISTER_KEEPER, REVIEWER)


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()
    assert load(GIVEN / "R01-baseline.csv").status == 0


def register() -> list[str]:
    """Return all that the register says now, row by row."""
    now = as_it_is(Business.objects.get())
    rows: list[ThirdParty | Disclosure] = [
        *now.third_parties(),
        *(each for year in YEARS for each in now.disclosures(year)),
    ]
    parts = [str(part) for part in astuple(now)[2:]]
    return parts + sorted(repr({**vars(each), "_state": None}) for each in [bare(one) for one in rows])


def bare(row_of_register: ThirdParty | Disclosure) -> ThirdParty | Disclosure:
    return type(row_of_register)(
        **{each.attname: getattr(row_of_register, each.attname) for each in row_of_register._meta.concrete_fields}  # noqa: SLF001 - Django's public name
    )


def last() -> RegisterLoad:
    return RegisterLoad.objects.latest("pk")


def undo(which: RegisterLoad, by: User, nature: str = "") -> RegisterLoad:
    return handling.undo_load(load_id=which.pk, by=by, now=timezone.now(), nature=nature)


def a_second_file(folder: Path) -> Path:
    """Return a file that adds, moves, widens and leaves as they stand."""
    return csv_file(
        folder,
        row(third_party_name="New Lists Inc.", category="Telephone number"),
        row(street="7 Moved Rd"),
        row(street="7 Moved Rd", disclosed_on="2025-01-02"),
        row(street="7 Moved Rd", disclosed_on="2023-06-07", category="Date of birth; (e)(6)(A)(ii)"),
    )


def test_undoing_brings_back_exactly_what_stood_before(tmp_path: Path, kim: User) -> None:
    before, events = register(), list(DisclosureEvent.objects.order_by("pk").values())
    version = Business.objects.get().register_version
    assert load(a_second_file(tmp_path)).counts == ([1, 1, 0], [2, 1, 0])
    assert register() != before

    undone = undo(last(), kim)

    assert undone.state == RegisterLoad.State.UNDONE
    assert register() == before
    assert list(DisclosureEvent.objects.order_by("pk").values()) == events
    business = Business.objects.get()
    assert business.register_version == version + 2
    assert RegisterChange.objects.get(number=version + 2).kind == RegisterChange.Kind.UNDO
    assert len(as_known(business, version=version + 1).third_parties()) == 6


def test_what_was_undone_can_be_loaded_again_and_undone_once_only(tmp_path: Path, kim: User) -> None:
    load(a_second_file(tmp_path))
    loaded, first = register(), last()
    undo(first, kim)
    with pytest.raises(LoadStateError, match="only one that is loaded can be undone"):
        undo(first, kim)

    again = load(a_second_file(tmp_path))

    assert again.counts == ([1, 1, 0], [2, 1, 0])
    assert len(register()) == len(loaded)
    assert last().pk != first.pk


def test_a_load_that_changed_nothing_is_undone_with_its_evidence_alone(tmp_path: Path, kim: User) -> None:
    load(csv_file(tmp_path, WHOLE_AGAIN))
    before = register()
    assert last().change is None
    assert DisclosureEvent.objects.count() == 7

    undo(last(), kim)

    assert register() == before
    assert DisclosureEvent.objects.count() == 6


WHOLE_AGAIN = row(note="")
"""A hand-over that the register has already, in a file with another column."""


def test_after_a_notice_a_load_is_taken_back_as_a_correction_alone(tmp_path: Path, kim: User) -> None:
    load(csv_file(tmp_path, row(third_party_name="New Lists Inc.")))
    asked = a_request(Business.objects.get(), at=timezone.now())
    handling.approve(disclosure_request_id=asked.pk, seen_version=asked.version, by=kim, now=timezone.now())
    issue_notice(asked.pk)
    assert Notice.objects.filter(disclosure_request=asked).exists()

    with pytest.raises(NotUndoneError, match="as a correction only"):
        undo(last(), kim)
    with pytest.raises(NotUndoneError, match="as a correction only"):
        undo(last(), kim, nature="change")
    assert ThirdParty.objects.filter(legal_name="New Lists Inc.").exists()

    undo(last(), kim, nature="correction")
    assert RegisterChange.objects.latest("number").nature == "correction"
    assert not ThirdParty.objects.filter(legal_name="New Lists Inc.").exists()


def test_a_later_load_that_counts_into_a_disclosure_of_this_one_is_named(tmp_path: Path, kim: User) -> None:
    rests = {"third_party_name": "New Lists Inc."}
    load(csv_file(tmp_path, row(**rests, disclosed_on="2025-01-01"), row(**rests, disclosed_on="2025-12-31")))
    first = last()
    # Another day in between widens nothing: only the evidence rests on the disclosure of the first file.
    assert load(csv_file(tmp_path, row(**rests, disclosed_on="2025-06-30"))).counts == ([0, 0, 1], [0, 0, 1])
    later, stands = last(), register()
    assert DisclosureEvent.objects.filter(load=later).count() == 1

    with pytest.raises(NotUndoneError, match=r"“register\.csv” of .*Undo that first"):
        undo(first, kim)
    assert register() == stands

    undo(later, kim)
    undo(first, kim)
    assert not ThirdParty.objects.filter(legal_name="New Lists Inc.").exists()


def test_a_later_load_that_widened_a_disclosure_of_this_one_is_undone_first(tmp_path: Path, kim: User) -> None:
    before = register()
    rests = {"third_party_name": "New Lists Inc."}
    load(csv_file(tmp_path, row(**rests, disclosed_on="2025-06-30")))
    first = last()
    load(csv_file(tmp_path, row(**rests, disclosed_on="2025-12-31")))

    with pytest.raises(NotUndoneError, match=r"New Lists Inc\. in 2025"):
        undo(first, kim)

    undo(last(), kim)
    undo(first, kim)
    assert register() == before


@pytest.mark.parametrize("what", ["edited", "removed", "rested on"])
def test_what_was_done_since_by_hand_is_never_thrown_away(tmp_path: Path, kim: User, what: str) -> None:
    load(a_second_file(tmp_path))
    party = ThirdParty.objects.get(legal_name="New Lists Inc.")
    if what == "edited":
        party.opt_out = "https://example.com/stop"
        handling.save_register_row(row=party, by=kim, now=timezone.now())
    elif what == "removed":
        DisclosureEvent.objects.filter(disclosure__third_party=party).delete()
        handling.remove_register_row(row=party.disclosures.get(), by=kim, now=timezone.now())
    else:
        added = Disclosure(third_party=party, year=2024, categories=["email"])
        handling.save_register_row(row=added, by=kim, now=timezone.now())
    stands = register()

    with pytest.raises(NotUndoneError, match=r"New Lists Inc|disclosure"):
        undo(last(), kim)

    assert register() == stands
    assert last().state == RegisterLoad.State.LOADED
    assert notice()["blocked"] == []


def test_a_file_from_before_a_later_one_says_that_it_does_not_bring_its_values_back() -> None:
    first, corrected = GIVEN / "R01-baseline.csv", GIVEN / "R39-corrected.csv"
    load(first)
    assert load(first).told["warnings"] == []
    load(corrected)

    again = load(first)

    assert "loaded before" in again.says("warnings")
    assert "undo it" in again.says("warnings")
    assert again.counts[0][:2] == [0, 0]
