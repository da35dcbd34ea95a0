"""Closing years: the parts and who attested them, what is missing, the signature; and the page of a part's owner."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import handling
from requests_app.register.closing import ClosingError, standing
from requests_app.register.models import SameBrandCount, YearPart
from requests_app.views.fields import LineField, LinesField, MailField
from requests_app.views.guards import keeps_register, person, reads_register
from requests_app.views.register.place import Place, place
from requests_app.views.register.saving import attempt


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


class AttestForm(forms.Form):
    """An attestation: who, and what they want to add."""

    use_required_attribute = False
    name = LineField(
        label=gettext_lazy("Your name"),
        limit=200,
        too_long=gettext_lazy("Your name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Enter your name: an attestation is somebody’s.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    note = LinesField(
        label=gettext_lazy("Anything to add (optional)"),
        required=False,
        limit=2_000,
        too_long=gettext_lazy("The note has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


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


@require_http_methods(["GET", "HEAD", "POST"])
@reads_register
def show(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show one year: what is missing, who attested, and the signature."""
    at = place(request, slug, here="register_years")
    seen = standing(at.business, year=year, today=at.today)
    count = at.business.same_brand_counts.filter(year=year).first()
    context = {
        "at": at,
        "seen": seen,
        "part_form": PartForm(auto_id="part_%s"),
        "number_form": NumberForm(initial={"number": count.number if count else None}),
        "links": {
            part.pk: request.build_absolute_uri(reverse("public:attest", args=[part.secret])) for part in seen.parts
        },
        "others": [each for each in seen.findings if each.severity != "blocks" and each.rule != "year-open"],
    }
    return render(request, "staff/register/year.html", context)


@require_POST
@keeps_register
def act(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Do one thing to a year: add a part, attest one in its owner's place, enter a number, or close it."""
    at = place(request, slug, here="register_years")
    now = timezone.now()
    try:
        says = _do(request, at, year, now)
    except ClosingError as refused:
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
            part = get_object_or_404(at.business.year_parts, pk=request.POST.get("part") or 0, year=year)
            name = by.get_full_name() or by.get_username()
            handling.attest_year_part(part=part, name=name, note="", by=by, now=now)
            return _("Attested in the owner’s place, under your name.")
        case "number":
            return _enter_number(request, at, year, now)
        case "close":
            handling.close_year(
                business=at.business,
                year=year,
                accepts_findings="accept" in request.POST,
                note=request.POST.get("note", "")[:2_000],
                by=by,
                now=now,
            )
            return _("%(year)s is closed.") % {"year": year}
        case _:
            raise ClosingError(_("Nothing was chosen."))


def _enter_number(request: HttpRequest, at: Place, year: int, now: datetime) -> str:
    form = NumberForm(request.POST)
    if not form.is_valid():
        raise ClosingError(_first(form))
    row = at.business.same_brand_counts.filter(year=year).first() or SameBrandCount(business=at.business, year=year)
    row.number = form.cleaned_data["number"]
    saving = attempt(
        request,
        lambda nature, note: handling.save_register_row(row=row, by=person(request), now=now, nature=nature, note=note),
    )
    if not saving.is_done:
        raise ClosingError(saving.refusal)
    return _("The number is saved.")


def _first(form: forms.Form) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def attest(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the owner of a part attest it, by the part's secret link and without an account."""
    part = get_object_or_404(YearPart.objects.select_related("business"), secret=secret)
    form = AttestForm(request.POST or None, initial={"name": part.owner_name})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            handling.attest_year_part(part=part, **form.cleaned_data, by=None, now=timezone.now())
        except ClosingError as refused:
            refusal = str(refused)
        else:
            return redirect("public:attest", secret)
    recipients = part.business.third_parties.filter(disclosures__year=part.year).distinct().order_by("legal_name")
    context = {"part": part, "form": form, "refusal": refusal, "recipients": recipients}
    response = render(request, "public/attest.html", context, status=400 if form.errors or refusal else 200)
    response["X-Robots-Tag"] = "noindex"
    return response
