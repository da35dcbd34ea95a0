"""Who may enter: a visitor who is not signed in is sent to the door, one without the role reads why."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from weakref import WeakKeyDictionary

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from requests_app.requests.permissions import (
    NotAllowedError,
    Person,
    can_view_register,
    can_view_requests,
    check_can_cure,
    check_can_destroy,
    check_can_keep_register,
    check_can_read_destruction,
    check_can_read_policy,
    check_can_read_texts,
    check_can_review,
)
from requests_app.requests.reach import Bound, Rows, bound_to, check_manages_people, within

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


def person(request: HttpRequest) -> User:
    """Return who is signed in; the guards below have seen to it that somebody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


_bound: WeakKeyDictionary[HttpRequest, Bound] = WeakKeyDictionary()
"""Asked once a request: the queue alone asks for a dozen lists."""


def bound(request: HttpRequest) -> Bound:
    """Return to which businesses whoever is signed in is bound; None where they reach every one."""
    if request not in _bound:
        _bound[request] = bound_to(person(request))
    return _bound[request]


def in_reach(request: HttpRequest, rows: Rows, business: str = "business") -> Rows:
    """Return those of the rows whose business is within reach of whoever is signed in; the others are not there."""
    return within(rows, bound(request), business)


def _opened(view: View[Given], request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
    """Show the view; what a door behind it refuses is refused here too."""
    try:
        return view(request, *args, **kwargs)
    except NotAllowedError as refusal:
        raise PermissionDenied(str(refusal)) from refusal


def _let_in(view: View[Given], check: Callable[[Person], None]) -> Guarded[Given]:
    """Let in whom a rule does not refuse; its sentence says why not."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        try:
            check(request.user)
        except NotAllowedError as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return _opened(view, request, *args, **kwargs)

    return never_cache(login_required(guarded))


def reads_requests(view: View[Given]) -> Guarded[Given]:
    """Let in those who may read requests. What they read is never kept by a browser or a proxy."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        if not can_view_requests(request.user):
            msg = _("Your account cannot read requests. Ask an administrator for the reviewer’s role.")
            raise PermissionDenied(msg)
        return _opened(view, request, *args, **kwargs)

    return never_cache(login_required(guarded))


def decides_requests(view: View[Given]) -> Guarded[Given]:
    """Let in reviewers."""
    return _let_in(view, check_can_review)


def reads_register(view: View[Given]) -> Guarded[Given]:
    """Let in those who may read the register."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        if not can_view_register(request.user):
            msg = _("Your account cannot read the register. Ask an administrator for the register keeper’s role.")
            raise PermissionDenied(msg)
        return _opened(view, request, *args, **kwargs)

    return never_cache(login_required(guarded))


def keeps_register(view: View[Given]) -> Guarded[Given]:
    """Let in register keepers."""
    return _let_in(view, check_can_keep_register)


def cures(view: View[Given]) -> Guarded[Given]:
    """Let in counsel, and nobody else."""
    return _let_in(view, check_can_cure)


def reads_destruction(view: View[Given]) -> Guarded[Given]:
    """Let in those who may read what is destroyed, and when."""
    return _let_in(view, check_can_read_destruction)


def destroys(view: View[Given]) -> Guarded[Given]:
    """Let in those who may approve a destruction."""
    return _let_in(view, check_can_destroy)


def manages_people(view: View[Given]) -> Guarded[Given]:
    """Let in those who may invite people and close their accounts."""
    return _let_in(view, check_manages_people)


def reads_texts(view: View[Given]) -> Guarded[Given]:
    """Let in those who may read the texts of letters."""
    return _let_in(view, check_can_read_texts)


def reads_policy(view: View[Given]) -> Guarded[Given]:
    """Let in those who may read how requests are decided."""
    return _let_in(view, check_can_read_policy)
