"""Files on their way into the register: looked at first, asked about, loaded, undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from requests_app import handling
from requests_app.register.models import Business, Disclosure, RegisterLoad, ThirdParty, YearClose
from requests_app.requests.permissions import REGISTER_KEEPER, REVIEWER
from tests import builders

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[1] / "cases" / "register"
FILES = "/staff/register/outfitters/files/"


@pytest.fixture
def kim(as_user: Callable[[User], Client], settings: "object", tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined] # any setting may be set
    builders.a_business()
    return as_user(builders.a_person("kim", REGISTER_KEEPER))


def uploaded(client: Client, name: str) -> RegisterLoad:
    with (CASES / name).open("rb") as file:
        assert client.post(FILES, {"upload": file}).status_code == 302
    return RegisterLoad.objects.latest("id")


def worked(client: Client, load: RegisterLoad) -> str:
    """Let a worker read the file, and return the page of it."""
    handling.run_load(load_id=load.pk, clock=timezone.now)
    page = client.get(f"{FILES}{load.pk}/")
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def done(client: Client, load: RegisterLoad, what: str, **answers: str) -> None:
    assert client.post(f"{FILES}{load.pk}/", {"do": what, **answers}).status_code == 302


def test_a_file_is_looked_at_first_then_loaded_then_undone(kim: Client) -> None:
    load = uploaded(kim, "R01-baseline.csv")
    assert "waits for a worker" in kim.get(f"{FILES}{load.pk}/").content.decode()

    assert "Third parties: 5 new, 0 changed, 0 as they stood" in worked(kim, load)
    assert not ThirdParty.objects.exists()
    done(kim, load, "confirm")
    assert "What it did" in worked(kim, load)
    assert Disclosure.objects.count() == 6
    done(kim, load, "undo")

    assert not ThirdParty.objects.exists()
    load.refresh_from_db()
    assert load.state == RegisterLoad.State.UNDONE


def test_faults_are_named_by_row_and_handed_out_as_a_file(kim: Client) -> None:
    load = uploaded(kim, "R40-one-bad-row.csv")

    page = worked(kim, load)

    assert "Nothing was taken" in page
    assert "not a date" in page
    answer = kim.get(f"{FILES}{load.pk}/faults.csv")
    assert "fault,8,disclosed_on,not a date" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined] # a streamed answer


def test_a_word_that_is_asked_about_is_answered_on_the_page(kim: Client) -> None:
    load = uploaded(kim, "R28-categories.csv")
    page = worked(kim, load)
    assert "Which category is this?" in page
    words = {each["value"]: "-" for each in load_result(load)}

    done(kim, load, "again", **{f"word:{word}": answer for word, answer in words.items()})

    assert "What loading it would do" in worked(kim, RegisterLoad.objects.latest("id"))


def load_result(load: RegisterLoad) -> list[dict[str, str]]:
    load.refresh_from_db()
    found: list[dict[str, str]] = load.result["questions"]
    return found


def test_a_reviewer_may_look_and_not_load(kim: Client, as_user: Callable[[User], Client]) -> None:
    load = uploaded(kim, "R01-baseline.csv")
    reviewer = as_user(builders.a_person("rex", REVIEWER))

    assert reviewer.get(FILES).status_code == 200
    assert reviewer.post(f"{FILES}{load.pk}/", {"do": "confirm"}).status_code == 403
    with (CASES / "R01-baseline.csv").open("rb") as file:
        assert reviewer.post(FILES, {"upload": file}).status_code == 403


def test_a_file_that_bears_on_a_closed_year_asks_what_it_is(kim: Client) -> None:
    business = Business.objects.get()
    YearClose.objects.create(
        business=business, year=2025, closed_at=timezone.now(), closed_by="user:1", register_version=0
    )
    load = uploaded(kim, "R01-baseline.csv")

    page = worked(kim, load)
    assert "Something has to be answered first" in page
    assert "2025 is closed. Say whether this is a change" in page
    done(kim, load, "again", nature="correction")

    again = RegisterLoad.objects.latest("id")
    assert "What loading it would do" in worked(kim, again)
    assert again.nature == "correction"
