"""Malformed fact patterns: one line each, naming the field, while the run goes on."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from requests_app.statute.lines import answer
from requests_app.statute.values import LONGEST_TEXT

RECIPIENT: dict[str, object] = {"name": "Sierra Seed Co.", "relation": "unaffiliated"}
POLICY: dict[str, object] = {
    "kind": "opt_in",
    "published_from": "2020-01-01",
    "maintained": True,
    "cost_free_means": True,
    "covers_affiliates": True,
}
LINK: dict[str, object] = {"wording": "your_privacy_rights", "from": "2020-01-01"}
CONTACT: dict[str, object] = {"kind": "email", "value": "privacy@example.com", "from": "2020-01-01"}
EARLIER: dict[str, object] = {"received": "2026-01-01", "answered": True, "verified": True}
CLAIM: dict[str, object] = {"clause": "(d)(5)", "conditions": {"necessary_to_program": True}}
TOO_LONG = "x" * (LONGEST_TEXT + 1)
NOT_UTF8 = "\udcff"

REQUEST_VALUES = [
    ("received", None),
    ("received", 20260301),
    ("received", "2026-3-1"),
    ("received", "20260301"),
    ("received", "2026-W10-1"),
    ("received", "2026-02-29"),
    ("received", "2026-03-01T10:00:00"),
    ("received", "2026-03-01 10:00:00Z"),
    ("received", "2026-03-01T24:00:00Z"),
    ("received", "2026-03-01T10:00:00+25:00"),
    ("received", "2004-12-31"),
    ("received", "2200-01-01"),
    ("received", "\u0662\u0660\u0662\u0666-\u0660\u0663-\u0660\u0661"),
    ("channel", None),
    ("channel", "telepathy"),
    ("channel", "EMAIL"),
    ("channel", ["email"]),
    ("channel", True),
    ("at", 5),
    ("at", TOO_LONG),
    ("at", NOT_UTF8),
    ("at", ["elsewhere"]),
    ("reached_designated", "2026-02-28"),
    ("reached_designated", "2026-03-01T10:00:00Z"),
    ("reached_designated", "2026-02-31"),
    ("reached_designated", False),
    ("colour", "red"),
    ("größe", 1),
]
BUSINESS_VALUES = [
    ("employees", -1),
    ("employees", 2.5),
    ("employees", 20.0),
    ("employees", "20"),
    ("employees", True),
    ("employees", None),
    ("employees", float("nan")),
    ("employees", float("inf")),
    ("employees", 10**400),
    ("cfipa_compliant", "yes"),
    ("cfipa_compliant", 1),
    ("designated", None),
    ("designated", CONTACT),
    ("designated", ["privacy@example.com"]),
    ("web_form_is_designated", None),
    ("web_form_is_designated", 0),
    ("home_page_links", {}),
    ("choice_policy", []),
    ("choice_policy", "opt_in"),
    ("same_brand_affiliates", -3),
    ("same_brand_affiliates", None),
    ("same_brand_affiliate", 3),
]
CONTACT_VALUES = [
    ("kind", "web_form"),
    ("kind", None),
    ("value", None),
    ("value", TOO_LONG),
    ("value", " "),
    ("value", " Elsewhere "),
    ("from", None),
    ("from", "2004-12-31"),
    ("to", "yesterday"),
    ("to", "2200-01-01"),
    ("until", "2026-01-01"),
]
LINK_VALUES = [("wording", "Your Privacy Rights"), ("from", 2020), ("to", "2026-13-01"), ("url", "/rights")]
POLICY_VALUES = [
    ("kind", "opt_maybe"),
    ("published_from", None),
    ("published_to", "never"),
    ("maintained", "true"),
    ("cost_free_means", None),
    ("covers_affiliates", 1),
    ("url", "/policy"),
]
REQUESTER_VALUES = [
    ("california_resident", "yes"),
    ("resident_when_disclosed", 0),
    ("purpose", "family"),
    ("purpose", None),
    ("relationship", "friend"),
    ("last_purchase", "last spring"),
    ("last_purchase", "1999-01-01"),
    ("earlier", {}),
    ("earlier", ["2026-01-01"]),
    ("represented", None),
    ("age", 40),
]
EARLIER_VALUES = [("received", "2026"), ("answered", None), ("verified", "no"), ("id", "A")]
DISCLOSURE_VALUES: list[tuple[str, object]] = [
    ("recipient", None),
    ("recipient", "Sierra Seed Co."),
    ("year", "2025"),
    ("year", 2025.0),
    ("year", 25),
    ("year", 12025),
    ("year", None),
    ("categories", "email"),
    ("categories", ["shoe_size"]),
    ("categories", [None]),
    ("derived_from", ["Religion"]),
    ("derived_from", None),
    ("inferable", "no"),
    ("use", "spam"),
    ("use", None),
    ("knowledge", "guesses"),
    ("exclusion", "(d)(5)"),
    ("exclusion", {}),
    ("unreported_data", ["IP address", 4]),
    ("unreported_data", "IP address"),
    ("unreported_data", [TOO_LONG]),
    ("category", "email"),
]
RECIPIENT_VALUES = [
    ("name", None),
    ("name", 7),
    ("name", ""),
    ("name", " \u2003\t"),
    ("name", TOO_LONG),
    ("address", ["1 Main St"]),
    ("relation", "partner"),
    ("nature_clear", None),
    ("products", "seeds"),
    ("products", [1]),
    ("products_known", "no"),
    ("brand", "Sierra"),
]
CLAIM_VALUES = [
    ("clause", "(d)(6)"),
    ("clause", None),
    ("conditions", ["necessary_to_program"]),
    ("conditions", {"necessary": True}),
    ("conditions", {"necessary_to_program": None}),
    ("because", "agreed"),
]


def written(**parts: object) -> str:
    valid: dict[str, object] = {"id": "T", "request": {"received": "2026-03-01", "channel": "email"}}
    return json.dumps(valid | parts)


def in_request(field: str, value: object) -> str:
    return written(request={"received": "2026-03-01", "channel": "email"} | {field: value})


def in_business(field: str, value: object) -> str:
    return written(business={field: value})


def in_disclosure(field: str, value: object) -> str:
    return written(disclosures=[{"recipient": RECIPIENT, "year": 2025} | {field: value}])


MALFORMED = [
    *((f"request.{field}", in_request(field, value)) for field, value in REQUEST_VALUES),
    *((f"business.{field}", in_business(field, value)) for field, value in BUSINESS_VALUES),
    *(
        (f"designated[0].{field}", in_business("designated", [CONTACT | {field: value}]))
        for field, value in CONTACT_VALUES
    ),
    *(
        (f"home_page_links[0].{field}", in_business("home_page_links", [LINK | {field: value}]))
        for field, value in LINK_VALUES
    ),
    *(
        (f"choice_policy.{field}", in_business("choice_policy", POLICY | {field: value}))
        for field, value in POLICY_VALUES
    ),
    *((f"requester.{field}", written(requester={field: value})) for field, value in REQUESTER_VALUES),
    *(
        (f"earlier[0].{field}", written(requester={"earlier": [EARLIER | {field: value}]}))
        for field, value in EARLIER_VALUES
    ),
    *((f"disclosures[0].{field}", in_disclosure(field, value)) for field, value in DISCLOSURE_VALUES),
    *(
        (f"recipient.{field}", in_disclosure("recipient", RECIPIENT | {field: value}))
        for field, value in RECIPIENT_VALUES
    ),
    *((f"exclusion.{field}", in_disclosure("exclusion", CLAIM | {field: value})) for field, value in CLAIM_VALUES),
]
REQUIRED = [
    *(
        (f"designated[0].{field}", in_business("designated", [{k: v for k, v in CONTACT.items() if k != field}]))
        for field in CONTACT
    ),
    *(
        (f"home_page_links[0].{field}", in_business("home_page_links", [{k: v for k, v in LINK.items() if k != field}]))
        for field in LINK
    ),
    *(
        (f"choice_policy.{field}", in_business("choice_policy", {k: v for k, v in POLICY.items() if k != field}))
        for field in POLICY
    ),
    *(
        (f"earlier[0].{field}", written(requester={"earlier": [{k: v for k, v in EARLIER.items() if k != field}]}))
        for field in EARLIER
    ),
    *(
        (f"recipient.{field}", in_disclosure("recipient", {k: v for k, v in RECIPIENT.items() if k != field}))
        for field in RECIPIENT
    ),
    ("disclosures[0].recipient", written(disclosures=[{"year": 2025}])),
    ("disclosures[0].year", written(disclosures=[{"recipient": RECIPIENT}])),
    ("request.received", written(request={"channel": "email"})),
    ("request.channel", written(request={"received": "2026-03-01"})),
    ("request.received", '{"id": "T"}'),
    ("request", written(request=None)),
    ("business", written(business=None)),
    ("requester", written(requester=[])),
    ("disclosures", written(disclosures=None)),
    ("notes", written(notes="none")),
]


@pytest.mark.parametrize(("field", "line"), MALFORMED + REQUIRED)
def test_the_error_names_the_field_and_what_was_expected(field: str, line: str) -> None:
    found = answer(line.encode("utf-8", "surrogateescape"))
    assert found.keys() == {"id", "error"}
    assert found["id"] == "T"
    assert field in str(found["error"]).partition(": ")[0]
    assert "expected" in str(found["error"])


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (
            in_disclosure("recipient", RECIPIENT | {"name": " "}),
            "disclosures[0].recipient.name: expected a string that is not blank, found  ",
        ),
        (
            in_business("designated", [CONTACT | {"value": "Elsewhere "}]),
            "business.designated[0].value: expected an address or a number, found Elsewhere ",
        ),
    ],
)
def test_what_names_nothing_is_refused(line: str, error: str) -> None:
    assert answer(line.encode()) == {"id": "T", "error": error}


def test_there_are_at_least_one_hundred_malformed_patterns() -> None:
    assert len(MALFORMED) >= 100


def test_the_run_goes_on_and_ends_with_one(run: Callable[..., Any]) -> None:
    lines = [line for _, line in MALFORMED + REQUIRED]
    mixed = "\n".join(f"{line}\n\n{written(id=f'valid {place}')}" for place, line in enumerate(lines))
    ran = run("-", given=mixed.encode("utf-8", "surrogateescape"))
    found = [json.loads(line) for line in ran.stdout.decode("utf-8").splitlines()]
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ["error" in each for each in found] == [True, False] * len(lines)
    assert [each["id"] for each in found[1::2]] == [f"valid {place}" for place in range(len(lines))]
