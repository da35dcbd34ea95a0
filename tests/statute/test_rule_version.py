"""One version of the rules rules in one way: a ruling that changes needs another version."""

from requests_app.statute import RULE_VERSION
from tests.statute.fingerprint import changed, digests, kept

ADVICE = "Raise RULE_VERSION in requests_app/statute/ruling.py, then run: python -m tests.statute.fingerprint"


def test_no_ruling_changes_without_another_version_of_the_rules() -> None:
    version, before = kept()
    now = digests()
    assert (version, changed(before, now)) == (RULE_VERSION, []), ADVICE
    assert before.keys() == now.keys(), "Run: python -m tests.statute.fingerprint"


def test_a_change_is_named_by_its_sample_and_a_new_sample_is_none() -> None:
    assert changed({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "9", "d": "4"}) == ["b"]


def test_the_samples_are_of_every_answer_and_each_is_ruled_on_in_its_own_way() -> None:
    now = digests()
    assert len(now) > 300
    assert len(set(now.values())) > 200
