"""Whether everybody may read a business's figures: what they would read, who set it and why, and the form for it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.register.models import Business
from requests_app.reports import publish
from requests_app.reports.models import Publication
from requests_app.reports.published import last_year
from requests_app.requests.permissions import can_set_policy, check_can_publish
from requests_app.requests.reach import businesses_of
from requests_app.views import business as public
from requests_app.views.figures import shown_of
from requests_app.views.guards import person, reads_requests
from requests_app.views.with_reason import reason_field, refuse


class PublicationForm(forms.Form):
    """The switch, and why it is set so."""

    use_required_attribute = False

    shown = forms.BooleanField(
        label=gettext_lazy("Everybody may read these figures"),
        help_text=gettext_lazy("The public start page then links to them."),
        required=False,
    )
    because = reason_field(who_reads=gettext_lazy("Your colleagues read it below."))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@reads_requests
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what everybody may read, or would, and set whether they may."""
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    if request.method == "POST":
        return _set(request, business)
    standing = publish.standing(business.pk)
    initial = {"shown": standing is not None and standing.is_shown, "seen": standing.pk if standing else None}
    return _show(request, business, PublicationForm(initial=initial))


def _set(request: HttpRequest, business: Business) -> HttpResponse:
    check_can_publish(request.user)
    form = PublicationForm(request.POST)
    if not form.is_valid():
        return _show(request, business, form, status=422)
    said = form.cleaned_data
    try:
        publication = handling.set_publication(
            business=business,
            shown=said["shown"],
            because=said["because"],
            seen=said["seen"],
            by=person(request),
            now=timezone.now(),
        )
    except publish.PublishError as refusal:
        refuse(form, str(refusal), sent=request.POST, standing=publish.standing(business.pk))
        return _show(request, business, form, status=409)
    messages.success(request, _("Set. It counts from now on.") if publication else _("It is set so already."))
    return redirect("staff:publication", business.slug)


def _show(request: HttpRequest, business: Business, form: PublicationForm, *, status: int = 200) -> HttpResponse:
    rows = list(Publication.objects.filter(business=business).select_related("set_by").order_by("-id"))
    context = {
        "business": business,
        "form": form,
        "may_set": can_set_policy(request.user),
        "is_shown": bool(rows) and rows[0].is_shown,
        "versions": rows,
        "public_query": public.of(business).query,
        **shown_of(last_year(business, now=timezone.now())),
    }
    return render(request, "staff/reports/publication.html", context, status=status)
