"""Which businesses a member of the staff is bound to, and the index of the queue of one business."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0022_lists_kept_under_a_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reached_by', to='requests_app.business')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reaches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'business within reach',
                'verbose_name_plural': 'businesses within reach (none: every business)',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('user', 'business'), name='reach_once')],
            },
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('status__in', ['APPROVED', 'COMPILED', 'DECLINED', 'RECEIVED', 'UNDELIVERED'])), fields=['business', 'due_on', 'id'], name='request_queue_of_business'),
        ),
    ]
