"""What is done to many requests at once, and what became of each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0017_what_the_desk_works_with'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('APPROVE', 'Approve and send'), ('ASSIGN', 'Give to a reviewer')], max_length=8)),
                ('chosen_by', models.TextField(blank=True, help_text='The address of the list it was chosen from.')),
                ('seen_registers', models.JSONField(default=dict, help_text='Business: the version of its register at the click.')),
                ('frozen_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulk_runs', to=settings.AUTH_USER_MODEL)),
                ('to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='BulkItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_version', models.PositiveIntegerField()),
                ('outcome', models.CharField(choices=[('WAITING', 'Waiting'), ('DONE', 'Done'), ('SKIPPED', 'Skipped'), ('FAILED', 'Failed')], default='WAITING', max_length=8)),
                ('says', models.TextField(blank=True, help_text='Why it was skipped or failed, for staff.')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('disclosure_request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulk_items', to='requests_app.disclosurerequest')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='requests_app.bulkrun')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='bulkrun',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False), ('finished_at__isnull', True)), fields=['id'], name='bulk_to_go_on'),
        ),
        migrations.AddConstraint(
            model_name='bulkrun',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), ('confirmed_at__isnull', False), _connector='OR'), name='bulk_finished_once_confirmed'),
        ),
        migrations.AddIndex(
            model_name='bulkitem',
            index=models.Index(fields=['run', 'outcome', 'id'], name='bulk_item_by_outcome'),
        ),
        migrations.AddConstraint(
            model_name='bulkitem',
            constraint=models.UniqueConstraint(fields=('run', 'disclosure_request'), name='bulk_item_once'),
        ),
        migrations.AddConstraint(
            model_name='bulkitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['SKIPPED', 'FAILED']), _negated=True), models.Q(('says', ''), _negated=True), _connector='OR'), name='bulk_item_says_why'),
        ),
    ]
