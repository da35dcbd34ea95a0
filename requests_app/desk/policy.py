"""How a business lets requests be decided, as a person set it. Whatever is set, the program refuses nothing."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from requests_app.desk.models import ReviewPolicy
from requests_app.register.models import Business
from requests_app.requests.assign import name_of
from requests_app.requests.permissions import can_review


class PolicyError(Exception):
    """The policy was not set; the message is a sentence for staff."""


def standing(business_id: int) -> ReviewPolicy | None:
    """Return the policy that counts; None where nobody ever set one: then each request takes one reviewer."""
    rows = ReviewPolicy.objects.filter(business=business_id).select_related("set_by")
    return rows.order_by("-id").first()


def needs_second(business_id: int) -> bool:
    """Say whether a statement's first notice needs two reviewers."""
    policy = standing(business_id)
    return policy is not None and policy.needs_second


def answers_alone(policy: ReviewPolicy | None) -> bool:
    """Say whether requests may be approved without a person: somebody set it so, and may still decide themselves."""
    return policy is not None and policy.answers_alone and can_review(policy.set_by)


def set_policy(
    business: Business,
    *,
    answers_alone: bool,
    needs_second: bool,
    because: str,
    seen: int | None,
    by: User,
    at: datetime,
) -> ReviewPolicy | None:
    """Set how requests are decided from now on; None where it says what it said, by somebody who still answers for it.

    `seen` is the policy that the page showed. Raises `PolicyError` without a reason, or where somebody was first.
    """
    before = standing(business.pk)
    if (before.pk if before else None) != seen:
        raise _set_meanwhile(before)
    said = (before.answers_alone, before.needs_second) if before else (False, False)
    if said == (answers_alone, needs_second) and (before is None or can_review(before.set_by)):
        return None
    if not because.strip():
        msg = "Say why. Whoever reads this later wants to know."
        raise PolicyError(msg)
    try:
        with transaction.atomic():
            return ReviewPolicy.objects.create(
                business=business,
                answers_alone=answers_alone,
                needs_second=needs_second,
                because=because.strip(),
                set_by=by,
                set_at=at,
                supersedes=before,
            )
    except IntegrityError as first:  # the other one committed after we looked
        raise _set_meanwhile(standing(business.pk)) from first


def _set_meanwhile(policy: ReviewPolicy | None) -> PolicyError:
    who = name_of(policy.set_by) if policy else "Somebody"
    return PolicyError(f"{who} set the policy while you had it open. Look at it, then set it again.")
