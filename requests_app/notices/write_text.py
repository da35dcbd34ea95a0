"""Keep a new version of a text. The version before it stays, and so does who wrote it and when."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from requests_app.audit import chain
from requests_app.notices.draft import Draft
from requests_app.notices.models import LetterText
from requests_app.notices.text_rules import check_draft
from requests_app.register.models import Brand, Business
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_write_texts
from requests_app.statute import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which text is meant: whose, in which language, around which answer."""

    business: Business
    brand: Brand | None
    language: str
    answer: Answer

    def __post_init__(self) -> None:
        if self.brand is not None and self.brand.business_id != self.business.pk:
            msg = f"{self.brand} is no brand of {self.business.legal_name}."
            raise ValueError(msg)
        if self.language not in dict(settings.LANGUAGES):
            msg = f"Nobody is answered in {self.language}."
            raise ValueError(msg)

    def versions(self) -> list[LetterText]:
        """Return every version of the text, the newest first."""
        rows = LetterText.objects.filter(
            business=self.business, brand=self.brand, language=self.language, answer=self.answer.value
        )
        return list(rows.select_related("written_by").order_by("-id"))

    def standing(self) -> LetterText | None:
        """Return the newest version; None where nothing was ever written."""
        return next(iter(self.versions()), None)


class WrittenMeanwhileError(Exception):
    """Somebody else wrote a version since this one was begun; the message is a sentence for its writer."""


def write_text(place: Place, draft: Draft, *, seen: int | None, by: User, at: datetime) -> LetterText | None:
    """Keep the draft as the newest version; None where it says what the newest one says already.

    `seen` is the version that the writer began with. Raises `TextRefusedError` and `WrittenMeanwhileError`.
    """
    check_can_write_texts(by)
    draft = draft.tidied()
    check_draft(draft)
    before = place.standing()
    if (before.pk if before else None) != seen:
        raise _written_meanwhile(before)
    said = Draft(subject=before.subject, opening=before.opening, closing=before.closing) if before else Draft()
    if draft == said:
        return None
    try:
        with transaction.atomic():
            text = LetterText.objects.create(
                business=place.business,
                brand=place.brand,
                language=place.language,
                answer=place.answer.value,
                subject=draft.subject,
                opening=draft.opening,
                closing=draft.closing,
                supersedes=before,
                written_by=by,
                written_at=at,
            )
            _trace(text, by=by, at=at)
    except IntegrityError as first:  # the other one committed after we looked
        raise _written_meanwhile(place.standing()) from first
    return text


def _written_meanwhile(text: LetterText | None) -> WrittenMeanwhileError:
    who = (text.written_by.get_full_name() or text.written_by.get_username()) if text else "Somebody"
    return WrittenMeanwhileError(f"{who} wrote another version while you were writing. Look at it, then write again.")


def _trace(text: LetterText, *, by: User, at: datetime) -> None:
    chain.append(
        at=at,
        actor=Actor.staff(by).label,
        action="text.taken_back" if text.is_empty else "text.written",
        subject=f"text:{text.pk}",
        detail={
            "business": text.business_id,
            "brand": text.brand_id,
            "language": text.language,
            "answer": text.answer,
            "supersedes": text.supersedes_id,
        },
    )
