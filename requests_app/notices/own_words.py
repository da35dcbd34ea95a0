"""The business's own words in a letter: which of its texts applies, and what it says to this requester."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format

from requests_app.notices.content import OwnWords, Statement
from requests_app.notices.draft import Draft
from requests_app.notices.models import LetterText, MissingText
from requests_app.notices.placeholders import fill
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest

MOST_IN_FILLED_SUBJECT = 250
"""A mail's subject is cut behind this, and its reference might be lost: then it has the program's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A text that is written, but not in the language of the letter. Without a brand it is the business's."""

    brand_id: int | None
    language: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The text that applies to a letter, or what it lacks. Neither: the business has none for this answer."""

    text: LetterText | None = None
    lack: Lack | None = None

    @classmethod
    def among(cls, texts: Iterable[LetterText], *, brand_id: int | None, language: str, answer: str) -> Self:
        """Choose: the brand's in the language, else the business's in the language."""
        written = [each for each in texts if each.answer == answer and not each.is_empty]
        of_brand = [each for each in written if brand_id is not None and each.brand_id == brand_id]
        of_business = [each for each in written if each.brand_id is None]
        text = next((each for each in (*of_brand, *of_business) if each.language == language), None)
        if text is not None:
            return cls(text=text)
        if of_brand or of_business:
            return cls(lack=Lack(brand_id=brand_id if of_brand else None, language=language, answer=answer))
        return cls()


def standing(business: Business) -> QuerySet[LetterText]:
    """Return the newest version of each text of a business, those taken back too."""
    return LetterText.objects.filter(business=business, superseded_by__isnull=True).order_by("id")


def found_for(disclosure_request: DisclosureRequest, statement: Statement) -> Found:
    """Return the text that applies to the answer of a request."""
    texts = standing(disclosure_request.business).filter(
        Q(brand__isnull=True) | Q(brand=disclosure_request.brand_id), answer=statement.answer.value
    )
    return Found.among(
        texts, brand_id=disclosure_request.brand_id, language=statement.language, answer=statement.answer.value
    )


def said_to(disclosure_request: DisclosureRequest, statement: Statement, text: LetterText | None) -> OwnWords | None:
    """Return what the text says to this requester; None where it says nothing."""
    if text is None:
        return None
    values = values_of(
        statement,
        name=disclosure_request.requester_name,
        reference=disclosure_request.reference or "",
        due_on=disclosure_request.due_on,
    )
    return words_of(Draft(subject=text.subject, opening=text.opening, closing=text.closing), values, text=text.pk)


def words_of(draft: Draft, values: Mapping[str, str], *, text: int | None = None) -> OwnWords | None:
    """Return a draft with its placeholders filled; None where it then says nothing."""
    subject = fill(draft.subject, values)
    own = OwnWords(
        letter_text=text,
        subject=subject if len(subject) <= MOST_IN_FILLED_SUBJECT else "",
        opening=paragraphs_of(fill(draft.opening, values)),
        closing=paragraphs_of(fill(draft.closing, values)),
    )
    return own if own.subject or own.opening or own.closing else None


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, which an empty line parts."""
    return tuple(filter(None, (part.strip("\n") for part in text.split("\n\n"))))


def values_of(statement: Statement, *, name: str, reference: str, due_on: date | None) -> dict[str, str]:
    """Return what stands for each placeholder in a letter, in its language; a missing due date is empty."""
    with translation.override(statement.language):
        due_date = date_format(due_on, "DATE_FORMAT") if due_on else ""
    return {
        "name": name,
        "reference": reference,
        "due_date": due_date,
        "business": statement.sender.legal_name,
        "year": str(statement.year),
    }


def note_lack(business_id: int, lack: Lack, *, at: datetime) -> None:
    """Raise the task that a letter fell back on the program's own sentences; once for each text and language."""
    key = {"brand_id": lack.brand_id, "language": lack.language, "answer": lack.answer}
    MissingText.objects.get_or_create(**key, business_id=business_id, defaults={"since": at})


def missing_texts() -> list[MissingText]:
    """Return the tasks that are still open: somebody wrote the text of the others since, or took the rest back."""
    noted = list(MissingText.objects.select_related("business", "brand"))
    if not noted:
        return []
    of = {each.business_id for each in noted}
    texts = list(LetterText.objects.filter(business__in=of, superseded_by__isnull=True))
    return [
        each for each in noted if _is_missing(each, [text for text in texts if text.business_id == each.business_id])
    ]


def _is_missing(task: MissingText, texts: list[LetterText]) -> bool:
    found = Found.among(texts, brand_id=task.brand_id, language=task.language, answer=task.answer)
    return found.lack is not None
