"""Wishes beside a request, legal notes, and letters that name no address to answer to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0010_longer_media_types'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('noted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='OtherWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('OPT_OUT', 'no more mail, or no more sharing'), ('DELETION', 'deletion'), ('ACCESS', 'a copy of their data'), ('CORRECTION', 'correction'), ('OTHER_STATE', 'a right under another state’s law'), ('OTHER', 'something else')], max_length=12)),
                ('text', models.TextField(blank=True, help_text="The requester's own words, as far as they tell the wish.")),
                ('noted_at', models.DateTimeField()),
                ('handed_over_to', models.CharField(blank=True, help_text='The team or person that owns it.', max_length=120)),
                ('handed_over_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'other wishes',
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='disclosurerequest',
            name='request_can_be_answered',
        ),
        migrations.AlterField(
            model_name='delivery',
            name='channel',
            field=models.CharField(choices=[('EMAIL', 'by e-mail'), ('POST', 'by post'), ('UNKNOWN', 'to an address that is still to be found')], max_length=8),
        ),
        migrations.AlterField(
            model_name='disclosurerequest',
            name='reply_by',
            field=models.CharField(choices=[('EMAIL', 'by e-mail'), ('POST', 'by post'), ('UNKNOWN', 'to an address that is still to be found')], default='EMAIL', max_length=8),
        ),
        migrations.AlterField(
            model_name='receipt',
            name='reply_by',
            field=models.CharField(choices=[('EMAIL', 'by e-mail'), ('POST', 'by post'), ('UNKNOWN', 'to an address that is still to be found')], default='EMAIL', max_length=8),
        ),
        migrations.AddConstraint(
            model_name='disclosurerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reply_by', 'EMAIL'), models.Q(('email', ''), _negated=True)), models.Q(('reply_by', 'POST'), models.Q(('street', ''), _negated=True), models.Q(('city', ''), _negated=True)), ('reply_by', 'UNKNOWN'), _connector='OR'), name='request_can_be_answered'),
        ),
        migrations.AddField(
            model_name='legalnote',
            name='disclosure_request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_notes', to='requests_app.disclosurerequest'),
        ),
        migrations.AddField(
            model_name='legalnote',
            name='noted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='otherwish',
            name='disclosure_request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='other_wishes', to='requests_app.disclosurerequest'),
        ),
        migrations.AddField(
            model_name='otherwish',
            name='handed_over_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='otherwish',
            name='noted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='legalnote',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='legal_note_says_something'),
        ),
        migrations.AddIndex(
            model_name='otherwish',
            index=models.Index(condition=models.Q(('handed_over_at', None)), fields=['disclosure_request'], name='other_wish_waiting'),
        ),
        migrations.AddConstraint(
            model_name='otherwish',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_over_at__isnull', True), ('handed_over_by__isnull', True), ('handed_over_to', '')), models.Q(('handed_over_at__isnull', False), ('handed_over_by__isnull', False), models.Q(('handed_over_to', ''), _negated=True)), _connector='OR'), name='other_wish_handed_over_by_somebody'),
        ),
    ]
