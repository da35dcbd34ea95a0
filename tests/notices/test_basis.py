"""What notices rest on is kept once for all that rest on the same, and nobody is named in it."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from requests_app import handling, tasks
from requests_app.notices import basis, issue
from requests_app.notices.models import Basis, Notice
from requests_app.requests.models import DisclosureRequest
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer

BEFORE = [("requests_app", "0032_invitations")]


def approved(*rows: DisclosureRequest) -> list[DisclosureRequest]:
    reviewer = a_reviewer()
    for row in rows:
        handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=reviewer, now=NOW)
    return list(DisclosureRequest.objects.select_related("business").filter(pk__in=[row.pk for row in rows]))


@pytest.mark.django_db
def test_those_whom_the_law_cannot_tell_apart_rest_on_the_same() -> None:
    business = a_business()
    a_register(business)
    rows = approved(
        a_request(business, email="ana@example.org", requester_name="Ana Ruiz"),
        a_request(business, email="bo@example.org", requester_name="Bo Lindqvist"),
        a_request(business, email="cy@example.org", requester_name="Cy Tran", language="es"),
    )

    for row in rows:  # one after the other: who comes later finds it kept
        tasks.issue_notice(row.pk)

    ana, bo, cy = Notice.objects.order_by("pk")
    assert ana.basis == bo.basis != cy.basis
    assert ana.content["letter"]["requester_name"] == "Ana Ruiz"
    assert ana.facts == {**bo.facts, "id": ana.disclosure_request.reference}
    told = json.dumps([[each.statement, each.facts, each.ruling] for each in Basis.objects.all()], ensure_ascii=False)
    for row in rows:
        assert row.requester_name not in told
        assert row.email not in told
        assert str(row.reference) not in told


@pytest.mark.django_db
def test_two_workers_that_keep_the_same_keep_it_once() -> None:
    business = a_business()
    a_register(business)
    (row,) = approved(a_request(business))
    prepared = issue.prepare(row, at=NOW)

    first, again = basis.keep_bases([prepared.basis]), basis.keep_bases([prepared.basis, prepared.basis])

    assert first == again == {prepared.basis.key: Basis.objects.get().pk}


def migrated(to: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - the tables as they were have no types
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_notices_from_before_tell_what_they_told() -> None:
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("requests_app")
    tables = migrated(BEFORE)
    try:
        business = tables.get_model("requests_app", "Business").objects.create(
            slug="outfitters", legal_name="Example Outfitters, Inc.", reply_email="privacy@example.com"
        )
        document = tables.get_model("requests_app", "Document").objects.create(
            digest="d" * 64, pdf=b"%PDF", pages=1, kept_at=NOW
        )
        for number in (1, 2):
            row = tables.get_model("requests_app", "DisclosureRequest").objects.create(
                business=business,
                received_at=datetime(2026, 5, 1, tzinfo=UTC),
                received_on=date(2026, 5, 1),
                due_on=date(2026, 5, 31),
                deadline="designated",
                report_year=2025,
                requester_name="Ana Ruiz",
                email="ana@example.org",
                reference=f"STL-2026-00004{number}",
                secret=f"{number:032}",
            )
            tables.get_model("requests_app", "Notice").objects.create(
                disclosure_request=row,
                document=document,
                answer="disclosure",
                content={"statement": {"says": ["So."]}, "letter": {"reference": row.reference}},
                facts={"id": row.reference, "request": {"channel": "web_form"}},
                ruling={"id": row.reference, "answer": "disclosure"},
                rule_version=1,
                register_version=1,
                template_version=1,
                issued_at=NOW,
                issued_on=NOW.date(),
            )
    finally:
        migrated(latest)

    notices = Notice.objects.order_by("pk")
    assert len({notice.basis_id for notice in notices}) == 1
    for number, notice in enumerate(notices, start=1):
        name = f"STL-2026-00004{number}"
        assert notice.content == {"statement": {"says": ["So."]}, "letter": {"reference": name}}
        assert notice.facts == {"id": name, "request": {"channel": "web_form"}}
        assert notice.ruling == {"id": name, "answer": "disclosure"}
    (key,) = {notice.basis.key for notice in notices}
    assert key == basis.Written({"says": ["So."]}, {"request": {"channel": "web_form"}}, {"answer": "disclosure"}).key
