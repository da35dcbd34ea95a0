from itertools import islice

from django.core.management.color import no_style
from django.db import migrations

from requests_app.requests.keys import email_key, name_key, post_key

AT_ONCE = 1_000
KEPT = (
    "channel",
    "arrived_at",
    "received_at",
    "received_on",
    "due_on",
    "deadline",
    "requester_name",
    "email",
    "street",
    "city",
    "state",
    "postal_code",
    "country",
    "reply_by",
    "california_resident",
    "message",
    "language",
    "brand_id",
    "reference",
    "secret",
    "form_token",
)


def write_receipts(apps, schema_editor):
    """Give each request the receipt it came with, under its own number: references go on from the highest."""
    receipts = apps.get_model("requests_app", "Receipt")
    requests = apps.get_model("requests_app", "DisclosureRequest").objects.order_by("id")
    rows = requests.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        receipts.objects.bulk_create([_receipt_of(row, receipts) for row in some])
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [receipts]):
        schema_editor.execute(statement)


def _receipt_of(row, receipts):
    return receipts(
        pk=row.pk,
        disclosure_request_id=row.pk,
        entered_at=row.received_at,
        email_key=email_key(row.email),
        name_key=name_key(row.requester_name),
        post_key=post_key(
            name=row.requester_name,
            street=row.street,
            city=row.city,
            state=row.state,
            postal_code=row.postal_code,
            country=row.country,
        ),
        **{name: getattr(row, name) for name in KEPT},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0008_receipts"),
    ]

    operations = [
        migrations.RunPython(write_receipts, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="disclosurerequest",
            name="form_token",
        ),
        migrations.RemoveField(
            model_name="disclosurerequest",
            name="person_key",
        ),
    ]
