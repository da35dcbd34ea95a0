"""Where else a requester can be reached: every address they gave, but for those from which something came back.

No list of people who want no advertising is asked here, nor anywhere on the way of a notice: it is owed by law, (a)(1),
and advertises nothing. Only what came back itself counts against an address.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from requests_app.delivery.models import Delivery
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, Receipt, ReplyBy
from requests_app.requests.models.receipt import MetBy


@dataclass(frozen=True, slots=True)
class ReplyPlace:
    """One place to answer at. `recipient` is written as `Delivery.recipient` is: an address, or name and lines."""

    channel: ReplyBy
    recipient: str

    @property
    def key(self) -> str:
        """What tells it apart from the requester's other places, in whatever case it was typed."""
        return " ".join(self.recipient.casefold().split())

    @property
    def one_line(self) -> str:
        return ", ".join(self.recipient.splitlines())


def by_post_to(name: str, lines: tuple[str, ...]) -> ReplyPlace:
    """Return the place of a letter: the name, and below it the lines of the address."""
    return ReplyPlace(ReplyBy.POST, "\n".join((" ".join(name.split()), *lines)))


def next_places(delivery: Delivery) -> tuple[ReplyPlace, ...]:
    """Return where else the requester of a mail or letter that failed or came back can be reached, the best first.

    E-mail goes before post, because it is there at once; but what was too large for one mailbox goes by post.
    """
    closed = {
        (each.channel, ReplyPlace(ReplyBy(each.channel), each.recipient).key)
        for each in Delivery.objects.filter(
            disclosure_request=delivery.disclosure_request_id, returned_on__isnull=False
        )
    }
    found = {(place.channel, place.key): place for place in reversed([*_given(delivery.disclosure_request)])}
    own = (delivery.channel, ReplyPlace(ReplyBy(delivery.channel), delivery.recipient).key)
    left = [place for key, place in found.items() if key not in closed | {own}]
    if delivery.returned_because == ReturnReason.TOO_LARGE:
        left = [place for place in left if place.channel == ReplyBy.POST]
    return tuple(sorted(left, key=lambda place: (place.channel != ReplyBy.EMAIL, place.key)))


def open_places(row: DisclosureRequest) -> tuple[ReplyPlace, ...]:
    """Return where a requester can be reached now, the way they asked for first: nothing came back from there."""
    closed = {
        (each.channel, ReplyPlace(ReplyBy(each.channel), each.recipient).key)
        for each in row.deliveries.all()
        if each.returned_on is not None
    }
    found = {(place.channel, place.key): place for place in reversed([*_given(row)])}
    left = [place for key, place in found.items() if key not in closed]
    return tuple(sorted(left, key=lambda place: (place.channel != row.reply_by, place.key)))


def _given(row: DisclosureRequest) -> Iterator[ReplyPlace]:
    """Give the places of the request, then of those receipts of which a person said that the same requester wrote."""
    settled = row.receipts.filter(met_by=MetBy.PERSON, withdrawn_at__isnull=True).order_by("id")
    sources: tuple[DisclosureRequest | Receipt, ...] = (row, *settled)
    for source in sources:
        if source.email:
            yield ReplyPlace(ReplyBy.EMAIL, source.email)
        if source.street and source.city:
            yield by_post_to(row.requester_name, source.address_lines)
