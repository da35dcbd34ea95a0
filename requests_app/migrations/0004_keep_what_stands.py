"""Keep every row that stands as the first version that is remembered, so that later changes can be told from it."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

OWNED = (
    "Brand",
    "ChoicePolicy",
    "DesignatedContact",
    "HomePageLink",
    "NoticeMethod",
    "OtherAddress",
    "SameBrandCount",
    "ThirdParty",
)


def keep(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """Give each business a first change, and each of its rows a state since then."""
    at = timezone.now()
    model = {name: apps.get_model("requests_app", name) for name in (*OWNED, "Business", "Disclosure")}
    change, state = (apps.get_model("requests_app", name) for name in ("RegisterChange", "RowState"))
    for business in model["Business"].objects.all():
        number = business.register_version
        change.objects.create(business=business, number=number, at=at, actor="system", kind="begun")
        rows = {name: model[name].objects.filter(business=business) for name in OWNED}
        rows["Business"] = model["Business"].objects.filter(pk=business.pk)
        rows["Disclosure"] = model["Disclosure"].objects.filter(third_party__business=business)
        for name, found in rows.items():
            state.objects.bulk_create(
                (
                    state(
                        business=business,
                        table=name.lower(),
                        row=values["id"],
                        year=values["year"] if name == "Disclosure" else None,
                        since=number,
                        values=_as_json(values),
                    )
                    for values in found.values()
                ),
                batch_size=1_000,
            )


def _as_json(values: dict[str, object]) -> object:
    kept = {name: value for name, value in values.items() if name != "register_version"}
    return json.loads(json.dumps(kept, cls=DjangoJSONEncoder))


class Migration(migrations.Migration):
    """Data alone."""

    dependencies = [("requests_app", "0003_register_remembers")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
