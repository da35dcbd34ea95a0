"""The Django project: wiring, no rules."""

from shinelight.celery import app as celery_app

__all__ = ["celery_app"]
