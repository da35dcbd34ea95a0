"""Roles and what they may do: one rule, two voices (`can_…` for the screen, `check_…` for the domain)."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission, User

REVIEW = "requests_app.review_disclosurerequest"
VIEW = "requests_app.view_disclosurerequest"

REVIEWER = "Reviewer"
REGISTER_KEEPER = "Register keeper"
ADMINISTRATOR = "Administrator"

_REGISTER = (
    "business",
    "brand",
    "designatedcontact",
    "otheraddress",
    "homepagelink",
    "noticemethod",
    "choicepolicy",
    "samebrandcount",
    "thirdparty",
    "disclosure",
)
_EVIDENCE = ("disclosurerequest", "requestevent", "notice", "delivery")

ROLES: dict[str, frozenset[str]] = {
    REVIEWER: frozenset(
        {"review_disclosurerequest", *(f"view_{name}" for name in (*_EVIDENCE, *_REGISTER))},
    ),
    REGISTER_KEEPER: frozenset(
        f"{action}_{name}" for action in ("add", "change", "delete", "view") for name in _REGISTER
    ),
    ADMINISTRATOR: frozenset(
        {
            "review_disclosurerequest",
            "view_auditentry",
            *(f"view_{name}" for name in _EVIDENCE),
            *(f"{action}_{name}" for action in ("add", "change", "delete", "view") for name in _REGISTER),
            *(f"{action}_user" for action in ("add", "change", "view")),
            "view_group",
        }
    ),
}
"""Each role's permissions by codename. Nobody may edit evidence."""


class NotAllowedError(Exception):
    """The user may not do this; the message is a sentence for them."""


Person = User | AbstractBaseUser | AnonymousUser


def can_review(user: Person) -> bool:
    """Say whether the user may decide on requests."""
    return isinstance(user, User) and user.is_active and user.has_perm(REVIEW)


def check_can_review(user: Person) -> None:
    """Refuse a user who may not decide on requests."""
    if not can_review(user):
        msg = "Only a reviewer may decide on requests. Ask an administrator for that role."
        raise NotAllowedError(msg)


def can_view_requests(user: Person) -> bool:
    """Say whether the user may read requests."""
    return isinstance(user, User) and user.is_active and user.has_perm(VIEW)


def ensure_roles() -> None:
    """Create the roles and give each its permissions; a second call changes nothing."""
    for role, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        permissions = Permission.objects.filter(
            codename__in=codenames, content_type__app_label__in=("requests_app", "auth")
        )
        group.permissions.set(permissions)
