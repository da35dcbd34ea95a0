"""The way to a page that is one business's own: straight where there is only one, by a choice where there are more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from requests_app.requests.reach import businesses_of
from requests_app.views.guards import person


def lead(request: HttpRequest, *, to: str, title: str | Promise) -> HttpResponse:
    """Lead to the page of this name of the only business within reach, or let the reader choose one."""
    businesses = list(businesses_of(person(request)))
    if len(businesses) == 1:
        return redirect(to, businesses[0].slug)
    choices = [(each.legal_name, reverse(to, args=[each.slug])) for each in businesses]
    return render(request, "staff/choose_business.html", {"title": title, "choices": choices})
