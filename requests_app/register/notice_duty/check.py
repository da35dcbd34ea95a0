"""Whether each business tells customers where to write, (b)(1): a task for what is wrong, closed when it is right."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from requests_app.audit import chain
from requests_app.register.models import Business, DesignatedContact, DutyCheck, DutyKind, HomePageLink, NoticeMethod
from requests_app.register.notice_duty.fetch import Page, PageError
from requests_app.register.notice_duty.page import Address, home_page_faults, page_faults
from requests_app.statute import ContactKind

Dated = TypeVar("Dated", DesignatedContact, HomePageLink, NoticeMethod)
Fetch = Callable[[str], Page]
LINK = "(b)(1)(B)"
_NUMBERS = (ContactKind.TOLL_FREE_PHONE.value, ContactKind.FAX.value)
_NOTHING = (
    "The business has elected none of (b)(1)(A), (B) and (C): no way in which customers learn where to write. "
    "Enter the one it uses, since when, and the evidence."
)
_NO_PAGE = (
    "The business elected the link on its home page, and no address of the linked page is entered: nobody can look. "
    "Enter the address with the link."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one look found."""

    kind: DutyKind
    subject: str
    faults: tuple[str, ...] = ()


def look(business: Business, *, on: date, fetch: Fetch) -> list[Finding]:
    """Look at what a business elected and at its pages; nothing is written. No transaction may be open."""
    return [*_elected(business, on), *_pages(business, on, fetch)]


def keep(business: Business, findings: Iterable[Finding], *, actor: str, at: datetime) -> list[DutyCheck]:
    """Keep what was found: open tasks, close those that are done, forget what is not looked at any more."""
    with transaction.atomic():
        known = {(row.kind, row.subject): row for row in business.duty_checks.select_for_update()}
        rows = [_kept(business, each, known.pop((each.kind, each.subject[:500]), None), at=at) for each in findings]
        for gone in known.values():
            gone.delete()
        for row, was_open in rows:
            if was_open != (row.open_since is not None):
                action = "duty.closed" if was_open else "duty.opened"
                detail: chain.Detail = {"kind": str(row.kind), "subject": row.subject, "faults": list(row.faults)}
                chain.append(at=at, actor=actor, action=action, subject=f"business:{business.slug}", detail=detail)
        return [row for row, _was_open in rows]


def _kept(business: Business, found: Finding, row: DutyCheck | None, *, at: datetime) -> tuple[DutyCheck, bool]:
    row = row or DutyCheck(business=business, kind=found.kind, subject=found.subject[:500])
    was_open = row.open_since is not None
    row.checked_at, row.faults = at, list(found.faults)
    row.open_since = (row.open_since or at) if found.faults else None
    row.save()
    return row, was_open


def _elected(business: Business, on: date) -> Iterator[Finding]:
    methods = _current(NoticeMethod, business, on)
    yield Finding(kind=DutyKind.ELECTION, subject="(b)(1)", faults=() if methods else (_NOTHING,))
    for method in methods:
        says = f"{method.clause} is elected since {method.valid_from:%Y-%m-%d} without evidence. Say what shows it."
        yield Finding(kind=DutyKind.EVIDENCE, subject=method.clause, faults=() if method.evidence.strip() else (says,))


def _pages(business: Business, on: date, fetch: Fetch) -> Iterator[Finding]:
    links = _current(HomePageLink, business, on)
    elects_link = any(method.clause == LINK for method in _current(NoticeMethod, business, on))
    if elects_link and not any(link.page for link in links):
        yield Finding(kind=DutyKind.PAGE, subject=LINK, faults=(_NO_PAGE,))
    addresses = [
        Address(value=contact.value, is_number=contact.kind in _NUMBERS)
        for contact in _current(DesignatedContact, business, on)
    ]
    for link in {each.page: each for each in links if each.page}.values():
        wording = link.get_wording_display()
        page, faults = _fetched(link.page, fetch)
        if page is not None:
            faults += page_faults(page.html, wording=wording, addresses=addresses)
        yield Finding(kind=DutyKind.PAGE, subject=link.page, faults=tuple(faults))
        if link.home_page:
            home, faults = _fetched(link.home_page, fetch)
            if home is not None:
                faults += home_page_faults(home.html, home=home.url, page=link.page, wording=wording)
            yield Finding(kind=DutyKind.PAGE, subject=link.home_page, faults=tuple(faults))


def _fetched(url: str, fetch: Fetch) -> tuple[Page | None, list[str]]:
    try:
        return fetch(url), []
    except PageError as error:
        return None, [str(error)]


def _current(model: type[Dated], business: Business, on: date) -> list[Dated]:
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return list(model._default_manager.filter(in_force, business=business, valid_from__lte=on))  # noqa: SLF001 - Django's public name
