"""The page that an invitation leads to: its person chooses a password, and only the press of a button uses the link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.desk import invitation as invitations
from requests_app.views.people.forms import FirstPasswordForm


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person choose a password, once. Programs that follow links in mails change nothing."""
    now = timezone.now()
    invitation = invitations.of_token(token, at=now)
    if invitation is None:
        return render(request, "staff/people/no_invitation.html", status=404)
    form = FirstPasswordForm(invitation.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        if handling.accept_invitation(invitation=invitation, password=password, now=now):
            messages.success(request, f"Your password is set. Sign in as {invitation.user.get_username()}.")
        return redirect("account_login")
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/people/welcome.html", {"form": form, "invitation": invitation}, status=status)
