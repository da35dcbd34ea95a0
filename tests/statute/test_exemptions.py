"""The grounds on which no answer is required, their order, and what the resident is told."""

from collections.abc import Callable

import pytest

from requests_app.statute import FEWEST_EMPLOYEES, Ruling
from tests.statute.entries import questions

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

LINK = {"wording": "your_california_privacy_rights", "from": "2025-06-01", "to": "2026-03-01"}
EVERY_GROUND = {
    "business": {"cfipa_compliant": True, "employees": 19, "home_page_links": [LINK]},
    "requester": {
        "california_resident": False,
        "resident_when_disclosed": False,
        "purpose": "business",
        "relationship": "none",
        "earlier": [{"received": "2026-01-05", "answered": True, "verified": True}],
    },
    "channel": "phone",
}
IN_ORDER = ["(h)", "(c)(1)", "(a)", "(e)(1)", "(e)(1)", "(e)(5)", "(b)(1)(B)", "(c)(1)"]


def clauses(ruling: Ruling) -> list[str]:
    return [reason.clause for reason in ruling.reasons]


@pytest.mark.clause("(h)", "(c)(1)", "(a)", "(e)(1)", "(e)(5)", "(b)(1)(B)")
def test_all_grounds_that_hold_are_named_in_their_order(ask: Ask) -> None:
    ruling = ask(**EVERY_GROUND)
    assert ruling.answer == "not_required"
    assert clauses(ruling)[: len(IN_ORDER)] == IN_ORDER


@pytest.mark.clause("(h)", "(c)(1)", "(a)", "(e)(1)", "(e)(5)", "(b)(1)(B)")
def test_every_ground_has_a_sentence_of_its_own_for_the_resident(ask: Ask) -> None:
    said = [reason.says for reason in ask(**EVERY_GROUND).reasons[: len(IN_ORDER)]]
    assert all(says.endswith(".") for says in said)
    assert len(set(said)) == len(IN_ORDER)


def test_an_answer_not_required_lists_nothing_and_still_has_its_day(ask: Ask, row: Row) -> None:
    ruling = ask(row(address=None), business={"employees": 5, "same_brand_affiliates": 3}, at="elsewhere")
    assert (ruling.categories, ruling.recipients, ruling.same_brand_affiliates, ruling.blocked) == ((), (), None, ())
    assert ruling.as_json()["due_on"] == "2026-07-29"


@pytest.mark.clause("(c)(1)")
@pytest.mark.parametrize(("employees", "answer"), [(0, "not_required"), (19, "not_required"), (20, "disclosure")])
def test_fewer_than_twenty_employees_are_exempt(ask: Ask, row: Row, employees: int, answer: str) -> None:
    assert FEWEST_EMPLOYEES == 20
    assert ask(row(), business={"employees": employees}).answer == answer


@pytest.mark.clause("(h)")
@pytest.mark.parametrize(("compliant", "answer"), [(True, "not_required"), (False, "disclosure"), (None, "disclosure")])
def test_only_a_financial_institution_that_complies_is_outside_the_section(
    ask: Ask, row: Row, *, compliant: bool | None, answer: str
) -> None:
    assert ask(row(), business={"cfipa_compliant": compliant}).answer == answer


@pytest.mark.clause("(a)")
@pytest.mark.parametrize("channel", ["phone", "toll_free_phone"])
def test_a_call_is_no_request_where_calls_are_not_taken(ask: Ask, row: Row, channel: str) -> None:
    ruling = ask(row(), channel=channel)
    assert (ruling.answer, clauses(ruling)[0], ruling.due_on) == ("not_required", "(a)", None)


@pytest.mark.clause("(a)")
@pytest.mark.parametrize("channel", ["fax", "in_person", "web_form", "postal"])
def test_anything_in_writing_is_a_request(ask: Ask, row: Row, channel: str) -> None:
    assert ask(row(), channel=channel).answer == "disclosure"


@pytest.mark.clause("(b)(1)(B)")
@pytest.mark.parametrize(
    ("received", "answer"),
    [
        ("2025-05-31", "nothing_disclosed"),
        ("2025-06-01", "not_required"),
        ("2026-03-01", "not_required"),
        ("2026-03-02", "disclosure"),
    ],
)
def test_the_california_link_ends_the_duty_on_the_days_it_stood(ask: Ask, row: Row, received: str, answer: str) -> None:
    assert ask(row(), business={"home_page_links": [LINK]}, at="elsewhere", received=received).answer == answer


@pytest.mark.clause("(b)(1)(B)")
@pytest.mark.parametrize(
    "request_",
    [{}, {"at": "elsewhere", "reached_designated": "2026-03-09"}, {"channel": "web_form"}],
)
def test_the_california_link_ends_no_duty_at_a_designated_address(
    ask: Ask, row: Row, request_: dict[str, object]
) -> None:
    assert ask(row(), business={"home_page_links": [LINK]}, **request_).answer == "disclosure"


@pytest.mark.clause("(b)(1)(B)")
def test_the_shorter_words_end_no_duty(ask: Ask, row: Row) -> None:
    shorter = LINK | {"wording": "your_privacy_rights"}
    assert ask(row(), business={"home_page_links": [shorter]}, at="elsewhere").answer == "disclosure"


@pytest.mark.clause("(b)(1)(B)")
def test_a_link_without_a_designated_address_is_a_question_for_a_person(ask: Ask, row: Row) -> None:
    ruling = ask(business={"home_page_links": [LINK], "designated": []})
    assert ruling.answer == "not_required"
    assert any(question.startswith("(b)(1)(B)") for question in ruling.for_review)
    assert ask(business={"home_page_links": [LINK]}, at="elsewhere").for_review == ()
    assert questions(ask(row(), business={"designated": []})) == ()


@pytest.mark.clause("(c)(1)")
@pytest.mark.parametrize(
    ("earlier", "answer"),
    [
        ({"received": "2026-02-28", "answered": True, "verified": True}, "not_required"),
        ({"received": "2026-03-01", "answered": True, "verified": True}, "not_required"),
        ({"received": "2026-01-01T08:00:00Z", "answered": True, "verified": True}, "not_required"),
        ({"received": "2026-01-01T07:59:59Z", "answered": True, "verified": True}, "disclosure"),
        ({"received": "2025-12-31", "answered": True, "verified": True}, "disclosure"),
        ({"received": "2026-02-28", "answered": False, "verified": True}, "disclosure"),
        ({"received": "2026-02-28", "answered": True, "verified": False}, "disclosure"),
        ({"received": "2026-03-02", "answered": True, "verified": True}, "disclosure"),
    ],
)
def test_only_an_answered_and_verified_request_uses_up_its_calendar_year(
    ask: Ask, row: Row, earlier: dict[str, object], answer: str
) -> None:
    assert ask(row(), requester={"earlier": [earlier]}).answer == answer


@pytest.mark.clause("(c)(1)")
@pytest.mark.parametrize(
    ("change", "asked"),
    [({}, True), ({"received": "2025-02-28"}, False), ({"answered": False}, False), ({"verified": True}, False)],
)
def test_an_unverified_earlier_request_of_the_year_is_a_question_for_a_person(
    ask: Ask, *, change: dict[str, object], asked: bool
) -> None:
    earlier = {"received": "2026-02-28", "answered": True, "verified": False} | change
    assert any(each.startswith("(c)(1)") for each in ask(requester={"earlier": [earlier]}).for_review) is asked


@pytest.mark.clause("(c)(1)")
def test_whoever_was_answered_is_told_from_when_to_ask_again(ask: Ask) -> None:
    earlier = {"received": "2026-02-28", "answered": True, "verified": True}
    assert "from January 1, 2027." in ask(requester={"earlier": [earlier]}).reasons[0].says


@pytest.mark.clause("(b)(1)(B)")
@pytest.mark.parametrize("channel", ["postal", "phone"])
def test_what_reached_a_designated_address_later_is_not_misdirected(ask: Ask, channel: str) -> None:
    link = {"wording": "your_california_privacy_rights", "from": "2005-01-01"}
    ruling = ask(business={"home_page_links": [link]}, channel=channel, at="elsewhere", reached_designated="2026-03-10")
    assert "(b)(1)(B)" not in [each.clause for each in ruling.reasons]


@pytest.mark.clause("(c)(1)")
def test_a_later_request_raises_no_question_about_an_earlier_one(ask: Ask) -> None:
    later = {"received": "2026-05-01", "answered": True, "verified": False}
    assert [each for each in ask(requester={"earlier": [later]}).for_review if each.startswith("(c)(1)")] == []


@pytest.mark.clause("(c)(1)")
@pytest.mark.parametrize(("day", "asks"), [("2026-02-28", True), ("2026-03-01", True), ("2026-03-02", False)])
def test_an_earlier_request_of_the_same_day_is_earlier(ask: Ask, day: str, asks: bool) -> None:
    ruling = ask(requester={"earlier": [{"received": day, "answered": True, "verified": False}]})
    assert any(entry.startswith("(c)(1)") for entry in ruling.for_review) is asks


@pytest.mark.clause("(d)", "(c)(2)")
def test_each_claimed_exclusion_is_asked_about_whatever_follows(ask: Ask, row: Row) -> None:
    claims = [
        row(name, exclusion={"clause": "(d)(1)(C)", "conditions": {}}, use=use)
        for name, use in (("First Co", "direct_marketing"), ("Second Co", "unknown"), ("Third Co", "direct_marketing"))
    ]
    policy = {"kind": "opt_out", "published_from": "2024-12-31", "maintained": True, "cost_free_means": True}
    policy |= {"published_to": None, "covers_affiliates": True}
    for business in ({}, {"choice_policy": policy}):
        asked = " ".join(ask(*claims, business=business).for_review)
        assert all(name in asked for name in ("First Co", "Second Co", "Third Co"))
