"""What a requester says after the request came: another address, another form, “this looks wrong”, or that it is off.

The receipt keeps what was said first, and the clock never moves. The request follows while nobody has decided on it;
after that a notice may be on its way, and it is never turned elsewhere in silence: a person looks, and the requester
reads that. Who holds a receipt that joined somebody's request changes that receipt alone.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from requests_app.register.reading import as_it_is
from requests_app.requests.ask import end_open, open_question
from requests_app.requests.due import FOLLOWS, follow
from requests_app.requests.keys import email_key
from requests_app.requests.models import DisclosureRequest, LaterWord, Question, Receipt, WordKind
from requests_app.requests.move import REQUESTER, Actor, move, record
from requests_app.requests.permissions import check_can_review
from requests_app.requests.receive import begun_from
from requests_app.requests.status import Status

TOLD = ("requester_name", "email", "street", "city", "state", "postal_code", "country", "reply_by", "answer_format")
"""The columns that a requester may say anew."""
MOST_WORDS = 50
"""Of one receipt. Whoever has more to say writes to the business."""


class TooLateError(Exception):
    """The request was decided or withdrawn meanwhile: nothing was changed."""


class TooManyWordsError(Exception):
    """The receipt has said all it can say here."""


def is_own(receipt: Receipt, row: DisclosureRequest) -> bool:
    """Say whether the request is this receipt's: it began it. A later one may be a stranger's."""
    return receipt.reference == row.reference


def told_now(receipt: Receipt, row: DisclosureRequest) -> dict[str, str]:
    """Return name, address and form as they stand for this receipt: what it said first, with what it said later."""
    if is_own(receipt, row):
        return {name: getattr(row, name) for name in TOLD}
    return {name: getattr(receipt, name, "") for name in TOLD} | _said_later(receipt)


def _said_later(receipt: Receipt) -> dict[str, str]:
    """Return what a receipt said anew, the last word of each."""
    told: dict[str, str] = {}
    for word in receipt.later_words.order_by("id"):
        told |= {name: value for name, value in word.after.items() if name in TOLD}
    return told


@transaction.atomic
def correct(receipt_id: int, *, told: Mapping[str, str], token: str, at: datetime) -> LaterWord | None:
    """Take another name, address or form of the answer; return what was said, None where it says nothing new.

    Where it `needs_look` the request could not follow. Raises `TooLateError` for a withdrawn one.
    """
    receipt, row = _held(receipt_id)
    if (seen := _said_before(receipt, token)) is not None:
        return seen
    if receipt.withdrawn_at is not None:
        raise TooLateError
    before = told_now(receipt, row)
    after = {name: told[name] for name in TOLD if name in told and told[name] != before[name]}
    if not after:
        return None
    follows = is_own(receipt, row) and row.status == Status.RECEIVED
    word = _say(
        receipt,
        WordKind.FORMAT if set(after) == {"answer_format"} else WordKind.CORRECTION,
        token=token,
        at=at,
        before={name: before[name] for name in after},
        after=after,
        needs_look=not follows,
    )
    if follows:
        _follow(row, after)
    record(row, actor=REQUESTER, at=at, kind="corrected" if follows else "corrected_late", says=receipt.reference or "")
    return word


def _follow(row: DisclosureRequest, after: Mapping[str, str]) -> None:
    """Let the request say what its requester says now. The proof of another e-mail address proves nothing for it."""
    changes: dict[str, Any] = {**after, "version": F("version") + 1}
    if "email" in after and email_key(after["email"]) != row.verified_key:
        changes |= {"verified_at": None, "verified_key": ""}
    DisclosureRequest.objects.filter(pk=row.pk).update(**changes)


@transaction.atomic
def call_wrong(receipt_id: int, *, says: str, token: str, at: datetime) -> LaterWord:
    """Take “this looks wrong” as a possible error for the reviewer, in whatever state the request is."""
    receipt, row = _held(receipt_id)
    if (seen := _said_before(receipt, token)) is not None:
        return seen
    word = _say(receipt, WordKind.POSSIBLE_ERROR, token=token, at=at, says=says, needs_look=True)
    _stop_open_pages(row)
    record(row, actor=REQUESTER, at=at, kind="possible_error", says=says)
    return word


@transaction.atomic
def answer_question(receipt_id: int, *, says: str, token: str, at: datetime) -> LaterWord | None:
    """Take the answer to what a reviewer asked; None where nothing is asked any more. A person looks at it.

    Only whose request it is was asked, and may answer.
    """
    receipt, row = _held(receipt_id)
    if (seen := _said_before(receipt, token)) is not None:
        return seen
    if not is_own(receipt, row) or open_question(row) is None:
        return None
    word = _say(receipt, WordKind.ANSWER, token=token, at=at, says=says, needs_look=True)
    end_open(row, Question.Ended.STATUS_PAGE, at=at)
    _stop_open_pages(row)
    record(row, actor=REQUESTER, at=at, kind="question_answered", says=says)
    return word


@transaction.atomic
def disown(disclosure_request_id: int, *, at: datetime) -> LaterWord:
    """Note that the mailbox's owner did not ask; a person looks. The request stays, and so does its due date."""
    row = DisclosureRequest.objects.select_for_update().get(pk=disclosure_request_id)
    receipt = row.receipts.get(reference=row.reference)
    if (seen := receipt.later_words.filter(kind=WordKind.NOT_MINE).first()) is not None:
        return seen
    word = _say(receipt, WordKind.NOT_MINE, token=None, at=at, needs_look=True)
    _stop_open_pages(row)
    record(row, actor=REQUESTER, at=at, kind="disowned")
    return word


@transaction.atomic
def withdraw(receipt_id: int, *, at: datetime) -> Receipt | None:
    """Withdraw a receipt, and its request where nobody else asks in it; a second time nothing happens.

    Where others ask in the request, theirs goes on from the first of them, which is returned: whoever withdraws may be
    a stranger under their address. Raises `TooLateError` once somebody has decided.
    """
    receipt, row = _held(receipt_id)
    if receipt.withdrawn_at is not None:
        return None
    if row.status != Status.RECEIVED:
        raise TooLateError
    receipt.withdrawn_at = at
    receipt.save(update_fields=["withdrawn_at"])
    _say(receipt, WordKind.WITHDRAWAL, token=None, at=at)
    others = list(row.receipts.filter(withdrawn_at__isnull=True).order_by("received_at", "id"))
    if others and not is_own(receipt, row):
        _stop_open_pages(row)
        record(row, actor=REQUESTER, at=at, kind="receipt_withdrawn", says=f"{receipt.reference} was withdrawn.")
        return None
    says = _parted(row, others, at=at) if others else ""
    move(row.pk, to=Status.WITHDRAWN, actor=REQUESTER, at=at, kind="withdrawn", says=says, problem="")
    return others[0] if others else None


def _parted(row: DisclosureRequest, others: list[Receipt], *, at: datetime) -> str:
    """Let the receipts that still ask go on as a request of their own, with the day their own receipts give."""
    first = others[0]
    own = begun_from(first, row.business)
    Receipt.objects.filter(pk__in=[each.pk for each in others]).update(disclosure_request=own)
    Receipt.objects.filter(pk=first.pk).update(met_by="")
    _follow(own, _said_later(first))
    follow(own, others, as_it_is(row.business))
    DisclosureRequest.objects.filter(pk=own.pk).update(**{name: getattr(own, name) for name in FOLLOWS})
    record(own, actor=REQUESTER, at=at, kind="received", says=f"Came with {row.reference}, which was withdrawn.")
    return f"{first.reference} still asks, and goes on by itself."


@transaction.atomic
def look_at(word_id: int, *, by: User, at: datetime) -> DisclosureRequest:
    """Note that a person has looked at what a requester said; the first one stays noted."""
    check_can_review(by)
    word = (
        LaterWord.objects.select_for_update(of=("self",)).select_related("receipt__disclosure_request").get(pk=word_id)
    )
    row = word.receipt.disclosure_request
    if word.needs_look and word.looked_at is None:
        word.looked_at, word.looked_by = at, by
        word.save(update_fields=["looked_at", "looked_by"])
        record(row, actor=Actor.staff(by), at=at, kind="looked_at", says=word.get_kind_display())
    return row


def _held(receipt_id: int) -> tuple[Receipt, DisclosureRequest]:
    """Return the receipt and its request, held until the transaction ends: a decision waits, or has been made."""
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt_id)
    row = DisclosureRequest.objects.select_for_update(of=("self",)).select_related("business")
    return receipt, row.get(pk=receipt.disclosure_request_id)


def _said_before(receipt: Receipt, token: str) -> LaterWord | None:
    return receipt.later_words.filter(token=token).first()


def _say(receipt: Receipt, kind: WordKind, *, token: str | None, at: datetime, **words: Any) -> LaterWord:  # noqa: ANN401 - the row's columns
    if receipt.later_words.count() >= MOST_WORDS and kind != WordKind.WITHDRAWAL:
        raise TooManyWordsError
    return LaterWord.objects.create(receipt=receipt, kind=kind, token=token, at=at, **words)


def _stop_open_pages(row: DisclosureRequest) -> None:
    """Let whoever has the request open look again before deciding."""
    if row.status == Status.RECEIVED:
        DisclosureRequest.objects.filter(pk=row.pk).update(version=F("version") + 1)
