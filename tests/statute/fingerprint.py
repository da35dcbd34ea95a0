"""What the rules say of many samples, as one short digest each, kept with the version of the rules.

    python -m tests.statute.fingerprint

Writes `rulings.json` anew after `RULE_VERSION` was raised, and refuses to while a ruling has changed under the version
that is written there: a notice keeps its version, so one version must rule in one way.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from requests_app.statute import RULE_VERSION, facts_from_json, rule_on
from requests_app.statute.lines import answer

KEPT = Path(__file__).with_name("rulings.json")
CASES = Path(__file__).parents[1] / "cases" / "law" / "cases.jsonl"
FEWEST_LETTERS = 16

Facts = dict[str, Any]  # a JSON object
Digests = dict[str, str]

RECEIVED = ("2026-03-02", "2026-12-05")
CONTACTS = (
    {"kind": "email", "value": "privacy@example.com", "from": "2005-01-01"},
    {"kind": "toll_free_phone", "value": "800 555 0142", "from": "2005-01-01"},
)
LINKS: tuple[list[Facts], ...] = ([], [{"wording": "your_california_privacy_rights", "from": "2020-01-01"}])
CHANNELS = ("email", "postal", "fax", "toll_free_phone", "phone", "web_form", "in_person")
USES = (
    *("direct_marketing", "resale", "charity", "politics", "account_purchase", "single_transaction"),
    *("digital_advertising", "none", "unknown"),
)
KNOWLEDGE = ("knows", "should_know", "does_not_know")
RELATIONS = ("unaffiliated", "affiliate", "same_brand_affiliate")
POLICY = {
    "kind": "opt_out",
    "published_from": "2020-01-01",
    "maintained": True,
    "cost_free_means": True,
    "covers_affiliates": True,
}
POLICIES: tuple[Facts, ...] = (
    {},
    {"kind": "opt_in"},
    {"published_from": "2025-01-02"},
    {"published_to": "2026-02-01"},
    {"maintained": False},
    {"cost_free_means": False},
    {"covers_affiliates": False},
)
REQUESTERS: tuple[Facts, ...] = (
    *({"california_resident": now, "resident_when_disclosed": then} for now in (True, False) for then in (True, False)),
    *({"california_resident": None, "resident_when_disclosed": then} for then in (True, False)),
    {"california_resident": False},
    *({"purpose": purpose} for purpose in ("business", "mixed")),
    *({"relationship": word} for word in ("ended", "one_purchase", "none", "unknown")),
    *(
        {"relationship": word, "last_purchase": day}
        for word in ("ended", "one_purchase")
        for day in ("2024-01-01", "2025-12-01", "2027-01-01")
    ),
    *(
        {"earlier": [{"received": day, "answered": answered, "verified": verified}]}
        for day in ("2025-12-30", "2026-01-10")
        for answered in (True, False)
        for verified in (True, False)
    ),
    {"represented": True},
)
BUSINESSES: tuple[Facts, ...] = ({"employees": 19}, {"employees": 20}, {"cfipa_compliant": True}, {"designated": []})


def row(**fields: object) -> Facts:
    """Tell a disclosure of 2025; `relation`, `address`, `nature_clear` and `products` are the recipient's."""
    of_recipient: Facts = {"relation": "unaffiliated", "address": "1 A St, Reno, NV 89502", "name": "Sierra Seed Co."}
    of_recipient |= {key: fields.pop(key) for key in list(fields) if key in {*of_recipient, "nature_clear", "products"}}
    return {"recipient": of_recipient, "year": 2025, "categories": ["name_address", "race"]} | fields


def samples() -> Iterator[tuple[str, Facts]]:
    """Yield the given cases and samples of the project's own, each with a name."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        facts = json.loads(line)["facts"]
        yield f"case {facts.get('id')}", facts
    for channel, at, reached, link in product(CHANNELS, (None, "elsewhere"), (None, "2026-04-01"), (0, 1)):
        for received in RECEIVED if reached is None else RECEIVED[:1]:
            request = {"channel": channel, "at": at, "reached_designated": reached, "received": received}
            business = {"designated": list(CONTACTS), "home_page_links": LINKS[link]}
            yield f"request {channel} {at} {reached} {link} {received}", sample(row(), business, **request)
    for use, knowledge, relation in product(USES, KNOWLEDGE, RELATIONS):
        told = sample(row(use=use, knowledge=knowledge, relation=relation), {"same_brand_affiliates": 3})
        yield f"row {use} {knowledge} {relation}", told
    for number, requester in enumerate(REQUESTERS):
        yield f"requester {number}", sample(row(), {}) | {"requester": requester}
    for number, business in enumerate(BUSINESSES):
        yield f"business {number}", sample(row(), business)
    for (number, change), relation in product(enumerate(POLICIES), RELATIONS):
        yield f"policy {number} {relation}", sample(row(relation=relation), {"choice_policy": POLICY | change})
    for number, told in enumerate(
        (
            row(address=None),
            row(nature_clear=False),
            row(nature_clear=False, products=["seeds", "seeds"]),
            row(categories=[], unreported_data=["IP address"]),
            row(categories=[]),
            row(categories=["email"], derived_from=["religion"], inferable=True),
            row(exclusion={"clause": "(d)(5)", "conditions": {"necessary_to_program": True}}),
            row(year=2024),
        )
    ):
        yield f"disclosure {number}", sample(told, {})


def sample(told: Facts, business: Facts, **request: object) -> Facts:
    asked = {"received": RECEIVED[0], "channel": "email"} | request
    return {"id": "S", "business": business, "request": asked, "disclosures": [told]}


def digests() -> Digests:
    """Digest what is answered to each sample, with the sentences a resident may read."""
    return {name: _digest(facts) for name, facts in samples()}


def _digest(facts: Facts) -> str:
    answered = answer(json.dumps(facts).encode())
    if "error" not in answered:
        answered["says"] = [reason.says for reason in rule_on(facts_from_json(facts)).reasons]
    return sha256(json.dumps(answered, sort_keys=True).encode()).hexdigest()[:FEWEST_LETTERS]


def kept() -> tuple[int, Digests]:
    written = json.loads(KEPT.read_text(encoding="utf-8"))
    return written["rule_version"], written["rulings"]


def changed(before: Digests, now: Digests) -> list[str]:
    """Name the samples whose ruling is another one; a new or a dropped sample is no change of the rules."""
    return [name for name, digest in now.items() if before.get(name, digest) != digest]


def main() -> int:
    now = digests()
    if KEPT.exists():
        version, before = kept()
        if version == RULE_VERSION and (names := changed(before, now)):
            sys.stderr.write(f"Raise RULE_VERSION (now {RULE_VERSION}) first; ruled otherwise: {', '.join(names)}\n")
            return 1
    KEPT.write_text(json.dumps({"rule_version": RULE_VERSION, "rulings": now}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
