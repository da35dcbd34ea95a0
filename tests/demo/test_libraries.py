"""Where WeasyPrint cannot load, the demo says what to type instead of failing later on."""

import sys
from pathlib import Path

import pytest

from shinelight.demo import libraries
from shinelight.demo.place import Place
from shinelight.demo.problem import DemoError
from shinelight.local import waiting
from shinelight.local.processes import Child


def test_all_is_well_where_weasyprint_loads(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.logs.mkdir()
    with libraries.looking(place) as look:
        libraries.check(look)


def test_a_missing_library_is_named_in_the_log_and_the_sentence_says_what_to_type(tmp_path: Path) -> None:
    log = tmp_path / "pdf.log"
    fails = [sys.executable, "-c", "raise OSError('cannot load library libpango')"]
    with Child("PDF libraries", fails, log=log, env={}) as look, pytest.raises(DemoError) as problem:
        libraries.check(look)
    assert "To mend it, " in str(problem.value)
    assert "ango" in str(problem.value)
    assert str(log) in str(problem.value)
    assert "cannot load library libpango" in log.read_text()


def test_the_demos_own_process_stays_without_weasyprint(tmp_path: Path) -> None:
    look = "import django; django.setup(); import shinelight.demo.show, sys; sys.exit('weasyprint' in sys.modules)"
    settings = {
        "DJANGO_SETTINGS_MODULE": "shinelight.settings",
        "SECRET_KEY": "for this test",
        "VAR_DIR": str(tmp_path),
    }
    with Child("look", [sys.executable, "-c", look], log=tmp_path / "look.log", env=settings) as child:
        waiting.until(lambda: not child.running, seconds=60, what="the look to end")
    assert child.exit_status == 0
