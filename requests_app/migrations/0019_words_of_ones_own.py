"""What a business says in its own words around an answer, every version kept, and the languages that lack it."""
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0018_many_requests_at_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('answer', models.CharField(choices=[('disclosure', 'disclosure'), ('nothing_disclosed', 'nothing disclosed'), ('choice', 'choice'), ('not_required', 'not required')], max_length=20)),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('opening', models.TextField(blank=True)),
                ('closing', models.TextField(blank=True)),
                ('written_at', models.DateTimeField()),
                ('brand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letter_texts', to='requests_app.brand')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_texts', to='requests_app.business')),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='requests_app.lettertext')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('brand__isnull', True), ('supersedes__isnull', True)), fields=('business', 'language', 'answer'), name='letter_text_begins_once'), models.UniqueConstraint(condition=models.Q(('brand__isnull', False), ('supersedes__isnull', True)), fields=('brand', 'language', 'answer'), name='letter_text_of_brand_begins_once')],
            },
        ),
        migrations.CreateModel(
            name='MissingText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('answer', models.CharField(choices=[('disclosure', 'disclosure'), ('nothing_disclosed', 'nothing disclosed'), ('choice', 'choice'), ('not_required', 'not required')], max_length=20)),
                ('since', models.DateTimeField()),
                ('brand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='missing_texts', to='requests_app.brand')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='missing_texts', to='requests_app.business')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('brand__isnull', True)), fields=('business', 'language', 'answer'), name='missing_text_noted_once'), models.UniqueConstraint(condition=models.Q(('brand__isnull', False)), fields=('brand', 'language', 'answer'), name='missing_text_of_brand_noted_once')],
            },
        ),
    ]
