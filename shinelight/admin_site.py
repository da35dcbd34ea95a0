"""The admin's site: people come in by the staff's door, which knows second factors and limits on guessing."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache


class StaffSite(AdminSite):
    """Django's site without a sign-in and a change of password of its own: they would go round the staff's."""

    site_header = "Shinelight register"
    site_title = "Shinelight"
    index_title = "Register and records"

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG002 - Django's own signature
        """Lead to the door, or in."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            msg = "Your account does not enter the administration. Ask an administrator."
            raise PermissionDenied(msg)
        wish = request.GET.get(REDIRECT_FIELD_NAME, "")
        safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()})
        return redirect_to_login(wish if safe else reverse("admin:index"))

    def password_change(  # type: ignore[override] # Django's own may redirect as well
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's own signature
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - the same
    ) -> HttpResponse:
        """Lead to where the staff change theirs."""
        return redirect("account_change_password")
