"""The documents that come from the code are current, and the code keeps the shape they describe."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from requests_app import models as reexported
from requests_app.management.documents import documents
from shinelight import env

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", ["request-states.md", "settings.md", "statute.md"])
def test_a_generated_page_is_current(page: str) -> None:
    path, text = next((path, text) for path, text in documents().items() if path.name == page)

    assert path.read_text(encoding="utf-8") == text


def test_every_model_is_named_for_django() -> None:
    known = {model.__name__ for model in apps.get_app_config("requests_app").get_models()}

    assert set(reexported.__all__) == known


def test_no_file_of_ours_is_longer_than_three_hundred_lines() -> None:
    ours = [*(ROOT / "requests_app").rglob("*.py"), *(ROOT / "shinelight").rglob("*.py")]
    long = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in ours
        if "migrations" not in path.parts
    }

    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_only_move_writes_a_status() -> None:
    writers = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "requests_app").rglob("*.py")
        if "migrations" not in path.parts and "update(status=" in path.read_text(encoding="utf-8")
    ]

    assert writers == ["requests_app/requests/move.py"]


def test_the_clock_is_read_only_at_the_doors_and_in_tasks() -> None:
    tasks_of_the_mailbox = ROOT / "requests_app" / "mailbox" / "tasks.py"
    readers = {
        path.relative_to(ROOT / "requests_app").parts[0]
        for path in (ROOT / "requests_app").rglob("*.py")
        if path != tasks_of_the_mailbox and "timezone.now()" in path.read_text(encoding="utf-8")
    }

    assert readers <= {"views", "tasks.py", "handling_tasks.py", "admin", "management", "migrations"}


def test_the_statute_works_without_django() -> None:
    program = (
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'django', 'celery', 'weasyprint'}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "import requests_app.statute\n"
        "print(len(requests_app.statute.CATEGORIES))\n"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == ("27", "")


def test_a_web_process_starts_without_weasyprint() -> None:
    program = "import shinelight.wsgi, sys; print('weasyprint' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "False", done.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("HTTPS_ONLY", "perhaps", "write true or false"),
        ("SWEEP_SECONDS", "0", "1 or more"),
        ("SWEEP_SECONDS", "often", "whole number"),
        ("SITE_URL", "privacy.example.com", "site's address"),
        ("SITE_URL", "https://privacy.example.com/path", "site's address"),
        ("DATABASE_URL", "mysql://localhost/x", "postgres://"),
        ("EMAIL_URL", "https://mail.example.com", "smtp"),
        ("AUDIT_HEAD_TO", "counsel", "one e-mail address"),
    ],
)
def test_a_malformed_setting_stops_the_start_and_says_how_to_mend_it(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(env, "READ", {})
    monkeypatch.setenv(name, value)
    read: dict[str, Callable[[], object]] = {
        "HTTPS_ONLY": lambda: env.flag(name, "true", ""),
        "SWEEP_SECONDS": lambda: env.number(name, "30", "", least=1),
        "SITE_URL": lambda: env.web_address(name, "http://localhost", ""),
        "DATABASE_URL": lambda: env.database(name, "sqlite:///x", ""),
        "AUDIT_HEAD_TO": lambda: env.mail_address(name, "", ""),
        "EMAIL_URL": lambda: env.mail_server(name, "smtp://localhost", ""),
    }

    with pytest.raises(ImproperlyConfigured, match=says):
        read[name]()


def test_a_missing_secret_key_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env, "READ", {})
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        env.text("SECRET_KEY", None, "Signs sessions.")
