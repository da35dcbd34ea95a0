"""Whether the site can work: its database, its broker, its mailboxes. Says yes or no and nothing more."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from requests_app.requests.models import MailboxVisit
from requests_app.views.broker import broker_answers

MAIL_PATIENCE = timedelta(hours=1)
"""Mail servers have short outages; a mailbox that was not read for longer is somebody's to look at."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view is given its request
    """Answer 200 when everything works, 503 otherwise."""
    checks = {"database": {"ok": _database_answers()}, "broker": {"ok": broker_answers()}}
    if settings.MAILBOXES:
        checks["mailboxes"] = {"ok": _mailboxes_are_read()}
    healthy = all(check["ok"] for check in checks.values())
    return JsonResponse({"ok": healthy, "checks": checks}, status=200 if healthy else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _mailboxes_are_read() -> bool:
    """Say whether each mailbox that was ever visited was read to its end within the hour."""
    names = [box.name for box in settings.MAILBOXES]
    since = timezone.now() - max(MAIL_PATIENCE, timedelta(seconds=10 * settings.MAIL_FETCH_SECONDS))
    try:
        visits = MailboxVisit.objects.filter(mailbox__in=names)
        return all(visit.reached_at is not None and visit.reached_at >= since for visit in visits)
    except DatabaseError:
        return False
