import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0012_dossiers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupedAcknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_key", models.CharField(max_length=64)),
                ("language", models.CharField(max_length=12)),
                (
                    "due_at",
                    models.DateTimeField(help_text="When the address's group is sent, with all that wait by then."),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="LaterWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CORRECTION", "Other name or address"),
                            ("FORMAT", "Other form of the answer"),
                            ("WITHDRAWAL", "Withdrawn"),
                            ("ERROR", "“This looks wrong”"),
                            ("NOT_MINE", "“I did not ask for this”"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("token", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ("says", models.TextField(blank=True)),
                ("before", models.JSONField(blank=True, default=dict, editable=False)),
                ("after", models.JSONField(blank=True, default=dict, editable=False)),
                ("needs_look", models.BooleanField(default=False)),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="disclosurerequest",
            name="request_decided_by_somebody",
        ),
        migrations.AddField(
            model_name="delivery",
            name="address_key",
            field=models.CharField(blank=True, editable=False, help_text="Of an acknowledgement's.", max_length=64),
        ),
        migrations.AddField(
            model_name="disclosurerequest",
            name="answer_format",
            field=models.CharField(
                blank=True, choices=[("LARGE", "large print"), ("PLAIN", "plain text")], max_length=8
            ),
        ),
        migrations.AddField(
            model_name="disclosurerequest",
            name="verified_key",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The key of the e-mail address whose owner said so.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="disclosurerequest",
            name="status",
            field=models.CharField(
                choices=[
                    ("RECEIVED", "Waiting for review"),
                    ("APPROVED", "Approved, notice being prepared"),
                    ("DECLINED", "Declined, letter being prepared"),
                    ("COMPILED", "Notice ready, being delivered"),
                    ("ANSWERED", "Answered"),
                    ("UNDELIVERED", "Delivery failed"),
                    ("WITHDRAWN", "Withdrawn by the requester"),
                ],
                default="RECEIVED",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="from_status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("RECEIVED", "Waiting for review"),
                    ("APPROVED", "Approved, notice being prepared"),
                    ("DECLINED", "Declined, letter being prepared"),
                    ("COMPILED", "Notice ready, being delivered"),
                    ("ANSWERED", "Answered"),
                    ("UNDELIVERED", "Delivery failed"),
                    ("WITHDRAWN", "Withdrawn by the requester"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="to_status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("RECEIVED", "Waiting for review"),
                    ("APPROVED", "Approved, notice being prepared"),
                    ("DECLINED", "Declined, letter being prepared"),
                    ("COMPILED", "Notice ready, being delivered"),
                    ("ANSWERED", "Answered"),
                    ("UNDELIVERED", "Delivery failed"),
                    ("WITHDRAWN", "Withdrawn by the requester"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("address_key", ""), _negated=True),
                fields=["address_key", "queued_at"],
                name="delivery_to_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosurerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["RECEIVED", "WITHDRAWN"]),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="request_decided_by_somebody",
            ),
        ),
        migrations.AddField(
            model_name="groupedacknowledgement",
            name="business",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="requests_app.business"
            ),
        ),
        migrations.AddField(
            model_name="groupedacknowledgement",
            name="delivery",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="group",
                to="requests_app.delivery",
            ),
        ),
        migrations.AddField(
            model_name="groupedacknowledgement",
            name="disclosure_request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grouped_acknowledgement",
                to="requests_app.disclosurerequest",
            ),
        ),
        migrations.AddField(
            model_name="laterword",
            name="looked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="laterword",
            name="receipt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="later_words", to="requests_app.receipt"
            ),
        ),
        migrations.AddIndex(
            model_name="groupedacknowledgement",
            index=models.Index(condition=models.Q(("delivery__isnull", True)), fields=["due_at"], name="group_due"),
        ),
        migrations.AddIndex(
            model_name="groupedacknowledgement",
            index=models.Index(
                condition=models.Q(("delivery__isnull", True)), fields=["address_key"], name="group_of_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="groupedacknowledgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("address_key", ""), _negated=True), name="grouped_acknowledgement_has_address"
            ),
        ),
        migrations.AddIndex(
            model_name="laterword",
            index=models.Index(
                condition=models.Q(("looked_at__isnull", True), ("needs_look", True)),
                fields=["receipt"],
                name="later_word_to_look_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="laterword",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("looked_at__isnull", True), ("looked_by__isnull", True)),
                    models.Q(("looked_at__isnull", False), ("looked_by__isnull", False)),
                    _connector="OR",
                ),
                name="later_word_looked_at_by_somebody",
            ),
        ),
    ]
