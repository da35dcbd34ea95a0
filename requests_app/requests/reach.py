"""Whose rows a person may see and touch, where one installation answers for several businesses.

Who is bound to no business reaches every one, and so does a superuser: then nothing is added to any question. What
belongs to no business, such as a message that nobody could read yet, is for those who reach every one.
"""

from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import QuerySet

from requests_app.register.models import Business, Reach
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import NotAllowedError, Person

Rows = TypeVar("Rows", bound=QuerySet[Any])
Bound = frozenset[int] | None
"""The ids of the businesses somebody is bound to; None where they reach every one."""
MANAGE_PEOPLE = "auth.add_user"
REFUSAL = "This belongs to a business that your account does not reach. Ask an administrator."


def bound_to(user: Person) -> Bound:
    """Return to which businesses a person is bound."""
    if not isinstance(user, User):
        return frozenset()
    if user.is_superuser:
        return None
    return frozenset(Reach.objects.filter(user=user).values_list("business", flat=True)) or None


def within(rows: Rows, bound: Bound, business: str = "business") -> Rows:
    """Return those of the rows whose business is among these; `business` is the column that leads to it."""
    return rows if bound is None else rows.filter(**{f"{business}__in": sorted(bound)})


def within_reach(rows: Rows, user: Person, business: str = "business") -> Rows:
    """Return those of the rows whose business the person reaches."""
    return within(rows, bound_to(user), business)


def businesses_of(user: Person) -> QuerySet[Business]:
    """Return the businesses that a person reaches."""
    return within_reach(Business.objects.order_by("legal_name", "id"), user, "pk")


def reaches_all(user: Person) -> bool:
    """Say whether a person reaches every business there is, and each that is still to come."""
    return bound_to(user) is None


def reaches(user: Person, business: int | None) -> bool:
    """Say whether a person reaches the business of this id; None is that of a row which belongs to no business."""
    bound = bound_to(user)
    return bound is None or business in bound


def can_manage_people(user: Person) -> bool:
    """Say whether the user may invite people and close their accounts: an administrator who reaches every business."""
    return isinstance(user, User) and user.is_active and user.has_perm(MANAGE_PEOPLE) and reaches_all(user)


def check_manages_people(user: Person) -> None:
    """Refuse a user who may not invite people nor close their accounts."""
    if not can_manage_people(user):
        msg = "Only an administrator of the whole installation may see to accounts. Ask one of them."
        raise NotAllowedError(msg)


def check_reaches(user: Person, business: int | None) -> None:
    """Refuse a person who does not reach the business of this id."""
    if not reaches(user, business):
        raise NotAllowedError(REFUSAL)


def check_reaches_rows(user: Person, rows: QuerySet[Any], business: str = "business") -> None:
    """Refuse a person to whom one of the rows is out of reach."""
    bound = bound_to(user)
    if bound is not None and rows.exclude(**{f"{business}__in": sorted(bound)}).exists():
        raise NotAllowedError(REFUSAL)


def check_reaches_request(user: Person, pk: int) -> None:
    """Refuse a person who does not reach the business of this request."""
    check_reaches_rows(user, DisclosureRequest.objects.filter(pk=pk))
