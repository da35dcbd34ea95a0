"""The plain way to take a form in: one view, one INSERT."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path

TABLE = "benchmark_posts"
FIELDS = ("requester_name", "email", "message")


def take(request: HttpRequest) -> HttpResponse:
    """Write what was posted into one row; to a GET answer with what a form needs to be posted."""
    if request.method != "POST":
        return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">')
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {TABLE} ({', '.join(FIELDS)}, at) values (%s, %s, %s, now())",  # noqa: S608 - names of our own
            [request.POST.get(name, "") for name in FIELDS],
        )
    return HttpResponseRedirect("/")


def make_table() -> None:
    """Make the table of texts, with a key."""
    with connection.cursor() as cursor:
        columns = ", ".join(f"{name} text not null" for name in FIELDS)
        cursor.execute(
            f"create table {TABLE} (id bigint generated always as identity primary key, {columns}, "
            "at timestamptz not null)"
        )


urlpatterns = [path("request/", take)]
