"""What the desk asks finds its rows by an index, however many there are."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from requests_app.delivery.models import Delivery, State
from requests_app.desk.listings import BY_KEY
from requests_app.management.benchmarks import queue, queue_rows
from requests_app.management.benchmarks.intake import BUSINESS
from requests_app.requests.models import ReplyBy

pytestmark = [pytest.mark.postgres, pytest.mark.long, pytest.mark.django_db(transaction=True)]

SIZE = 60_000
LETTERS = 300
BIG = re.compile(r"Seq Scan on requests_app_(?:disclosurerequest|receipt|notice|delivery|searchentry)\b")
BLOBS = ('"pdf"', '"requests_app_disclosurerequest"."message"', '"body"', '"letter"')
NARROWED = (
    *("/staff/?state=WITHDRAWN", "/staff/?who=1", "/staff/?who=nobody&door=email", "/staff/?show=all&brand=2"),
    *("/staff/?show=all&came_from=2025-06-01&came_to=2025-06-01", "/staff/?due_from=2026-03-01&due_to=2026-03-10"),
    *("/staff/?show=all&answer=nothing_disclosed", "/staff/?q=ada+castellane", "/staff/?q=ada&show=open&brand=3"),
)


@pytest.fixture
def reviewer() -> Client:
    """Return the browser of a reviewer at a desk with many requests, a few hundred letters among their answers."""
    queue_rows.fill(SIZE, BUSINESS, queue.REVIEWER)
    letters = Delivery.objects.filter(notice__isnull=True, pk__gt=SIZE - LETTERS)
    letters.update(channel=ReplyBy.POST, state=State.QUEUED, finished_at=None)
    with connection.cursor() as cursor:
        cursor.execute("analyze requests_app_delivery")
    client = Client()
    client.force_login(User.objects.get(username=queue.REVIEWER))
    return client


def test_no_page_of_the_desk_reads_a_big_table_from_its_front_or_any_long_text(reviewer: Client) -> None:
    """Faults 64 and 70: at any size, the plan of each question goes by an index, and no list reads what is long."""
    addresses = [each.address for each in queue.pages(SIZE).values()]
    addresses += [f"/staff/?show={key}" for key in BY_KEY] + [*NARROWED, "/staff/post/"]
    wrong = []
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            assert reviewer.get(address).status_code == 200
        for query in asked.captured_queries:
            if "requests_app_" not in query["sql"] or not query["sql"].startswith("SELECT"):
                continue
            with connection.cursor() as cursor:
                cursor.execute("explain " + query["sql"].replace("%", "%%"), [])
                plan = "\n".join(line for (line,) in cursor.fetchall())
            if BIG.search(plan) or any(name in query["sql"] for name in BLOBS):
                wrong.append(f"{address}\n{query['sql'][-400:]}\n{plan}")

    assert not wrong, "\n\n".join(wrong)
