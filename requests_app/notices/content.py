"""What a notice says, frozen before it is laid out: copied from the register, never referring back to it.

A notice has two parts. The *statement* is the same for everybody who asks about a year (1798.83(b)(3), standardized
format); the *letter* is personal: addressee, reference, dates. Different answers are told apart by `Statement.answer`.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from requests_app.statute import Answer

TEMPLATE_VERSION = 3
"""Raised with each change of the notice's wording or layout; kept notices keep theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A designated address or number as printed: `label` says what it is, in words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoPrint:
    """The picture in a letterhead, by the SHA-256 of its bytes, with its size in dots."""

    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The business as its letterhead shows it."""

    legal_name: str
    brands: tuple[str, ...]
    address_lines: tuple[str, ...]
    reply_email: str
    accent_color: str
    contacts: tuple[Contact, ...]
    logo: LogoPrint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryLine:
    """A category of personal information in the statute's words, (e)(6)(A)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientLine:
    """A third party that received personal information, as printed, (a)(2)."""

    name: str
    address_lines: tuple[str, ...]
    products: tuple[str, ...]
    digital_advertising: bool
    examples_unknown: bool = False
    """The name does not say what it does, and the business knows of no examples, (a)(2)."""
    opt_out: str = ""
    """Where a customer can stop its mailings: a web address, e-mail or number; empty where none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is other than in the year before, by name. The law does not ask for it."""

    year: int
    """The year before."""
    was_nothing: bool
    """Nothing was disclosed in it, so that all is new."""
    recipients_new: tuple[str, ...] = ()
    recipients_gone: tuple[str, ...] = ()
    categories_new: tuple[CategoryLine, ...] = ()
    categories_gone: tuple[CategoryLine, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the companies and the categories of both years are the same."""
        return not (
            self.was_nothing
            or self.recipients_new
            or self.recipients_gone
            or self.categories_new
            or self.categories_gone
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOut:
    """The free way to stop such disclosures: required in a choice notice, (c)(2), offered in others."""

    text: str
    url: str
    email: str
    phone: str

    def is_offered(self) -> bool:
        return bool(self.text or self.url or self.email or self.phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The part that is the same for all who ask about `year`."""

    answer: Answer
    language: str
    year: int
    sender: Sender
    categories: tuple[CategoryLine, ...]
    recipients: tuple[RecipientLine, ...]
    same_brand_affiliates: int | None
    opt_out: OptOut
    says: tuple[str, ...]
    """The rulings' sentences for the resident, in order: why this answer."""
    register_version: int
    left_out: tuple[str, ...] = ()
    """The clauses under which disclosures were left out, each once, in the order of the ruling."""
    use_is_doubtful: bool = False
    """Whether the use by a company that is named counts on a conservative reading alone: it is then called no fact."""
    register_on: date | None = None
    """The day of the register's last step, at the business; None where the register remembers none."""
    closed_on: date | None = None
    """The day on which the register of `year` was signed as complete; None while it is open."""
    changes: Changes | None = None
    """What is other than the year before, where that year is closed."""
    template_version: int = TEMPLATE_VERSION

    def as_json(self) -> dict[str, Any]:  # a JSON object has values of any kind
        """Return the statement as it is kept, dates in ISO form."""
        days = {name: getattr(self, name) for name in ("register_on", "closed_on")}
        return {**asdict(self), **{name: day.isoformat() if day else None for name, day in days.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The personal part. `says` holds sentences only this reader gets, such as the reason of a decline."""

    reference: str
    requester_name: str
    address_lines: tuple[str, ...]
    email: str
    received_on: date
    issued_on: date
    says: tuple[str, ...] = ()
    large_print: bool = False
    """The requester asked for it: the same words, none of them smaller than 18 pt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What the business says in its own words around the answer, its placeholders filled. What is empty is not said."""

    letter_text: int | None
    """The row of the text that was used; None in a preview of one that is still being written."""
    subject: str
    """The subject line of the mail; the program's own where this is empty."""
    opening: tuple[str, ...]
    """Paragraphs before the answer; a line break within one is kept."""
    closing: tuple[str, ...]
    """Paragraphs before the greeting at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """An earlier notice that a corrected one takes the place of."""

    reference: str
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaces:
    """What a corrected notice says of those it replaces, and what is other in it. Never why it was other before."""

    notices: tuple[Replaced, ...]
    was: Answer
    """The answer of the last of them."""
    recipients_new: tuple[str, ...] = ()
    recipients_gone: tuple[str, ...] = ()
    recipients_other: tuple[str, ...] = ()
    """Named in both, with another address or other examples."""
    categories_new: tuple[CategoryLine, ...] = ()
    categories_gone: tuple[CategoryLine, ...] = ()
    is_other_number: bool = False
    """The number of affiliated companies is another one, (f)(3)."""

    @property
    def lists_differ(self) -> bool:
        """Whether something in the lists is other, so that it can be named."""
        return bool(
            self.recipients_new
            or self.recipients_gone
            or self.recipients_other
            or self.categories_new
            or self.categories_gone
            or self.is_other_number
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeContent:
    """A whole notice. Without a letter it is the standard statement as anybody may get it.

    Only a letter has words of the business's own: the statement is the same for everybody.
    """

    statement: Statement
    letter: Letter | None
    own: OwnWords | None = None
    replaces: Replaces | None = None

    def as_json(self) -> dict[str, Any]:  # a JSON object has values of any kind
        """Return the content as it is embedded in the PDF, dates in ISO form."""
        return {"statement": self.statement.as_json(), **self.letter_as_json()}

    def letter_as_json(self) -> dict[str, Any]:
        """Return what this reader alone is told: the content without its statement."""
        kept: dict[str, Any] = {"letter": None}
        if self.letter is not None:
            kept["letter"] = {each.name: getattr(self.letter, each.name) for each in fields(self.letter)}
            kept["letter"]["received_on"] = self.letter.received_on.isoformat()
            kept["letter"]["issued_on"] = self.letter.issued_on.isoformat()
        # The PDF is named by this: without own words it stays, byte for byte, what it was before there were any.
        if self.own is not None:
            kept["own"] = {each.name: getattr(self.own, each.name) for each in fields(self.own)}
        if self.replaces is not None:
            kept["replaces"] = asdict(self.replaces)
            for told, each in zip(kept["replaces"]["notices"], self.replaces.notices, strict=True):
                told["issued_on"] = each.issued_on.isoformat()
        return kept
