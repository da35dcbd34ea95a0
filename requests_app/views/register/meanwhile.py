"""Whether a row was changed while its form was open: by another keeper, or in another tab."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from requests_app.register.edit import table_of
from requests_app.register.models import Disclosure, RegisterChange, RowState, ThirdParty
from requests_app.views.register.past import names_of

FIELD = "seen"
"""The form's hidden field: the version of the register since which the row says what the page shows."""


def seen_of(row: Disclosure | ThirdParty) -> str:
    """Return the version since which the row says what it does; a blank for a new row, or one never recorded."""
    since = _since(row)
    return "" if since is None else str(since)


def changed_meanwhile(request: HttpRequest, row: Disclosure | ThirdParty) -> str:
    """Return a sentence where the row is another than when the form was opened; a blank where it is the same."""
    seen, since = request.POST.get(FIELD), _since(row)
    if seen is None or since is None or seen == str(since):
        return ""
    business = row.business_id if isinstance(row, ThirdParty) else row.third_party.business_id
    change = RegisterChange.objects.get(business=business, number=since)
    who = names_of({change.actor}).get(change.actor, change.actor)
    return _(
        "%(who)s changed this while your page was open, in version %(version)s of the register. Nothing of yours is "
        "saved yet. Look at the history, then save again if yours is to stand."
    ) % {"who": who, "version": change.number}


def _since(row: Disclosure | ThirdParty) -> int | None:
    if row.pk is None:
        return None
    now = RowState.objects.filter(table=table_of(row), row=row.pk, until=None)
    return now.values_list("since", flat=True).first()
