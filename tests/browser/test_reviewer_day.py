"""A reviewer's day, by keyboard alone; and two people at one request. Nothing is clicked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from requests_app import tasks
from requests_app.desk.models import BulkRun
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from tests import builders
from tests.browser import scenes
from tests.browser.axe import violations
from tests.browser.following import follow

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Who works, and what waits."""

    rita: User
    rows: list[DisclosureRequest]
    special: DisclosureRequest


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.value || ''")).strip()


def tab_to(page: Page, text: str) -> None:
    """Move the focus on until it stands on what is called so."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if focused(page) == text:
            return
    msg = f"The focus never came to {text}."
    raise AssertionError(msg)


def one_after_the_other(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.fixture
def day() -> Day:
    """Return a morning's queue: six requests, the most urgent first, and one of a rare name that is due last."""
    business = scenes.a_shop()
    special = scenes.a_request(business, 7, age=timedelta(minutes=1), requester_name="Xochitl Quetzalcoatl-Bergh")
    rows = [scenes.a_request(business, number) for number in reversed(range(6))]
    tasks.index_requests()
    return Day(rita=builders.a_reviewer("rita"), rows=rows, special=special)


def test_1_to_7_down_the_rows_approve_and_on_where_the_reviewer_was(day: Day, open_page: OpenPage) -> None:
    page = open_page("/staff/", by=day.rita)
    one_after_the_other(page, "jjk")
    assert focused(page) == day.rows[0].reference
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/requests/**")
    page.keyboard.press("a")
    assert focused(page) == "Approve and send"
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/?*#row-0")
    page.locator("#row-0 a:focus").wait_for()
    assert f"Approved: {day.rows[0].reference}" in page.inner_text(".message")
    page.keyboard.press("j")
    shown = focused(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/requests/**")
    page.keyboard.press("u")
    page.wait_for_url("**/staff/?*#row-1")
    page.locator("#row-1 a:focus").wait_for()
    assert focused(page) == shown


def test_8_to_12_find_a_name_and_decline_by_its_ground(day: Day, open_page: OpenPage) -> None:
    page = open_page("/staff/", by=day.rita)
    page.keyboard.press("/")
    page.keyboard.type("quetz")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=quetz**")
    page.keyboard.press("j")
    assert focused(page) == day.special.reference
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/requests/**")
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    tab_into_radio(page)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("You told us that you live in Nevada.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/?*q=quetz*")
    assert f"Declined: {day.special.reference}" in page.inner_text(".message")
    assert DisclosureRequest.objects.get(pk=day.special.pk).status == Status.DECLINED


def test_13_to_17_take_the_next_one_and_approve_two_at_once(day: Day, open_page: OpenPage) -> None:
    page = open_page("/staff/", by=day.rita)
    page.keyboard.press("n")
    page.wait_for_url("**/staff/requests/**")
    assert DisclosureRequest.objects.get(assigned_to=day.rita) == day.rows[0]
    page.keyboard.press("u")
    page.wait_for_url("**/staff/")
    one_after_the_other(page, "jxjx")
    assert page.locator("input[name=pick]:checked").count() == 2
    tab_to(page, "Approve…")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/bulk/*/")
    tab_to(page, "Approve and send 2")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status] progress")
    assert "0 of 2" in page.inner_text("[role=status]:has(progress)")
    assert BulkRun.objects.get().confirmed_at is not None


def test_18_to_20_the_keys_are_told_by_their_key_and_can_be_turned_off(day: Day, open_page: OpenPage) -> None:
    page = open_page("/staff/", by=day.rita)
    page.keyboard.press("?")
    assert page.locator("dialog.keys").is_visible()
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) not in {row.reference for row in day.rows}


def tab_into_radio(page: Page) -> None:
    """Move the focus on to the grounds of a refusal."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            return
    msg = "The focus never came to the grounds."
    raise AssertionError(msg)


def test_of_two_people_at_one_request_the_second_is_told_and_nothing_is_sent_twice(open_page: OpenPage) -> None:
    row = scenes.a_request(scenes.a_shop())
    pages = [open_page(f"/staff/requests/{row.pk}/", by=builders.a_reviewer(name)) for name in ("rita", "ruth")]
    for page in pages:
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        page.wait_for_selector(".message")

    assert "rita already approved this request. Nothing was sent twice." in pages[1].inner_text(".message")
    assert DisclosureRequest.objects.get().decided_by == User.objects.get(username="rita")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_queue_narrowed_and_many_at_once_have_no_barrier(open_page: OpenPage, width: int) -> None:
    business = scenes.a_shop()
    for number in range(3):
        scenes.a_request(business, number)
    rita = builders.a_reviewer("rita")
    page = open_page("/staff/?show=waiting&door=web_form&came_from=x", by=rita, width=width)
    found = {page.url: violations(page)}
    page.keyboard.press("?")
    found["keys"] = violations(page)
    page.keyboard.press("Escape")
    page.select_option("#bulk_which", "all")
    follow(page, "text=Approve…")
    found["bulk"] = violations(page)
    follow(page, "text=Approve and send 3")
    found["running"] = violations(page)

    assert {name: each for name, each in found.items() if each} == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_whoever_comes_second_is_shown_that_another_has_it_open(open_page: OpenPage) -> None:
    row = scenes.a_request(scenes.a_shop())
    open_page(f"/staff/requests/{row.pk}/", by=builders.a_reviewer("rita"))
    second = open_page(f"/staff/requests/{row.pk}/", by=builders.a_reviewer("ruth"))

    assert "rita has this request open, too." in second.inner_text("[data-here]")
    assert violations(second) == []


def test_what_was_being_written_is_still_there_after_another_was_first(day: Day, open_page: OpenPage) -> None:
    row, text = day.rows[0], "They live in Nevada, as they wrote themselves."
    page = open_page(f"/staff/requests/{row.pk}/", by=day.rita)
    note = page.get_by_label("What the others should know")
    page.get_by_text("Add a note, or record a telephone call").click()
    note.fill("They telephoned")
    page.reload()
    assert note.input_value() == "They telephoned"

    page.get_by_text("Decline…").click()
    page.get_by_label("(e)(1)").check()
    page.get_by_label("The reason in your own words").fill(text)
    DisclosureRequest.objects.filter(pk=row.pk).update(version=row.version + 1)
    follow(page, page.get_by_role("button", name="Decline and send the letter"))
    assert page.get_by_text("changed since you opened it").is_visible()
    assert page.get_by_label("The reason in your own words").input_value() == text

    page.get_by_label("(e)(1)").check()
    follow(page, page.get_by_role("button", name="Decline and send the letter"))
    page.goto(page.url.split("/staff/")[0] + f"/staff/requests/{row.pk}/")
    assert note.input_value() == "They telephoned"
    follow(page, page.get_by_role("button", name="Keep this note"))
    assert note.input_value() == ""
    page.reload()
    assert note.input_value() == ""


def test_a_draft_goes_with_the_session(day: Day, open_page: OpenPage) -> None:
    page = open_page(f"/staff/requests/{day.rows[0].pk}/", by=day.rita)
    page.get_by_text("Add a note, or record a telephone call").click()
    page.get_by_label("What the others should know").fill("Not for the next one at this desk.")
    follow(page, page.get_by_role("button", name="Sign out"))
    kept = page.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('draft')).length")
    assert kept == 0
