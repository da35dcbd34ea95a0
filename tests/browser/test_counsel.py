"""Counsel's way in a real browser: from the correction of a closed year to a proof bundle whose index holds.

What counsel presses is pressed by keyboard; the worker's steps and the mail server's answers are taken in between.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from requests_app import handling
from requests_app.cure.models import Campaign
from requests_app.register.models import Business, Disclosure, YearClose
from requests_app.requests.permissions import COUNSEL, REGISTER_KEEPER
from tests import builders
from tests.browser.axe import violations
from tests.browser.following import follow, follow_by_key
from tests.cure.wrongly_told import notice_in, settle, to_send
from tests.remembered import remember
from tests.views.ways import REFUSED, TAKEN, sent

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
Look = Callable[[Page, str], None]
LOOKS = ((1280, "light"), (1280, "dark"), (360, "light"), (360, "dark"))
NARROWEST = 320
YEAR = builders.REPORT_YEAR


@pytest.fixture
def business() -> Business:
    """Return a business that told three people too little of a closed year: one by mail, two of them now elsewhere."""
    business = builders.a_business()
    builders.a_register(business)
    remember(business)
    rita = builders.a_reviewer("rita")
    street = {"street": "1 Elm St", "city": "Fresno", "state": "CA", "postal_code": "93701"}
    for values in ({}, {**street, "requester_name": "Bo Sol"}, {"represented": True}):
        sent(builders.a_request(business, **values), TAKEN, by=rita)
    YearClose.objects.create(
        business=business,
        year=YEAR,
        closed_at=builders.NOW,
        closed_by="kim",
        register_version=business.register_version,
    )
    return business


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Look]:
    """Return what looks at a page: pictures wide and narrow, light and dark; axe; and its width down to 320."""
    found: dict[str, list[str]] = {}

    def look_at(page: Page, name: str) -> None:
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.screenshot(path=tmp_path / "pictures" / f"{name}-{width}-{scheme}.png", full_page=True)
            found[f"{name} {width} {scheme}"] = violations(page)
        page.set_viewport_size({"width": NARROWEST, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, f"{name} is too wide"
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="light")

    yield look_at
    assert {name: lines for name, lines in found.items() if lines} == {}


def said(page: Page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def press(page: Page, name: str) -> None:
    """Move the focus on with Tab until it stands on what is called so, and press Enter there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        held = "(document.activeElement.innerText || document.activeElement.value || '').trim()"
        if str(page.evaluate(held)).startswith(name):
            follow_by_key(page)
            return
    msg = f"The focus never came to {name}."
    raise AssertionError(msg)


def test_from_the_correction_to_the_proof(business: Business, open_page: OpenPage, look: Look, tmp_path: Path) -> None:
    correct_the_closed_year(open_page, business, look)
    page = open_page("/staff/cure/", by=builders.a_person("cora", COUNSEL))
    look(page, "02-what-may-be-knowledge")
    assert current_tab(page) == "Put right"

    note_what_is_known(page, look)
    campaign = launch(page, look)
    let_it_arrive(page, campaign, look)
    see_what_stands_open_and_hold_a_drill(page, look)
    take_the_proof(page, campaign, look, tmp_path)


def current_tab(page: Page) -> str:
    return page.locator("header nav [aria-current=page]").inner_text()


def correct_the_closed_year(open_page: OpenPage, business: Business, look: Look) -> None:
    """Have the keeper correct a disclosure; whom it touches is shown before it is saved."""
    row = Disclosure.objects.get(third_party__business=business, third_party__legal_name__startswith="Sierra")
    home = f"/staff/register/outfitters/third-parties/{row.third_party_id}/disclosures/{row.pk}/?year={YEAR}"
    page = open_page(home, by=builders.a_person("kim", REGISTER_KEEPER))
    page.get_by_label("Telephone number").first.check()
    follow(page, "main .register-form .send button:not(.plain)")
    page.get_by_label("Correction: the register was wrong").check()
    page.get_by_label("Why (optional)").fill("The file of March has telephone numbers, too.")
    look(page, "00-what-is-it")
    follow(page, "main .register-form .send button:not(.plain)")
    assert "3 people, 1 brand" in said(page)
    assert "Nothing is saved yet." in said(page)
    look(page, "01-whom-it-touches")
    row.refresh_from_db()
    assert "telephone" not in row.categories
    follow(page, "main .register-form .send button:not(.plain)")
    row.refresh_from_db()
    assert "telephone" in row.categories


def note_what_is_known(page: Page, look: Look) -> None:
    press(page, "A correction of the register")
    assert current_tab(page) == "Put right"
    page.get_by_label("What was wrong?").focus()
    page.keyboard.type("We left the telephone numbers out.")
    look(page, "03-note-it")
    press(page, "Note it")
    assert "3 people, 1 brand" in said(page)
    assert "The category “Telephone number” is added." in said(page)
    look(page, "04-whom-it-touches")


def launch(page: Page, look: Look) -> Campaign:
    """Draft and launch; the worker writes everybody down and walks to the end."""
    press(page, "Keep the draft")
    look(page, "05-draft")
    press(page, "Launch: write to 3 people")
    look(page, "06-launched")
    campaign = Campaign.objects.get()
    while handling.walk_campaign(campaign_id=campaign.pk, clock=timezone.now):
        pass
    page.reload()
    assert "1 of 3" in said(page)
    look(page, "07-on-its-way")
    return campaign


def let_it_arrive(page: Page, campaign: Campaign, look: Look) -> None:
    """Have one mail accepted and one refused; the letter that goes out instead is posted."""
    press(page, "Proof of this campaign")
    assert "This campaign is not done: 1 of 3 people have an outcome." in said(page)
    look(page, "08-proof-before-the-end")
    for mail, answer in zip(to_send(), (TAKEN, REFUSED), strict=True):
        settle(answer, mail)
    (letter,) = to_send()
    rita = letter.disclosure_request.decided_by
    assert rita is not None
    posted_on = notice_in(letter).issued_on
    handling.mark_posted(delivery_id=letter.pk, posted_on=posted_on, by=rita, now=timezone.now())
    handling.read_campaigns(now=timezone.now())
    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.DONE
    press(page, f"Event {campaign.event_id}")
    assert "3 of 3" in said(page)
    look(page, "09-done")
    press(page, "Everybody in it")
    look(page, "10-everybody")
    assert current_tab(page) == "Put right"


def see_what_stands_open_and_hold_a_drill(page: Page, look: Look) -> None:
    """Read the figures, each with what it counts; then play a campaign through, with nobody written to."""
    press(page, "Put right")
    press(page, "What stands open, and what it may cost")
    assert "Up to $500 a violation" in said(page)
    look(page, "11-exposure")
    assert current_tab(page) == "Put right"
    press(page, "Put right")
    press(page, "Hold a drill")
    assert "people found: 3, notices laid out: 2, not laid out: 0." in said(page)
    look(page, "12-drill-held")
    assert not to_send()
    press(page, "Event")


def take_the_proof(page: Page, campaign: Campaign, look: Look, pictures: Path) -> None:
    """Download the bundle; each file in it has the digest of the index, and its page can be read."""
    press(page, "Proof of this campaign")
    assert "is not done" not in said(page)
    look(page, "13-proof")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download the proof bundle").press("Enter")
    assert downloading.value.suggested_filename == f"proof-campaign-{campaign.pk}.zip"
    with zipfile.ZipFile(io.BytesIO(downloading.value.path().read_bytes())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    listed = {each["name"]: each["sha256"] for each in json.loads(files["manifest.json"])["files"]}
    assert {"rows.jsonl", "totals.json", "failures.csv", "audit-head.json", "index.html"} <= set(listed)
    assert listed == {name: hashlib.sha256(files[name]).hexdigest() for name in listed}
    (pictures / "index.html").write_bytes(files["index.html"])
    page.goto((pictures / "index.html").as_uri())
    assert "This campaign is not done" not in page.inner_text("body")
    look(page, "14-in-the-bundle")
