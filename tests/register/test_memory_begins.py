"""A register from before its changes were recorded is kept as it stands, and known from then on."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from requests_app.register.models import Business, RegisterChange
from requests_app.register.reading import as_known
from tests.builders import REPORT_YEAR, a_business, a_register

pytestmark = pytest.mark.django_db

migration = import_module("requests_app.migrations.0004_keep_what_stands")


def test_what_stands_is_the_first_version_that_is_remembered() -> None:
    business = a_business()
    a_register(business)
    Business.objects.update(register_version=41)

    migration.keep(apps, connection.SchemaEditorClass(connection))

    assert list(RegisterChange.objects.values_list("number", "kind")) == [(41, "begun")]
    known = as_known(business, version=41)
    assert known.business.legal_name == business.legal_name
    assert [row.value for row in known.designated_contacts] == [
        row.value for row in business.designated_contacts.order_by("valid_from", "id")
    ]
    assert {row.third_party.legal_name for row in known.disclosures(REPORT_YEAR)} == {
        "Sierra Seed Catalog Co.",
        "Blue Horizon LLC",
        "Quiet Hosting Inc.",
    }
