"""`manage.py load_register`: all of a file or nothing, the same file once, every fault by row and column."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from requests_app.register.models import Disclosure, DisclosureEvent, RegisterChange, ThirdParty
from tests.builders import a_business

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[1] / "cases" / "register"
NOTHING = {"new": 0, "changed": 0, "same": 0}
Answer = dict[str, Any]  # an object of JSON


@pytest.fixture(autouse=True)
def _business() -> None:
    a_business()


def loaded(file: Path, *options: str) -> Answer:
    out = StringIO()
    call_command("load_register", str(file), "--business", "outfitters", "--json", *options, stdout=out)
    answer: Answer = json.loads(out.getvalue())
    return answer


def refused(file: Path) -> Answer:
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("load_register", str(file), "--business", "outfitters", "--json", stdout=out)
    assert ended.value.code == 1
    answer: Answer = json.loads(out.getvalue())
    return answer


def test_a_whole_file_is_taken_as_one_version_with_its_evidence() -> None:
    answer = loaded(CASES / "R01-baseline.csv")

    assert (answer["outcome"], answer["rows"]) == ("loaded", 6)
    assert answer["third_parties"] == {"new": 5, "changed": 0, "same": 0}
    assert answer["disclosures"] == {"new": 6, "changed": 0, "same": 0}
    assert RegisterChange.objects.get().kind == "load"
    assert DisclosureEvent.objects.count() == 6


def test_the_same_file_again_changes_nothing_and_a_corrected_one_what_it_corrects() -> None:
    loaded(CASES / "R01-baseline.csv")

    again = loaded(CASES / "R01-baseline.csv")
    corrected = loaded(CASES / "R39-corrected.csv")

    assert again["third_parties"] == {"new": 0, "changed": 0, "same": 5}
    assert corrected["third_parties"] == {"new": 0, "changed": 1, "same": 4}
    assert corrected["disclosures"] == {"new": 0, "changed": 0, "same": 6}
    assert (ThirdParty.objects.count(), Disclosure.objects.count()) == (5, 6)


def test_one_bad_row_refuses_the_whole_file_and_names_it() -> None:
    answer = refused(CASES / "R40-one-bad-row.csv")

    (fault,) = answer["faults"]
    assert (fault["row"], fault["column"], fault["value"]) == (8, "disclosed_on", "not a date")
    assert answer["third_parties"] == answer["disclosures"] == NOTHING
    assert not ThirdParty.objects.exists()
    assert not RegisterChange.objects.exists()


def test_a_word_that_maps_to_no_category_for_sure_is_asked_until_it_is_answered(tmp_path: Path) -> None:
    asked = {each["value"] for each in refused(CASES / "R28-categories.csv")["questions"]}
    assert asked >= {"Browsing history", "Device ID", "purchase history"}

    answers = tmp_path / "map.json"
    answers.write_text(json.dumps({"values": {"category": dict.fromkeys(asked)}}), encoding="utf-8")

    assert loaded(CASES / "R28-categories.csv", "--map", str(answers))["outcome"] == "loaded"
    assert "Browsing history" in [word for row in Disclosure.objects.all() for word in row.unreported_data]


def test_two_addresses_of_one_name_are_two_third_parties() -> None:
    loaded(CASES / "R26-same-name-two-addresses.csv")

    assert ThirdParty.objects.values("legal_name").distinct().count() == 1
    assert ThirdParty.objects.count() == 2


def test_a_dry_run_says_what_would_happen_and_writes_nothing() -> None:
    answer = loaded(CASES / "R01-baseline.csv", "--dry-run")

    assert answer["third_parties"] == {"new": 5, "changed": 0, "same": 0}
    assert not ThirdParty.objects.exists()


def test_wrong_usage_is_told_apart_from_a_wrong_file(tmp_path: Path) -> None:
    for business, file in (("nobody", CASES / "R01-baseline.csv"), ("outfitters", tmp_path / "none.csv")):
        with pytest.raises(CommandError, match="There is no") as ended:
            call_command("load_register", str(file), "--business", business)
        assert ended.value.returncode == 2
