from django.db import migrations, models
from django.db.models import Q

LEAST_YEARS, DAYS_TO_CURE = 4, 90


def lengthen(apps, schema_editor):
    """A rule that is shorter than the program's own never counted: it says from now on what was done."""
    rules = apps.get_model("requests_app", "RetentionRule").objects.filter(years__lte=LEAST_YEARS)
    rules.filter(kind="WITHDRAWN", years__lt=LEAST_YEARS).update(years=LEAST_YEARS, days=0)
    others = rules.exclude(kind="WITHDRAWN")
    others.filter(Q(years__lt=LEAST_YEARS) | Q(days__lt=DAYS_TO_CURE)).update(years=LEAST_YEARS, days=DAYS_TO_CURE)


class Migration(migrations.Migration):

    dependencies = [
        ("requests_app", "0043_yearly_drills"),
    ]

    operations = [
        migrations.RunPython(lengthen, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                name="retention_rule_not_shorter",
                condition=models.Q(
                    ("years__gt", 4),
                    models.Q(("days__gte", 90), ("years", 4)),
                    models.Q(("kind", "WITHDRAWN"), ("years", 4)),
                    _connector="OR",
                ),
            ),
        ),
    ]
