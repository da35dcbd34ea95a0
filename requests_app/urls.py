"""The public's addresses and the staff's. None of them ever holds personal data."""

from django.urls import include, path

from requests_app.views import (
    accent,
    health,
    public,
    staff_decide,
    staff_delivery,
    staff_queue,
    staff_request,
    staff_session,
    what_if,
)

public_patterns = [
    path("", public.home, name="home"),
    path("request/", public.ask, name="ask"),
    path("request/received/<str:secret>/", public.receipt, name="receipt"),
    path("privacy-rights/", public.privacy_rights, name="privacy_rights"),
    path("accent.css", accent.accent, name="accent"),
    path("healthz", health.healthz, name="healthz"),
]
staff_patterns = [
    path("", staff_queue.queue, name="queue"),
    path("sign-in/", staff_session.SignIn.as_view(), name="sign_in"),
    path("sign-out/", staff_session.SignOut.as_view(), name="sign_out"),
    path("what-if/", what_if.page, name="what_if"),
    path("requests/<int:pk>/", staff_request.page, name="request"),
    path("requests/<int:pk>/approve/", staff_decide.approve, name="approve"),
    path("requests/<int:pk>/decline/", staff_decide.decline, name="decline"),
    path("requests/<int:pk>/preview/", staff_request.preview, name="preview"),
    path("notices/<int:pk>/notice.pdf", staff_request.document, name="document"),
    path("deliveries/<int:pk>/retry/", staff_delivery.retry, name="retry"),
    path("deliveries/<int:pk>/settle/", staff_delivery.settle, name="settle"),
    path("deliveries/<int:pk>/posted/", staff_delivery.posted, name="posted"),
]
urlpatterns = [
    path("", include((public_patterns, "public"))),
    path("staff/", include((staff_patterns, "staff"))),
]
