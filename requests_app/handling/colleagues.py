"""Who works here: invite a colleague, let them in, close and open accounts. A part of the door for writes."""

from collections.abc import Callable, Sequence
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from requests_app.audit import chain
from requests_app.delivery.message import compose_for_staff
from requests_app.delivery.smtp import Outcome, hand_over
from requests_app.desk import invitation as invitations
from requests_app.desk.invitation import Invitation
from requests_app.notices.render import tidy
from requests_app.register.models import Business, Reach
from requests_app.requests.assign import name_of
from requests_app.requests.move import Actor
from requests_app.requests.permissions import NotAllowedError
from requests_app.requests.reach import businesses_of, check_manages_people
from requests_app.tasks import wake_named_on_commit

INVITED = "requests_app.send_invitation"
KNOWN = "Somebody with this e-mail address has an account already."


class ColleagueError(Exception):
    """It was not done; the message is a sentence for staff."""


def invite(
    *, name: str, email: str, roles: Sequence[str], businesses: Sequence[Business], by: User, now: datetime
) -> User:
    """Make an account that waits for its person, and mail them the link. Raises `ColleagueError`."""
    check_manages_people(by)
    _check_somebody_writes()
    address = email.lower()
    if User.objects.filter(Q(email__iexact=address) | Q(username__iexact=address)).exists():
        raise ColleagueError(KNOWN)
    first, _, last = name.partition(" ")
    user = User(username=address, email=address, first_name=first, last_name=last, is_active=False)
    user.set_unusable_password()
    with transaction.atomic():
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError as twice:
            raise ColleagueError(KNOWN) from twice
        user.groups.set(Group.objects.filter(name__in=roles))
        Reach.objects.bulk_create([Reach(user=user, business=business) for business in businesses])
        _invite(user, by=by, now=now)
    return user


def invite_again(*, user: User, by: User, now: datetime) -> None:
    """Send somebody who has not come yet another link; the one before ends. Raises `ColleagueError`."""
    _check_manages(by, user)
    if user.is_active or user.has_usable_password():
        msg = "This person came in already. For a forgotten password, mail a link for a new one."
        raise ColleagueError(msg)
    with transaction.atomic():
        _invite(user, by=by, now=now)


def mail_way_back(*, user: User, by: User, now: datetime) -> None:
    """Mail somebody who forgot their password a link to choose another; the old one works until they have.

    A second factor is asked for as ever. Raises `ColleagueError`.
    """
    _check_manages(by, user)
    _check_somebody_writes()
    if user == by:
        msg = "Change your own password under your name at the top of the page."
        raise ColleagueError(msg)
    if not user.is_active:
        msg = "This account is closed. Open it first."
        raise ColleagueError(msg)
    if not user.has_usable_password():
        msg = "This person has no password here: they sign in through the organization."
        raise ColleagueError(msg)
    if not user.email:
        msg = "No e-mail address of this person is known. Enter it under Administration."
        raise ColleagueError(msg)
    with transaction.atomic():
        begun = invitations.begin(user, by=by, at=now)
        _record("way_back_mailed", user, actor=Actor.staff(by).label, now=now)
        wake_named_on_commit(INVITED, begun.pk)


def _check_somebody_writes() -> None:
    if not Business.objects.exists():
        msg = "There is no business yet that could write to them. Set one up first."
        raise ColleagueError(msg)


def _invite(user: User, *, by: User, now: datetime) -> None:
    begun = invitations.begin(user, by=by, at=now)
    detail = {
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "businesses": sorted(user.reaches.values_list("business", flat=True)),
    }
    _record("invited", user, actor=Actor.staff(by).label, now=now, detail=detail)
    wake_named_on_commit(INVITED, begun.pk)


def invitations_to_send(*, now: datetime) -> list[int]:
    """Return the ids of the invitations whose mail has not left."""
    return invitations.waiting(now=now)


def send_invitation(*, invitation_id: int, clock: Callable[[], datetime]) -> None:
    """Mail one invitation. A mail that leaves twice does no harm: the link in both is one, and works once."""
    invitation = invitations.claim(invitation_id, at=clock())
    if invitation is None:
        return
    business = businesses_of(invitation.user).first() or Business.objects.order_by("id")[0]
    context = {
        "business": business,
        "businesses": list(businesses_of(invitation.user)),
        "who": name_of(invitation.by),
        "invitation": invitation,
        "roles": list(invitation.user.groups.order_by("name")),
        "link": f"{settings.SITE_URL}{reverse('staff:invitation', args=[invitations.token_of(invitation)])}",
    }
    about = "way_back" if invitation.is_way_back else "invitation"
    mail = compose_for_staff(
        business=business,
        subject=" ".join(render_to_string(f"emails/{about}_subject.txt", context).split()),
        body=tidy(render_to_string(f"emails/{about}_body.txt", context)),
        recipient=invitation.user.email,
        word="invitation",
    )
    answer = hand_over(mail)
    if answer.outcome is Outcome.PUT_OFF:
        invitations.put_off(invitation, says=answer.says)
        return
    invitations.finish(invitation, says=answer.says, at=clock())


def accept_invitation(*, invitation: Invitation, password: str, now: datetime) -> bool:
    """Open the account with the password its person chose; return False where the link was used up meanwhile.

    With another password than before they are signed out wherever they were.
    """
    with transaction.atomic():
        if not invitations.use(invitation, at=now):
            return False
        user, was_there = invitation.user, invitation.is_way_back
        user.set_password(password)
        user.is_active = True
        user.save(update_fields=["password", "is_active"])
        done = "password_renewed" if was_there else "invitation_accepted"
        _record(done, user, actor=Actor.staff(user).label, now=now)
    return True


def close_account(*, user: User, by: User, now: datetime) -> None:
    """Close an account: wherever the person is signed in, that ends now. What they did stays theirs."""
    _check_manages(by, user)
    if user == by:
        msg = "You cannot close your own account. Ask another administrator."
        raise ColleagueError(msg)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        invitations.end(user, at=now)
        sessions = list(UserSession.objects.filter(user=user))
        for session in sessions:
            session.end()
        _record("closed", user, actor=Actor.staff(by).label, now=now, detail={"sessions": len(sessions)})


def open_account(*, user: User, by: User, now: datetime) -> None:
    """Open a closed account again, with what its person signed in with before."""
    _check_manages(by, user)
    if not user.has_usable_password():
        msg = "This person has not chosen a password yet. Invite them again."
        raise ColleagueError(msg)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=True)
        _record("opened", user, actor=Actor.staff(by).label, now=now)


def remove_second_factor(*, user: User, by: User, now: datetime) -> None:
    """Let somebody who lost phone and codes set up another; till then the password alone opens the desk."""
    _check_manages(by, user)
    if user == by:
        msg = "Remove your own second factor under your name at the top of the page."
        raise ColleagueError(msg)
    with transaction.atomic():
        theirs = Authenticator.objects.filter(user=user)
        means = sorted(theirs.values_list("type", flat=True))
        theirs.delete()
        _record("second_factor_lifted", user, actor=Actor.staff(by).label, now=now, detail={"means": means})


def _check_manages(by: User, user: User) -> None:
    check_manages_people(by)
    if user.is_superuser and not by.is_superuser:
        msg = "Only a superuser changes a superuser’s account."
        raise NotAllowedError(msg)


def _record(action: str, user: User, *, actor: str, now: datetime, detail: chain.Detail | None = None) -> None:
    chain.append(at=now, actor=actor, action=f"account.{action}", subject=f"user:{user.pk}", detail=detail)
