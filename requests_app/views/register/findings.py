"""What is to mend in a year of the register; each finding leads to the field that mends it."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from requests_app.register.lint import Finding, findings
from requests_app.views.guards import reads_register
from requests_app.views.register.place import Place, place

SAME_BRAND_FIELD = "same_brand_affiliates"
IDS = {"exclusion_conditions": "exclusion_clause", "categories": "categories_0"}
"""Where a column is not the name of one control: the first control that mends it."""
PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class ToMend:
    """A finding with the address that mends it, empty where the reader may not."""

    finding: Finding
    url: str


@require_safe
@reads_register
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what there is to mend in one year, a page at a time: first what no notice can go out with."""
    at = place(request, slug, here="register_findings")
    found = findings(at.business, year=at.year, today=at.today)
    blocking = [each for each in found if each.severity == "blocks"]
    others = [each for each in found if each.severity != "blocks"]
    pages = Paginator([*blocking, *others], PAGE_SIZE)
    shown = pages.get_page(request.GET.get("page"))
    lines = [ToMend(each, mend_url(at, each)) for each in shown]
    context = {
        "at": at,
        "blocking": [each for each in lines if each.finding.severity == "blocks"],
        "others": [each for each in lines if each.finding.severity != "blocks"],
        "number": {"blocking": len(blocking), "others": len(others)},
        "shown": shown,
    }
    return render(request, "staff/register/findings.html", context)


def mend_url(at: Place, finding: Finding) -> str:
    """Return the address of the field that mends a finding."""
    slug = at.business.slug
    if not at.may_keep:
        return ""
    if finding.rule == "year-open":
        return reverse("staff:register_year", args=[slug, at.year])
    if finding.field == SAME_BRAND_FIELD:
        return reverse("staff:register_year", args=[slug, at.year]) + "#same_brand"
    if finding.rule == "probable-duplicate":
        return reverse("staff:register_third_party", args=[slug, finding.third_party_id]) + "#look_alike"
    if finding.disclosure_id is not None:
        url = reverse("staff:register_disclosure", args=[slug, finding.third_party_id, finding.disclosure_id])
    else:
        url = reverse("staff:register_third_party_edit", args=[slug, finding.third_party_id])
    return f"{url}#id_{IDS.get(finding.field, finding.field)}"
