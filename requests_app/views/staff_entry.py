"""Writing down what came by other doors than the form: a letter, a fax, a call, somebody at a counter."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from requests_app import handling
from requests_app.register.evidence.store import DamagedDocumentError, ending_of
from requests_app.register.models import Business, EvidenceDocument
from requests_app.register.reading import as_it_is
from requests_app.requests.due import day_of_receipt, due_of
from requests_app.requests.models import Receipt
from requests_app.requests.permissions import NotAllowedError
from requests_app.requests.reach import businesses_of
from requests_app.views import dates
from requests_app.views.blank_form import blank_forms
from requests_app.views.clock import WhyDate
from requests_app.views.entry_clock import CLOCK
from requests_app.views.entry_form import EntryForm
from requests_app.views.finding import Grounds
from requests_app.views.guards import decides_requests, in_reach, person, reads_requests
from requests_app.views.register.evidence import HEADERS


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@decides_requests
def page(request: HttpRequest) -> HttpResponse:
    """Show the form; with a press on “Show the due date” that day and why; else keep what was written down."""
    businesses = list(businesses_of(person(request)))
    business = chosen(businesses, request.GET.get("business", ""))
    if business is None:
        return render(request, "staff/enter_for.html", {"businesses": businesses})
    now = timezone.now()
    if request.method != "POST":
        return _show(request, EntryForm(business=business, now=now))
    form = EntryForm(request.POST, request.FILES, business=business, now=now)
    if form.is_valid() and "show" not in request.POST:
        return _kept(request, form)
    if "show" in request.POST:
        form.forget_all_but_the_clock()
    return _show(request, form, why=_why(form), status=422 if form.errors else 200)


def chosen(businesses: list[Business], slug: str) -> Business | None:
    """Return the only business, or the one that was picked; None where it must be picked first."""
    if len(businesses) == 1:
        return businesses[0]
    return next((each for each in businesses if each.slug == slug), None)


def _show(request: HttpRequest, form: EntryForm, *, why: WhyDate | None = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "why": why, "business": form.business, "blank_forms": blank_forms(form.business)}
    return render(request, "staff/enter.html", context, status=status)


def _why(form: EntryForm) -> WhyDate | None:
    """Return the due date that this will have, once it says how, when and where it came."""
    if CLOCK & form.errors.keys():
        return None
    due = due_of(
        as_it_is(form.business),
        received_on=day_of_receipt(form.received_at(), timezone=form.business.timezone),
        channel=form.cleaned_data["channel"],
        arrived_at=form.arrived_at(),
    )
    on = dates.today(form.now)
    reason = Grounds(due.reason.clause, due.reason.because)
    return WhyDate(due=dates.Due(due.due_on, on), reason=reason, counts_down=True)


def _kept(request: HttpRequest, form: EntryForm) -> HttpResponse:
    taken = handling.enter(
        business=form.business,
        asked=form.asked(),
        received_at=form.received_at(),
        note=form.cleaned_data["note"],
        scan=form.scanned,
        form_token=form.form_token(),
        by=person(request),
        now=form.now,
    )
    messages.success(request, _says_of(taken))
    return redirect("staff:request", pk=taken.disclosure_request_id)


def _says_of(taken: Receipt) -> str:
    row = taken.disclosure_request
    due = _("due %(day)s") % {"day": dates.long(row.due_on)} if row.due_on else _("no day runs")
    if row.reference == taken.reference:
        return _("Kept as %(reference)s: %(due)s.") % {"reference": taken.reference, "due": due}
    return _("Kept as %(own)s, a further receipt of %(reference)s (%(key)s): %(due)s.") % {
        "own": taken.reference,
        "reference": row.reference,
        "key": taken.get_met_by_display(),
        "due": due,
    }


@require_GET
@reads_requests
def scan(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Hand a scan out as a file to be saved, never shown as a page; that it was taken is recorded."""
    wanted = EvidenceDocument.objects.filter(receipts__disclosure_request=pk).distinct()
    row = get_object_or_404(in_reach(request, wanted), pk=document)
    try:
        content = handling.hand_out_scan(document=row, by=person(request), now=timezone.now())
    except NotAllowedError as refused:
        raise PermissionDenied(str(refused)) from refused
    except DamagedDocumentError as damaged:
        return HttpResponse(str(damaged), status=409, content_type="text/plain; charset=utf-8", headers=HEADERS)
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="scan-{row.pk}.{ending_of(row)}"'}
    return HttpResponse(content, content_type=row.media_type, headers=headers)
