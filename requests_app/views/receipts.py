"""The receipts of a request at the desk: each with its own day and limit, its key, and what differs."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.delivery.acknowledge import is_acknowledged
from requests_app.register.models import EvidenceDocument
from requests_app.requests.match import differing, unsettled
from requests_app.requests.models import DisclosureRequest, Receipt
from requests_app.statute import DeadlineKind
from requests_app.views import dates
from requests_app.views.guarded import PERHAPS_A_PROGRAM
from requests_app.views.words import channel

LABELS = {
    "requester_name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail"),
    "street": gettext_lazy("Street"),
    "city": gettext_lazy("City"),
    "state": gettext_lazy("State"),
    "postal_code": gettext_lazy("ZIP code"),
    "country": gettext_lazy("Country"),
    "reply_by": gettext_lazy("Answer by"),
    "california_resident": gettext_lazy("California"),
    "message": gettext_lazy("Message"),
}
LIMITS = {
    DeadlineKind.DESIGNATED.value: gettext_lazy("30 days, at a published address"),
    DeadlineKind.ELSEWHERE.value: gettext_lazy("150 days at most, elsewhere"),
    DeadlineKind.NONE.value: gettext_lazy("no day runs"),
}
ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that a receipt says other than the request."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """One receipt as the desk shows it."""

    receipt: Receipt
    came: str
    at: str
    received: str
    entered: str
    due: dates.Due
    limit: str
    met_by: str
    differences: tuple[Difference, ...]
    scans: tuple[EvidenceDocument, ...]
    is_first: bool
    is_held: bool
    needs_word: bool


def receipt_lines(row: DisclosureRequest, *, on: date) -> tuple[ReceiptLine, ...]:
    """Return the receipts, first come first."""
    waiting = {each.pk for each in unsettled(row)}
    found = row.receipts.select_related("entered_by", "dossier", "disclosure_request__business")
    return tuple(_line(each, row, on=on, needs_word=each.pk in waiting) for each in found.prefetch_related("scans"))


def _line(receipt: Receipt, row: DisclosureRequest, *, on: date, needs_word: bool) -> ReceiptLine:
    zone = row.business.timezone
    is_first = receipt.reference == row.reference
    return ReceiptLine(
        receipt=receipt,
        came=channel(receipt),
        at=_("elsewhere") if receipt.arrived_at == ELSEWHERE else receipt.arrived_at,
        received=dates.short(receipt.received_on, on=on),
        entered=_entered(receipt, zone=zone, on=on),
        due=dates.Due(receipt.due_on, on),
        limit=str(LIMITS[receipt.deadline]),
        met_by="" if is_first else receipt.get_met_by_display(),
        differences=() if is_first else _differences(receipt, row),
        scans=tuple(receipt.scans.all()),
        is_first=is_first,
        is_held=is_first and _is_held(receipt, row),
        needs_word=needs_word,
    )


def _is_held(receipt: Receipt, row: DisclosureRequest) -> bool:
    """Say whether its acknowledgement was held back, since it looks like a program's."""
    is_marked = any(flag["name"] == PERHAPS_A_PROGRAM for flag in receipt.flags)
    return is_marked and bool(row.email) and not is_acknowledged(row)


def _entered(receipt: Receipt, *, zone: str, on: date) -> str:
    if receipt.entered_by is None:
        return ""
    who = receipt.entered_by.get_full_name() or receipt.entered_by.get_username()
    return _("entered by %(who)s, %(at)s") % {"who": who, "at": dates.moment(receipt.entered_at, zone=zone, on=on)}


def _differences(receipt: Receipt, row: DisclosureRequest) -> tuple[Difference, ...]:
    return tuple(Difference(str(LABELS[name]), _told(receipt, name)) for name in differing(row, receipt))


def _told(receipt: Receipt, name: str) -> str:
    if name == "reply_by":
        return receipt.get_reply_by_display()
    if name == "california_resident":
        return _("says: lives there") if receipt.california_resident else _("says: does not live there")
    return str(getattr(receipt, name))
