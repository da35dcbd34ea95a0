"""A public form is sent: taken at once, or shown again where it comes too often, with other ways and some work."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from requests_app.register.models import Business
from requests_app.views import work
from requests_app.views.guarded import GuardedForm
from requests_app.views.limits import is_limited


def is_let_in(
    request: HttpRequest, form: GuardedForm, *, business: Business, email: str, now: datetime, for_others: bool = False
) -> bool:
    """Say whether a valid form is taken: few came, or the browser worked for this one."""
    given = form.cleaned_data
    worked = work.is_done(given["challenge"], given["work"], form_token=given["form_token"])
    return worked or not is_limited(request, business=business, email=email, now=now, for_others=for_others)


def offer_work(form: GuardedForm) -> None:
    """Put a new challenge into the form that is shown again; everything else in it stays as it was typed."""
    if work.is_offered():
        challenge = work.challenge_for(form.cleaned_data["form_token"])
        form.data = MultiValueDict({**_lists(form.data), "challenge": [challenge], "work": [""]})


def _lists(data: Any) -> dict[str, list[Any]]:  # noqa: ANN401 - a QueryDict
    return dict(data.lists())
