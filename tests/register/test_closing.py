"""Closing a year: not before it is over, not while anybody or anything is missing, and never twice."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from requests_app.audit.models import AuditEntry
from requests_app.register import closing, edit
from requests_app.register.closing import ClosingError
from requests_app.register.models import Business, YearClose, YearPart
from tests.builders import REPORT_YEAR, a_business, a_disclosure, a_register, a_third_party

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 9, 18, 0, tzinfo=UTC)
NEW_YEAR = date(2026, 1, 1)
NEW_YEARS_EVE = date(2025, 12, 31)
KEEPER = "user:7"


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


def a_part(business: Business, title: str = "Web shop") -> YearPart:
    return closing.add_part(business, year=REPORT_YEAR, title=title, owner_name="Pat Moss", actor=KEEPER, at=AT)


def attested(part: YearPart, *, today: date = NEW_YEAR, by: str = "Pat Moss") -> YearPart:
    return closing.attest(part.pk, by=by, note="", actor="owner", at=AT, today=today)


def closed(business: Business, *, today: date = NEW_YEAR, signed: Mapping[str, str] | None = None) -> YearClose:
    return closing.close(business.pk, year=REPORT_YEAR, signed=signed or {}, note="", actor=KEEPER, at=AT, today=today)


def keys(business: Business) -> list[str]:
    """Return what each open finding is signed for by."""
    return [each.key for each in closing.standing(business, year=REPORT_YEAR, today=NEW_YEAR).to_sign]


def test_a_year_is_closed_from_the_first_of_january(business: Business) -> None:
    with pytest.raises(ClosingError, match=r"2025 is not over\. It can be closed from January 1, 2026"):
        closed(business, today=NEW_YEARS_EVE)

    assert closed(business).register_version == business.register_version
    assert AuditEntry.objects.latest("id").action == "year.closed"


def test_it_waits_for_every_part(business: Business) -> None:
    part, other = a_part(business), a_part(business, "Stores")
    attested(part)

    with pytest.raises(ClosingError, match="Not everybody has attested: Stores"):
        closed(business)
    attested(other)

    assert closed(business).year == REPORT_YEAR


def test_a_register_that_changed_after_an_attestation_has_to_be_attested_again(business: Business) -> None:
    part = attested(a_part(business))
    party = business.third_parties.first()
    assert party is not None
    party.city = "Lodi"
    edit.save(party, actor=KEEPER, at=AT)

    with pytest.raises(ClosingError, match="changed after these were attested: Web shop"):
        closed(business)
    attested(part)

    assert closed(business).year == REPORT_YEAR


def test_a_change_of_another_year_disturbs_no_attestation(business: Business) -> None:
    attested(a_part(business))
    row = a_disclosure(a_third_party(business, "Other Year LLC"), year=2024)
    row.categories = ["email"]
    edit.save(row, actor=KEEPER, at=AT)

    assert closed(business).year == REPORT_YEAR


def test_what_blocks_the_notice_is_mended_or_signed_for_by_name(business: Business) -> None:
    a_disclosure(a_third_party(business, "Nowhere Lists LLC", street=""))

    with pytest.raises(ClosingError, match="1 thing is open and not signed for: Nowhere Lists LLC has no postal"):
        closed(business)
    (key,) = keys(business)
    with pytest.raises(ClosingError, match="write why you sign for it"):
        closed(business, signed={key: " "})

    (finding,) = closed(business, signed={key: "It moved, and answers no letter."}).open_findings
    assert finding["says"].startswith("Nowhere Lists LLC has no postal address")
    assert (finding["clause"], finding["reason"]) == ("(a)(2)", "It moved, and answers no letter.")


def test_each_finding_is_signed_for_by_itself(business: Business) -> None:
    for name in ("Doubtful Lists LLC", "Unsure Mailings Inc."):
        a_disclosure(a_third_party(business, name), use="unknown")
    one, other = keys(business)

    with pytest.raises(ClosingError, match=r"1 thing is open and not signed for: Unsure Mailings Inc\.: its use"):
        closed(business, signed={one: ""})

    assert [each["reason"] for each in closed(business, signed={one: "", other: "Asked twice."}).open_findings] == [
        "",
        "Asked twice.",
    ]


def test_the_refusal_asks_for_a_reason_only_where_one_is_needed(business: Business) -> None:
    party = a_third_party(business, "Nowhere Lists LLC", street="")
    row = a_disclosure(party)
    with pytest.raises(ClosingError, match=r"Mend that first, or write why you sign for it as it is\.$"):
        closed(business)

    a_disclosure(a_third_party(business, "Unsure Mailings Inc."), use="unknown")
    with pytest.raises(ClosingError, match=r"tick what stops no notice, and write the reason beside what stops one\.$"):
        closed(business)

    row.delete()
    with pytest.raises(ClosingError, match=r"Mend that first, or tick it to sign for it as it is\.$"):
        closed(business)


def test_a_finding_that_says_something_else_meanwhile_is_not_signed_for(business: Business) -> None:
    party = a_third_party(business, "Doubtful Lists LLC")
    a_disclosure(party, use="unknown")
    (key,) = keys(business)
    party.legal_name = "Doubtful Lists Holding LLC"
    party.save()

    with pytest.raises(ClosingError, match="not signed for: Doubtful Lists Holding LLC"):
        closed(business, signed={key: ""})


def test_a_closed_year_stays_closed(business: Business) -> None:
    part = attested(a_part(business))
    closed(business)

    with pytest.raises(ClosingError, match="closed already, since 2026-01-09"):
        closed(business)
    with pytest.raises(ClosingError, match="closed already"):
        attested(part)
    with pytest.raises(ClosingError, match="no more parts"):
        a_part(business, "Stores")


def test_an_attestation_is_somebodys_and_not_before_the_year_is_over(business: Business) -> None:
    part = a_part(business)

    with pytest.raises(ClosingError, match="Enter your name"):
        attested(part, by="  ")
    with pytest.raises(ClosingError, match="can be attested from January 1, 2026"):
        attested(part, today=NEW_YEARS_EVE)

    part.refresh_from_db()
    assert part.attested_at is None


def test_each_part_has_a_secret_of_its_own(business: Business) -> None:
    secrets = {a_part(business, title).secret for title in ("One", "Two", "Three")}
    assert len(secrets) == 3
    assert min(map(len, secrets)) >= 40
