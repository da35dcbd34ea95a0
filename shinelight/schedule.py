"""What Celery's clock wakes, and how often. All of it looks for rows that wait: a beat that is missed loses nothing."""

from typing import Any

from celery.schedules import crontab

SEAL_SECONDS = 5
INDEX_SECONDS = 5
"""How long a new request can be unknown to the search."""
ALONE_SECONDS = 60
"""How long what is beyond doubt waits, where a person let it be approved without one."""
REMIND_SECONDS = 600
"""How long after the first working hour staff may hear what is due, and how soon a mail that was put off is tried."""
PUBLISH_SECONDS = 600
"""How long after the day began (UTC) its head is given out, and how soon a mail that was put off is tried."""
DESTRUCTION_SECONDS = 300
"""How long an approved destruction may lie after a worker died."""
UNHURRIED_SECONDS = 30
"""For lost wake-ups alone: usually there is nothing."""

ROUTES = {
    "requests_app.run_load": {"priority": 3},
    "requests_app.run_bulk": {"priority": 3},
    "requests_app.walk_campaign": {"priority": 6},
    "requests_app.run_destruction": {"priority": 9},
    "requests_app.issue_notice": {"priority": 6},
    "requests_app.issue_notices": {"priority": 6},
}
"""Celery's priorities on Redis: the lowest number is taken first, and what says nothing has 0.

Laying out a notice takes a second, and a wave brings thousands: mails, sweeps and runs do not wait behind them.
"""


def schedule(*, sweep_seconds: int, mail_seconds: int | None) -> dict[str, dict[str, Any]]:
    """Return the beats; `mail_seconds` is None where no mailbox is fetched."""
    unhurried = float(max(sweep_seconds, UNHURRIED_SECONDS))
    beats = {
        "sweep": _beat("requests_app.sweep", float(sweep_seconds), expires=sweep_seconds),
        "loads": _beat("requests_app.sweep_loads", unhurried, expires=int(unhurried)),
        "bulk": _beat("requests_app.sweep_bulk", unhurried, expires=int(unhurried)),
        "cure": _beat("requests_app.walk_campaigns", float(sweep_seconds), expires=sweep_seconds),
        "alone": _beat("requests_app.approve_alone", float(ALONE_SECONDS), expires=ALONE_SECONDS),
        "remind": _beat("requests_app.remind", float(REMIND_SECONDS), expires=REMIND_SECONDS),
        "destruction": _beat("requests_app.sweep_destruction", float(DESTRUCTION_SECONDS), expires=DESTRUCTION_SECONDS),
        "invite": _beat("requests_app.invite", unhurried, expires=int(unhurried)),
        "stored_mail": _beat("requests_app.take_stored_mail", unhurried, expires=int(unhurried)),
        "seal": _beat("requests_app.seal_audit", float(SEAL_SECONDS), expires=SEAL_SECONDS),
        "publish": _beat("requests_app.publish_head", float(PUBLISH_SECONDS), expires=PUBLISH_SECONDS),
        "index": _beat("requests_app.index_requests", float(INDEX_SECONDS), expires=INDEX_SECONDS),
    }
    beats["notice_duty"] = {"task": "requests_app.check_notice_duty", "schedule": crontab(hour="13", minute="10")}
    beats["verify_audit"] = {"task": "requests_app.verify_audit", "schedule": crontab(hour="9", minute="20")}
    beats["propose_destruction"] = {
        "task": "requests_app.propose_destruction",
        "schedule": crontab(hour="10", minute="40"),
    }
    if mail_seconds is not None:
        beats["mail"] = _beat("requests_app.fetch_mail", float(mail_seconds), expires=mail_seconds)
    return beats


def _beat(task: str, seconds: float, *, expires: int) -> dict[str, Any]:
    return {"task": task, "schedule": seconds, "options": {"expires": expires}}
