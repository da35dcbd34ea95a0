"""Requests from before receipts were kept get the one they came with."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from requests_app import handling
from requests_app.requests.models import DisclosureRequest
from tests.builders import NOW, a_business, asked

BEFORE = [("requests_app", "0008_receipts")]


def migrated(to: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - the tables as they were have no types
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_a_request_from_before_has_one_receipt_and_meets_the_next() -> None:
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("requests_app")
    tables = migrated(BEFORE)
    try:
        business = tables.get_model("requests_app", "Business").objects.create(
            slug="outfitters", legal_name="Example Outfitters, Inc.", reply_email="privacy@example.com"
        )
        tables.get_model("requests_app", "DisclosureRequest").objects.create(
            id=41,
            business=business,
            received_at=datetime(2026, 5, 1, tzinfo=UTC),
            received_on=date(2026, 5, 1),
            due_on=date(2026, 5, 31),
            deadline="designated",
            report_year=2025,
            requester_name="Ana Ruiz",
            email="Ana@Example.org",
            reference="STL-2026-000041",
            secret="s" * 32,
            form_token="t" * 64,
            person_key="k" * 64,
        )
    finally:
        migrated(latest)

    row = DisclosureRequest.objects.get()
    first = row.receipts.get()
    assert (first.reference, first.secret, first.form_token) == (row.reference, row.secret, "t" * 64)
    assert (first.due_on, first.deadline, first.entered_at) == (row.due_on, "designated", row.received_at)
    again = handling.take_in(business=row.business, asked=asked(email="ana@example.org"), received_at=NOW)
    assert again.disclosure_request == row
    assert again.reference == "STL-2026-000042"
    assert (
        handling.receive(business=a_business("hearth"), asked=asked(), received_at=NOW).reference == "STL-2026-000043"
    )
