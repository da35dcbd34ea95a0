"""The letterhead: a business's logo and colour, as its letters and statements bear them."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.notices.render.logo import address_of
from requests_app.register.evidence.refusal import RefusedDocumentError
from requests_app.register.logo import MOST_BYTES
from requests_app.register.models import Logo
from requests_app.register.validators import check_accent_color
from requests_app.requests.permissions import check_can_keep_register
from requests_app.views.guards import person, reads_register
from requests_app.views.register.place import Place, place


class LetterheadForm(forms.Form):
    """A colour, and a picture or none."""

    use_required_attribute = False

    accent_color = forms.CharField(
        label=gettext_lazy("Color"),
        help_text=gettext_lazy("Of headings and of the line below the letterhead. It has to be readable on white."),
        error_messages={"required": gettext_lazy("Choose a color.")},
        validators=[check_accent_color],
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo: PNG or JPEG (optional)"),
        help_text=gettext_lazy("It stands above the name, half an inch high at most, on white."),
        required=False,
        error_messages={"empty": gettext_lazy("This file is empty. Choose another one.")},
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Letters bear no logo any more"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@reads_register
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how letters look, and change it."""
    at = place(request, slug, here="register_letterhead")
    if request.method == "POST":
        return _set(request, at)
    return _show(request, at, LetterheadForm(initial={"accent_color": at.business.accent_color}))


def _set(request: HttpRequest, at: Place) -> HttpResponse:
    check_can_keep_register(request.user)
    form = LetterheadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, at, form, status=422)
    said = form.cleaned_data
    picture = said["logo"]
    try:
        handling.set_letterhead(
            business=at.business,
            accent_color=said["accent_color"].lower(),
            # One byte more than is taken tells that it is too large.
            upload=handling.Upload(picture.read(MOST_BYTES + 1), picture.name or "") if picture else None,
            without_logo=said["without_logo"],
            by=person(request),
            now=timezone.now(),
        )
    except RefusedDocumentError as refused:
        form.add_error("logo", str(refused))
        return _show(request, at, form, status=422)
    messages.success(request, _("Saved. Letters and statements made from now on bear it."))
    return redirect("staff:register_letterhead", at.business.slug)


def _show(request: HttpRequest, at: Place, form: LetterheadForm, *, status: int = 200) -> HttpResponse:
    worn = Logo.objects.filter(worn_by=at.business).only("digest", "width", "height", "kept_at").first()
    shown = {"logo": worn, "logo_url": address_of(worn.digest, for_screen=True) if worn else ""}
    return render(request, "staff/register/letterhead.html", {"at": at, "form": form, **shown}, status=status)
