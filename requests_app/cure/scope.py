"""The answers that an event is about: a business, report years, perhaps one brand."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from requests_app.cure.models import KnowledgeEvent
from requests_app.notices.models import Notice
from requests_app.register.models import Brand, Business
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The answers that are looked at; `on` is today at the business, for what is overdue."""

    business: Business
    years: tuple[int, ...]
    on: date
    brand: Brand | None = None
    with_late: bool = False
    with_unanswered: bool = False

    @classmethod
    def of(cls, event: KnowledgeEvent, *, on: date) -> "Scope":
        return cls(
            business=event.business,
            years=tuple(event.years),
            on=on,
            brand=event.brand,
            with_late=event.with_late,
            with_unanswered=event.with_unanswered,
        )

    def requests(self) -> DisclosureRequestQuerySet:
        """Return the requests about these years, but for those that a person declined: these rest on no register."""
        rows = DisclosureRequest.objects.filter(
            business=self.business, report_year__in=self.years, declined_clause=""
        ).exclude(status=Status.WITHDRAWN)
        return rows if self.brand is None else rows.filter(brand=self.brand)

    def notices(self) -> QuerySet[Notice]:
        """Return the notices that answer them and stand: not those that another one replaced."""
        rows = Notice.objects.filter(
            ~Exists(Notice.objects.filter(supersedes=OuterRef("pk"))),
            disclosure_request__business=self.business,
            disclosure_request__report_year__in=self.years,
            disclosure_request__declined_clause="",
        )
        return rows if self.brand is None else rows.filter(disclosure_request__brand=self.brand)
