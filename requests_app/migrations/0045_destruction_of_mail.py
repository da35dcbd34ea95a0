import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("ANSWERED", "Answered"),
    ("DECLINED", "Declined"),
    ("WITHDRAWN", "Withdrawn"),
    ("MAIL", "Mail of no request"),
    ("KNOWN", "What counsel noted"),
]


def forget(apps, schema_editor):
    """Going back, nothing but requests is on a list."""
    for model in ("DestructionItem", "RetentionRule"):
        apps.get_model("requests_app", model).objects.filter(kind__in=["MAIL", "KNOWN"]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("requests_app", "0044_no_shorter_periods"),
    ]

    operations = [
        migrations.AlterField(
            model_name="retentionrule",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10),
        ),
        migrations.AlterField(
            model_name="destructionitem",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10),
        ),
        migrations.AlterField(
            model_name="destructionitem",
            name="disclosure_request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="destruction_items",
                to="requests_app.disclosurerequest",
            ),
        ),
        migrations.AddField(
            model_name="destructionitem",
            name="message",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="destruction_items",
                to="requests_app.incomingmessage",
            ),
        ),
        migrations.AddField(
            model_name="destructionitem",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="destruction_items",
                to="requests_app.knowledgeevent",
            ),
        ),
        migrations.AddConstraint(
            model_name="destructionitem",
            constraint=models.UniqueConstraint(
                fields=("message",), condition=models.Q(("outcome", "DESTROYED")), name="destruction_destroyed_mail_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="destructionitem",
            constraint=models.UniqueConstraint(
                fields=("event",), condition=models.Q(("outcome", "DESTROYED")), name="destruction_destroyed_event_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="destructionitem",
            constraint=models.CheckConstraint(
                name="destruction_item_is_of_its_kind",
                condition=models.Q(
                    models.Q(
                        ("disclosure_request__isnull", False),
                        ("event__isnull", True),
                        ("kind__in", ("ANSWERED", "DECLINED", "WITHDRAWN")),
                        ("message__isnull", True),
                    ),
                    models.Q(
                        ("disclosure_request__isnull", True),
                        ("event__isnull", True),
                        ("kind", "MAIL"),
                        ("message__isnull", False),
                    ),
                    models.Q(
                        ("disclosure_request__isnull", True),
                        ("event__isnull", False),
                        ("kind", "KNOWN"),
                        ("message__isnull", True),
                    ),
                    _connector="OR",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="incomingmessage",
            index=models.Index(fields=["raw_digest"], name="message_by_digest"),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget),
    ]
