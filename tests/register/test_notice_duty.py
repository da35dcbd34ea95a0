"""The notice duty, (b)(1): pages from a real web server, a task while something is wrong, closed when it is right."""

from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.test import Client
from pytest_django import Settings

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.register.models import Business, DutyCheck, HomePageLink, NoticeMethod
from requests_app.register.notice_duty.fetch import MOST_BYTES, PageError, fetch
from tests import builders

GOOD = (
    "<title>Your Privacy Rights</title><script>var a = 'privacy@example.com'</script><p>California Civil Code section "
    "1798.83 lets you learn what we gave third parties for their direct marketing. Write to privacy@example.com or "
    "100 Fictional Way<br>Sacramento, CA 95814."
)
HOME = '<a href="/rights">Your Privacy Rights</a>'


class Site:
    """A web server whose pages a test changes."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def put(self, path: str, html: str, *, status: int = 200, **headers: str) -> None:
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8", **headers}, html.encode())


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()


@pytest.fixture
def business(db: None, site: Site, settings: Settings) -> Business:
    settings.PRIVATE_PAGES = True
    business = builders.a_business()
    since = date(2020, 1, 1)
    NoticeMethod.objects.create(business=business, clause="(b)(1)(B)", valid_from=since, evidence="The link itself")
    HomePageLink.objects.create(
        business=business,
        wording="your_privacy_rights",
        valid_from=since,
        page=f"{site.url}/rights",
        home_page=f"{site.url}/",
    )
    site.put("/rights", GOOD)
    site.put("/", HOME)
    return business


def faults() -> list[str]:
    rows = handling.check_notice_duty(now=builders.NOW, by="test")
    return [says for row in rows for says in row.faults]


def test_a_page_that_says_everything_opens_no_task(business: Business) -> None:
    assert faults() == []
    assert DutyCheck.objects.filter(open_since__isnull=True).count() == 4


@pytest.mark.parametrize(
    ("gone", "says"),
    [
        ("Your Privacy Rights", "no title or heading with the words “Your Privacy Rights”"),
        ("1798.83", "does not name the law"),
        ("direct marketing", "does not tell the right"),
        ("Write to privacy@example.com", "published today: privacy@example.com"),
        ("95814", "published today: 100 Fictional Way, Sacramento, CA 95814"),
    ],
)
def test_what_a_page_lacks_is_a_task_until_it_says_so_again(
    business: Business, site: Site, gone: str, says: str
) -> None:
    site.put("/rights", GOOD.replace(gone, ""))
    assert [says in each for each in faults()] == [True]
    assert DutyCheck.objects.get(open_since__isnull=False).subject == f"{site.url}/rights"

    site.put("/rights", GOOD)
    assert faults() == []
    assert list(AuditEntry.objects.filter(action__startswith="duty.").values_list("action", flat=True)) == [
        "duty.opened",
        "duty.closed",
    ]


def test_a_home_page_without_the_link_is_a_task(business: Business, site: Site) -> None:
    site.put("/", "<a href='/other'>Privacy</a>")
    assert faults() == ["The home page has no link with the words “Your Privacy Rights”."]
    site.put("/", HOME.replace("/rights", "/other"))
    assert faults() == [f"The link “Your Privacy Rights” on the home page leads elsewhere than to {site.url}/rights."]


def test_nothing_elected_and_no_evidence_are_tasks(business: Business) -> None:
    NoticeMethod.objects.update(evidence="")
    assert "without evidence" in faults()[0]
    NoticeMethod.objects.all().delete()
    assert "elected none" in faults()[0]


def test_a_page_that_is_gone_or_endless_is_told(site: Site) -> None:
    site.put("/around", "", status=302, Location="/around")
    site.put("/long", "x" * (MOST_BYTES + 1))
    for path, says in (("/none", "status 404"), ("/around", "leads on and on"), ("/long", "larger than")):
        with pytest.raises(PageError, match=says):
            fetch(site.url + path, private_too=True)


def test_nothing_inside_the_operators_network_is_read_nor_any_file(site: Site) -> None:
    site.put("/rights", GOOD)
    for url, says in ((f"{site.url}/rights", "private network"), ("file:///etc/passwd", "no address of a page")):
        with pytest.raises(PageError, match=says):
            fetch(url)


def test_an_open_task_stands_on_the_front_of_the_queue(business: Business, site: Site, client: Client) -> None:
    client.force_login(builders.a_reviewer())
    site.put("/rights", GOOD.replace("1798.83", ""))
    faults()
    assert "does not name the law" in client.get("/staff/").content.decode()

    site.put("/rights", GOOD)
    faults()
    assert "does not name the law" not in client.get("/staff/").content.decode()
