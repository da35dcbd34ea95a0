"""The site's addresses: the public's and the staff's are the app's own, the admin is Django's."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from requests_app.urls import public_patterns

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("requests_app.urls")),
    # English without a prefix, every other language under its own: /es/request/.
    *i18n_patterns(path("", include((public_patterns, "public"))), prefix_default_language=False),
]
