"""What went wrong on the way, said kindly. `CSRF_FAILURE_VIEW` names `csrf_failure`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from requests_app.views import ask_for_others, business
from requests_app.views.forms import AskForm
from requests_app.views.public import form_page


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - what Django found is for the log
    """Keep what was typed and let it be sent again: the cookie was gone, or the page was open for long."""
    shown = business.find(request.POST.get("business", ""))
    if request.path == reverse("public:ask") and shown is not None:
        form = AskForm(request.POST, shown_business=shown.business)
        return form_page(request, shown, form, status=403, send_again=True)
    if request.path == reverse("public:ask_for_others") and shown is not None:
        return ask_for_others.to_send_again(request, shown)
    return render(request, "problems/expired.html", status=403)
