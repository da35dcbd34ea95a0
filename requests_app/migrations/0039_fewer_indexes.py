"""Take indexes away that nobody reads by and that each form, move and mail had to write into."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NEVER_BY_THEIR_BEGINNING = {
    "requests_app_receipt": ("form_token", "reference", "secret"),
    "requests_app_disclosurerequest": ("reference", "secret"),
    "requests_app_auditentry": ("subject",),
}
"""Django gives PostgreSQL a second index for each such column, for words that begin with something. Nobody asks so."""


def drop_second_indexes(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them where they are; SQLite has none."""
    if editor.connection.vendor != "postgresql":
        return
    for table, columns in NEVER_BY_THEIR_BEGINNING.items():
        with editor.connection.cursor() as cursor:
            cursor.execute("select indexname from pg_indexes where tablename = %s", [table])
            names = [name for (name,) in cursor.fetchall()]
        for name in names:
            if name.endswith("_like") and name.startswith(tuple(f"{table}_{column}_" for column in columns)):
                editor.execute(f"drop index {editor.quote_name(name)}")


class Migration(migrations.Migration):

    dependencies = [
        ("requests_app", "0038_published_heads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="disclosurerequest",
            name="decided_by",
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="brand",
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="requests_app.brand"),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="dossier",
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="requests_app.dossier"),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="entered_by",
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="by",
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name="disclosurerequest",
            index=models.Index(condition=models.Q(("decided_by__isnull", False)), fields=["decided_by"], name="request_decided_by"),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(condition=models.Q(("brand__isnull", False)), fields=["brand"], name="receipt_of_brand"),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(condition=models.Q(("entered_by__isnull", False)), fields=["entered_by"], name="receipt_entered_by"),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(condition=models.Q(("dossier__isnull", False)), fields=["dossier"], name="receipt_of_dossier"),
        ),
        migrations.AddIndex(
            model_name="requestevent",
            index=models.Index(condition=models.Q(("by__isnull", False)), fields=["by"], name="event_by_person"),
        ),
        migrations.RunPython(drop_second_indexes, migrations.RunPython.noop, elidable=False),
    ]
