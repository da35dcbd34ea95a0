"""Lists that tell their keepers what is new."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0027_reminders_of_what_is_due'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='savedlist',
            name='tells',
            field=models.BooleanField(default=False, help_text='Its keeper is told each working morning what is new in it.'),
        ),
        migrations.AddField(
            model_name='savedlist',
            name='told_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='savedlist',
            name='told_up_to',
            field=models.BigIntegerField(default=0, editable=False, help_text='The newest request that was there then.'),
        ),
        migrations.AddIndex(
            model_name='savedlist',
            index=models.Index(condition=models.Q(('tells', True)), fields=['told_on'], name='saved_list_tells'),
        ),
    ]
