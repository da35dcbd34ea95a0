"""The Celery application: it only wakes somebody; the work itself stands in database rows."""

import logging.config
import os

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shinelight.settings")

app = Celery("shinelight")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["requests_app"])
app.autodiscover_tasks(["requests_app"], related_name="handling_tasks")
app.autodiscover_tasks(["requests_app.mailbox"])


@setup_logging.connect
def _log_as_everywhere(**_told: object) -> None:
    """Let workers write the same lines as every other process: Celery's own would quote what a row holds."""
    logging.config.dictConfig(settings.LOGGING)
