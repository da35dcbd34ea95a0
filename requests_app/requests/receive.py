"""A request comes in by whichever door: written down before anything can fail, met with what the same person asked."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from requests_app.register.models import Brand, Business
from requests_app.register.reading import Register
from requests_app.requests import numbers
from requests_app.requests.due import FOLLOWS, day_of_receipt, due_of_receipt, follow
from requests_app.requests.keys import agent_key, email_key, name_key, post_key
from requests_app.requests.match import Match, asks_for_kin, differing, goes_to_the_same, kin, matches, takes
from requests_app.requests.models import DisclosureRequest, Dossier, Receipt, ReplyBy
from requests_app.requests.move import Actor, record
from requests_app.requests.only_one import holding
from requests_app.rows.prepared import Question, Rows, all_asked
from requests_app.rows.together import insert, write_now
from requests_app.statute import Channel, report_year

__all__ = ["Asked", "Entry", "Flag", "day_of_receipt", "receive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a requester told us, through whichever door. `arrived_at` is the address it came to, empty for the form.

    `reached_designated_on` is the day on which a designated address got what had come in elsewhere.
    """

    requester_name: str
    email: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    reply_by: ReplyBy = ReplyBy.EMAIL
    california_resident: bool | None = None
    message: str = ""
    language: str = "en"
    represented: bool = False
    brand: Brand | None = None
    channel: Channel = Channel.WEB_FORM
    arrived_at: str = ""
    reached_designated_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """What staff should know of a receipt: a short name and a sentence."""

    name: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who wrote it down and when, which is not when it came; `note` says what cannot be read.

    `dossier` is the correspondent's, where somebody asks for others; `flags` are what staff should know of it.
    """

    actor: Actor
    at: datetime
    note: str = ""
    dossier: Dossier | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A receipt, and whether it was written just now; what was found by the questions that were asked with it."""

    receipt: Receipt
    is_new: bool
    found: tuple[Rows, ...] = ()


@transaction.atomic(savepoint=False)
def receive(
    *,
    register: Register,
    asked: Asked,
    received_at: datetime,
    entry: Entry,
    form_token: str | None = None,
    asks_too: Sequence[Question] = (),
) -> Taken:
    """Write the receipt, and the request that it begins or joins. A `form_token` seen before returns its receipt.

    `asks_too` is asked once the receipt's keys are held, on the same way to the database.
    """
    business = register.business
    receipt = written_down(business, asked, received_at=received_at, entry=entry, form_token=form_token)
    # All at once, and before any row is held. The token too: a form sent twice at once is one receipt. The address
    # itself too, where an agent's stands for many people: their acknowledgements are counted by it.
    keys = (receipt.email_key, email_key(receipt.email), receipt.post_key, form_token or "")
    held = holding(business.pk, keys)
    answers = all_asked([*held, asks_for_kin(receipt), numbers.next_ones(form_token), *asks_too])
    shared, new_numbers, *found = answers[len(held) :]
    among = kin(shared)
    if form_token and (seen := next((each for each in among if each.form_token == form_token), None)):
        return Taken(Receipt.objects.select_related("disclosure_request").get(pk=seen.id), is_new=False)
    request_key = numbers.give(receipt, new_numbers)
    due = due_of_receipt(register, receipt)
    receipt.due_on, receipt.deadline = due.due_on, due.kind.value
    met = matches(receipt, among, business_id=business.pk, report_year=report_year(receipt.received_on))
    joined = _the_one_that_takes(receipt, met)
    if joined is None:
        _begin(receipt, business, met, entry=entry, key=request_key)
    else:
        _join(receipt, joined, register, entry=entry)
    return Taken(receipt, is_new=True, found=tuple(found))


def written_down(
    business: Business, asked: Asked, *, received_at: datetime, entry: Entry, form_token: str | None
) -> Receipt:
    """Return the receipt of what is asked, with its day and its keys, before it is written and has a due date."""
    told = {each.name: getattr(asked, each.name) for each in fields(asked)}
    receipt = Receipt(
        **{**told, "channel": asked.channel.value},
        received_at=received_at,
        received_on=day_of_receipt(received_at, timezone=business.timezone),
        entered_at=max(entry.at, received_at),
        entered_by=entry.actor.user,
        note=entry.note,
        dossier=entry.dossier,
        flags=[asdict(flag) for flag in entry.flags],
        form_token=form_token,
    )
    receipt.email_key = _email_key(asked, agent=entry.dossier.email if entry.dossier else "")
    receipt.name_key = name_key(receipt.requester_name)
    receipt.post_key = post_key(
        name=receipt.requester_name,
        street=receipt.street,
        city=receipt.city,
        state=receipt.state,
        postal_code=receipt.postal_code,
        country=receipt.country,
    )
    return receipt


def keys_of(asked: Asked, *, agent: str = "") -> tuple[str, ...]:
    """Return the keys that are held while it is taken in.

    Under them it meets what the same person asked before, and its acknowledgement those to the same address. `agent`
    is the e-mail address of whoever asks for them.
    """
    place = {name: getattr(asked, name) for name in ("street", "city", "state", "postal_code", "country")}
    return (_email_key(asked, agent=agent), email_key(asked.email), post_key(name=asked.requester_name, **place))


def _email_key(asked: Asked, *, agent: str) -> str:
    """Return the key of the address; an agent's own stands for many people, each under their name."""
    if agent and agent.casefold() == asked.email.casefold():
        return agent_key(agent, asked.requester_name)
    return email_key(asked.email)


def _the_one_that_takes(receipt: Receipt, met: list[Match]) -> Match | None:
    """Return the request to join, held until the transaction ends: rather one that is answered to the same place."""
    if not met:
        return None
    held = DisclosureRequest.objects.select_for_update().filter(pk__in=[each.disclosure_request.pk for each in met])
    rows = {row.pk: row for row in held.order_by("id")}
    open_ones = [
        Match(rows[each.disclosure_request.pk], each.met_by)
        for each in met
        if takes(rows[each.disclosure_request.pk], receipt)
    ]
    return min(open_ones, key=lambda each: not goes_to_the_same(each.disclosure_request, receipt), default=None)


def _begin(receipt: Receipt, business: Business, met: list[Match], *, entry: Entry, key: int | None) -> None:
    receipt.met_by = met[-1].met_by if met else ""
    row = _begun_by(receipt, business)
    row.pk = key
    insert(row)
    receipt.disclosure_request = row
    numbers.write(receipt)
    if row.reference != receipt.reference:
        row.reference = receipt.reference
        row.save(update_fields=["reference"])
    says = [f"Came in by {row.get_channel_display()}."]
    says += [f"Earlier: {each.disclosure_request.reference} ({each.met_by.label})." for each in met]
    record(row, actor=entry.actor, at=entry.at, kind="received", says=" ".join(says))


def begun_from(receipt: Receipt, business: Business) -> DisclosureRequest:
    """Write the request that a receipt begins: what it says, when and how it came, its day, its page."""
    row = _begun_by(receipt, business)
    row.save(force_insert=True)
    receipt.disclosure_request = row
    return row


def _begun_by(receipt: Receipt, business: Business) -> DisclosureRequest:
    told = {name: getattr(receipt, name) for name in (*_TOLD, *FOLLOWS, "reference", "secret")}
    return DisclosureRequest(business=business, report_year=report_year(receipt.received_on), **told)


def _join(receipt: Receipt, joined: Match, register: Register, *, entry: Entry) -> None:
    row = joined.disclosure_request
    receipt.disclosure_request, receipt.met_by = row, joined.met_by
    numbers.write(receipt)
    write_now()
    changed = follow(row, list(row.receipts.all()), register)
    represented = receipt.represented and not row.represented
    if changed or represented or differing(row, receipt):
        # Whoever has the page open looks again before deciding; a mere repetition stops nobody.
        DisclosureRequest.objects.filter(pk=row.pk).update(
            version=F("version") + 1,
            represented=row.represented or receipt.represented,
            **{name: getattr(row, name) for name in FOLLOWS},
        )
        row.refresh_from_db(fields=["version", "represented"])
    says = f"{receipt.reference} by {receipt.get_channel_display()}: {joined.met_by.label}."
    record(row, actor=entry.actor, at=entry.at, kind="received_again", says=says)


_TOLD = (*(each.name for each in fields(Asked)),)
