"""What went wrong on the way, said kindly. `CSRF_FAILURE_VIEW` names `csrf_failure`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from requests_app.views import ask_for_others, business, proof, status, status_change
from requests_app.views.forms import AskForm
from requests_app.views.public import form_page
from requests_app.views.register import attest

_AGAIN: Mapping[str, Callable[..., HttpResponseBase]] = MappingProxyType(
    {
        "status": status.find_again,
        "status_change": status_change.change_again,
        "status_wrong": status_change.wrong_again,
        "status_reply": status_change.reply_again,
        "status_withdraw": status_change.withdraw_again,
        "proof": proof.again,
        "attest": attest.again,
    }
)
"""By the name of a public page: what shows it once more with what was typed."""


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:  # noqa: ARG001 - what Django found is for the log
    """Keep what was typed and let it be sent again: the cookie was gone, or the page was open for long."""
    match = request.resolver_match
    if match is None or match.namespace != "public":
        return render(request, "problems/expired.html", status=403)
    page = match.url_name or ""
    if page in _AGAIN:
        return _AGAIN[page](request, **match.kwargs)
    return _of_a_business(request, page)


def _of_a_business(request: HttpRequest, page: str) -> HttpResponse:
    named = request.POST.get("business") or request.GET.get("business") or ""
    shown = business.find(named)
    if page == "ask" and shown is not None:
        form = AskForm(request.POST, shown_business=shown.business)
        return form_page(request, shown, form, status=403, send_again=True)
    if page == "ask_for_others" and shown is not None:
        return ask_for_others.to_send_again(request, shown)
    return render(request, "problems/expired_public.html", {"shown": shown}, status=403)
