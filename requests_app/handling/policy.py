"""How requests are decided: a person sets it, and what was set is carried out. A part of the door for writes."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.desk import alone
from requests_app.desk import policy as policies
from requests_app.desk.models import ReviewPolicy
from requests_app.register.models import Business
from requests_app.requests import review
from requests_app.requests.assign import name_of
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_set_policy
from requests_app.requests.reach import check_reaches
from requests_app.requests.status import Status
from requests_app.tasks import issue_notice, wake_after, wake_on_commit

ALONE_SAYS = (
    "The address is confirmed, the year is closed, and two reviewers approved what the notice says. "
    "{name} let such requests be approved without a person."
)


def set_policy(
    *,
    business: Business,
    answers_alone: bool,
    needs_second: bool,
    because: str,
    seen: int | None,
    by: User,
    now: datetime,
) -> ReviewPolicy | None:
    """Set how a business's requests are decided; None where nothing changes. Raises `PolicyError`."""
    check_can_set_policy(by)
    check_reaches(by, business.pk)
    with transaction.atomic():
        policy = policies.set_policy(
            business,
            answers_alone=answers_alone,
            needs_second=needs_second,
            because=because,
            seen=seen,
            by=by,
            at=now,
        )
        if policy is not None:
            chain.append(
                at=now,
                actor=Actor.staff(by).label,
                action="policy.set",
                subject=f"business:{business.pk}",
                detail={"policy": policy.pk, "answers_alone": answers_alone, "needs_second": needs_second},
            )
    return policy


def approve_alone(*, clock: Callable[[], datetime]) -> int:
    """Look at what may be approved without a person and approve it; return how many were."""
    approved = 0
    for ground in alone.grounds(now=clock()):
        for pk in list(alone.to_look_at(ground).values_list("pk", flat=True)[: alone.MOST_AT_ONCE]):
            approved += _approved_alone(pk, ground, at=clock())
    return approved


@transaction.atomic
def _approved_alone(pk: int, ground: alone.Ground, *, at: datetime) -> bool:
    row = DisclosureRequest.objects.select_for_update(of=("self",)).select_related("business").get(pk=pk)
    if row.status != Status.RECEIVED:  # another worker, or a reviewer, was first
        return False
    policy = policies.standing(row.business_id) or ground.policy  # it may have been set anew since the look began
    because = alone.why_not(row, policy, now=at)
    if because:
        alone.leave(row, ground, because)
        return False
    done = review.approve_alone(
        pk,
        seen_version=row.version,
        policy=f"policy:{policy.pk}",
        set_by=policy.set_by,
        says=ALONE_SAYS.format(name=name_of(policy.set_by)),
        at=at,
        wake_after=wake_after(),
    )
    if done:
        wake_on_commit(issue_notice, pk)
    return done
