"""The settings the tests run on: set before Django reads its own, whatever the developer's environment says."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

DEAD_BROKER = "redis+socket:///nonexistent/shinelight-tests.sock"
DEAD_MAIL_SERVER = "smtp://127.0.0.1:9"
"""Port 9, "discard": nobody listens there, and a connection is refused at once."""
VARIABLES = {
    "DJANGO_SETTINGS_MODULE": "shinelight.settings",
    "SECRET_KEY": "for tests only: it signs nothing that leaves this process",
    "SITE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "MAIL_DOMAIN": "mail.example.com",
    "BROKER_URL": DEAD_BROKER,
    "EMAIL_URL": DEAD_MAIL_SERVER,
    "DEBUG": "false",
    "HTTPS_ONLY": "false",
    "DATABASE_URL": "sqlite:///:memory:",
}
UNSET = ("SHINELIGHT_DEMO", "PUBLIC_BUSINESS", "TRUST_PROXY_HEADER", "SWEEP_SECONDS", "WAKE_AFTER_SECONDS")


def prepare(*, database_url: str = "") -> tempfile.TemporaryDirectory[str]:
    """Set the variables for this process, and return the folder that stands for `var`, to be removed at the end."""
    folder = tempfile.TemporaryDirectory(prefix="shinelight-tests-")
    (Path(folder.name) / "static").mkdir()
    for name in UNSET:
        os.environ.pop(name, None)
    os.environ.update(VARIABLES)
    os.environ["VAR_DIR"] = folder.name
    if database_url:
        os.environ["DATABASE_URL"] = database_url
    return folder


def lighten() -> None:
    """Spare what tests of one process need not have: slow passwords, and assets that are collected first."""
    settings.PASSWORD_HASHERS = ["tests.quick_hasher.QuickPasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
