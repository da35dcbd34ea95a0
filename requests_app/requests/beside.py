"""What stands beside a request: wishes that other teams own, and private notes on what may become a claim, 1798.84.

The request keeps its clock whatever else was asked. None of this is ever shown to the requester.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.requests.decision import ReviewError
from requests_app.requests.elsewhere import OUTSIDE, place_outside, says_outside
from requests_app.requests.flags import LEGAL_ATTENTION, flags_of
from requests_app.requests.models import DisclosureRequest, LegalNote, OtherWish, Receipt, RequestNote, Wish
from requests_app.requests.move import Actor, record
from requests_app.requests.permissions import check_can_enter_requests
from requests_app.requests.receive import Asked, Flag
from requests_app.requests.wishes_in_text import wishes_in


class NoWordsError(ReviewError):
    """A note or a hand-over lacks what it says; the message is a sentence for staff."""


def flags_in(asked: Asked) -> tuple[Flag, ...]:
    """Return what staff should know of a request that did not come by mail: of its words, and of the address given."""
    found = [Flag(name=each.name, says=each.says) for each in flags_of(asked.message, names_our_law=True)]
    if place := place_outside(state=asked.state, country=asked.country):
        found.append(Flag(name=OUTSIDE, says=says_outside(place)))
    return tuple(found)


def read_out(receipt: Receipt, *, at: datetime) -> None:
    """Note what else the receipt's text wants, and that it may become a claim; call it once a receipt."""
    note_wishes(receipt.disclosure_request, wishes_in(receipt.message), at=at)
    claims = [each["says"] for each in receipt.flags if each["name"] == LEGAL_ATTENTION]
    for says in claims:
        LegalNote.objects.create(disclosure_request=receipt.disclosure_request, text=says, noted_at=at)


def note_wishes(row: DisclosureRequest, wishes: Iterable[tuple[Wish, str]], *, at: datetime) -> None:
    """Note wishes of the requester that the program found; one that waits already is not noted again."""
    wishes = tuple(wishes)
    if not wishes:
        return
    waiting = set(row.other_wishes.filter(handed_over_at__isnull=True).values_list("kind", "text"))
    for kind, text in wishes:
        if (kind, text) not in waiting:
            OtherWish.objects.create(disclosure_request=row, kind=kind, text=text, noted_at=at)


@transaction.atomic
def add_wish(disclosure_request_id: int, *, kind: Wish, text: str, by: User, at: datetime) -> OtherWish:
    """Note a wish that a person read out of the request."""
    check_can_enter_requests(by)
    row = DisclosureRequest.objects.get(pk=disclosure_request_id)
    wish = OtherWish.objects.create(disclosure_request=row, kind=kind, text=text.strip(), noted_at=at, noted_by=by)
    record(row, actor=Actor.staff(by), at=at, kind="wish_noted", says=wish.get_kind_display())
    return wish


@transaction.atomic
def hand_over(wish_id: int, *, to: str, by: User, at: datetime) -> OtherWish:
    """Note that a wish was handed over to whoever owns it; the first hand-over stays noted."""
    check_can_enter_requests(by)
    if not to.strip():
        msg = "Say to whom you handed it over: a team or a person."
        raise NoWordsError(msg)
    wish = OtherWish.objects.select_for_update(of=("self",)).select_related("disclosure_request").get(pk=wish_id)
    if wish.handed_over_at is None:
        wish.handed_over_to, wish.handed_over_at, wish.handed_over_by = to.strip(), at, by
        wish.save(update_fields=["handed_over_to", "handed_over_at", "handed_over_by"])
        says = f"{wish.get_kind_display()}: {wish.handed_over_to}"
        record(wish.disclosure_request, actor=Actor.staff(by), at=at, kind="wish_handed_over", says=says)
    return wish


@transaction.atomic
def add_note(disclosure_request_id: int, *, kind: RequestNote.Kind, text: str, by: User, at: datetime) -> RequestNote:
    """Keep what staff tell each other of a request; it stays, since a decision may rest on it."""
    check_can_enter_requests(by)
    if not text.strip():
        msg = "Write what the others should know."
        raise NoWordsError(msg)
    row = DisclosureRequest.objects.get(pk=disclosure_request_id)
    note = RequestNote.objects.create(disclosure_request=row, kind=kind, text=text.strip(), noted_at=at, noted_by=by)
    record(row, actor=Actor.staff(by), at=at, kind="call_noted" if kind == RequestNote.Kind.CALL else "noted")
    return note


@transaction.atomic
def add_legal_note(disclosure_request_id: int, *, text: str, by: User, at: datetime) -> LegalNote:
    """Keep a private note, which marks the request as a possible claim."""
    check_can_enter_requests(by)
    if not text.strip():
        msg = "Write what whoever looks after legal matters should know."
        raise NoWordsError(msg)
    row = DisclosureRequest.objects.get(pk=disclosure_request_id)
    note = LegalNote.objects.create(disclosure_request=row, text=text.strip(), noted_at=at, noted_by=by)
    # The note's own words stay off the timeline: they are private to legal matters.
    record(row, actor=Actor.staff(by), at=at, kind="legal_note_added")
    return note
