"""The one matching rule, for every door: same person, same business, same calendar year.

It links and shows the key it used; it never refuses, overwrites or removes anything.
"""

from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q, QuerySet

from requests_app.requests.keys import is_agents, names_agree
from requests_app.requests.models import DisclosureRequest, OnePerson, Receipt, ReplyBy
from requests_app.requests.models.receipt import MetBy
from requests_app.requests.status import OPEN, Status
from requests_app.rows.kept import KeptQuery
from requests_app.rows.prepared import Question, Rows, all_asked


@dataclass(frozen=True, slots=True)
class Match:
    """A request of the same person in the same calendar year, and the key under which they met."""

    disclosure_request: DisclosureRequest
    met_by: MetBy


class Kin(NamedTuple):
    """What is asked of another receipt before it is read as a whole: most share no key with any."""

    disclosure_request_id: int
    id: int
    form_token: str | None
    requester_name: str
    email_key: str
    post_key: str
    business_id: int
    report_year: int


_KIN = (*Kin._fields[:-2], "disclosure_request__business_id", "disclosure_request__report_year")


def sharing(receipt: Receipt) -> list[Kin]:
    """Return the receipts that share a key with this one, of any business and year, or are of the very same form."""
    return kin(all_asked([asks_for_kin(receipt)])[0])


def asks_for_kin(receipt: Receipt) -> Question:
    """Return what asks for the receipts that `sharing` returns, to be asked with other questions; see `kin`."""
    keys = {name: getattr(receipt, name) for name in ("email_key", "post_key", "form_token") if getattr(receipt, name)}
    return _sharing(tuple(keys)).question(**keys) if keys else Question("select 1 where false")


def kin(found: Rows) -> list[Kin]:
    """Return the receipts that were found, oldest first."""
    return sorted(map(Kin._make, found))


@cache
def _sharing(names: tuple[str, ...]) -> KeptQuery:
    def build(**keys: str) -> QuerySet[Receipt, tuple[object, ...]]:
        # No key is empty; said aloud, the index of the keys that are not can be used.
        any_of_them = reduce(or_, (Q(**{name: key}) & ~Q(**{name: ""}) for name, key in keys.items()))
        return Receipt.objects.filter(any_of_them).order_by().values_list(*_KIN)

    return KeptQuery(build, **{name: f"some {name}" for name in names})


def matches(receipt: Receipt, among: list[Kin], *, business_id: int, report_year: int) -> list[Match]:
    """Return the same person's requests of the receipt's calendar year, oldest first."""
    met: dict[int, MetBy] = {}
    for other in among:
        if (other.business_id, other.report_year) != (business_id, report_year):
            continue
        met_by = met_under(receipt, other)
        if met_by is not None:
            met.setdefault(other.disclosure_request_id, met_by)
    rows = DisclosureRequest.objects.in_bulk(list(met)) if met else {}
    return [Match(rows[pk], met_by) for pk, met_by in met.items()]


def met_under(one: Receipt, other: Receipt | Kin) -> MetBy | None:
    """Return the key under which two receipts are one person's, None where they are not.

    Two of one name under one agent's address are two people where they live at two addresses.
    """
    at_one_place = bool(one.post_key) and one.post_key == other.post_key
    if one.email_key and one.email_key == other.email_key and names_agree(one.requester_name, other.requester_name):
        live_apart = bool(one.post_key and other.post_key) and not at_one_place
        return None if is_agents(one.email_key) and live_apart else MetBy.EMAIL
    return MetBy.POST if at_one_place else None


def takes(disclosure_request: DisclosureRequest, receipt: Receipt) -> bool:
    """Say whether the receipt joins the request: it waits, or the answer on its way reaches where this one asks for it.

    An answered request takes no more, nor does one that is being declined: what came later is asked anew.
    """
    if disclosure_request.status not in OPEN or disclosure_request.declined_clause:
        return False
    return disclosure_request.status == Status.RECEIVED or goes_to_the_same(disclosure_request, receipt)


def goes_to_the_same(one: DisclosureRequest | Receipt, other: DisclosureRequest | Receipt) -> bool:
    """Say whether two ask for the answer at the same place; one that names no place asks for it nowhere else."""
    if ReplyBy.UNKNOWN in {one.reply_by, other.reply_by}:
        return True
    if one.reply_by != other.reply_by:
        return False
    if one.reply_by == ReplyBy.EMAIL:
        return one.email.casefold() == other.email.casefold()
    return (one.requester_name, one.address_lines) == (other.requester_name, other.address_lines)


def differing(row: DisclosureRequest, receipt: Receipt) -> tuple[str, ...]:
    """Return the columns in which a receipt says other than the request; what it leaves empty differs in nothing."""
    names = ("requester_name", "email", "street", "city", "state", "postal_code", "country", "reply_by")
    more = ("california_resident", "message")
    return tuple(
        name
        for name in (*names, *more)
        if getattr(receipt, name) not in {"", None} and getattr(receipt, name) != getattr(row, name)
    )


def unsettled(disclosure_request: DisclosureRequest) -> list[Receipt]:
    """Return receipts that joined by themselves and ask for the answer elsewhere: a stranger may have written them."""
    return [
        each
        for each in disclosure_request.receipts.all()
        if each.met_by in {MetBy.EMAIL, MetBy.POST}
        and each.withdrawn_at is None
        and each.reference != disclosure_request.reference
        and not goes_to_the_same(disclosure_request, each)
    ]


def earlier_requests(disclosure_request: DisclosureRequest) -> list[DisclosureRequest]:
    """Return the same person's earlier requests to the same business, of any year, oldest first."""
    own = list(disclosure_request.receipts.all())
    told, *found = all_asked([_SAID.question(pk=disclosure_request.pk), *map(asks_for_kin, own)])
    said = _said_in(told, of=disclosure_request.pk)
    met = {
        other.disclosure_request_id
        for receipt, rows in zip(own, found, strict=True)
        for other in kin(rows)
        if other.business_id == disclosure_request.business_id and met_under(receipt, other)
    }
    wanted = {pk for pk in met if said.get(pk, True)} | {pk for pk, is_one in said.items() if is_one}
    rows = DisclosureRequest.objects.filter(
        pk__in=wanted - {disclosure_request.pk}, received_at__lte=disclosure_request.received_at
    )
    return list(rows.order_by("received_at", "id"))


MOST_PERHAPS = 5
"""More of one name are no help to anybody."""


def perhaps_the_same(disclosure_request: DisclosureRequest) -> list[DisclosureRequest]:
    """Return requests of the calendar year that may be the same person's: the name or the e-mail address is the same.

    A person says which they are; until then nothing follows from it.
    """
    said = _said_of(disclosure_request)
    own = list(disclosure_request.receipts.all())
    names = [receipt.name_key for receipt in own if receipt.name_key]
    others = (
        Receipt.objects.filter(
            Q(name_key__in=names) | Q(email_key__in=[each.email_key for each in own if each.email_key]),
            disclosure_request__business=disclosure_request.business_id,
            disclosure_request__report_year=disclosure_request.report_year,
        )
        .exclude(disclosure_request=disclosure_request)
        .exclude(disclosure_request__in=said)
    )
    unsure = {other.disclosure_request_id for other in others if not any(met_under(receipt, other) for receipt in own)}
    return list(DisclosureRequest.objects.filter(pk__in=unsure).order_by("received_at", "id")[:MOST_PERHAPS])


def _said_of(disclosure_request: DisclosureRequest) -> dict[int, bool]:
    """Return what was said of this request and others: one person, or two."""
    return _said_in(_SAID.rows(pk=disclosure_request.pk), of=disclosure_request.pk)


def _said_in(rows: Rows, *, of: int) -> dict[int, bool]:
    return {other if one == of else one: is_one for one, other, is_one in rows}


_SAID = KeptQuery(
    lambda pk: OnePerson.objects.filter(Q(one=pk) | Q(other=pk)).order_by("id").values_list("one", "other", "is_one"),
    pk=-1,
)
