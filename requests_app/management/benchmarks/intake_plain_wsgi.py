"""The plain view as a server takes it: the product's settings, but for the addresses."""

from django.conf import settings

from shinelight.wsgi import application

settings.ROOT_URLCONF = "requests_app.management.benchmarks.intake_plain"

__all__ = ["application"]
