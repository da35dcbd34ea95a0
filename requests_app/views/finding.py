"""The law's answer as the desk shows it, from the live ruling or from the one that was kept with the notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from requests_app.register.models import Business, ThirdParty
from requests_app.statute import DeadlineKind, category, is_reading
from requests_app.views.words import ANSWERS_IN_FULL


@dataclass(frozen=True, slots=True)
class Grounds:
    """A clause and the sentence that applies it."""

    clause: str
    because: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A recipient that the notice does not list, and why."""

    recipient: str
    clause: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the law says of a request."""

    code: str
    answer: str
    why: tuple[Grounds, ...]
    clock: Grounds | None
    categories: tuple[Grounds, ...]
    recipients: list[Mapping[str, Any]]  # as the ruling keeps them: name, address, products
    same_brand_affiliates: int | None
    excluded: tuple[LeftOut, ...]
    questions: tuple[str, ...]  # for a person to decide first
    readings: tuple[str, ...]  # of the open statute, decided once for all; they wait for nobody
    report_year: int


def finding_of(ruling: Mapping[str, Any]) -> Finding:  # a JSON object has values of any kind
    """Read a ruling as it is kept; the reason that sets the day is told apart, for the clock."""
    reasons = [Grounds(each["clause"], each["because"]) for each in ruling["reasons"]]
    clock = _clock_of(reasons, runs=ruling["deadline"] != DeadlineKind.NONE)
    return Finding(
        code=ruling["answer"],
        answer=str(ANSWERS_IN_FULL[ruling["answer"]]),
        why=tuple(each for each in reasons if each is not clock),
        clock=clock,
        categories=tuple(Grounds(category(code).clause, category(code).label) for code in ruling["categories"]),
        recipients=ruling["recipients"],
        same_brand_affiliates=ruling["same_brand_affiliates"],
        excluded=tuple(LeftOut(each["recipient"], each["clause"], each["because"]) for each in ruling["excluded"]),
        questions=tuple(entry for entry in ruling["for_review"] if not is_reading(entry)),
        readings=tuple(entry for entry in ruling["for_review"] if is_reading(entry)),
        report_year=ruling["report_year"],
    )


def _clock_of(reasons: list[Grounds], *, runs: bool) -> Grounds | None:
    """Return the reason for the due date: (b)(1), or, where no day runs, the last, which says so."""
    return next((each for each in reasons if each.clause == "(b)(1)"), None) if runs else reasons[-1]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that must be filled in before the notice may go out, and where, for those who may."""

    says: str
    url: str


def gaps(blocked: tuple[str, ...], *, business: Business, user: User) -> tuple[Gap, ...]:
    """Return what stands in the way of a notice."""
    named = {says: says.rpartition(": ")[0] for says in blocked}
    legal_names = {name for printed in named.values() for name in _possible_legal_names(printed)}
    pages = {
        party.printed_name: reverse("admin:requests_app_thirdparty_change", args=[party.pk])
        for party in ThirdParty.objects.filter(business=business, legal_name__in=legal_names)
        if blocked and _may_open(user, "thirdparty")
    }
    return tuple(Gap(says, pages.get(name) or _page_of(business, says, user)) for says, name in named.items())


def _possible_legal_names(printed: str) -> list[str]:
    """Return every beginning before a bracket: a trade name may stand in the last, and names have brackets too."""
    parts = printed.split(" (")
    return [" (".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _page_of(business: Business, says: str, user: User) -> str:
    if says.startswith("Same-brand affiliates:") and _may_open(user, "samebrandcount"):
        return reverse("admin:requests_app_samebrandcount_changelist")
    if says.startswith(f"{business.legal_name}:") and _may_open(user, "business"):
        return reverse("admin:requests_app_business_change", args=[business.pk])
    return ""


def _may_open(user: User, table: str) -> bool:
    return user.is_staff and any(user.has_perm(f"requests_app.{action}_{table}") for action in ("change", "view"))
