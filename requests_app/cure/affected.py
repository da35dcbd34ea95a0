"""Whom an event touches, by lineage: asked of the database, which reads nobody's name for it.

The law's defense speaks of those who got incomplete or inaccurate information, 1798.84(d). Here everybody is in who
was told something else than is known now, also who was told that nothing was disclosed; and, where the event says so,
who was answered late or not at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from requests_app.cure.groups import Group, grouped, rank
from requests_app.cure.lineage import Wrong, wrong_bases
from requests_app.cure.models import Why
from requests_app.cure.scope import Scope
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.notices.models import Notice
from requests_app.requests.grouped import people_with_several
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.status import OPEN, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One request of a person who made several, with the notice that was not right, where there is one."""

    request: int
    notice: int | None
    group: Group


@dataclass(frozen=True)
class Affected:
    """Whom an event touches. Each question is asked when it is needed, and only once."""

    scope: Scope

    @cached_property
    def standing(self) -> tuple[Group, ...]:
        """The notices that are looked at, in groups."""
        return tuple(grouped(self.scope.notices(), Why.WRONG))

    @cached_property
    def wrong(self) -> dict[int, Wrong]:
        """The bases on which something wrong was told."""
        bases = {group.basis for group in self.standing if group.basis is not None}
        return wrong_bases(self.scope.business, bases)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every request that is touched, in groups."""
        found = [group for group in self.standing if group.basis in self.wrong]
        return (*found, *grouped(self.late(), Why.LATE), *grouped(self.unanswered(), Why.UNANSWERED))

    def wrong_notices(self) -> QuerySet[Notice]:
        """Return the notices that told something else than is known now."""
        return self.scope.notices().filter(basis__in=sorted(self.wrong))

    def late(self) -> DisclosureRequestQuerySet:
        """Return who was answered rightly, but after the due date, where the event asks for them."""
        if not self.scope.with_late:
            return DisclosureRequest.objects.none()
        zone = ZoneInfo(self.scope.business.timezone)
        notices = Delivery.objects.filter(disclosure_request=OuterRef("pk"), kind=Kind.NOTICE)
        in_time = notices.annotate(left_on=TruncDate("finished_at", tzinfo=zone)).filter(
            Q(state=State.ACCEPTED, left_on__lte=OuterRef("due_on"))
            | Q(state=State.POSTED, posted_on__lte=OuterRef("due_on"))
        )
        answered = self.scope.requests().filter(status=Status.ANSWERED, due_on__isnull=False)
        return self._rightly_told(answered.filter(~Exists(in_time)))

    def unanswered(self) -> DisclosureRequestQuerySet:
        """Return who still waits past the due date, where the event asks for them."""
        if not self.scope.with_unanswered:
            return DisclosureRequest.objects.none()
        waits = self.scope.requests().filter(status__in=sorted(OPEN), due_on__lt=self.scope.on)
        if not self.wrong:
            return waits
        return waits.filter(~Exists(self.wrong_notices().filter(disclosure_request=OuterRef("pk"))))

    def _rightly_told(self, rows: DisclosureRequestQuerySet) -> DisclosureRequestQuerySet:
        if not self.wrong:
            return rows
        # A request has one notice that stands. Asked so, nothing is left to look for where everybody is touched.
        right = {group.basis for group in self.standing} - set(self.wrong)
        ruled = Q(basis__in=sorted(basis for basis in right if basis is not None))
        stands = ~Exists(Notice.objects.filter(supersedes=OuterRef("pk")))
        told = Notice.objects.filter(ruled | Q(basis__isnull=True) if None in right else ruled, stands)
        return rows.filter(Exists(told.filter(disclosure_request=OuterRef("pk"))))

    @cached_property
    def several(self) -> tuple[tuple[Member, ...], ...]:
        """The requests of each person who asked more than once about a year, the first of them first.

        What was wrong comes before what was late, and where the person can be reached before where they cannot: in the
        language of the first, and its way, they are written to.
        """
        members: dict[int, Member] = {}

        def among(requests: frozenset[int]) -> frozenset[int]:
            members.update({each.request: each for each in self._members(requests)} if requests else {})
            return frozenset(members)

        people = people_with_several(self.scope.requests(), among=among)
        order = list(Why)
        return tuple(
            tuple(
                sorted(
                    (members[pk] for pk in person),
                    key=lambda each: (order.index(each.group.why), rank(each.group.way), each.request),
                )
            )
            for person in people
        )

    def _members(self, requests: frozenset[int]) -> Iterator[Member]:
        """Give those of the requests that are touched."""
        wrong = self.wrong_notices().filter(disclosure_request__in=requests) if self.wrong else Notice.objects.none()
        notices = dict(wrong.values_list("disclosure_request", "pk"))
        whys = {
            **dict.fromkeys(self.unanswered().filter(pk__in=requests).values_list("pk", flat=True), Why.UNANSWERED),
            **dict.fromkeys(self.late().filter(pk__in=requests).values_list("pk", flat=True), Why.LATE),
            **dict.fromkeys(notices, Why.WRONG),
        }
        for row in DisclosureRequest.objects.filter(pk__in=whys).order_by("pk"):
            yield Member(request=row.pk, notice=notices.get(row.pk), group=Group.of(row, whys[row.pk]))
