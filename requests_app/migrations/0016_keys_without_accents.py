"""Accents no longer tell two names or streets apart: receipts from before get the keys that new ones get."""

from itertools import islice

from django.db import migrations

from requests_app.requests.keys import agent_key, email_key, is_agents, name_key, post_key

AT_ONCE = 500
WORDS = ("requester_name", "street", "city", "state", "country", "email")


def renew_keys(apps, schema_editor):
    receipts = apps.get_model("requests_app", "Receipt").objects
    rows = (row for row in receipts.order_by("id").iterator(chunk_size=AT_ONCE) if _may_change(row))
    while some := list(islice(rows, AT_ONCE)):
        for row in some:
            _renew(row)
        receipts.bulk_update(some, ["email_key", "name_key", "post_key"])


def _may_change(row):
    told = "".join(getattr(row, name) for name in WORDS)
    return not told.isascii() or "xn--" in told.lower()


def _renew(row):
    if is_agents(row.email_key):
        row.email_key = agent_key(row.email, row.requester_name)
    elif row.email_key:
        row.email_key = email_key(row.email)
    row.name_key = name_key(row.requester_name)
    row.post_key = post_key(
        name=row.requester_name,
        street=row.street,
        city=row.city,
        state=row.state,
        postal_code=row.postal_code,
        country=row.country,
    )


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0015_the_duty_to_tell_where_to_write")]
    operations = [migrations.RunPython(renew_keys, migrations.RunPython.noop)]
