"""Django's entry to the app."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_delete, post_migrate, post_save


class RequestsAppConfig(AppConfig):
    """Names the app for staff and gives the roles their permissions after each migration."""

    default = True
    name = "requests_app"
    verbose_name = "Shinelight"

    def ready(self) -> None:
        """Connect the roles: permissions exist only once Django has migrated. What was read is read anew."""
        from requests_app.register import reading  # noqa: PLC0415 - models load after the apps do
        from requests_app.views.account import records  # noqa: PLC0415 - the same

        post_migrate.connect(_give_roles_their_permissions, sender=self)
        for model in reading.READ_AT_ONCE:
            post_save.connect(reading.forget_what_was_read, sender=model)
            post_delete.connect(reading.forget_what_was_read, sender=model)
        records.connect()


class StaffAdminConfig(admin_apps.AdminConfig):
    """Django's admin with one door: the staff's own."""

    default = False
    default_site = "shinelight.admin_site.StaffSite"


def _give_roles_their_permissions(**_: object) -> None:
    from requests_app.requests.permissions import ensure_roles  # noqa: PLC0415 - models load after the apps do

    ensure_roles()
