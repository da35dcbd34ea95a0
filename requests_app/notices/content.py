"""What a notice says, frozen before it is laid out: copied from the register, never referring back to it.

A notice has two parts. The *statement* is the same for everybody who asks about a year (1798.83(b)(3), standardized
format); the *letter* is personal: addressee, reference, dates. Different answers are told apart by `Statement.answer`.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from requests_app.statute import Answer

TEMPLATE_VERSION = 2
"""Raised with each change of the notice's wording or layout; kept notices keep theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A designated address or number as printed: `label` says what it is, in words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The business as its letterhead shows it."""

    legal_name: str
    brands: tuple[str, ...]
    address_lines: tuple[str, ...]
    reply_email: str
    accent_color: str
    contacts: tuple[Contact, ...]


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
    template_version: int = TEMPLATE_VERSION


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
class NoticeContent:
    """A whole notice. Without a letter it is the standard statement as anybody may get it.

    Only a letter has words of the business's own: the statement is the same for everybody.
    """

    statement: Statement
    letter: Letter | None
    own: OwnWords | None = None

    def as_json(self) -> dict[str, Any]:  # a JSON object has values of any kind
        """Return the content as it is embedded in the PDF, dates in ISO form."""
        return {"statement": asdict(self.statement), **self.letter_as_json()}

    def letter_as_json(self) -> dict[str, Any]:
        """Return what this reader alone is told: the content without its statement."""
        kept: dict[str, Any] = {"letter": None}
        if self.letter is not None:
            kept["letter"] = asdict(self.letter)
            kept["letter"]["received_on"] = self.letter.received_on.isoformat()
            kept["letter"]["issued_on"] = self.letter.issued_on.isoformat()
        # The PDF is named by this: without own words it stays, byte for byte, what it was before there were any.
        return kept if self.own is None else {**kept, "own": asdict(self.own)}
