"""Somebody asks for others: one dossier, and for each person a receipt and a request of their own."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.handling.intake import take_in
from requests_app.register.models import Business
from requests_app.requests.due import day_of_receipt
from requests_app.requests.models import AgentKind, DisclosureRequest, Dossier
from requests_app.requests.move import REQUESTER, Actor, record
from requests_app.requests.only_one import one_at_a_time
from requests_app.requests.permissions import check_can_enter_requests
from requests_app.requests.reach import check_reaches_rows
from requests_app.requests.receive import Asked, Entry, Flag, keys_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondent:
    """Who writes for others, and how they are reached."""

    agent_name: str
    kind: AgentKind = AgentKind.AGENT
    firm: str = ""
    email: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    their_reference: str = ""
    language: str = "en"
    note: str = ""
    is_possible_claim: bool = False


def open_dossier(
    *,
    business: Business,
    correspondent: Correspondent,
    received_at: datetime,
    now: datetime,
    by: User | None = None,
    form_token: str | None = None,
) -> Dossier:
    """Return a new dossier; the one that a form or file with this token opened before, where there is one.

    Call it in the transaction that takes its requests in.
    """
    if form_token is not None:
        one_at_a_time(business.pk, (form_token,))
        seen = Dossier.objects.filter(business=business, form_token=form_token).first()
        if seen is not None:
            return seen
    return Dossier.objects.create(
        business=business,
        **asdict(correspondent),
        received_at=received_at,
        entered_at=max(now, received_at),
        entered_by=by,
        form_token=form_token,
    )


@transaction.atomic
def take_in_for_others(
    *,
    business: Business,
    correspondent: Correspondent,
    asked: Sequence[Asked],
    received_at: datetime,
    form_token: str | None = None,
    flags: tuple[Flag, ...] = (),
    acknowledge: bool = True,
) -> Dossier:
    """Take in what somebody asks for others, all of it in one transaction; return their dossier.

    The clock of each request runs from now, whether or not authority was shown, (b)(1). The same token again returns
    the dossier it opened.
    """
    # All keys at once and in one order: two who ask for the same people never wait for each other in a ring.
    keys = (key for each in asked for key in keys_of(each, agent=correspondent.email))
    one_at_a_time(business.pk, (form_token or "", *keys))
    dossier = open_dossier(
        business=business,
        correspondent=correspondent,
        received_at=received_at,
        now=received_at,
        form_token=form_token,
    )
    entry = Entry(actor=REQUESTER, at=received_at, dossier=dossier, flags=flags)
    for place, each in enumerate(asked):
        take_in(
            business=business,
            asked=replace(each, represented=True),
            received_at=received_at,
            form_token=_token_of(form_token, place) if form_token else None,
            entry=entry,
            acknowledge=acknowledge,
        )
    return dossier


def _token_of(form_token: str, place: int) -> str:
    return hashlib.sha256(f"{form_token}.{place}".encode()).hexdigest()


@transaction.atomic
def note_authority(*, dossier_id: int, by: User, now: datetime) -> Dossier:
    """Note that a correspondent's authority was seen, once for all of their requests. It moves no clock."""
    check_can_enter_requests(by)
    check_reaches_rows(by, Dossier.objects.filter(pk=dossier_id))
    dossier = Dossier.objects.select_for_update().select_related("business").get(pk=dossier_id)
    if dossier.authority_seen_on is not None:
        return dossier
    dossier.authority_seen_on = day_of_receipt(now, timezone=dossier.business.timezone)
    dossier.save(update_fields=["authority_seen_on"])
    for row in DisclosureRequest.objects.filter(receipts__dossier=dossier).distinct().order_by("id"):
        says = f"{dossier.agent_name}: the authority to ask for the customer was seen."
        record(row, actor=Actor.staff(by), at=now, kind="authority_seen", says=says)
    return dossier
