"""The people who work here: who they are, what they reach, how they sign in; invite, close, open."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Value
from django.db.models.functions import Concat, Lower, Trim
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import handling
from requests_app.desk.invitation import Invitation, open_ones
from requests_app.handling import ColleagueError
from requests_app.requests.assign import name_of
from requests_app.views.guards import manages_people, person
from requests_app.views.people.forms import InviteForm

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person, for the list and their page."""

    user: User
    name: str
    roles: list[str]
    businesses: list[str]
    has_second_factor: bool
    invitation: Invitation | None

    @property
    def state(self) -> str:
        """Return whether they come in: open, invited, late (the invitation's time is over) or closed."""
        if self.user.is_active:
            return "open"
        if self.invitation is None:
            return "closed"
        return "invited" if self.invitation.good_until > timezone.now() else "late"


def _colleagues(users: list[User]) -> list[Colleague]:
    with_one = set(Authenticator.objects.filter(user__in=users).values_list("user", flat=True))
    invited = {each.user_id: each for each in open_ones().filter(user__in=users)}
    return [
        Colleague(
            user=user,
            name=name_of(user),
            roles=sorted(group.name for group in user.groups.all()),
            businesses=sorted(reach.business.legal_name for reach in user.reaches.all()),
            has_second_factor=user.pk in with_one,
            invitation=invited.get(user.pk),
        )
        for user in users
    ]


@require_safe
@manages_people
def index(request: HttpRequest) -> HttpResponse:
    """Show everybody, those who come in first."""
    # By the name that is shown, which is the user name of whoever gave no other.
    shown = Lower(Trim(Concat("first_name", Value(" "), "last_name", Value(" "), "username")))
    people = User.objects.prefetch_related("groups", "reaches__business").order_by("-is_active", shown, "pk")
    page = Paginator(people, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/people/list.html", {"people": _colleagues(list(page)), "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@manages_people
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = handling.invite(**form.cleaned_data, by=person(request), now=timezone.now())
        except ColleagueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{name_of(user)} gets a mail with a link that works for seven days.")
            return redirect("staff:people")
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/people/invite.html", {"form": form}, status=status)


@require_safe
@manages_people
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person, and what can be done."""
    colleague = _colleagues([get_object_or_404(User, pk=pk)])[0]
    return render(request, "staff/people/person.html", {"colleague": colleague, "is_self": pk == person(request).pk})


ACTS: dict[str, tuple[Callable[..., None], str]] = {
    "close": (handling.close_account, "{} is signed out everywhere and does not come in any more."),
    "open": (handling.open_account, "{} comes in again."),
    "invite": (handling.invite_again, "{} gets another mail. The link in the one before does not work any more."),
    "renew": (
        handling.mail_way_back,
        "{} gets a mail with a link to choose another password. It works for seven days.",
    ),
    "lift": (handling.remove_second_factor, "{} signs in with the password alone, until a new phone is set up."),
}
"""What is done to an account by one press, and what is said then."""


@require_POST
@manages_people
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one of these to an account."""
    user = get_object_or_404(User, pk=pk)
    do, says = ACTS.get(request.POST.get("do", ""), (None, ""))
    if do is not None:
        try:
            do(user=user, by=person(request), now=timezone.now())
        except ColleagueError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, says.format(name_of(user)))
    return redirect("staff:person", pk)
