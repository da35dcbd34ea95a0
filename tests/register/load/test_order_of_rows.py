"""The order of the rows of a file decides nothing that a notice says: rows that differ are faults that name both."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app.register.merge import merge
from requests_app.register.models import ThirdParty
from tests.builders import NOW
from tests.register.load.commands import Answer, Json, configure, listed, load, notice
from tests.register.load.files import csv_file, row, workbook

pytestmark = pytest.mark.django_db

NAME = "Mock Catalog Company"


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("same_brand_affiliate", "no", "yes"),
        ("relation", "unaffiliated", "affiliate"),
        ("relation", "affiliate", "same_brand_affiliate"),
        ("nature_clear", "yes", "no"),
        ("products_known", "no", "yes"),
        ("state", "CA", "NV"),
        ("country", "Canada", "Mexico"),
        ("country", "US", "Canada"),
    ],
)
def test_rows_that_differ_in_what_a_notice_says_are_a_fault_that_names_both(
    tmp_path: Path, column: str, one: str, other: str
) -> None:
    configure()
    plain = {"same_brand_affiliate": "", "country": "US"}
    for first, second in ((one, other), (other, one)):
        rows = [row(**plain | {column: each}) for each in (first, "", second, second)]
        answer = load(csv_file(tmp_path, *rows))

        assert answer.places("faults") == [(4, column, second)]
        assert [each["line"] for each in answer.told["faults"]] == [4]
        assert "Row 2 says" in answer.says("faults")
        assert first in answer.says("faults")
        assert NAME in answer.says("faults")
    assert not ThirdParty.objects.exists()


def test_the_fault_stands_under_the_heading_of_the_file(tmp_path: Path) -> None:
    configure()
    heads = ("Recipient", "Street", "City", "State", "Same brand?", "Category", "Year")
    cells = (NAME, "1 Elm St", "Reno", "NV")
    answer = load(
        workbook(
            tmp_path, heads, (*cells, "Y", "Email", 2025), (*cells, "N", "Email", 2025), (NAME, *"    ", "Email", 2025)
        )
    )
    assert answer.places("faults") == [(3, "Same brand?", "no")]


def test_a_third_party_of_several_trade_names_is_named_by_all_in_each_order(tmp_path: Path) -> None:
    configure()
    names = ("Mock Toys", "", "mock gifts", "MOCK TOYS")
    for order in (names, names[::-1]):
        with transaction.atomic():
            answer = load(csv_file(tmp_path, *(row(trade_name=each) for each in order)))
            assert [(at, column) for at, column, _ in answer.places("warnings")] == [(2, "trade_name")]
            assert "named by all of them: mock gifts; Mock Toys" in answer.says("warnings").replace(
                "Mock Toys.", "Mock Toys"
            )
            assert listed() == [f"{NAME} (mock gifts; Mock Toys)"]
            transaction.set_rollback(True)


def test_trade_names_too_long_to_stand_together_are_a_fault(tmp_path: Path) -> None:
    configure()
    answer = load(csv_file(tmp_path, *(row(trade_name=letter * 150) for letter in "ab")))
    assert [(at, column) for at, column, _ in answer.places("faults")] == [(2, "trade_name")]


def test_a_third_value_is_named_with_the_first(tmp_path: Path) -> None:
    configure()
    answer = load(csv_file(tmp_path, *(row(state=each) for each in ("CA", "NV", "CA", "OR"))))
    assert answer.places("faults") == [(3, "state", "NV"), (5, "state", "OR")]
    assert answer.says("faults").count("Row 2 says “CA”") == 2


def test_no_same_brand_leaves_both_other_relations_open_but_not_side_by_side(tmp_path: Path) -> None:
    configure()
    relations = ("", "affiliate", "unaffiliated")
    brands = ("no", "", "")
    rows = [row(relation=one, same_brand_affiliate=other) for one, other in zip(relations, brands, strict=True)]
    assert load(csv_file(tmp_path, *rows[:2]), "--dry-run").status == 0
    assert load(csv_file(tmp_path, rows[0], rows[2]), "--dry-run").status == 0
    assert load(csv_file(tmp_path, *rows)).rows("faults") == [4]


@pytest.mark.parametrize(
    ("column", "one", "other", "kept"),
    [
        ("state", "CA", "California", "CA"),
        ("state", "N.Y.", "NY", "NY"),
        ("country", "USA", "United States", "USA"),
        ("country", "U.K.", "UK", "UK"),
        ("third_party_name", "MOCK CATALOG COMPANY", NAME, NAME),
        ("street", "100 SAMPLE ST", "100 Sample St", "100 Sample St"),
        ("trade_name", "Mock Gifts, Inc.", "Mock Gifts Inc", "Mock Gifts Inc"),
    ],
)
def test_of_two_spellings_the_same_one_is_taken_whatever_the_order(
    tmp_path: Path, column: str, one: str, other: str, kept: str
) -> None:
    configure()
    ours = "legal_name" if column == "third_party_name" else column
    for said in ((one, other), (other, one)):
        with transaction.atomic():
            assert load(csv_file(tmp_path, *(row(**{column: each}) for each in said))).status == 0
            assert getattr(ThirdParty.objects.get(), ours) == kept
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("kind", "broker", "cooperative"),
        ("opt_out", "a@b.example", "c@d.example"),
        ("contract_ends_on", "2025-01-31", "2026-01-31"),
    ],
)
def test_what_no_notice_says_is_told_with_its_rows_and_the_last_one_holds(
    tmp_path: Path, column: str, one: str, other: str
) -> None:
    configure()
    answer = load(csv_file(tmp_path, row(**{column: one}), row(**{column: other})))
    assert [(at, name) for at, name, _ in answer.places("warnings")] == [(2, column)]
    assert "Rows 2 and 3" in answer.says("warnings")
    assert str(getattr(ThirdParty.objects.get(), column)) == other


def test_a_part_of_an_address_that_fits_two_is_a_third_party_of_its_own_in_each_order(tmp_path: Path) -> None:
    configure()
    alone = {"city": "", "state": "", "zip": ""}
    rows = [row(street="1 Main St", **alone), row(street="", zip="", state=""), row(street="2 Oak St", **alone)]
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0), (1, 2, 0)):
        with transaction.atomic():
            assert load(csv_file(tmp_path, *(rows[each] for each in order))).status == 0
            assert sorted(ThirdParty.objects.values_list("street", "city")) == [
                ("", "Fresno"),
                ("1 Main St", ""),
                ("2 Oak St", ""),
            ]
            transaction.set_rollback(True)


def test_rows_of_a_merged_name_and_of_the_one_it_was_merged_into_are_one_whose_address_holds(tmp_path: Path) -> None:
    configure()
    gone = {"third_party_name": "Gone Mailers", "street": "9 Gone St", "state": "NV"}
    assert load(csv_file(tmp_path, row(), row(**gone))).status == 0
    one, into = ThirdParty.objects.order_by("legal_name")
    merge(one=one, into=into, actor="user:7", at=NOW)

    for rows in ([row(city="Fresno"), row(**gone)], [row(**gone), row()]):
        assert load(csv_file(tmp_path, *rows, row(category="Email"))).status == 0
        into.refresh_from_db()
        assert (into.street, into.state) == ("100 Sample St", "CA")

    rows = [row(relation="affiliate"), row(relation="unaffiliated", **gone)]
    for each in (rows, rows[::-1]):
        assert load(csv_file(tmp_path, *each)).places("faults") == [(3, "relation", each[1]["relation"])]


# -- any rows in any order --------------------------------------------------------------------------------------------

CELLS = st.fixed_dictionaries(
    {
        "third_party_name": st.sampled_from([NAME, NAME.upper(), "Fictional Travel Club"]),
        "street": st.sampled_from(["", "1 Elm St", "1 ELM ST", "2 Oak St"]),
        "city": st.sampled_from(["", "Fresno", "Reno"]),
        "state": st.sampled_from(["", "CA", "California", "NV"]),
        "zip": st.sampled_from(["", "93721"]),
        "same_brand_affiliate": st.sampled_from(["", "yes", "no"]),
        "nature_clear": st.sampled_from(["", "", "no", "yes"]),
        "products_or_services": st.sampled_from(["", "Socks", "checked, not known"]),
        "category": st.sampled_from(["Email", "Telephone number"]),
        "direct_marketing": st.sampled_from(["yes", "yes", "no"]),
    }
)


def said(answer: Answer) -> Json:
    """Return what a load says whatever the order of rows: how it ended, what is at fault, what the notice says."""
    told: Json = {
        "outcome": answer.told["outcome"],
        "faults": sorted({each["column"] for each in answer.told["faults"]}),
    }
    if answer.status == 0:
        found = notice()
        for each in found["recipients"]:
            each["products"].sort()
        told["notice"] = {name: found[name] for name in ("categories", "recipients", "excluded", "blocked")}
        told["notice"]["recipients"].sort(key=repr)
        told["notice"]["excluded"].sort(key=repr)
        told["notice"]["blocked"].sort()
    return told


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data(), cells=st.lists(CELLS, min_size=2, max_size=5))
def test_any_rows_say_the_same_in_any_order(data: st.DataObject, cells: list[dict[str, str]]) -> None:
    configure()
    rows = [row(**each) for each in cells]
    answers = []
    with TemporaryDirectory() as folder:
        for order in (rows, rows[::-1], data.draw(st.permutations(rows))):
            with transaction.atomic():
                answers.append(said(load(csv_file(Path(folder), *order))))
                transaction.set_rollback(True)
    assert answers[0] == answers[1] == answers[2]
