"""Closing years: the parts and who attested them, what is missing, the signature, and the notices before it."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from requests_app import handling
from requests_app.notices.unclosed import compare, marked
from requests_app.register.closing import ClosingError, standing
from requests_app.register.lint import Finding
from requests_app.register.models import (
    EARLIEST_REPORT_YEAR,
    LATEST_REPORT_YEAR,
    RegisterChange,
    SameBrandCount,
    YearPart,
)
from requests_app.views.fields import LineField, MailField
from requests_app.views.guards import keeps_register, person, reads_register
from requests_app.views.register.findings import mend_url
from requests_app.views.register.past import names_of
from requests_app.views.register.place import Place, place, posted_id
from requests_app.views.register.saving import attempt

REASON = "reason:"
MOST_SIGNED = 400
"""A page's signatures have to come in one post, which takes a thousand fields: a tick and a reason for each."""


class PartForm(forms.Form):
    """A part of the year, and who answers for it."""

    use_required_attribute = False
    title = LineField(
        label=gettext_lazy("Part of the register"),
        help_text=gettext_lazy("For example “Web shop” or “Catalog mailings”."),
        limit=200,
        too_long=gettext_lazy("The name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Name the part.")},
    )
    owner_name = LineField(
        label=gettext_lazy("Who answers for it"),
        limit=200,
        too_long=gettext_lazy("The name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Name the person who answers for it.")},
    )
    owner_email = MailField(label=gettext_lazy("Their e-mail address (optional)"), required=False)


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part as the page lists it, with the link for its owner."""

    part: YearPart
    link: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Signing:
    """An open finding, where it is mended, and what was typed to sign for it as it is."""

    finding: Finding
    url: str
    is_ticked: bool
    reason: str

    @property
    def blocks(self) -> bool:
        return self.finding.severity == "blocks"


class NumberForm(forms.Form):
    """The overall number of affiliated companies under the brand name in a year, (f)(3)."""

    number = forms.IntegerField(label=gettext_lazy("Companies under your brand name"), min_value=0, max_value=100_000)


@require_safe
@reads_register
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the years: open, over, closed."""
    at = place(request, slug, here="register_years")
    years = [standing(at.business, year=year, today=at.today) for year in at.years]
    return render(request, "staff/register/years.html", {"at": at, "years": years})


def _name_of(actor: str) -> str:
    return names_of({actor}).get(actor, actor)


@require_safe
@reads_register
def show(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show one year: what is missing, who attested, the signature, and the notices that went out before it."""
    return _page(request, place(request, slug, here="register_years"), _in_force(year))


def _page(
    request: HttpRequest, at: Place, year: int, *, refusal: str = "", number: NumberForm | None = None, **more: object
) -> HttpResponse:
    """Show a year; after a refusal with what was typed, for a reason that was written is not written twice."""
    seen = standing(at.business, year=year, today=at.today)
    count = at.business.same_brand_counts.filter(year=year).first()
    more_to_sign = max(0, len(seen.to_sign) - MOST_SIGNED)
    context = {
        "at": at,
        "seen": seen,
        "part_form": PartForm(auto_id="part_%s"),
        "number_form": number or NumberForm(initial={"number": count.number if count else None}),
        "parts": [
            PartLine(
                part, request.build_absolute_uri(reverse("public:attest", args=[part.secret])), part in seen.changed
            )
            for part in seen.parts
        ],
        "to_sign": [_signing(request, at, each) for each in seen.to_sign[:MOST_SIGNED]],
        "more_to_sign": more_to_sign,
        "may_sign": at.may_keep and seen.is_over and not more_to_sign,
        "note": request.POST.get("note", ""),
        "natures": RegisterChange.Nature.choices,
        "refusal": refusal,
        "closed_by": _name_of(seen.close.closed_by) if seen.close else "",
        "compared": compare(seen.close) if seen.close else None,
        "marked": 0 if seen.close else marked(at.business, year).count(),
    } | more
    return render(request, "staff/register/year.html", context, status=400 if refusal else 200)


@require_POST
@keeps_register
def act(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Do one thing to a year: add a part, attest one in its owner's place, enter a number, or close it."""
    at, year = place(request, slug, here="register_years"), _in_force(year)
    now = timezone.now()
    if request.POST.get("do") == "show":
        return _show_number(request, at, year, now)
    try:
        if request.POST.get("do") == "number":
            return _enter_number(request, at, year, now)
        says = _do(request, at, year, now)
    except ClosingError as refused:
        if request.POST.get("do") == "close":
            return _page(request, at, year, refusal=str(refused))
        messages.error(request, str(refused))
    else:
        messages.add_message(request, messages.SUCCESS if says.endswith(".") else messages.ERROR, says)
    return redirect("staff:register_year", slug, year)


def _do(request: HttpRequest, at: Place, year: int, now: datetime) -> str:
    by = person(request)
    match request.POST.get("do"):
        case "add":
            form = PartForm(request.POST)
            if not form.is_valid():
                raise ClosingError(_first(form))
            handling.add_year_part(business=at.business, year=year, **form.cleaned_data, by=by, now=now)
            return _("Added. Send the owner the link, or attest in their place.")
        case "attest":
            part = get_object_or_404(at.business.year_parts, pk=posted_id(request, "part"), year=year)
            name = by.get_full_name() or by.get_username()
            handling.attest_year_part(part=part, name=name, note="", by=by, now=now)
            return _("Attested in the owner’s place, under your name.")
        case "close":
            handling.close_year(
                business=at.business,
                year=year,
                signed=_signed(request),
                note=request.POST.get("note", "")[:2_000],
                by=by,
                now=now,
            )
            return _("%(year)s is closed.") % {"year": year}
        case _:
            raise ClosingError(_("Nothing was chosen."))


def _show_number(request: HttpRequest, at: Place, year: int, now: datetime) -> HttpResponse:
    """Show what the number that was typed would do; nothing is saved."""
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _page(request, at, year, refusal=_first(form), number=form)
    row = _numbered(at, year, form.cleaned_data["number"])
    impact = handling.preview_register_row(row=row, by=person(request), now=now)
    return _page(request, at, year, number=form, impact=impact)


def _numbered(at: Place, year: int, number: int) -> SameBrandCount:
    row = at.business.same_brand_counts.filter(year=year).first() or SameBrandCount(business=at.business, year=year)
    row.number = number
    return row


def _enter_number(request: HttpRequest, at: Place, year: int, now: datetime) -> HttpResponse:
    form = NumberForm(request.POST)
    if not form.is_valid():
        raise ClosingError(_first(form))
    row = _numbered(at, year, form.cleaned_data["number"])
    saving = attempt(
        request,
        lambda nature, note: handling.save_register_row(row=row, by=person(request), now=now, nature=nature, note=note),
        business=at.business,
        row=row,
    )
    if saving.dry_run is not None:
        return _page(request, at, year, number=form, saving=saving)
    if not saving.is_done:
        raise ClosingError(saving.refusal)
    messages.success(request, _("The number is saved."))
    return redirect("staff:register_year", at.business.slug, year)


def _signing(request: HttpRequest, at: Place, finding: Finding) -> Signing:
    signed = _signed(request)
    return Signing(finding, mend_url(at, finding), finding.key in signed, signed.get(finding.key, ""))


def _signed(request: HttpRequest) -> dict[str, str]:
    """Return the findings that are signed for: those ticked, and those with a reason."""
    ticked = dict.fromkeys(request.POST.getlist("sign"), "")
    written = {
        name.removeprefix(REASON): text[:2_000] for name, text in request.POST.items() if name.startswith(REASON)
    }
    return ticked | {key: str(reason) for key, reason in written.items() if str(reason).strip()}


def _in_force(year: int) -> int:
    if not EARLIEST_REPORT_YEAR <= year <= LATEST_REPORT_YEAR:
        raise Http404
    return year


def _first(form: forms.Form) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)
