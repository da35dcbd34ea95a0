"""On which report years an edit bears: those whose notices may say something else after it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta

from django.db.models import Model

from requests_app.register.facts import policy_on
from requests_app.register.models import ChoicePolicy, Disclosure, SameBrandCount, ThirdParty, YearClose
from requests_app.statute.choice import what_policy_lacks

Choice = tuple[str, bool] | None
"""The kind of a policy that counts, and whether it covers affiliates; None where none counts, (c)(2)."""


@contextmanager
def bearing_of(row: Model, years: set[int]) -> Iterator[None]:
    """Add to `years` those on which writing or removing the row bears, as it was and as it then is.

    A business's own name, addresses and head count bear on none: they have no year, are judged on the day of each
    receipt, and are no part of what is signed when a year is closed: who received what in it.
    """
    years.update(_years_of(row))
    before = _choices(row.business_id) if isinstance(row, ChoicePolicy) else {}
    yield
    years.update(_years_of(row))
    if isinstance(row, ChoicePolicy):
        after = _choices(row.business_id)
        years.update(year for year in {*before, *after} if before.get(year) != after.get(year))


def _years_of(row: Model) -> set[int]:
    if isinstance(row, Disclosure | SameBrandCount):
        return {row.year, *type(row)._default_manager.filter(pk=row.pk).values_list("year", flat=True)}  # noqa: SLF001 - Django's public name
    if isinstance(row, ThirdParty) and row.pk is not None:
        return set(row.disclosures.values_list("year", flat=True).distinct())
    return set()


def _choices(business_id: int) -> Mapping[int, list[tuple[date, Choice]]]:
    """Return what the policies come to for each year that has disclosures or is closed.

    Without a disclosure nothing but “nothing was disclosed” is owed, whatever the policy.
    """
    policies = list(ChoicePolicy.objects.filter(business=business_id).order_by("published_from", "id"))
    disclosed = Disclosure.objects.filter(third_party__business=business_id).values_list("year", flat=True)
    closed = YearClose.objects.filter(business=business_id).values_list("year", flat=True)
    return {year: _choice_through(policies, year) for year in {*disclosed.distinct(), *closed}}


def _choice_through(policies: list[ChoicePolicy], year: int) -> list[tuple[date, Choice]]:
    """Return which policy counts through the calendar year in which `year` is asked about: each day it changes."""
    first, last = date(year + 1, 1, 1), date(year + 1, 12, 31)
    ends = [row.published_to + timedelta(days=1) for row in policies if row.published_to is not None]
    days = sorted({first, *(day for day in (*(row.published_from for row in policies), *ends) if first < day <= last)})
    found: list[tuple[date, Choice]] = []
    for day in days:
        choice = _choice_on(policies, year, day)
        if not found or found[-1][1] != choice:
            found.append((day, choice))
    return found


def _choice_on(policies: list[ChoicePolicy], year: int, day: date) -> Choice:
    policy = policy_on(policies, day)
    if policy is None or what_policy_lacks(policy, year, day):
        return None
    return policy.kind, policy.covers_affiliates
