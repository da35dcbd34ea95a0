"""One disclosure: enter it, see what it does to notices before it is saved, save or remove it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app import handling
from requests_app.register.facts import facts_of
from requests_app.register.hand_overs import hand_overs_of, why_it_stays
from requests_app.register.models import Disclosure
from requests_app.register.writable import RefusedWriteError
from requests_app.statute import verdict_on
from requests_app.views.guards import keeps_register, person
from requests_app.views.register.answers import answers_of
from requests_app.views.register.evidence import DocumentForm, lying_behind
from requests_app.views.register.forms import DisclosureForm
from requests_app.views.register.meanwhile import seen_of
from requests_app.views.register.past import past_of
from requests_app.views.register.place import Place, place
from requests_app.views.register.saving import Saving, attempt, refused_look


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_register
def edit(request: HttpRequest, slug: str, party: int, pk: int | None = None) -> HttpResponse:
    """Change a disclosure or add one; “Show what this does” saves nothing."""
    at = place(request, slug, here="register")
    row = _row(at, party, pk)
    form = DisclosureForm(request.POST or None, instance=row, business=at.business)
    saving: Saving | None = None
    context: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        if "show" in request.POST:
            context["verdict"] = verdict_on(facts_of(form.instance))
            try:
                impact = handling.preview_register_row(row=form.instance, by=person(request), now=timezone.now())
                context["impact"] = impact
            except RefusedWriteError as refused:
                saving = refused_look(refused)
        else:
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
                return redirect("staff:register_third_party", slug, party)
    if row.pk is not None:
        behind = hand_overs_of(row)
        context |= {
            "hand_overs": behind,
            "stays": why_it_stays(behind) if behind else "",
            "answers": answers_of([row]).get(row.pk),
            "history": past_of(row),
            "documents": lying_behind(row.documents.all()),
            "document_form": DocumentForm(auto_id="document_%s"),
            "attach_url": reverse("staff:register_disclosure_attach", args=[slug, party, row.pk]),
        }
    title = _("Add a disclosure") if pk is None else _("Change a disclosure")
    context |= {
        "may_show": True,
        "seen": seen_of(row),
        "at": at,
        "form": form,
        "saving": saving,
        "title": title,
        "party": row.third_party,
        "row": row,
    }
    return render(request, "staff/register/edit.html", context, status=400 if form.errors or saving else 200)


@require_POST
@keeps_register
def remove(request: HttpRequest, slug: str, party: int, pk: int) -> HttpResponse:
    """Remove a disclosure that should not stand; what it said stays in the history."""
    at = place(request, slug, here="register")
    row = _row(at, party, pk)
    if "show" in request.POST:
        context: dict[str, object] = {"at": at, "party": row.third_party, "row": row}
        try:
            context["impact"] = handling.preview_removal(row=row, by=person(request), now=timezone.now())
        except RefusedWriteError as refused:
            context["saving"] = refused_look(refused)
        return render(request, "staff/register/remove.html", context, status=400 if "saving" in context else 200)
    saving = attempt(
        request,
        lambda nature, note: handling.remove_register_row(
            row=row, by=person(request), now=timezone.now(), nature=nature, note=note
        ),
        business=at.business,
        row=row,
    )
    if saving.is_done:
        messages.success(request, _("Removed. What it said stays in the history."))
        return redirect("staff:register_third_party", slug, party)
    context = {"at": at, "saving": saving, "party": row.third_party, "row": row}
    return render(request, "staff/register/remove.html", context, status=400)


def _row(at: Place, party: int, pk: int | None) -> Disclosure:
    third_party = get_object_or_404(at.business.third_parties, pk=party)
    if pk is None:
        return Disclosure(third_party=third_party, year=at.year)
    return get_object_or_404(Disclosure.objects.select_related("third_party"), third_party=third_party, pk=pk)
