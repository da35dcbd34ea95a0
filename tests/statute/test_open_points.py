"""A reading of the open statute is told where it decided the ruling, once, and nowhere else."""

from collections.abc import Callable

import pytest

from requests_app.statute import Ruling, is_reading
from tests.statute.entries import readings, told

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

TOLL_FREE = {"kind": "toll_free_phone", "value": "800 555 0142", "from": "2005-01-01"}
FAX = {"kind": "fax", "value": "916 555 0187", "from": "2005-01-01"}
LINK = {"wording": "your_california_privacy_rights", "from": "2020-01-01"}
POLICY = {
    "kind": "opt_out",
    "published_from": "2020-01-01",
    "maintained": True,
    "cost_free_means": True,
    "covers_affiliates": True,
}
WORKING_DAY = {"received": "2026-03-02"}
"""Its 30th day is a Wednesday, its 150th a Thursday."""
CONSERVATIVE = "conservative reading"


def earlier(received: str, *, answered: bool = True, verified: bool = True) -> dict[str, object]:
    return {"earlier": [{"received": received, "answered": answered, "verified": verified}]}


def test_a_plain_case_tells_no_reading(ask: Ask, row: Row) -> None:
    plain = ask(row(), requester={"california_resident": True}, **WORKING_DAY)
    assert plain.for_review == ()
    assert not any(CONSERVATIVE in reason.because for reason in plain.reasons)


@pytest.mark.clause("(e)(1)")
@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (True, False, ["(e)(1)"]),
        (None, True, ["(e)(1)"]),
        (True, True, []),
        (True, None, []),
        (None, None, []),
        (False, True, []),
        (None, False, []),
    ],
)
def test_residence_on_one_of_the_two_days_alone_is_a_reading(
    ask: Ask, row: Row, now: bool | None, then: bool | None, expected: list[str]
) -> None:
    requester = {"california_resident": now, "resident_when_disclosed": then}
    assert told(ask(row(), requester=requester, **WORKING_DAY)) == expected


@pytest.mark.clause("(e)(1)")
@pytest.mark.parametrize(
    ("now", "then", "marked"), [(None, None, 1), (None, True, 0), (True, None, 0), (False, None, 0)]
)
def test_silence_on_residence_is_a_reason(ask: Ask, row: Row, now: bool | None, then: bool | None, marked: int) -> None:
    ruling = ask(row(), requester={"california_resident": now, "resident_when_disclosed": then})
    reasons = [each for each in ruling.reasons if each.clause == "(e)(1)"]
    assert len([each for each in reasons if each.because.endswith("(conservative reading).")]) == marked
    assert not any(each.clause == "(e)(1)" for each in ask(business={"employees": 5}).reasons)


@pytest.mark.clause("(c)(1)")
@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (earlier("2026-02-01", answered=False), ["(c)(1) not answered uses up"]),
        (earlier("2026-03-02", answered=False), ["(c)(1) not answered uses up"]),
        (earlier("2026-02-01", answered=False, verified=False), []),
        (earlier("2025-11-01", answered=False), []),
        (earlier("2026-03-03", answered=False), []),
        (earlier("2025-12-31"), ["(c)(1) uses up"]),
        (earlier("2025-08-04"), ["(c)(1) uses up"]),
        (earlier("2025-08-03"), []),
        (earlier("2025-12-31", verified=False), []),
        (earlier("2025-12-31", answered=False), []),
        (earlier("2024-12-31"), []),
    ],
)
def test_an_earlier_request_that_may_use_up_the_year_is_a_reading(
    ask: Ask, row: Row, before: dict[str, object], expected: list[str]
) -> None:
    ruling = ask(row(), requester=before, **WORKING_DAY)
    assert ruling.answer == "disclosure"
    assert told(ruling) == expected


@pytest.mark.clause("(e)(1)")
@pytest.mark.parametrize(
    ("now", "then", "known"),
    [
        (True, False, "the requester lives there now and did not then"),
        (None, True, "the requester lived there then and says nothing of now"),
    ],
)
def test_the_reading_on_residence_says_what_is_known(
    ask: Ask, row: Row, now: bool | None, then: bool, known: str
) -> None:
    requester = {"california_resident": now, "resident_when_disclosed": then}
    (entry,) = readings(ask(row(), requester=requester, **WORKING_DAY))
    assert f"so the request is answered: {known}. A person may decline it." in entry


@pytest.mark.clause("(c)(1)")
def test_the_request_that_waits_is_one_of_the_year_verified_and_unanswered(ask: Ask, row: Row) -> None:
    others = (("2025-11-01", True), ("2026-01-05", False), ("2026-02-03", True), ("2026-02-10", True))
    requests = [{"received": day, "answered": False, "verified": verified} for day, verified in others]
    (entry,) = readings(ask(row(), requester={"earlier": requests}, **WORKING_DAY))
    assert "beside that of 2026-02-03" in entry


@pytest.mark.clause("(c)(1)")
def test_the_readings_on_the_year_name_the_earlier_requests_they_are_about(ask: Ask, row: Row) -> None:
    def several(*days: str, answered: bool) -> dict[str, object]:
        return {"earlier": [{"received": day, "answered": answered, "verified": True} for day in days]}

    unanswered = several("2026-02-03", "2026-02-01", answered=False)
    (waiting,) = readings(ask(row(), requester=unanswered, **WORKING_DAY))
    assert "beside that of 2026-02-01" in waiting
    (answered,) = readings(ask(row(), requester=several("2025-12-31", "2025-12-30", answered=True), **WORKING_DAY))
    assert "so the request of 2025-12-31 leaves 2026 free" in answered


@pytest.mark.clause("(b)(1)", "(b)(1)(B)")
@pytest.mark.parametrize(
    ("request_", "business", "expected"),
    [
        ({"channel": "web_form"}, {}, ["(b)(1) web form"]),
        ({"channel": "web_form"}, {"home_page_links": [LINK]}, ["(b)(1) web form"]),
        ({"channel": "web_form", "at": "elsewhere"}, {}, []),
        ({"channel": "web_form"}, {"web_form_is_designated": False}, []),
        ({"at": "elsewhere", "reached_designated": "2026-03-10"}, {}, ["(b)(1) reached"]),
        ({"at": "elsewhere", "reached_designated": "2026-06-29"}, {}, ["(b)(1) reached"]),
        ({"at": "elsewhere", "reached_designated": "2026-06-30"}, {}, []),
        ({"at": "elsewhere", "reached_designated": "2026-07-20"}, {}, []),
        ({"at": "elsewhere", "reached_designated": "2026-07-20"}, {"home_page_links": [LINK]}, ["(b)(1) reached"]),
        ({"at": "elsewhere"}, {}, []),
        ({"channel": "phone"}, {"designated": [TOLL_FREE]}, ["(b)(1) call"]),
        ({"channel": "toll_free_phone", "at": "800 555 0000"}, {"designated": [TOLL_FREE]}, ["(b)(1) call"]),
        ({"channel": "toll_free_phone"}, {"designated": [TOLL_FREE]}, []),
        ({"channel": "phone"}, {}, []),
        ({"channel": "fax"}, {}, ["(b)(1) fax"]),
        ({"channel": "fax"}, {"designated": [FAX]}, []),
        ({"channel": "in_person"}, {}, ["(b)(1) in person"]),
        ({"channel": "in_person"}, {"home_page_links": [LINK]}, []),
    ],
)
def test_where_it_came_in_is_a_reading_only_if_another_would_move_the_day_or_the_duty(
    ask: Ask, row: Row, request_: dict[str, object], business: dict[str, object], expected: list[str]
) -> None:
    found = told(ask(row(), business=business, **(WORKING_DAY | request_)))
    assert [each for each in found if "holiday" not in each] == expected


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(
    ("received", "named", "next_"),
    [
        ("2026-03-01", "2026-03-31, Cesar Chavez Day", "2026-04-01"),
        ("2026-03-05", "2026-04-04, a Saturday", "2026-04-06"),
        ("2026-03-06", "2026-04-05, a Sunday", "2026-04-06"),
        ("2026-12-02", "2027-01-01, New Year's Day", "2027-01-04"),
        ("2026-06-04", "2026-07-04, a Saturday", "2026-07-06"),
        ("2027-06-05", "2027-07-05, the day off for Independence Day", "2027-07-06"),
    ],
)
def test_a_last_day_of_rest_is_not_moved_and_the_entry_names_it(
    ask: Ask, row: Row, received: str, named: str, next_: str
) -> None:
    (entry,) = [each for each in readings(ask(row(), received=received)) if "holiday" in each]
    assert f"so the answer is due on {named}. A person may plan on nothing later; a court may still " in entry
    assert entry.endswith(f"find {next_} in time.")
    assert CONSERVATIVE in entry


@pytest.mark.clause("(b)(1)")
def test_a_day_that_binds_nobody_is_no_reading(ask: Ask, row: Row) -> None:
    for not_owed in ({"employees": 5}, {"cfipa_compliant": True}):
        assert readings(ask(row(), business=not_owed, channel="web_form", received="2026-12-05")) == ()


@pytest.mark.clause("(a)", "(a)(1)")
@pytest.mark.parametrize(("received", "expected"), [("2026-12-01", []), ("2026-12-02", ["(a) year told"])])
def test_the_year_told_is_a_reading_where_the_days_run_into_the_next(
    ask: Ask, row: Row, received: str, expected: list[str]
) -> None:
    found = told(ask(row(), received=received))
    assert [each for each in found if "year told" in each] == expected


@pytest.mark.clause("(c)(2)")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"published_from": "2025-01-02"}, ["(c)(2)"]),
        ({"published_from": "2026-03-02"}, ["(c)(2)"]),
        ({"published_from": "2026-03-03"}, []),
        ({"published_from": "2025-01-01"}, []),
        ({"published_from": "2025-01-02", "maintained": False}, []),
        ({"maintained": False}, []),
    ],
)
def test_the_age_of_a_choice_policy_is_a_reading_only_if_nothing_else_is_lacking(
    ask: Ask, row: Row, change: dict[str, object], expected: list[str]
) -> None:
    assert told(ask(row(), business={"choice_policy": POLICY | change}, **WORKING_DAY)) == expected


@pytest.mark.clause("(e)(1)", "(e)(5)", "(c)(1)")
@pytest.mark.parametrize(
    "requester",
    [
        {"california_resident": False},
        {"purpose": "mixed"},
        {"relationship": "unknown"},
        {"relationship": "ended"},
        earlier("2026-02-01", verified=False),
    ],
)
def test_whether_this_is_a_customer_is_asked_only_where_an_answer_is_owed(
    ask: Ask, row: Row, requester: dict[str, object]
) -> None:
    (asked,) = ask(row(), requester=requester, **WORKING_DAY).for_review
    assert "?" in asked
    assert CONSERVATIVE in asked
    assert ask(row(), requester=requester, business={"employees": 5}, **WORKING_DAY).for_review == ()


@pytest.mark.clause("(a)")
def test_the_authority_of_an_agent_is_asked_for_by_the_conservative_reading_whatever_the_answer(
    ask: Ask, row: Row
) -> None:
    for business in ({}, {"employees": 5}):
        (asked,) = ask(row(), requester={"represented": True}, business=business, **WORKING_DAY).for_review
        assert "By the conservative reading it is asked for while the days run." in asked


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("(b)(1) Open in the statute: whether", True),
        ("(b)(1) Is this Open in the statute: a name?", False),
        ("Open in the statute: whether", False),
    ],
)
def test_a_reading_is_told_apart_from_a_question_by_how_it_begins(entry: str, expected: bool) -> None:
    assert is_reading(entry) is expected


@pytest.mark.clause("(c)(1)", "(h)", "(a)")
@pytest.mark.parametrize(
    ("business", "requester"),
    [({"employees": 5}, {}), ({"cfipa_compliant": True}, {}), ({}, earlier("2026-01-02"))],
)
def test_no_reading_is_claimed_in_the_reasons_of_a_ruling_it_did_not_decide(
    ask: Ask, row: Row, business: dict[str, object], requester: dict[str, object]
) -> None:
    for received in ("2026-03-02", "2026-12-03"):
        ruling = ask(row(), business=business, requester=requester, received=received)
        assert ruling.answer == "not_required"
        assert not [each.because for each in ruling.reasons if CONSERVATIVE in each.because and each.clause != "(b)(1)"]


@pytest.mark.clause("(a)")
@pytest.mark.parametrize("use", ["direct_marketing", "resale"])
def test_in_which_order_rows_stand_tells_no_reading(ask: Ask, row: Row, use: str) -> None:
    doubtful = row("X Co", use=use, knowledge="does_not_know")
    rows = [doubtful, row("Y Co"), row("X Co", use=use)]
    assert ask(*rows).for_review == ask(*reversed(rows)).for_review
    assert not any("X Co" in entry for entry in readings(ask(*rows)))
