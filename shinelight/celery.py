"""The Celery application: it only wakes somebody; the work itself stands in database rows."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shinelight.settings")

app = Celery("shinelight")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["requests_app"])
app.autodiscover_tasks(["requests_app"], related_name="handling_tasks")
app.autodiscover_tasks(["requests_app.mailbox"])
