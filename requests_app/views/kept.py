"""What is kept about a request, why, how long, and who sees it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from requests_app.notices.compile import sender_of
from requests_app.register.reading import as_it_is
from requests_app.views import dates
from requests_app.views.business import Shown, for_business


@require_safe
@for_business
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Tell a resident what becomes of what they write."""
    sender = sender_of(as_it_is(shown.business), on=dates.today(timezone.now()))
    return render(request, "public/kept.html", {"shown": shown, "sender": sender})
