"""What a machine lacks is said with what to type; nothing is passed over in silence."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "system_packages.py"


@pytest.fixture
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("system_packages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["system_packages"] = module  # dataclasses look it up there
    spec.loader.exec_module(module)
    yield module
    del sys.modules["system_packages"]


@pytest.fixture
def lacks_pango(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setitem(script.GROUPS, "pdf", [script.Need("Pango", lambda: False, {"apt-get": "libpango-1.0-0"})])
    return script


def test_a_machine_that_has_everything_is_left_alone(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(script.GROUPS, "pdf", [])
    monkeypatch.setattr(script, "install", lambda *_: pytest.fail("nothing had to be installed"))

    assert script.main("pdf") == 0


def test_where_nothing_may_be_installed_it_says_what_to_type(
    lacks_pango: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lacks_pango, "manager", lambda: "apt-get")
    monkeypatch.setattr(lacks_pango, "unasked", lambda: None)
    monkeypatch.setattr(lacks_pango.os, "geteuid", lambda: 1000)

    assert lacks_pango.main("pdf") == 1
    told = capsys.readouterr().err
    assert "This machine lacks Pango." in told
    assert "Type: sudo apt-get install -y --no-install-recommends libpango-1.0-0" in told


def test_an_unknown_system_is_told_the_name_of_the_package(
    lacks_pango: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lacks_pango, "manager", lambda: None)

    assert lacks_pango.main("pdf") == 1
    assert "on Debian: libpango-1.0-0" in capsys.readouterr().err


def test_one_package_that_cannot_be_had_does_not_keep_back_the_others(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def run(command: list[str], **_: object) -> object:
        ran.append(" ".join(command))
        return type("Done", (), {"returncode": 1 if "no-such" in command else 0})

    monkeypatch.setattr(script, "unasked", list)
    monkeypatch.setattr(script.subprocess, "run", run)
    lacking = [script.Need(name, lambda: False, {"apt-get": name}) for name in ("no-such", "poppler-utils")]

    script.install(lacking, "apt-get")

    assert any("update" in command for command in ran[:1])
    assert any(command.startswith("env DEBIAN_FRONTEND=noninteractive apt-get install") for command in ran)
    assert any("poppler-utils" in command and "no-such" not in command for command in ran)


def test_every_need_of_every_group_names_its_debian_package(script: ModuleType) -> None:
    for needs in script.GROUPS.values():
        assert all(need.packages["apt-get"] for need in needs)


def test_a_library_that_is_not_there_is_missed(script: ModuleType) -> None:
    assert not script.loads("libnosuchlibrary.so.0")()
    assert not script.on_path("no-such-program")()
