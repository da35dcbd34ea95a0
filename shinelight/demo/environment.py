"""The settings of the demo, as environment variables: for this process and for every child."""

import os
from collections.abc import Mapping

from shinelight.demo.place import Place, secret_key
from shinelight.demo.problem import DemoError

MAIL_DOMAIN = "fernhollowfinch.example"
SLUG = "demo"
PASSED_ON = ("DATABASE_URL", "ALLOWED_HOSTS", "HTTPS_ONLY")
"""Production's own: where they are set, they reach the settings, which refuse them in demo mode."""


def demo_environment(place: Place, *, site: str, broker_url: str, email_url: str) -> dict[str, str]:
    """Return every variable the demo's processes need; nothing else of the environment decides anything."""
    if os.environ.get("DATABASE_URL", "").startswith("sqlite:"):
        msg = "DATABASE_URL is set, but the demo has a database of its own. Unset DATABASE_URL."
        raise DemoError(msg)
    ours = {
        "DJANGO_SETTINGS_MODULE": "shinelight.settings",
        "SHINELIGHT_DEMO": "true",
        "DEBUG": "false",
        "TRUST_PROXY_HEADER": "false",
        "SECRET_KEY": secret_key(place),
        "VAR_DIR": str(place.var),
        "SITE_URL": site,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "MAIL_DOMAIN": MAIL_DOMAIN,
        "PUBLIC_BUSINESS": SLUG,
        "BROKER_URL": broker_url,
        "EMAIL_URL": email_url,
        "SWEEP_SECONDS": "5",
        "WAKE_AFTER_SECONDS": "20",
    }
    return ours | {name: os.environ[name] for name in PASSED_ON if name in os.environ}


def adopt(environment: Mapping[str, str]) -> None:
    """Take the demo's settings for this process."""
    os.environ.update(environment)
