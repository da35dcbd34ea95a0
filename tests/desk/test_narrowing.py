"""A list is narrowed by its address: each way alone and together, and what cannot be read narrows nothing."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from requests_app import handling, tasks
from requests_app.delivery.models import Delivery
from requests_app.desk.listings import BY_KEY
from requests_app.desk.narrowing import NOBODY, Narrowing
from requests_app.notices.models import Notice
from requests_app.register.models import Brand, Business
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer, asked_by_post

ON = NOW.date()
PACIFIC = ZoneInfo("America/Los_Angeles")


@pytest.fixture
def business(db: None) -> Business:
    """Return a business that is asked, with recipients in its register."""
    business = a_business()
    a_register(business)
    return business


def found(query: str) -> set[str]:
    """Return the names of the requests that an address narrows to."""
    narrowing, bad = Narrowing.read(QueryDict(query).dict())
    assert bad == ()
    return {row.requester_name for row in narrowing.rows(on=ON)}


def test_each_way_narrows_and_all_of_them_narrow_together(business: Business) -> None:
    """Fault 65: by brand, day, who decided and how, on open requests and on answered ones."""
    north, south = (
        Brand.objects.create(business=business, slug=name, name=name.title()) for name in ("north", "south")
    )
    rita = a_reviewer()
    bo = a_request(business, requester_name="Bo Open", brand=north)
    a_request(business, requester_name="Cy Called", brand=south, channel=Channel.PHONE)
    post = handling.receive(
        business=business, asked=asked_by_post(requester_name="Di Done", brand=south), received_at=NOW
    )
    handling.approve(disclosure_request_id=post.pk, seen_version=1, by=a_reviewer("ruth"), now=NOW)
    tasks.issue_notice(post.pk)
    decider = DisclosureRequest.objects.get(pk=post.pk).decided_by_id
    handling.assign(disclosure_request_id=bo.pk, to=rita, seen=None, by=rita, now=NOW)

    assert found("show=all") == {"Bo Open", "Cy Called", "Di Done"}
    assert found("state=COMPILED") == {"Di Done"}
    assert found("show=waiting") == {"Bo Open", "Cy Called"}
    assert found(f"show=all&brand={north.pk}") == {"Bo Open"}
    assert found(f"show=all&brand={south.pk}&door=phone") == {"Cy Called"}
    assert found(f"who={rita.pk}") == {"Bo Open"}
    assert found(f"who={NOBODY}&door=phone") == {"Cy Called"}
    assert found(f"show=all&decided={decider}") == {"Di Done"}
    assert found("show=all&answer=disclosure") == {"Di Done"}
    assert found("show=all&reply=POST") == {"Di Done"}
    assert found(f"show=all&brand={north.pk}&reply=POST") == set()


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_one_day_holds_all_of_it_in_the_zone_of_the_business(business: Business, hour: int) -> None:
    """Fault 71: from and to the same day is that day, from its first minute to its last."""
    a_request(business, at=datetime(2026, 4, 2, hour, 59 if hour else 0, tzinfo=PACIFIC))

    assert found("came_from=2026-04-02&came_to=2026-04-02") == {"Ana Ruiz"}
    assert found("came_from=2026-04-03&came_to=2026-04-03") == set()
    assert found("came_from=2026-04-01&came_to=2026-04-01") == set()


def test_a_request_with_several_notices_mails_and_receipts_is_one_row(business: Business) -> None:
    """Fault 72: no join doubles a row, nor its count, by whatever it is narrowed."""
    for day in range(3):
        row = a_request(business, at=NOW + timedelta(days=day), email="ana@example.org", message=f"Word{day} shoes")
    row = DisclosureRequest.objects.get(pk=row.pk)
    ruth = a_reviewer("ruth")
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=ruth, now=NOW)
    tasks.issue_notice(row.pk)
    first = Notice.objects.get()
    # A correction, with the same answer, and its own mail.
    second = Notice.objects.create(**values_of(first) | {"supersedes_id": first.pk})
    mail = Delivery.objects.get(notice=first)
    Delivery.objects.create(**values_of(mail) | {"notice_id": second.pk, "message_id": "<another@example.org>"})
    tasks.index_requests()

    assert DisclosureRequest.objects.count() == 1
    assert (row.receipts.count(), row.notices.count()) == (3, 2)
    for query in ("q=ana", "q=shoes", f"decided={ruth.pk}", "answer=disclosure", "answer=disclosure&q=ana&reply=EMAIL"):
        narrowing, _ = Narrowing.read(QueryDict(f"show=all&{query}").dict())
        rows = narrowing.rows(on=ON)
        assert (query, len(rows), narrowing.count(rows)) == (query, 1, 1)
        assert (query, len(narrowing.page(rows, after=None).rows)) == (query, 1)
    for key in BY_KEY:
        assert len(BY_KEY[key].rows(ON)) <= 1, key


def values_of(row: Any) -> dict[str, Any]:  # noqa: ANN401 - any row
    """Return a row's columns, to write another one like it."""
    columns = row._meta.concrete_fields  # noqa: SLF001 - Django's public name
    return {each.attname: getattr(row, each.attname) for each in columns if not each.primary_key}


def test_what_it_says_is_read_from_its_address_again() -> None:
    given = "show=answered&q=%C3%A9+x&brand=3&door=email&answer=disclosure&reply=POST&who=nobody&decided=4"
    narrowing, bad = Narrowing.read(QueryDict(f"{given}&came_from=2026-01-02&due_to=2026-03-04").dict())

    assert bad == ()
    assert Narrowing.read(QueryDict(narrowing.query).dict()) == (narrowing, ())
    assert narrowing.due_to == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("show", "nothing"), ("state", "OPEN"), ("door", "pigeon"), ("answer", "yes"), ("reply", "FAX")),
        *(("brand", "x"), ("brand", "\u0661"), ("business", "9" * 30), ("decided", "-1"), ("who", "somebody")),
        *(("came_from", "03/04/2026"), ("due_to", "2026-02-30"), ("came_to", "tomorrow")),
    ],
)
def test_what_cannot_be_read_is_named_and_narrows_nothing(name: str, value: str) -> None:
    assert Narrowing.read({name: value}) == (Narrowing(), (name,))


def test_what_is_looked_for_is_looked_for_everywhere_and_what_is_open_is_most_urgent_first() -> None:
    assert Narrowing().listing.key == "open"
    assert Narrowing(q="ana").listing.key == "all"
    assert Narrowing(q="—").listing.key == "open"
    assert Narrowing(show="due", q="ana").listing.key == "due"
    assert [each.is_by_due_date for each in (Narrowing(), Narrowing(q="ana"), Narrowing(show="answered"))] == [
        True,
        False,
        False,
    ]
