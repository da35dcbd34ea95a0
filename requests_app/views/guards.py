"""Who may enter: a visitor who is not signed in is sent to the door, one without the role reads why."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from requests_app.requests.permissions import (
    NotAllowedError,
    can_view_register,
    can_view_requests,
    check_can_keep_register,
    check_can_review,
)

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


def person(request: HttpRequest) -> User:
    """Return who is signed in; the guards below have seen to it that somebody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def reads_requests(view: View[Given]) -> Guarded[Given]:
    """Let in those who may read requests. What they read is never kept by a browser or a proxy."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        if not can_view_requests(request.user):
            msg = _("Your account cannot read requests. Ask an administrator for the reviewer’s role.")
            raise PermissionDenied(msg)
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def decides_requests(view: View[Given]) -> Guarded[Given]:
    """Let in reviewers."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        try:
            check_can_review(request.user)
        except NotAllowedError as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def reads_register(view: View[Given]) -> Guarded[Given]:
    """Let in those who may read the register."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        if not can_view_register(request.user):
            msg = _("Your account cannot read the register. Ask an administrator for the register keeper’s role.")
            raise PermissionDenied(msg)
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def keeps_register(view: View[Given]) -> Guarded[Given]:
    """Let in register keepers."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        try:
            check_can_keep_register(request.user)
        except NotAllowedError as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))
