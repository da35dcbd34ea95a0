"""What stands beside a request, as the desk shows it: flags, wishes of other teams, private legal notes."""

from dataclasses import dataclass

from django.db.models import F

from requests_app.requests.models import DisclosureRequest, LegalNote, OtherWish, Question, ReplyBy, RequestNote
from requests_app.requests.status import Status
from requests_app.views.beside_forms import AskForm, FoundAddressForm, LegalNoteForm, NoteForm, WishForm


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
    note: NoteForm | None = None
    ask: AskForm | None = None
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
    notes: tuple[RequestNote, ...]
    note: NoteForm
    questions: tuple[Question, ...]
    ask: AskForm | None

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
    questions = tuple(row.questions.select_related("asked_by"))
    is_asked = any(each.ended_at is None for each in questions)
    may_ask = row.status == Status.RECEIVED and bool(row.email) and not is_asked
    return Beside(
        flags=tuple(flags.values()),
        wishes=tuple(
            row.other_wishes.select_related("handed_over_by").order_by(F("handed_over_at").desc(nulls_first=True), "id")
        ),
        legal_notes=tuple(row.legal_notes.select_related("noted_by")),
        address=(forms.address or FoundAddressForm(first=said)) if asks_where else None,
        wish=forms.wish or WishForm(),
        legal_note=forms.legal_note or LegalNoteForm(),
        notes=tuple(row.notes.select_related("noted_by")),
        note=forms.note or NoteForm(),
        questions=questions,
        ask=(forms.ask or AskForm()) if may_ask else None,
    )
