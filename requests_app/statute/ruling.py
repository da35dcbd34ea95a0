"""What the law says of one request: the answer owed, by when, what goes in, and why."""

from dataclasses import dataclass
from datetime import date

from requests_app.statute.clause import Reason
from requests_app.statute.recipients import RulingRecipient
from requests_app.statute.terms import Answer, DeadlineKind

RULE_VERSION = 3
"""Raised with each change of a rule that can change a ruling; kept with every notice, so that it can be ruled again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A disclosure of the report year that was left out, with the clause that leaves it out."""

    recipient: str
    clause: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The ruling on a fact pattern; the first of `reasons` is the ground of the answer."""

    id: str
    report_year: int
    received_on: date
    answer: Answer
    due_on: date | None
    deadline: DeadlineKind
    categories: tuple[str, ...] = ()
    recipients: tuple[RulingRecipient, ...] = ()
    same_brand_affiliates: int | None = None
    excluded: tuple[Excluded, ...] = ()
    blocked: tuple[str, ...] = ()
    for_review: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the ruling as a JSON object; of the reasons, clause and working sentence."""
        return {
            "id": self.id,
            "report_year": self.report_year,
            "received_on": self.received_on.isoformat(),
            "answer": str(self.answer),
            "due_on": self.due_on and self.due_on.isoformat(),
            "deadline": str(self.deadline),
            "categories": list(self.categories),
            "recipients": [
                {
                    "name": each.name,
                    "address": each.address,
                    "products": list(each.products),
                    "digital_advertising": each.digital_advertising,
                }
                for each in self.recipients
            ],
            "same_brand_affiliates": self.same_brand_affiliates,
            "excluded": [
                {"recipient": each.recipient, "clause": each.clause, "because": each.because} for each in self.excluded
            ],
            "blocked": list(self.blocked),
            "for_review": list(self.for_review),
            "reasons": [{"clause": each.clause, "because": each.because} for each in self.reasons],
        }
