"""The register's memory: its steps, and every state of one row, whether or not the row still stands."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from requests_app.register.history import history_at, steps_of
from requests_app.register.models import (
    Brand,
    Business,
    ChoicePolicy,
    DesignatedContact,
    Disclosure,
    HomePageLink,
    NoticeMethod,
    OtherAddress,
    SameBrandCount,
    ThirdParty,
)
from requests_app.views.guards import reads_register
from requests_app.views.register.past import in_words, names_of
from requests_app.views.register.place import place

TABLES = {
    "business": (Business, _("The business itself")),
    "brand": (Brand, _("Brand")),
    "choicepolicy": (ChoicePolicy, _("Choice policy")),
    "designatedcontact": (DesignatedContact, _("Designated address")),
    "disclosure": (Disclosure, _("Disclosure")),
    "homepagelink": (HomePageLink, _("Link on the home page")),
    "noticemethod": (NoticeMethod, _("Way of telling customers")),
    "otheraddress": (OtherAddress, _("Other address")),
    "samebrandcount": (SameBrandCount, _("Number of affiliates")),
    "thirdparty": (ThirdParty, _("Third party")),
}


@require_safe
@reads_register
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the steps of a register, the latest first."""
    at = place(request, slug, here="register_steps")
    done, older = steps_of(at.business, before=_before(request))
    names = names_of({each.change.actor for each in done})
    lines = [
        {
            "change": each.change,
            "who": names.get(each.change.actor, each.change.actor),
            "written": _counted(each.written),
            "removed": _counted(each.removed),
        }
        for each in done
    ]
    return render(request, "staff/register/steps.html", {"at": at, "lines": lines, "older": older})


@require_safe
@reads_register
def row(request: HttpRequest, slug: str, table: str, pk: int) -> HttpResponse:
    """Show every state of one row."""
    at = place(request, slug, here="register_steps")
    if table not in TABLES:
        raise Http404
    found = history_at(at.business.pk, table=table, row=pk, before=_before(request))
    if not found.passages:
        raise Http404
    model, title = TABLES[table]
    context = {"at": at, "title": title, "name": _name(found.last_known), "past": in_words(found, model)}
    return render(request, "staff/register/history.html", context)


def _name(values: Mapping[str, object]) -> str:
    """Return by which words people know a row."""
    if "third_party_id" in values:
        party = ThirdParty.objects.filter(pk=str(values["third_party_id"])).first()
        return f"{party.legal_name if party else '–'}, {values.get('year')}"
    return str(
        next((values[each] for each in ("legal_name", "name", "value", "wording", "year") if each in values), "")
    )


def _counted(rows: Mapping[str, int]) -> list[str]:
    return [f"{TABLES[table][1] if table in TABLES else table}: {number}" for table, number in rows.items()]


def _before(request: HttpRequest) -> int | None:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - fits the column
