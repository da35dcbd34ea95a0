"""What stands beside a request, as the desk shows it: flags, wishes of other teams, private legal notes."""

from dataclasses import dataclass

from requests_app.requests.models import DisclosureRequest, LegalNote, OtherWish, ReplyBy
from requests_app.requests.status import Status
from requests_app.views.beside_forms import FoundAddressForm, LegalNoteForm, WishForm


@dataclass(frozen=True, slots=True)
class FlagLine:
    """What staff should know of a text: a short name and a sentence."""

    name: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideForms:
    """The forms as they were filled in, where something in them was wrong."""

    wish: WishForm | None = None
    legal_note: LegalNoteForm | None = None
    address: FoundAddressForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Everything of it, with the forms to add more."""

    flags: tuple[FlagLine, ...]
    wishes: tuple[OtherWish, ...]
    legal_notes: tuple[LegalNote, ...]
    address: FoundAddressForm | None
    wish: WishForm
    legal_note: LegalNoteForm

    @property
    def waiting(self) -> int:
        """How many wishes nobody has taken over."""
        return sum(wish.handed_over_at is None for wish in self.wishes)


def beside(row: DisclosureRequest, forms: BesideForms) -> Beside:
    """Return what stands beside a request."""
    told = row.receipts.values_list("flags", flat=True)
    flags = {each["name"]: FlagLine(each["name"], each["says"]) for flags in told for each in flags}
    asks_where = row.reply_by == ReplyBy.UNKNOWN and row.status == Status.RECEIVED
    said = {name: getattr(row, name) for name in ("street", "city", "state", "postal_code", "country", "email")}
    return Beside(
        flags=tuple(flags.values()),
        wishes=tuple(row.other_wishes.select_related("handed_over_by")),
        legal_notes=tuple(row.legal_notes.select_related("noted_by")),
        address=(forms.address or FoundAddressForm(first=said)) if asks_where else None,
        wish=forms.wish or WishForm(),
        legal_note=forms.legal_note or LegalNoteForm(),
    )
