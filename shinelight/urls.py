"""The site's addresses: the public's and the staff's are the app's own, the admin is Django's."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("requests_app.urls")),
]
