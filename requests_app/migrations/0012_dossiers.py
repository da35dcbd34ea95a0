"""Correspondents who ask for others, and what staff should know of a receipt."""

import django.db.models.deletion
import requests_app.requests.models.told
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0011_what_else_a_request_says'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='disclosurerequest',
            name='represented',
            field=models.BooleanField(default=False, help_text='An agent or attorney asks for the customer.'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='flags',
            field=models.JSONField(blank=True, default=list, editable=False, help_text='What staff should know of it: name and sentence of each.'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='represented',
            field=models.BooleanField(default=False, help_text='An agent or attorney asks for the customer.'),
        ),
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('AGENT', 'authorized agent'), ('ATTORNEY', 'attorney'), ('HELPER', 'family member or helper')], default='AGENT', max_length=10)),
                ('agent_name', models.CharField(max_length=200)),
                ('firm', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('street', models.CharField(blank=True, max_length=300)),
                ('city', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(blank=True, max_length=60)),
                ('postal_code', models.CharField(blank=True, max_length=20)),
                ('country', models.CharField(blank=True, max_length=80)),
                ('their_reference', models.CharField(blank=True, help_text='The number the correspondent gave it.', max_length=120)),
                ('language', models.CharField(default='en', max_length=12)),
                ('received_at', models.DateTimeField()),
                ('entered_at', models.DateTimeField()),
                ('note', models.TextField(blank=True, help_text='For staff alone; no requester and no agent ever reads it.')),
                ('is_possible_claim', models.BooleanField(default=False, help_text='It speaks of penalties or a claim, 1798.84.')),
                ('authority_seen_on', models.DateField(blank=True, help_text='The day on which their authority was seen.', null=True)),
                ('secret', models.CharField(default=requests_app.requests.models.told.new_secret, editable=False, max_length=40, unique=True)),
                ('form_token', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='requests_app.business')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['received_at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='receipt',
            name='dossier',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='requests_app.dossier'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('entered_at__gte', models.F('received_at'))), name='dossier_entered_after_it_came'),
        ),
    ]
