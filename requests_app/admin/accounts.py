"""Accounts in the admin: who they are, their roles, and which businesses they reach."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from requests_app import handling
from requests_app.admin.within import person
from requests_app.register import models as register
from requests_app.requests.reach import reaches_all

Inlines = list[type[admin.options.InlineModelAdmin[Any, Any]]]


class ReachInline(admin.TabularInline[register.Reach, User]):
    """The businesses that a person is bound to."""

    model = register.Reach
    extra = 1


class AccountAdmin(UserAdmin[User]):
    """Accounts, their roles and what they reach; each change is recorded. Only a superuser changes a superuser.

    Who is bound to some businesses changes no account: they could make one that reaches more than their own.
    """

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Inlines:  # noqa: ARG002 - Django's own signature
        """Show who reaches what to those who reach all: to the others it would name businesses they do not reach."""
        return [ReachInline] if reaches_all(person(request)) else []

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Keep powers beyond the roles out of an administrator's hands."""
        shown = tuple(super().get_readonly_fields(request, obj))
        return shown if person(request).is_superuser else (*shown, "is_superuser", "user_permissions")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return reaches_all(person(request)) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if not reaches_all(person(request)):
            return False
        if obj is not None and obj.is_superuser and not person(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's own signature
        """Nobody: decisions name the person who took them. An account that is no longer used is made inactive."""
        return False

    def log_addition(self, request: HttpRequest, obj: User, message: Any) -> LogEntry:  # noqa: ANN401 - Django's own signature
        self._record(request, obj, "added", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> LogEntry:  # noqa: ANN401 - Django's own signature
        """Record what Django logs: also a password that was set and roles that were given."""
        self._record(request, obj, "changed", message)
        return super().log_change(request, obj, message)

    def _record(self, request: HttpRequest, obj: User, action: str, message: object) -> None:
        handling.record_account(
            account=obj, action=action, message=str(message), by=person(request), now=timezone.now()
        )
