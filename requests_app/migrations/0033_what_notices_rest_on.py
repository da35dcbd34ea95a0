"""The statement, the facts and the ruling move out of each notice and are kept once for all that rest on the same."""

import hashlib
import json
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AT_ONCE = 200


def share(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Give each notice what it rests on; what a notice told of itself alone stays with it."""
    notices, bases = apps.get_model("requests_app", "Notice"), apps.get_model("requests_app", "Basis")
    for notice in notices.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        letter, facts, ruling = notice.content, notice.facts, notice.ruling
        statement = letter.pop("statement", {})
        notice.name = facts.pop("id", "") or ruling.get("id", "")
        ruling.pop("id", None)
        key = digest(statement, facts, ruling)
        told = {"statement": statement, "facts": facts, "ruling": ruling}
        notice.basis, _ = bases.objects.get_or_create(key=key, defaults=told)
        notice.letter = letter
        notice.save(update_fields=["basis", "name", "letter"])
    if editor.connection.vendor == "postgresql":  # the table is altered next, and no check may be waiting
        editor.execute("set constraints all immediate")


def digest(*told: dict[str, Any]) -> str:
    """Return the digest under which a basis is kept."""
    canonical = json.dumps(list(told), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def give_back(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Write into each notice again what it rests on."""
    for notice in apps.get_model("requests_app", "Notice").objects.select_related("basis").iterator(chunk_size=AT_ONCE):
        named = {"id": notice.name}
        notice.content = {"statement": notice.basis.statement, **notice.letter}
        notice.facts, notice.ruling = notice.basis.facts | named, notice.basis.ruling | named
        notice.basis = None
        notice.save(update_fields=["content", "facts", "ruling", "basis"])
    if editor.connection.vendor == "postgresql":
        editor.execute("set constraints all immediate")


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0032_invitations")]

    operations = [
        migrations.CreateModel(
            name="Basis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=64, unique=True)),
                ("statement", models.JSONField(editable=False)),
                (
                    "facts",
                    models.JSONField(
                        editable=False, help_text="What was ruled on, as the statute package reads it."
                    ),
                ),
                ("ruling", models.JSONField(editable=False)),
            ],
            options={"ordering": ["id"], "verbose_name_plural": "bases"},
        ),
        migrations.AddField(
            model_name="notice",
            name="basis",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="requests_app.basis",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="name",
            field=models.CharField(
                blank=True, default="", help_text="What the facts and the ruling call the request.", max_length=64
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="letter",
            field=models.JSONField(
                default=dict,
                editable=False,
                help_text="What this reader alone was told, beside the statement.",
            ),
            preserve_default=False,
        ),
        *(
            migrations.AlterField(  # a migration undone finds room for them, empty at first
                model_name="notice",
                name=name,
                field=models.JSONField(default=dict, editable=False, help_text=told),
            )
            for name, told in (
                ("content", ""),
                ("facts", "What was ruled on, as the statute package reads it."),
                ("ruling", ""),
            )
        ),
        migrations.RunPython(share, give_back),
        migrations.AlterField(
            model_name="notice",
            name="basis",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="requests_app.basis"
            ),
        ),
        *(migrations.RemoveField(model_name="notice", name=name) for name in ("content", "facts", "ruling")),
    ]
