"""Roles and what they may do: one rule, two voices (`can_…` for the screen, `check_…` for the domain)."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission, User

REVIEW = "requests_app.review_disclosurerequest"
VIEW = "requests_app.view_disclosurerequest"
VIEW_REGISTER = "requests_app.view_disclosure"
VIEW_DOCUMENTS = "requests_app.view_evidencedocument"
KEEP = "requests_app.change_disclosure"
VIEW_TEXTS = "requests_app.view_lettertext"
WRITE_TEXTS = "requests_app.add_lettertext"
VIEW_POLICY = "requests_app.view_reviewpolicy"
SET_POLICY = "requests_app.add_reviewpolicy"

CURE = "requests_app.change_knowledgeevent"
DESTROY = "requests_app.change_destructionbatch"
HOLD = "requests_app.add_legalhold"
VIEW_DESTRUCTION = "requests_app.view_destructionbatch"

REVIEWER = "Reviewer"
REGISTER_KEEPER = "Register keeper"
ADMINISTRATOR = "Administrator"
COUNSEL = "Counsel"

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
    "columnmapping",
    "yearpart",
    "evidencedocument",
    "notduplicate",
    "dutycheck",
)
_MEMORY = ("registerload", "disclosureevent", "registerchange", "rowstate", "yearclose")
"""What the register remembers: written by the program alone, read by whoever may read the register."""
_TEXTS = ("add_lettertext", "view_lettertext")
"""A version of a text is written and read; nobody edits or removes one."""
_EVIDENCE = (
    *("disclosurerequest", "receipt", "oneperson", "requestevent", "notice", "delivery"),
    *("otherwish", "legalnote", "incomingmessage", "mailboxvisit", "laterword", "groupedacknowledgement"),
    *("bulkrun", "bulkitem", "requestnote", "question"),
    *("reviewpolicy", "statementapproval", "reminderplan", "reminder", "publication"),
    *("retentionrule", "legalhold", "destructionbatch", "destructionitem"),
)
_DESTRUCTION = ("add_legalhold", "change_legalhold", "change_destructionbatch")
"""An administrator and counsel: two different people of them approve a destruction."""

ROLES: dict[str, frozenset[str]] = {
    REVIEWER: frozenset(
        {
            "review_disclosurerequest",
            "add_legalhold",
            "view_lettertext",
            *(f"view_{name}" for name in (*_EVIDENCE, *_REGISTER, *_MEMORY)),
        },
    ),
    REGISTER_KEEPER: frozenset(
        {
            *(f"{action}_{name}" for action in ("add", "change", "delete", "view") for name in _REGISTER),
            *(f"view_{name}" for name in _MEMORY),
            *_TEXTS,
        }
    ),
    ADMINISTRATOR: frozenset(
        {
            "review_disclosurerequest",
            "view_auditentry",
            "add_reviewpolicy",
            *_DESTRUCTION,
            *_TEXTS,
            *(f"view_{name}" for name in (*_EVIDENCE, *_MEMORY)),
            *(f"{action}_{name}" for action in ("add", "change", "delete", "view") for name in _REGISTER),
            *(f"{action}_user" for action in ("add", "change", "view")),
            "view_group",
            *(f"{action}_reach" for action in ("add", "change", "delete", "view")),
        }
    ),
    # Alone: what counsel knew and when is nobody else's to read, an administrator's neither.
    COUNSEL: frozenset(
        {
            *(f"{action}_knowledgeevent" for action in ("add", "change", "view")),
            *_DESTRUCTION,
            *(f"view_{name}" for name in ("knownonchange", "campaign", "campaignrow", "rowrequest")),
            *(f"view_{name}" for name in (*_EVIDENCE, *_REGISTER, *_MEMORY, "lettertext")),
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


def check_can_enter_requests(user: Person) -> None:
    """Refuse a user who may not write down requests that came by other doors, nor say who made them."""
    if not can_review(user):
        msg = "Only a reviewer may enter requests. Ask an administrator for that role."
        raise NotAllowedError(msg)


def check_can_read_scans(user: Person) -> None:
    """Refuse a user who may not read requests the letters they came as."""
    if not can_view_requests(user):
        msg = "Your account cannot read requests. Ask an administrator for the reviewer’s role."
        raise NotAllowedError(msg)


def can_view_requests(user: Person) -> bool:
    """Say whether the user may read requests."""
    return isinstance(user, User) and user.is_active and user.has_perm(VIEW)


def check_can_draw_record(user: Person) -> None:
    """Refuse a user who may not read requests the record of a year of them."""
    if not can_view_requests(user):
        msg = "Your account cannot read requests. Ask an administrator for the reviewer’s role."
        raise NotAllowedError(msg)


def check_can_draw_bundle(user: Person) -> None:
    """Refuse a user who may not read requests the evidence of one."""
    if not can_view_requests(user):
        msg = "Your account cannot read requests. Ask an administrator for the reviewer’s role."
        raise NotAllowedError(msg)


def can_view_register(user: Person) -> bool:
    """Say whether the user may read the register."""
    return isinstance(user, User) and user.is_active and user.has_perm(VIEW_REGISTER)


def can_read_documents(user: Person) -> bool:
    """Say whether the user may download the documents behind the register, which tell more than it does."""
    return isinstance(user, User) and can_view_register(user) and user.has_perm(VIEW_DOCUMENTS)


def check_can_read_documents(user: Person) -> None:
    """Refuse a user who may not download the documents behind the register."""
    if not can_read_documents(user):
        msg = "Your account may not download documents. Ask an administrator for a role that reads the register."
        raise NotAllowedError(msg)


def can_keep_register(user: Person) -> bool:
    """Say whether the user may change the register: load files, undo them, close years."""
    return isinstance(user, User) and user.is_active and user.has_perm(KEEP)


def check_can_keep_register(user: Person) -> None:
    """Refuse a user who may not change the register."""
    if not can_keep_register(user):
        msg = "Only a register keeper may change the register. Ask an administrator for that role."
        raise NotAllowedError(msg)


def can_read_texts(user: Person) -> bool:
    """Say whether the user may read what the business says in its letters in its own words."""
    return isinstance(user, User) and user.is_active and user.has_perm(VIEW_TEXTS)


def check_can_read_texts(user: Person) -> None:
    """Refuse a user who may not read the texts of letters."""
    if not can_read_texts(user):
        msg = "Your account cannot read the texts of letters. Ask an administrator for a role."
        raise NotAllowedError(msg)


def can_write_texts(user: Person) -> bool:
    """Say whether the user may write what the business says in its letters."""
    return isinstance(user, User) and user.is_active and user.has_perm(WRITE_TEXTS)


def check_can_write_texts(user: Person) -> None:
    """Refuse a user who may not write the texts of letters."""
    if not can_write_texts(user):
        msg = "Only a register keeper or an administrator may write the texts of letters. Ask one of them."
        raise NotAllowedError(msg)


def can_read_policy(user: Person) -> bool:
    """Say whether the user may read how the business lets requests be decided."""
    return isinstance(user, User) and user.is_active and user.has_perm(VIEW_POLICY)


def check_can_read_policy(user: Person) -> None:
    """Refuse a user who may not read how the business lets requests be decided."""
    if not can_read_policy(user):
        msg = "Your account cannot read how requests are decided. Ask an administrator for the reviewer’s role."
        raise NotAllowedError(msg)


def can_set_policy(user: Person) -> bool:
    """Say whether the user may set how requests are decided: an administrator, who decides on requests as well."""
    return isinstance(user, User) and can_review(user) and user.has_perm(SET_POLICY)


def check_can_set_policy(user: Person) -> None:
    """Refuse a user who may not set how requests are decided."""
    if not can_set_policy(user):
        msg = "Only an administrator may set how requests are decided. Ask one of them."
        raise NotAllowedError(msg)


def check_can_publish(user: Person) -> None:
    """Refuse a user who may not say whether everybody reads the figures: an administrator says it."""
    if not can_set_policy(user):
        msg = "Only an administrator may show figures to everybody, or stop it. Ask one of them."
        raise NotAllowedError(msg)


def can_cure(user: Person) -> bool:
    """Say whether the user may say what the business knew and when, and put it right: counsel alone."""
    return isinstance(user, User) and user.is_active and user.has_perm(CURE)


def check_can_cure(user: Person) -> None:
    """Refuse a user who may not say what the business knew, nor read it."""
    if not can_cure(user):
        msg = "Only counsel may open this. Ask an administrator for that role."
        raise NotAllowedError(msg)


def can_read_destruction(user: Person) -> bool:
    """Say whether the user may read what is due for destruction, and what was destroyed."""
    return isinstance(user, User) and user.is_active and user.has_perm(VIEW_DESTRUCTION)


def check_can_read_destruction(user: Person) -> None:
    """Refuse a user who may not read the lists of what is destroyed."""
    if not can_read_destruction(user):
        msg = "Your account cannot read requests. Ask an administrator for the reviewer’s role."
        raise NotAllowedError(msg)


def can_destroy(user: Person) -> bool:
    """Say whether the user may approve that requests are destroyed, and lift a legal hold."""
    return isinstance(user, User) and user.is_active and user.has_perm(DESTROY)


def check_can_destroy(user: Person) -> None:
    """Refuse a user who may not approve a destruction."""
    if not can_destroy(user):
        msg = "Only an administrator or counsel may do this. Ask one of them."
        raise NotAllowedError(msg)


def can_hold(user: Person) -> bool:
    """Say whether the user may put a request on legal hold: whoever works on requests."""
    return isinstance(user, User) and user.is_active and user.has_perm(HOLD)


def check_can_hold(user: Person) -> None:
    """Refuse a user who may not put a request on legal hold."""
    if not can_hold(user):
        msg = "Only a reviewer, an administrator or counsel may do this. Ask one of them."
        raise NotAllowedError(msg)


def ensure_roles() -> None:
    """Create the roles and give each its permissions; a second call changes nothing."""
    for role, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        permissions = Permission.objects.filter(
            codename__in=codenames, content_type__app_label__in=("requests_app", "auth")
        )
        group.permissions.set(permissions)
