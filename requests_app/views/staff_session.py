"""In and out of the review desk."""

from typing import Any

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from requests_app.requests.permissions import can_view_register, can_view_requests


class SignInForm(AuthenticationForm):
    """Name and password; what is wrong stands above the fields and links to them."""

    use_required_attribute = False
    error_messages = {
        "invalid_login": _("The user name and the password do not fit together. Check both; capitals count."),
        "inactive": _("This account is closed. Ask an administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django calls it
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["username"].error_messages["required"] = _("Enter your user name.")
        self.fields["password"].error_messages["required"] = _("Enter your password.")


class SignIn(views.LoginView):
    """The door. A keeper of the register, who reads no requests, is led to the register."""

    template_name = "staff/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        user = self.request.user
        if not can_view_requests(user) and can_view_register(user):
            return reverse("staff:registers")
        if not can_view_requests(user) and getattr(user, "is_staff", False):
            return reverse("admin:index")
        return super().get_default_redirect_url()


@method_decorator([never_cache, require_POST], name="dispatch")
class SignOut(views.LogoutView):
    """Out."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - as Django calls it
        return super().post(request, *args, **kwargs)
