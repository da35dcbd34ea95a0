"""Who has a request in hand, the words it is found by, and an index for each list of the desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0016_keys_without_accents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('pk', models.CompositePrimaryKey('word', 'disclosure_request', blank=True, editable=False, primary_key=True, serialize=False)),
                ('word', models.BigIntegerField()),
                ('disclosure_request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_entries', to='requests_app.disclosurerequest')),
            ],
        ),
        migrations.RemoveIndex(
            model_name='disclosurerequest',
            name='request_by_status',
        ),
        migrations.AddField(
            model_name='disclosurerequest',
            name='assigned_to',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assigned_requests', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='disclosurerequest',
            name='deferred_until',
            field=models.DateField(blank=True, help_text="Until then it is nobody's next one. The due date stays where it is.", null=True),
        ),
        migrations.AddField(
            model_name='disclosurerequest',
            name='search_due',
            field=models.BooleanField(default=True, editable=False, help_text='On: its words are to be kept anew.'),
        ),
        migrations.AlterField(
            model_name='disclosurerequest',
            name='brand',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='requests_app.brand'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state__in', ['DOUBTFUL', 'FAILED', 'QUEUED'])), fields=['state', 'disclosure_request'], name='delivery_unsettled'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(fields=['status', 'id'], name='request_by_status'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(fields=['brand', 'id'], name='request_of_brand'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('status', 'ANSWERED')), fields=['id'], name='request_answered'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('status', 'ANSWERED')), fields=['brand', 'id'], name='request_answered_of_brand'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('reply_by', 'UNKNOWN'), ('status', 'RECEIVED')), fields=['due_on', 'id'], name='request_without_address'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('status__in', ['APPROVED', 'COMPILED', 'DECLINED', 'RECEIVED', 'UNDELIVERED'])), fields=['brand', 'due_on', 'id'], name='request_queue_of_brand'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('status__in', ['APPROVED', 'COMPILED', 'DECLINED', 'RECEIVED', 'UNDELIVERED'])), fields=['assigned_to', 'due_on', 'id'], name='request_queue_of_person'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(fields=['received_on', 'id'], name='request_by_receipt'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('search_due', True)), fields=['id'], name='request_to_index'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['answer', 'disclosure_request'], name='notice_by_answer'),
        ),
    ]
