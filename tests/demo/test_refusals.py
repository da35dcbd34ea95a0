"""The demo never starts on anything that could be production's, nor twice in one folder: it says why, and ends."""

import fcntl
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from shinelight.demo.place import Place, secret_key, taken_place
from shinelight.demo.problem import DemoError
from shinelight.local.processes import ROOT, essentials
from tests.demo import running

PRODUCTION = [
    ("DATABASE_URL", "postgres://shinelight:secret@db.example.com/shinelight"),
    ("ALLOWED_HOSTS", "privacy.example.com"),
    ("HTTPS_ONLY", "true"),
]


@pytest.mark.parametrize(("variable", "value"), PRODUCTION, ids=[variable for variable, _ in PRODUCTION])
def test_it_does_not_start_with_production_settings(variable: str, value: str, tmp_path: Path) -> None:
    done = running.run("--once", var=tmp_path, given={variable: value})
    assert done.returncode == 1
    assert done.stdout == ""
    assert "SHINELIGHT_DEMO is set together with production settings" in done.stderr
    assert "Traceback" not in done.stderr
    assert not Place(tmp_path).database.exists()


@pytest.mark.parametrize(("variable", "value"), PRODUCTION, ids=[variable for variable, _ in PRODUCTION])
def test_nothing_starts_in_demo_mode_with_production_settings(variable: str, value: str, tmp_path: Path) -> None:
    demo = {"SHINELIGHT_DEMO": "true", "SECRET_KEY": "for this test", "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=essentials() | demo | {variable: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "SHINELIGHT_DEMO is set together with production settings" in done.stderr


def test_it_takes_no_other_database(tmp_path: Path) -> None:
    done = running.run("--once", var=tmp_path, given={"DATABASE_URL": f"sqlite:///{tmp_path / 'other.sqlite3'}"})
    assert done.returncode == 1
    assert "Unset DATABASE_URL" in done.stderr


def test_it_leaves_a_folder_alone_whose_database_it_did_not_make(tmp_path: Path) -> None:
    Place(tmp_path).database.write_bytes(b"somebody's")
    done = running.run("--once", var=tmp_path)
    assert done.returncode == 1
    assert "is not a demo's database" in done.stderr
    assert Place(tmp_path).database.read_bytes() == b"somebody's"


def test_a_second_demo_in_the_same_folder_is_told_of_the_first(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("a+", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711")
        lock.flush()
        done = running.run("--once", var=tmp_path)
    assert done.returncode == 1
    assert "Another demo (process 4711) uses" in done.stderr
    assert (tmp_path / "lock").read_text() == "4711"


def test_the_folder_is_free_again_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    with taken_place() as place, pytest.raises(DemoError), taken_place():
        pass
    with taken_place() as again:
        assert again == place


def test_the_key_is_kept_and_its_owners_alone(tmp_path: Path) -> None:
    place = Place(tmp_path)
    key = secret_key(place)
    assert len(key) >= 50
    assert secret_key(place) == key
    assert stat.S_IMODE(place.key.stat().st_mode) == 0o600
