"""The page of a part's owner: they say that the register of the year is complete for it, by link, without account."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.register.closing import ClosingError, is_changed, is_over
from requests_app.register.models import YearPart
from requests_app.register.reading import as_it_is
from requests_app.statute import category
from requests_app.views.fields import LineField, LinesField
from requests_app.views.status import NOT_SENT


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


@dataclass(frozen=True, slots=True)
class Line:
    """A third party with what the register says it got in the year: categories, and data outside them."""

    name: str
    got: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the owner of a part see what the register says of the year, and attest it."""
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
    return _page(request, part, form, refusal=refusal, status=400 if form.errors or refusal else 200)


@never_cache
def again(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what was typed, to be sent once more; nothing was attested."""
    part = get_object_or_404(YearPart.objects.select_related("business"), secret=secret)
    return _page(request, part, AttestForm(request.POST), status=NOT_SENT, send_again=True)


def _page(
    request: HttpRequest, part: YearPart, form: AttestForm, *, status: int, refusal: str = "", send_again: bool = False
) -> HttpResponse:
    today = timezone.now().astimezone(ZoneInfo(part.business.timezone)).date()
    context = {
        "part": part,
        "form": form,
        "refusal": refusal,
        "send_again": send_again,
        "lines": _lines(part),
        "is_over": is_over(part.year, today),
        "is_changed": is_changed(part),
        "close": part.business.year_closes.filter(year=part.year).first(),
    }
    response = render(request, "public/attest.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    # No other site is told the address, which is the key. Our own has to be, as everywhere: under a stricter policy a
    # browser sends the form as if it came from nowhere, and it is refused.
    return response


def _lines(part: YearPart) -> list[Line]:
    found: dict[str, set[str]] = {}
    for row in as_it_is(part.business).disclosures(part.year):
        labels = (category(code).label for code in (*row.categories, *row.derived_from))
        found.setdefault(row.third_party.printed_name, set()).update(labels, row.unreported_data)
    return [Line(name, sorted(got)) for name, got in sorted(found.items(), key=lambda each: each[0].casefold())]
