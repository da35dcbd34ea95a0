"""The pages about the rights are looked at each day; what is wrong with the notice duty is a task."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0014_incoming_messages'),
    ]

    operations = [
        migrations.AddField(
            model_name='homepagelink',
            name='home_page',
            field=models.URLField(blank=True, help_text='The address of the home page with the link, to look at it too.', max_length=500),
        ),
        migrations.AddField(
            model_name='homepagelink',
            name='page',
            field=models.URLField(blank=True, help_text='The address of the linked page. It is looked at each day.', max_length=500),
        ),
        migrations.CreateModel(
            name='DutyCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ELECTION', 'what the business elected'), ('EVIDENCE', 'evidence of what it elected'), ('PAGE', 'page about the rights')], max_length=10)),
                ('subject', models.CharField(max_length=500)),
                ('checked_at', models.DateTimeField()),
                ('faults', models.JSONField(blank=True, default=list)),
                ('open_since', models.DateTimeField(blank=True, null=True)),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_checks', to='requests_app.business')),
            ],
            options={
                'ordering': ['business_id', 'kind', 'subject'],
                'indexes': [models.Index(condition=models.Q(('open_since__isnull', False)), fields=['business'], name='duty_open')],
                'constraints': [models.UniqueConstraint(fields=('business', 'kind', 'subject'), name='duty_looked_at_once')],
            },
        ),
    ]
