"""Which letters went out in the program's words alone, because a translation is missing: a task for the desk."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings

from requests_app.notices.models import MissingText
from requests_app.views.texts.listing import address_of
from requests_app.views.words import ANSWERS_IN_FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """A task as the desk shows it."""

    task: MissingText
    answer: str
    language: str
    url: str

    @classmethod
    def of(cls, task: MissingText) -> Self:
        """Put a task into words."""
        return cls(
            task=task,
            answer=str(ANSWERS_IN_FULL[task.answer]),
            language=dict(settings.LANGUAGES).get(task.language, task.language),
            url=address_of(task.business, task.brand, task.language, task.answer),
        )
