"""How requests are decided, who approved a statement, and why a request is left to a person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0024_who_had_it_at_the_click'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LeftToPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(help_text='Of the request.')),
                ('rests_on', models.CharField(help_text='Policy, register, approvals and day as they were.', max_length=120)),
                ('because', models.TextField()),
                ('disclosure_request', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='left_to_person', to='requests_app.disclosurerequest')),
            ],
            options={
                'verbose_name_plural': 'left to a person',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ReviewPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers_alone', models.BooleanField(default=False, help_text='What is beyond doubt is approved without a person.')),
                ('needs_second', models.BooleanField(default=False, help_text="A statement's first notice needs two reviewers.")),
                ('because', models.TextField(blank=True, help_text='Why it was set so, for whoever reads it later.')),
                ('set_at', models.DateTimeField()),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_policies', to='requests_app.business')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='requests_app.reviewpolicy')),
            ],
            options={
                'verbose_name_plural': 'review policies',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True)), fields=('business',), name='review_policy_begins_once')],
            },
        ),
        migrations.CreateModel(
            name='StatementApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('report_year', models.PositiveSmallIntegerField()),
                ('register_version', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='requests_app.business')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disclosure_request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statement_approvals', to='requests_app.disclosurerequest')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('business', 'digest', 'by'), name='statement_approved_once_a_person')],
            },
        ),
    ]
