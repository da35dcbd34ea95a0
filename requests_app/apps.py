"""Django's entry to the app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RequestsAppConfig(AppConfig):
    """Names the app for staff and gives the roles their permissions after each migration."""

    name = "requests_app"
    verbose_name = "Shinelight"

    def ready(self) -> None:
        """Connect the roles: permissions exist only once Django has migrated."""
        post_migrate.connect(_give_roles_their_permissions, sender=self)


def _give_roles_their_permissions(**_: object) -> None:
    from requests_app.requests.permissions import ensure_roles  # noqa: PLC0415 - models load after the apps do

    ensure_roles()
