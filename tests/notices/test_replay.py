"""Past notices are ruled on again: silence while the rules are the same, and every difference named."""

import json

import pytest
from django.core.management import call_command

from requests_app import handling, tasks
from requests_app.notices.models import Notice
from requests_app.notices.replay import differences
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

    assert f"1 notices ruled on again by version {RULE_VERSION}: 0 would differ." in capsys.readouterr().err


def test_a_ruling_that_would_be_another_now_is_named(notice: Notice, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {**notice.ruling, "due_on": "2026-07-01"}
    Notice.objects.update(ruling=kept)

    with pytest.raises(SystemExit) as stopped:
        call_command("replay_rulings", "--json")

    assert stopped.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert told["reference"] == notice.disclosure_request.reference
    assert told["fields"] == {"due_on": {"was": "2026-07-01", "now": "2026-06-03"}}


def test_facts_that_are_no_longer_taken_are_named(notice: Notice) -> None:
    Notice.objects.update(facts={**notice.facts, "colour": "red"})

    (difference,) = differences()

    assert "colour" in str(difference.fields["facts"])
