"""Past notices are ruled on again: silence while the rules are the same, and every difference named."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from requests_app import handling, tasks
from requests_app.notices.models import Basis, Notice
from requests_app.notices.replay import differences, differences_of_waiting
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import RULE_VERSION
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice() -> Notice:
    business = a_business()
    a_register(business)
    request = a_request(business)
    handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=a_reviewer(), now=NOW)
    tasks.issue_notice(request.pk)
    return Notice.objects.get()


def test_a_notice_keeps_the_facts_and_the_version_of_the_rules(notice: Notice) -> None:
    assert notice.rule_version == RULE_VERSION
    assert {row["recipient"]["name"] for row in notice.facts["disclosures"]} == {
        "Blue Horizon LLC",
        "Quiet Hosting Inc.",
        "Sierra Seed Catalog Co.",
    }
    assert "Ana" not in json.dumps(notice.facts)


def test_the_same_rules_answer_the_same(notice: Notice, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(differences()) == []

    call_command("replay_rulings")

    told = capsys.readouterr().err
    assert f"1 notices and 0 decided requests without one ruled on again by version {RULE_VERSION}: 0 would" in told


def test_a_ruling_that_would_be_another_now_is_named(notice: Notice, capsys: pytest.CaptureFixture[str]) -> None:
    Basis.objects.update(ruling={**notice.basis.ruling, "due_on": "2026-07-01"})

    with pytest.raises(SystemExit) as stopped:
        call_command("replay_rulings", "--json")

    assert stopped.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert told["reference"] == notice.disclosure_request.reference
    assert told["fields"] == {"due_on": {"was": "2026-07-01", "now": "2026-06-03"}}


def test_facts_that_are_no_longer_taken_are_named(notice: Notice) -> None:
    Basis.objects.update(facts={**notice.basis.facts, "colour": "red"})

    (difference,) = differences()

    assert "colour" in str(difference.fields["facts"])


def test_a_sentence_the_resident_would_read_otherwise_is_named_though_the_ruling_is_the_same(notice: Notice) -> None:
    statement = notice.basis.statement
    statement["says"][0] = "We used to say this."
    Basis.objects.update(statement=statement)

    (difference,) = differences()

    assert list(difference.fields) == ["says"]
    assert difference.fields["says"][0] == statement["says"]
    assert str(difference.fields["says"][1]).startswith("['In 2025 we shared personal information")


def test_the_reviewers_own_words_are_no_difference() -> None:
    business = a_business()
    request = a_request(business)
    decline(request)
    tasks.issue_notice(request.pk)

    assert list(differences()) == []
    assert Notice.objects.count() == 1


def decline(request: DisclosureRequest) -> None:
    handling.decline(
        disclosure_request_id=request.pk,
        clause="(e)(1)",
        because="You told us that you live in Nevada.",
        seen_version=request.version,
        by=a_reviewer(),
        now=NOW,
    )


def test_a_decided_request_without_a_notice_is_ruled_on_again_for_its_days(capsys: pytest.CaptureFixture[str]) -> None:
    request = a_request(a_business())
    decline(request)
    assert list(differences_of_waiting()) == []
    DisclosureRequest.objects.update(due_on=date(2026, 7, 1), report_year=2024)

    with pytest.raises(SystemExit):
        call_command("replay_rulings")

    told = capsys.readouterr()
    assert told.out.splitlines() == [
        f"{request.reference} (no notice yet)",
        "  due_on: 2026-07-01 -> 2026-06-03",
        "  report_year: 2024 -> 2025",
    ]
    assert "0 notices and 1 decided requests without one" in told.err


def test_an_open_request_is_left_to_its_reviewer() -> None:
    a_request(a_business())
    DisclosureRequest.objects.update(due_on=date(2026, 7, 1))

    assert list(differences_of_waiting()) == []
