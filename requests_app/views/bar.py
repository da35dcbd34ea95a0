"""What the bar at the top of the staff's pages leads to, beyond what a role alone opens."""

from collections.abc import Callable

from django.http import HttpRequest

from requests_app.requests.reach import can_manage_people


def bar(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """Tell every template whether its reader sees to accounts; asked only where the bar is shown."""
    return {"manages_people": lambda: can_manage_people(request.user)}
