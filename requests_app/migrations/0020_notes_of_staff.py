"""What staff tell each other of a request."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0019_words_of_ones_own'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RequestNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('NOTE', 'Note'), ('CALL', 'Telephone call')], default='NOTE', max_length=8)),
                ('text', models.TextField()),
                ('noted_at', models.DateTimeField()),
                ('disclosure_request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='requests_app.disclosurerequest')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='request_note_says_something')],
            },
        ),
    ]
