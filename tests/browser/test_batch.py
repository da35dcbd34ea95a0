"""An agent's file at the desk: looked at, taken and listed; read by axe, wide and narrow, light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from requests_app.requests.models import DisclosureRequest
from tests import builders
from tests.browser import scenes
from tests.browser.axe import violations
from tests.browser.following import follow
from tests.browser.test_accessibility import LOOK_NAMES, LOOKS
from tests.browser.test_entry import picture
from tests.views.test_batch import ROWS, as_csv

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]


@pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=LOOK_NAMES)
def test_a_file_is_looked_at_and_taken(open_page: OpenPage, tmp_path: Path, width: int, scheme: str) -> None:
    rita = builders.a_reviewer("rita")
    scenes.a_shop()
    file = tmp_path / "clients.csv"
    file.write_bytes(as_csv([*ROWS, (scenes.UNBROKEN_NAME, "5 Elm St", "Fresno", "CA", "93701", "")]))
    page = open_page("/staff/dossiers/new/", by=rita, width=width, color_scheme=scheme)
    found = {"form": violations(page)}
    picture(page, f"batch-{width}-{scheme}")
    page.set_input_files("#id_file", file)
    page.check("#id_channel_0")
    page.select_option("#id_at", label="100 Fictional Way, Sacramento, CA 95814")
    page.fill("#id_agent_name", "Lee Park")
    page.fill("#id_email", "requests@agents.example")
    page.check("#id_is_possible_claim")
    follow(page, "text=Look at the file")
    found["verdicts"] = violations(page)
    picture(page, f"batch-looked-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    follow(page, "text=Take the good rows")
    found["taken"] = violations(page)
    picture(page, f"batch-taken-{width}-{scheme}")
    follow(page, "text=Open the dossier")
    found["dossier"] = violations(page)
    picture(page, f"batch-dossier-{width}-{scheme}")

    assert DisclosureRequest.objects.count() == 3
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert {name: lines for name, lines in found.items() if lines} == {}
