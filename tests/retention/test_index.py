"""Every column has a rule: a new one without one is found here, before it can hold anything of anybody."""

from collections import Counter

import pytest
from django.apps import apps
from django.db.models import CharField, FileField, JSONField, TextField

from requests_app.requests.models import DisclosureRequest
from requests_app.retention.erase import nothing
from requests_app.retention.index import ERASING, TABLES
from requests_app.retention.table import Table

EACH = [pytest.param(table, id=table.model) for table in TABLES]


def test_every_table_of_the_installation_is_in_the_index_once() -> None:
    there = [model._meta.label for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001 - Django's public name

    assert Counter(table.model_class._meta.label for table in TABLES) == Counter(there)  # noqa: SLF001 - the same


@pytest.mark.parametrize("table", EACH)
def test_every_column_has_one_rule(table: Table) -> None:
    columns = Counter(field.name for field in table.columns())

    assert table.removed != bool(table.ruled), "either the row goes, or each column has a rule"
    assert table.removed or Counter(table.ruled) == columns


@pytest.mark.parametrize("table", EACH)
def test_what_goes_is_led_to_by_a_request_and_what_stays_says_why(table: Table) -> None:
    assert bool(table.ways) == (table in ERASING) or table.model == "DestructionItem"
    assert all(because.endswith(".") for because in table.kept)
    assert not (table.shared and table.in_order)


KEPT_TEXTS = {
    *("DisclosureRequest.language", "DisclosureRequest.reference", "DisclosureRequest.secret"),
    *("DisclosureRequest.declined_clause", "Receipt.language", "Receipt.reference", "Receipt.secret"),
    *("Dossier.language", "Dossier.secret", "RequestEvent.actor", "RequestEvent.kind"),
    *("IncomingMessage.mailbox", "IncomingMessage.raw_digest", "IncomingMessage.identity"),
    *("IncomingMessage.outcome", "IncomingMessage.language", "Notice.unsigned_because", "Document.digest"),
    *("Delivery.sender", "CampaignRow.language", "KnowledgeEvent.years", "Campaign.counted"),
    *("BulkRun.seen_registers", "DestructionItem.says", "DestructionItem.files", "DestructionItem.rows"),
    "DestructionBatch.basis",
}
"""Texts that stay in tables a request leads to, each looked at by a person: codes, numbers, digests, the program's
own sentences. Whoever keeps another one adds it here, and has to have looked."""


def test_no_other_text_is_kept_where_a_request_leads() -> None:
    kept = {
        f"{table.model}.{field.name}"
        for table in TABLES
        for field in table.columns()
        if table.ways and field.name in table.columns_kept
        if isinstance(field, CharField | TextField | JSONField | FileField) and not field.choices
    }

    assert kept == KEPT_TEXTS


def test_a_column_that_may_be_empty_ends_as_what_it_is_by_itself() -> None:
    fields = DisclosureRequest._meta  # noqa: SLF001 - Django's public name

    assert nothing(fields.get_field("message")) == ""
    assert nothing(fields.get_field("california_resident")) is None
