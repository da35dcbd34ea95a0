"""A register keeper's way in a real browser, with a worker behind: load, faults, mended file, findings, year close."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from requests_app.register.models import RegisterLoad, ThirdParty
from requests_app.requests.permissions import REGISTER_KEEPER
from shinelight.local import waiting
from tests import builders
from tests.browser.axe import violations
from tests.browser.following import follow
from tests.journeys.people import PASSWORD
from tests.stack import Stack, StackFactory

pytestmark = pytest.mark.long

HOME = "/staff/register/outfitters/"
HEADINGS = "Vendor,Street,City,State,Zip,Products,Category,Date shared,Direct marketing"
SIERRA = 'Sierra Seed Catalog Co.,2118 Commerce Way,Reno,NV,89502,Seeds,"Name and address; Telephone number"'
BLUE = "Blue Horizon LLC,9 Harbor St,Oakland,CA"
NOWHERE = "Nowhere Lists,,,,,Mailing lists,Name and address"
FAULTY = (
    f"{SIERRA},{{year}}-02-30,yes",
    f"{BLUE},9.46E+04,Cruises,Name and address,{{year}}-03-14,yes",
    f"{NOWHERE},{{year}}-05-02,maybe",
)
FAULTS = (("2", "Date shared", "{year}-02-30"), ("3", "Zip", "9.46E+04"), ("4", "Direct marketing", "maybe"))
MENDED = (
    f"{SIERRA},{{year}}-02-28,yes",
    f"{BLUE},94607,Cruises,loyalty tier,{{year}}-03-14,yes",
    f"{NOWHERE},{{year}}-05-02,yes",
)
LOOKS = ((1280, "light"), (360, "light"), (1280, "dark"), (360, "dark"))
Look = Callable[[Page, str], None]


@pytest.fixture
def stack(start_stack: StackFactory) -> Stack:
    """Return the product on PostgreSQL, with a business and a keeper."""
    started = start_stack("postgres")
    with started.rows():
        builders.a_business()
        builders.a_person("kim", REGISTER_KEEPER)
    return started


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Look]:
    """Return what looks at a page: pictures of it, and axe, wide and narrow, light and dark."""
    found: dict[str, list[str]] = {}

    def look_at(page: Page, name: str) -> None:
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.screenshot(path=tmp_path / "pictures" / f"{name}-{width}-{scheme}.png", full_page=True)
            found[f"{name} {width} {scheme}"] = violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is too wide at {width}"
        page.set_viewport_size({"width": 1280, "height": 800})

    yield look_at
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.fixture
def page(stack: Stack, browser: Browser) -> Iterator[Page]:
    """Return the keeper's browser, signed in."""
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(f"{stack.base_url}/staff/sign-in/")
        opened.fill("#id_username", "kim")
        opened.fill("#id_password", PASSWORD)
        follow(opened, "main button[type=submit]")
        opened.goto(stack.base_url + HOME)
        yield opened


def upload(page: Page, name: str, rows: tuple[str, ...], year: int) -> None:
    """Give a file to the page and wait until a worker has looked at it."""
    follow(page, "nav >> text=Files")
    text = "\r\n".join([HEADINGS, *rows]).format(year=year)
    page.set_input_files("#id_upload", {"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    follow(page, "text=Look at this file")
    wait_for_worker(page)


def wait_for_worker(page: Page) -> None:
    """Look at the file's page again until it moves no more."""
    page.wait_for_url("**/files/*/")

    def is_over() -> bool:
        page.reload()
        return "Look again" not in said(page)

    waiting.until(is_over, seconds=60, what="the worker to read the file")


def said(page: Page) -> str:
    return page.locator("main").inner_text()


def test_a_keeper_loads_mends_and_closes_a_year(stack: Stack, page: Page, look: Look, browser: Browser) -> None:
    year = timezone.now().year - 1
    look(page, "00-empty-register")

    load_a_file_with_faults(page, look, year)
    with stack.rows():
        assert not ThirdParty.objects.exists()
    load_the_mended_file(page, look, year)
    with stack.rows():
        assert RegisterLoad.objects.filter(state=RegisterLoad.State.LOADED, dry_run=False).count() == 1
        assert ThirdParty.objects.count() == 3
    page.goto(f"{stack.base_url}{HOME}?year={year}")
    look(page, "05-register")
    mend_what_the_register_lacks(page, look)
    close_the_year(page, look, browser, year)

    page.goto(f"{stack.base_url}{HOME}?year={year}")
    change_a_closed_year_without_saying_what_it_is(page, look)
    with stack.rows():
        assert ThirdParty.objects.get(legal_name="Blue Horizon LLC").city == "Oakland"


def load_a_file_with_faults(page: Page, look: Look, year: int) -> None:
    upload(page, "vendors.csv", FAULTY, year)
    assert "Nothing was taken" in said(page)
    rows = [row.locator("td").all_inner_texts()[:3] for row in page.locator(".remarks tbody tr").all()]
    for fault in FAULTS:
        assert [cell.format(year=year) for cell in fault] in rows
    look(page, "01-faults")
    page.click("text=How the columns are read")
    assert page.locator("select").nth(0).input_value() == "third_party_name"
    look(page, "01-columns")
    with page.expect_download() as download:
        page.click("text=Download all of them as a spreadsheet")
    assert "9.46E+04" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def load_the_mended_file(page: Page, look: Look, year: int) -> None:
    upload(page, "vendors-mended.csv", MENDED, year)
    assert "Which category is this?" in said(page)
    look(page, "02-question")
    page.select_option("main select", label="none of the 27")
    follow(page, "text=Look at the file again")
    wait_for_worker(page)
    assert "Third parties: 3 new" in said(page)
    look(page, "03-what-it-would-do")
    follow(page, "text=Load it")
    wait_for_worker(page)
    assert "What it did" in said(page)
    look(page, "04-loaded")


def mend_what_the_register_lacks(page: Page, look: Look) -> None:
    follow(page, "nav >> text=To mend")
    look(page, "06-findings")
    follow(page, page.locator(".finding.blocks", has_text="Nowhere Lists").locator("a").first)
    for name, value in {"street": "77 Ledger Rd", "city": "Sparks", "state": "NV", "postal_code": "89431"}.items():
        page.fill(f"[name={name}]", value)
    look(page, "07-mending")
    follow(page, "main button:has-text('Save')")
    follow(page, "nav >> text=To mend")
    assert page.locator(".finding.blocks", has_text="Nowhere Lists").count() == 0


def close_the_year(page: Page, look: Look, browser: Browser, year: int) -> None:
    follow(page, "nav >> text=Years")
    look(page, "08-years")
    follow(page, f"main >> text={year}")
    page.click("text=Name a part")
    page.fill("#part_title", "Web shop")
    page.fill("#part_owner_name", "Lee Park")
    follow(page, "text=Add this part")
    look(page, "09-year-before-the-close")
    with browser.new_context() as elsewhere:
        owner = elsewhere.new_page()
        owner.goto(page.locator(".link-to-send code").inner_text())
        look(owner, "10-attest")
        follow(owner, "text=It is complete for my part")
        assert "Attested on" in said(owner)
    page.reload()
    for box in page.locator("input[name=sign]").all():
        box.check()
    follow(page, "text=is complete: close it")
    assert "Closed on" in said(page)
    look(page, "11-closed")


def change_a_closed_year_without_saying_what_it_is(page: Page, look: Look) -> None:
    follow(page, "text=Blue Horizon LLC")
    follow(page, page.get_by_role("link", name="Change", exact=True))
    page.fill("[name=city]", "Alameda")
    follow(page, "main button:has-text('Save')")
    page.locator("main", has_text="is closed. Say whether this is a change").wait_for()
    look(page, "12-change-or-correction")
