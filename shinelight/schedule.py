"""What Celery's clock wakes, and how often. All of it looks for rows that wait: a beat that is missed loses nothing."""

from typing import Any

from celery.schedules import crontab

SEAL_SECONDS = 5
UNHURRIED_SECONDS = 30
"""For lost wake-ups alone: usually there is nothing."""


def schedule(*, sweep_seconds: int, mail_seconds: int | None) -> dict[str, dict[str, Any]]:
    """Return the beats; `mail_seconds` is None where no mailbox is fetched."""
    unhurried = float(max(sweep_seconds, UNHURRIED_SECONDS))
    beats = {
        "sweep": _beat("requests_app.sweep", float(sweep_seconds), expires=sweep_seconds),
        "loads": _beat("requests_app.sweep_loads", unhurried, expires=sweep_seconds),
        "stored_mail": _beat("requests_app.take_stored_mail", unhurried, expires=sweep_seconds),
        "seal": _beat("requests_app.seal_audit", float(SEAL_SECONDS), expires=SEAL_SECONDS),
    }
    beats["notice_duty"] = {"task": "requests_app.check_notice_duty", "schedule": crontab(hour="13", minute="10")}
    if mail_seconds is not None:
        beats["mail"] = _beat("requests_app.fetch_mail", float(mail_seconds), expires=mail_seconds)
    return beats


def _beat(task: str, seconds: float, *, expires: int) -> dict[str, Any]:
    return {"task": task, "schedule": seconds, "options": {"expires": expires}}
