"""The link in our acknowledgement: opened it changes nothing, however often; a button says whose the address is."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.requests import proof
from requests_app.requests.models import DisclosureRequest, WordKind
from requests_app.views import business
from requests_app.views.status import NOT_SENT, kept_private


@kept_private
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was asked and the two buttons. Mail scanners open links, and press none."""
    row = proof.asked_about(token)
    if row is None or row.destroyed_at is not None:
        return render(request, "public/proof_unknown.html", {"shown": business.find("")}, status=404)
    if request.method == "POST":
        if request.POST.get("mine") == "no":
            handling.disown(disclosure_request=row, now=timezone.now())
        elif request.POST.get("mine") == "yes":
            handling.confirm_address(disclosure_request=row, now=timezone.now())
        return redirect("public:proof", token=token)
    return _page(request, row, token)


@kept_private
def again(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the buttons once more; nothing was said yet."""
    row = proof.asked_about(token)
    if row is None or row.destroyed_at is not None:
        return render(request, "public/proof_unknown.html", {"shown": business.find("")}, status=404)
    return _page(request, row, token, send_again=True)


def _page(request: HttpRequest, row: DisclosureRequest, token: str, *, send_again: bool = False) -> HttpResponse:
    requests = handling.acknowledged_with(row)
    context = {
        "shown": business.of(row.business),
        "row": row,
        "requests": requests,
        "is_confirmed": all(each.verified_at is not None for each in requests),
        "is_disowned": row.receipts.filter(later_words__kind=WordKind.NOT_MINE).exists(),
        "token": token,
        "send_again": send_again,
    }
    return render(request, "public/proof.html", context, status=NOT_SENT if send_again else 200)
