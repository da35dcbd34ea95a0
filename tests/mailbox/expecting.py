"""What the manifest of the given mails expects, compared with what the program says of one."""

from typing import Any

from tests.mailbox.reading import Json

OUTCOMES = {"review_or_request": {"review", "request"}, "request_or_review": {"review", "request"}}
WITHOUT_STORE = {"duplicate": {"request"}}
"""Each FILE is judged against the database alone: nothing in it tells that the message came before."""
SAME = {
    "received_date": "received_on",
    "due_date": "due_on",
    "covered_year": "report_year",
    "ack": "acknowledge",
    "name": "name",
    "name_literal": "name",
    "customer_name": "name",
    "email": "email",
    "requester_email": "email",
    "correspondent": "email",
    "reference": "reference",
}
"""The manifest's words, and the fields that tell the same."""
NAMED = ("reason", "flag", "suggested")


def check(answer: Json, expect: dict[str, Any], *, is_stored: bool = False) -> None:
    """Compare an answer with what the manifest expects of reading; what was sent and kept is looked at elsewhere."""
    outcome = expect["outcome"]
    wanted = OUTCOMES.get(outcome, {outcome})
    assert answer["outcome"] in (wanted if is_stored else WITHOUT_STORE.get(outcome, wanted))
    assert answer["why"]
    told = {word: answer[field] for word, field in SAME.items() if word in expect}
    assert told == {word: expect[word] for word in told}
    if "channel" in expect:
        assert answer["designated"] is (expect["channel"] == "designated e-mail")
    if "due_date_latest" in expect:
        assert answer["received_on"] < answer["due_on"] <= expect["due_date_latest"]
    kept = [each["name"] for each in answer["attachments"] if each["kept"]]
    assert kept == expect.get("attachments", [expect["attachment"]] if "attachment" in expect else kept)
    assert {expect[word] for word in NAMED if word in expect} <= {*answer["flags"]}
    assert not answer["acknowledge"] or (expect.get("outgoing") != 0 and expect.get("ack_to_employee") is not False)
    assert answer["email"] not in expect.get("never_sent_to", [])
    assert expect.get("forwarded_by", "") in answer["why"]
