"""Lists that staff keep under a name, for themselves or for all."""

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from requests_app.desk.models import SavedList
from requests_app.desk.narrowing import Narrowing
from requests_app.register.models import Reach
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.reach import Bound

MOST = 30
"""Lists of one person; more are no shorter way to anything."""


class SavedListError(Exception):
    """Nothing was kept; the message is a sentence for staff."""


def lists_of(user: User, *, bound: Bound = None) -> QuerySet[SavedList]:
    """Return a person's own lists and those that others share.

    Who is `bound` to some businesses sees those of people bound to no further ones: its words may name a requester.
    """
    shared = Q(is_shared=True)
    if bound is not None:
        of_its_maker = Reach.objects.filter(user=OuterRef("by"))
        shared &= Exists(of_its_maker) & ~Exists(of_its_maker.exclude(business__in=sorted(bound)))
    return SavedList.objects.filter(Q(by=user) | shared).select_related("by")


def keep(narrowing: Narrowing, *, name: str, is_shared: bool, by: User, tells: bool = False) -> SavedList:
    """Keep a list under a name; the same name again means the new list. Raises `SavedListError`.

    Where it `tells`, its keeper hears each working morning what came in since that belongs to it.
    """
    name = " ".join(name.split())[:60]
    if not name:
        msg = "Give the list a name."
        raise SavedListError(msg)
    if SavedList.objects.filter(by=by).exclude(name=name).count() >= MOST:
        msg = f"You keep {MOST} lists already. Remove one first."
        raise SavedListError(msg)
    if tells and not by.email:
        msg = "Your account has no e-mail address to tell you at. Ask an administrator to enter one."
        raise SavedListError(msg)
    newest = DisclosureRequest.objects.order_by("-id").values_list("id", flat=True).first() or 0
    kept, _is_new = SavedList.objects.update_or_create(
        by=by,
        name=name,
        defaults={"query": narrowing.query, "is_shared": is_shared, "tells": tells, "told_up_to": newest},
    )
    return kept


def remove(list_id: int, *, by: User) -> None:
    """Remove a list of one's own; somebody else's stays."""
    SavedList.objects.filter(pk=list_id, by=by).delete()
