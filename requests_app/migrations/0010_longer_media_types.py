"""The media type of a Word document has 71 letters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0009_a_receipt_for_each_request")]

    operations = [
        migrations.AlterField(model_name="evidencedocument", name="media_type", field=models.CharField(max_length=120))
    ]
