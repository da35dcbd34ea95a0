"""A name and an address, each as long as the form takes it, have 780 letters and the ends of their lines."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0035_the_logo_of_a_letterhead")]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="recipient",
            field=models.CharField(
                max_length=1_000, help_text="An e-mail address, or a name and below it the lines of a postal one."
            ),
        )
    ]
