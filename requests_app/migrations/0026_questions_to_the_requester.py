"""What a reviewer asks a requester, its mail and its answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0025_policy_and_second_look'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('ended', models.CharField(blank=True, choices=[('PAGE', 'answered on the status page'), ('MAIL', 'answered by e-mail'), ('STAFF', 'closed by a reviewer')], max_length=8)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='delivery',
            name='delivery_notice_has_its_notice',
        ),
        migrations.AlterField(
            model_name='delivery',
            name='kind',
            field=models.CharField(choices=[('ACK', 'Acknowledgement'), ('NOTICE', 'Notice'), ('QUESTION', 'Question')], max_length=8),
        ),
        migrations.AlterField(
            model_name='laterword',
            name='kind',
            field=models.CharField(choices=[('CORRECTION', 'Other name or address'), ('FORMAT', 'Other form of the answer'), ('WITHDRAWAL', 'Withdrawn'), ('ERROR', '“This looks wrong”'), ('ANSWER', 'Answer to our question'), ('NOT_MINE', '“I did not ask for this”')], max_length=12),
        ),
        migrations.AddField(
            model_name='question',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='disclosure_request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='requests_app.disclosurerequest'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='question',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='requests_app.question'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'NOTICE'), ('notice__isnull', False)), models.Q(('kind__in', ['ACK', 'QUESTION']), ('notice__isnull', True)), _connector='OR'), name='delivery_notice_has_its_notice'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'QUESTION'), ('question__isnull', False)), models.Q(('kind__in', ['ACK', 'NOTICE']), ('question__isnull', True)), _connector='OR'), name='delivery_question_has_its_question'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('disclosure_request',), name='question_open_once'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended', ''), ('ended_at__isnull', True)), models.Q(('ended_at__isnull', False), models.Q(('ended', ''), _negated=True)), _connector='OR'), name='question_ended_somehow'),
        ),
    ]
