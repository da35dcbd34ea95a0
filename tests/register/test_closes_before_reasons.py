"""Closes and notices from before findings had a reason of their own, and before notices were marked."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from requests_app.notices.models import Notice
from requests_app.register.models import YearClose
from tests.builders import NOW, REPORT_YEAR, a_business, a_register, a_request, a_reviewer
from tests.views.ways import compiled

pytestmark = pytest.mark.django_db

migration = import_module("requests_app.migrations.0006_evidence_and_open_years")


def test_what_was_signed_for_in_one_sentence_is_a_finding_without_reason() -> None:
    close = YearClose.objects.create(
        business=a_business(),
        year=REPORT_YEAR,
        closed_at=datetime(2026, 1, 9, tzinfo=UTC),
        closed_by="user:7",
        register_version=1,
        open_findings=["(a)(2) Nowhere Lists LLC has no postal address to print."],
    )

    migration.say_what_was_signed(apps, connection.SchemaEditorClass(connection))

    close.refresh_from_db()
    assert close.open_findings == [
        {"clause": "(a)(2)", "says": "Nowhere Lists LLC has no postal address to print.", "reason": ""}
    ]


def test_notices_from_before_the_close_of_their_year_are_marked() -> None:
    business, rita = a_business(), a_reviewer()
    a_register(business)
    compiled(a_request(business), by=rita)
    YearClose.objects.create(
        business=business, year=REPORT_YEAR, closed_at=NOW + timedelta(days=1), closed_by="user:7", register_version=1
    )
    compiled(a_request(business, email="bo@example.org"), by=rita)
    first, second = Notice.objects.order_by("id")
    for notice, days in ((first, 0), (second, 2)):
        Notice.objects.filter(pk=notice.pk).update(issued_at=NOW + timedelta(days=days), from_open_year=False)

    migration.mark_notices(apps, connection.SchemaEditorClass(connection))

    assert list(Notice.objects.filter(from_open_year=True)) == [first]
