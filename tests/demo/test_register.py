"""The demo's register: realistic enough to show every corner of a notice, and loaded through the one door."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from requests_app.audit.models import AuditEntry
from requests_app.notices.compile import Compiled, compile_standard
from requests_app.register.models import Business, Disclosure, ThirdParty
from requests_app.register.reading import as_it_is
from requests_app.statute import Answer
from shinelight.demo import accounts, register
from shinelight.demo.register import Loaded

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)


@pytest.fixture
def keeper(db: None, settings: Any) -> User:  # noqa: ANN401 - any setting may be set
    settings.DEMO = True
    return accounts.ensure_accounts()[accounts.KEEPER.username]


@pytest.fixture
def loaded(keeper: User) -> Loaded:
    return register.load(keeper=keeper, now=NOW)


@pytest.fixture
def compiled(loaded: Loaded) -> Compiled:
    return compile_standard(as_it_is(loaded.business), year=2025, on=date(2026, 3, 2))


def test_it_is_about_the_year_before_the_one_in_which_somebody_asks(loaded: Loaded) -> None:
    assert loaded.year == 2025
    assert set(Disclosure.objects.values_list("year", flat=True)) == {2025}


def test_a_notice_can_go_out_with_many_recipients_over_many_categories(compiled: Compiled) -> None:
    assert compiled.ruling.answer == Answer.DISCLOSURE
    assert compiled.blocked == ()
    assert len(compiled.ruling.recipients) >= 24
    assert len(compiled.ruling.categories) >= 12
    assert compiled.ruling.same_brand_affiliates == 3


def test_each_recipient_left_out_is_so_under_a_clause_of_its_own(compiled: Compiled) -> None:
    clauses = [each.clause for each in compiled.ruling.excluded]
    assert len(set(clauses)) == len(clauses) >= 6


def test_recipients_are_of_every_kind(compiled: Compiled) -> None:
    assert any(each.digital_advertising for each in compiled.ruling.recipients)
    assert Disclosure.objects.filter(use="resale").exists()
    assert ThirdParty.objects.filter(relation="affiliate").exists()
    assert ThirdParty.objects.filter(relation="same_brand_affiliate").exists()
    assert ThirdParty.objects.filter(nature_clear=False).exclude(products="").exists()


def test_no_name_is_part_of_another_one(compiled: Compiled) -> None:
    """Else a search for a name that must not be in a notice would find it in one that must."""
    names = {party.printed_name.casefold() for party in ThirdParty.objects.all()}
    assert not [(one, other) for one in names for other in names if one != other and one in other]


def test_loading_again_changes_nothing(loaded: Loaded, keeper: User) -> None:
    version = Business.objects.get(slug="demo").register_version
    entries = AuditEntry.objects.count()
    again = register.load(keeper=keeper, now=LATER)
    assert again.written == 0
    assert Business.objects.get(slug="demo").register_version == version
    assert AuditEntry.objects.count() == entries


def test_loading_again_mends_what_was_changed_and_keeps_what_was_added(loaded: Loaded, keeper: User) -> None:
    changed = ThirdParty.objects.get(legal_name="Candlemarsh Lists, Inc.")
    ThirdParty.objects.filter(pk=changed.pk).update(street="")
    ThirdParty.objects.create(business=loaded.business, legal_name="Somebody's Own Row, LLC")
    again = register.load(keeper=keeper, now=LATER)
    assert again.written == 1
    changed.refresh_from_db()
    assert changed.street == "77 Inkwell Street, Suite 4"
    assert ThirdParty.objects.filter(legal_name="Somebody's Own Row, LLC").exists()


def test_every_change_is_in_the_audit_under_the_register_keeper(loaded: Loaded, keeper: User) -> None:
    assert set(AuditEntry.objects.values_list("actor", flat=True)) == {f"user:{keeper.pk}"}
