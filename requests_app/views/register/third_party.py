"""One third party: what it is, what was disclosed to it, what looks like it, and how it came to stand so."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app import handling
from requests_app.register.duplicates import like
from requests_app.register.facts import facts_of
from requests_app.register.history import removed_disclosures
from requests_app.register.lint import findings
from requests_app.register.merge import MergeError
from requests_app.register.models import Business, ThirdParty
from requests_app.register.reading import NotKnownYetError, as_known_on
from requests_app.register.writable import RefusedWriteError
from requests_app.statute import verdict_on
from requests_app.views.guards import keeps_register, person, reads_register
from requests_app.views.register.answers import answers_of
from requests_app.views.register.evidence import DocumentForm, lying_behind
from requests_app.views.register.findings import ToMend, mend_url
from requests_app.views.register.forms import ThirdPartyForm
from requests_app.views.register.listing import Told
from requests_app.views.register.meanwhile import seen_of
from requests_app.views.register.past import past_of
from requests_app.views.register.place import Place, place, posted_id
from requests_app.views.register.row_form import RowForm
from requests_app.views.register.saving import Saving, attempt, refused_look

MOST_BACK = 1_000
"""The longest query, in characters, that a page is led back with."""


@dataclass(frozen=True, slots=True)
class OfYear:
    """What was disclosed to a third party in one year."""

    year: int
    told: list[Told]


@require_GET
@reads_register
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a third party with its disclosures, its history, and others that look like it."""
    at = place(request, slug, here="register")
    party = _load(at.business, pk)
    if at.end_of_known_on is not None:
        return _show_as_known(request, at, party, at.end_of_known_on)
    years: dict[int, list[Told]] = {}
    rows = party.disclosures.select_related("brand", "third_party").prefetch_related("documents")
    answers = answers_of(rows)
    for row in rows.order_by("-year", "id"):
        told = Told(row, verdict_on(facts_of(row)), tuple(answers.get(row.pk, ())))
        years.setdefault(row.year, []).append(told)
    context = {
        "at": at,
        "party": party,
        "years": [OfYear(year, told) for year, told in years.items()],
        "look_alike": [] if party.merged_into else like(party),
        "history": past_of(party),
        "removed": removed_disclosures(at.business, third_party=pk),
        "documents": lying_behind(party.documents.all()),
        "document_form": DocumentForm(auto_id="document_%s"),
        "attach_url": reverse("staff:register_attach", args=[slug, pk]),
        "findings": [
            ToMend(each, mend_url(at, each))
            for each in findings(at.business, year=at.year, today=at.today)
            if each.third_party_id == party.pk
        ],
    }
    return render(request, "staff/register/third_party.html", context)


def _show_as_known(request: HttpRequest, at: Place, party: ThirdParty, moment: datetime) -> HttpResponse:
    """Show a third party as the register knew it at a moment, with what it got in the year of the page."""
    context: dict[str, object] = {"at": at, "party": party, "history": past_of(party)}
    try:
        register = as_known_on(at.business, at=moment)
    except NotKnownYetError as error:
        return render(request, "staff/register/third_party.html", context | {"not_known": str(error)})
    then = next((each for each in register.third_parties() if each.pk == party.pk), None)
    if then is None:
        says = _("It was not in the register on that day.")
        return render(request, "staff/register/third_party.html", context | {"not_known": says})
    told = [Told(row, verdict_on(facts_of(row))) for row in register.disclosures(at.year) if row.third_party == then]
    context |= {"party": then, "years": [OfYear(at.year, told)] if told else []}
    return render(request, "staff/register/third_party.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_register
def edit(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Change a third party, or add one."""
    at = place(request, slug, here="register")
    party = ThirdParty(business=at.business) if pk is None else _load(at.business, pk)
    form = ThirdPartyForm(request.POST or None, instance=party)
    saving: Saving | None = None
    shown: dict[str, object] = {}
    if request.method == "POST" and form.is_valid() and "show" in request.POST:
        try:
            impact = handling.preview_register_row(row=form.instance, by=person(request), now=timezone.now())
            shown["impact"] = impact
        except RefusedWriteError as refused:
            saving = refused_look(refused)
    elif request.method == "POST" and form.is_valid():
        saving = attempt(
            request,
            lambda nature, note: handling.save_register_row(
                row=form.instance, by=person(request), now=timezone.now(), nature=nature, note=note
            ),
            business=at.business,
            row=form.instance,
        )
        if saving.is_done:
            messages.success(request, _("Saved."))
            return redirect("staff:register_third_party", at.business.slug, form.instance.pk)
    title = _("Add a third party") if pk is None else party.legal_name
    context = {
        "at": at,
        "form": form,
        "saving": saving,
        "title": title,
        "party": party,
        "may_show": True,
        "seen": seen_of(party),
    }
    context |= shown
    return render(request, "staff/register/edit.html", context, status=400 if form.errors or saving else 200)


@require_POST
@keeps_register
def row(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what the row of the listing lets change, and lead back to that row."""
    at = place(request, slug, here="register")
    party = _load(at.business, pk)
    form = RowForm(request.POST, instance=party)
    saving: Saving | None = None
    if form.is_valid():
        saving = attempt(
            request,
            lambda nature, note: handling.save_register_row(
                row=form.instance, by=person(request), now=timezone.now(), nature=nature, note=note
            ),
            business=at.business,
            row=form.instance,
        )
        if saving.is_done:
            back = QueryDict(request.POST.get("back", "")[:MOST_BACK]).urlencode()
            return redirect(f"{reverse('staff:register', args=[slug])}?{back}#row_{pk}")
    context = {"at": at, "form": form, "saving": saving, "title": party.legal_name, "party": party}
    context["seen"] = seen_of(party)
    return render(request, "staff/register/edit.html", context, status=400)


@require_POST
@keeps_register
def merge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Merge this third party into another, or say that the two are two."""
    at = place(request, slug, here="register")
    party = _load(at.business, pk)
    other = get_object_or_404(at.business.third_parties, pk=posted_id(request, "other"))
    if "different" in request.POST:
        try:
            handling.declare_different(one=party, other=other, by=person(request), now=timezone.now())
        except MergeError as refused:
            messages.error(request, str(refused))
            return redirect("staff:register_third_party", slug, pk)
        messages.success(request, _("Noted: they are two. They are not proposed again."))
        return redirect("staff:register_third_party", slug, pk)
    saving: Saving | None = None
    shown: dict[str, object] = {}
    if "merge" in request.POST:
        try:
            saving = attempt(
                request,
                lambda nature, note: handling.merge_third_parties(
                    one=other, into=party, by=person(request), now=timezone.now(), nature=nature, note=note
                ),
                business=at.business,
            )
        except MergeError as refused:
            messages.error(request, str(refused))
            return redirect("staff:register_third_party", slug, pk)
        if saving.is_done:
            messages.success(request, _("Merged. The history of both stays."))
            return redirect("staff:register_third_party", slug, pk)
    else:
        try:
            shown["impact"] = handling.preview_merge(one=other, into=party, by=person(request), now=timezone.now())
        except MergeError as refused:
            messages.error(request, str(refused))
            return redirect("staff:register_third_party", slug, pk)
    context = {"at": at, "party": party, "other": other, "saving": saving, **shown}
    return render(request, "staff/register/merge.html", context, status=400 if saving else 200)


def _load(business: Business, pk: int) -> ThirdParty:
    return get_object_or_404(business.third_parties.select_related("business", "merged_into"), pk=pk)
