"""A business as a file: created, changed, the same, or refused whole with every fault named."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.register.configure import Configured, RefusedError
from requests_app.register.models import (
    Business,
    ChoicePolicy,
    DesignatedContact,
    RegisterChange,
    SameBrandCount,
    YearClose,
)
from tests.builders import NOW, REPORT_YEAR, a_disclosure, a_third_party

pytestmark = pytest.mark.django_db

CASE = Path(__file__).parents[1] / "cases" / "business.json"


def described(**changes: object) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(CASE.read_text(encoding="utf-8"))
    return {**data, **changes}


def configure(**changes: object) -> Configured:
    return handling.configure_business(data=described(**changes), by="test", now=NOW)


def test_a_new_file_creates_the_business_with_all_its_rows() -> None:
    done = configure()

    business = Business.objects.get()
    assert done.outcome == "created"
    assert business.legal_name == "Example Outfitters, Inc."
    assert business.designated_contacts.count() == 2
    assert business.other_addresses.count() == 2
    assert business.same_brand_counts.get(year=2025).number == 2


def test_the_same_file_again_changes_nothing() -> None:
    configure()
    entries, version = AuditEntry.objects.count(), Business.objects.get().register_version

    done = configure()

    assert (done.outcome, done.changes) == ("same", ())
    assert AuditEntry.objects.count() == entries
    assert Business.objects.get().register_version == version


def test_a_changed_file_says_what_changed() -> None:
    configure()

    done = configure(employees=19)

    assert (done.outcome, done.changes) == ("changed", ("business: employees",))
    assert Business.objects.get().employees == 19


def test_an_entry_missing_from_the_file_is_not_removed() -> None:
    configure()

    configure(designated=[])

    assert DesignatedContact.objects.count() == 2


def test_a_policy_may_be_added_later() -> None:
    configure()
    policy = {
        "kind": "opt_in",
        "published_from": "2020-01-01",
        "published_to": None,
        "maintained": True,
        "cost_free_means": True,
        "covers_affiliates": True,
    }

    done = configure(choice_policy=policy)

    assert done.changes == ("choice policy opt_in added",)
    assert configure(choice_policy=policy).outcome == "same"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param({"colour": "red"}, "colour", id="unknown field"),
        pytest.param({"legal_name": ""}, "legal_name", id="empty name"),
        pytest.param({"slug": None}, "slug", id="no slug"),
        pytest.param({"reply_email": "nobody"}, "reply_email", id="no e-mail address"),
        pytest.param({"employees": -1}, "employees", id="negative head count"),
        pytest.param({"employees": "many"}, "employees", id="head count in words"),
        pytest.param({"timezone": "Pacific"}, "timezone", id="unknown zone"),
        pytest.param({"designated": "privacy@example.com"}, "designated", id="no list"),
        pytest.param({"designated": [{"kind": "email", "from": "2005-01-01"}]}, "designated[0].value", id="no value"),
        pytest.param(
            {"designated": [{"kind": "pigeon", "value": "x", "from": "2005-01-01"}]}, "designated[0].kind", id="no kind"
        ),
        pytest.param(
            {"designated": [{"kind": "email", "value": "x", "from": "2005-13-01"}]},
            "designated[0].valid_from",
            id="impossible day",
        ),
        pytest.param(
            {"designated": [{"kind": "email", "value": "x", "from": "2006-01-02", "to": "2006-01-01"}]},
            "designated[0]",
            id="ends before it begins",
        ),
        pytest.param(
            {"home_page_links": [{"wording": "x", "from": "2005-01-01"}]}, "home_page_links[0].wording", id="link"
        ),
        pytest.param(
            {"designated": [{"kind": "email", "value": " Elsewhere ", "from": "2005-01-01"}]},
            "designated[0].value",
            id="an address that is none",
        ),
        pytest.param({"same_brand_affiliates": {"1990": 2}}, "same_brand_affiliates.1990", id="year before the law"),
        pytest.param({"choice_policy": ["opt_in"]}, "choice_policy", id="policy as list"),
        pytest.param({"choice_policy": {"kind": "opt_in"}}, "choice_policy.published_from", id="policy without a day"),
    ],
)
def test_a_fault_is_named_and_nothing_is_written(changes: dict[str, object], place: str) -> None:
    with pytest.raises(RefusedError) as refused:
        configure(**changes)

    assert place in [fault.field for fault in refused.value.faults]
    assert Business.objects.count() == 0


def test_the_command_answers_one_json_line(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("configure_business", str(CASE), "--json")

    answer = json.loads(capsys.readouterr().out)
    assert answer["slug"] == "example-outfitters"
    assert answer["outcome"] == "created"
    assert answer["faults"] == []


def test_the_command_refuses_a_broken_file_with_exit_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "business.json"
    file.write_text("{", encoding="utf-8")

    with pytest.raises(SystemExit) as stopped:
        call_command("configure_business", str(file), "--json")

    assert stopped.value.code == 1
    assert json.loads(capsys.readouterr().out)["outcome"] == "refused"


def closed_year(business: Business) -> None:
    a_disclosure(a_third_party(business))
    YearClose.objects.create(
        business=business, year=REPORT_YEAR, closed_at=NOW, closed_by="kim", register_version=business.register_version
    )


def a_policy(**changes: object) -> dict[str, object]:
    return {"kind": "opt_out", "published_from": "2020-01-01", "published_to": None, **changes}


def refused(**changes: object) -> dict[str, str]:
    """Return what the file is refused for, by field."""
    with pytest.raises(RefusedError) as error:
        configure(**changes)
    return {fault.field: fault.says for fault in error.value.faults}


def test_a_file_is_one_step_of_its_own_kind() -> None:
    configure()
    configure(legal_name="Other Outfitters, Inc.", same_brand_affiliates={"2024": 3, "2025": 4})

    steps = RegisterChange.objects.order_by("number")
    assert [(step.number, step.kind) for step in steps] == [(1, "configure"), (2, "configure")]
    assert Business.objects.get().register_version == 2


def test_a_number_of_a_closed_year_asks_and_names_the_field() -> None:
    configure()
    closed_year(Business.objects.get())

    faults = refused(same_brand_affiliates={"2024": 5, "2025": 7})

    assert list(faults) == ["same_brand_affiliates.2025"]
    assert "2025 is closed" in faults["same_brand_affiliates.2025"]
    assert "--nature change or --nature correction" in faults["same_brand_affiliates.2025"]
    assert Business.objects.get().same_brand_counts.get(year=2025).number == 2
    assert not SameBrandCount.objects.filter(year=2024, number=5).exists()


def test_a_policy_that_turns_a_closed_year_asks() -> None:
    configure()
    closed_year(Business.objects.get())

    assert list(refused(choice_policy=a_policy())) == ["choice_policy"]
    assert not ChoicePolicy.objects.exists()


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(a_policy(published_from="2026-02-01"), id="too young for the year"),
        pytest.param(a_policy(published_to="2025-12-31"), id="ended before anybody asks about it"),
        pytest.param(a_policy(maintained=False), id="does not count"),
    ],
)
def test_a_policy_that_does_nothing_to_a_closed_year_asks_nothing(policy: dict[str, object]) -> None:
    configure()
    closed_year(Business.objects.get())

    assert configure(choice_policy=policy).outcome == "changed"


def test_a_policy_that_stands_in_for_one_that_counted_asks() -> None:
    configure(choice_policy=a_policy())
    closed_year(Business.objects.get())

    faults = refused(choice_policy=a_policy(published_from="2026-02-01"))

    assert list(faults) == ["choice_policy"]


def test_an_answer_to_the_question_is_kept_with_the_step() -> None:
    configure()
    closed_year(Business.objects.get())

    handling.configure_business(
        data=described(choice_policy=a_policy()), by="test", now=NOW, nature="correction", note="Found in the archive."
    )

    step = RegisterChange.objects.latest("number")
    assert (step.nature, step.years, step.note) == ("correction", [REPORT_YEAR], "Found in the archive.")


def test_the_name_of_the_business_asks_nothing() -> None:
    configure()
    closed_year(Business.objects.get())

    assert configure(legal_name="Other Outfitters, Inc.").outcome == "changed"


def test_the_command_refuses_a_closed_year_and_takes_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure()
    closed_year(Business.objects.get())
    file = tmp_path / "business.json"
    file.write_text(json.dumps(described(same_brand_affiliates={"2025": 7})), encoding="utf-8")

    with pytest.raises(SystemExit) as stopped:
        call_command("configure_business", str(file), "--json")
    told = json.loads(capsys.readouterr().out)
    call_command("configure_business", str(file), "--nature", "change", "--note", "Two were bought.", "--json")

    assert stopped.value.code == 1
    assert (told["outcome"], [fault["field"] for fault in told["faults"]]) == (
        "refused",
        ["same_brand_affiliates.2025"],
    )
    assert json.loads(capsys.readouterr().out)["outcome"] == "changed"
    step = RegisterChange.objects.latest("number")
    assert (step.nature, step.note) == ("change", "Two were bought.")
