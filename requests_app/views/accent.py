"""A business's colour as a style sheet of four lines: the pages themselves may hold no styles."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from requests_app.register.colors import Color, contrast, parsed, written
from requests_app.register.models import Business

STEP = 0.06
DARK_GROUND = (0x15, 0x1A, 0x1E)
LEAST_CONTRAST = 7.0
"""On the dark ground text in the accent colour is read as easily as AAA asks."""


@cache_control(public=True, max_age=86_400)
@require_safe
def accent(request: HttpRequest) -> HttpResponse:
    """Return the colour of the business, or nothing, so that the site's own stays.

    With `paper` it is for a sheet that is white whatever the reader's screen prefers.
    """
    business = Business.objects.filter(slug=request.GET.get("business", "")).only("accent_color").first()
    sheet = _sheet(business.accent_color, is_paper="paper" in request.GET) if business else ""
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


def _sheet(colour: str, *, is_paper: bool) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return ""
    own = f":root {{ --accent: {colour}; }}\n"
    if is_paper:
        return own
    light = _lightened(parsed(colour))
    return own + f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {written(light)}; }} }}\n"


def _lightened(colour: Color) -> Color:
    """Mix the colour with white until it is easily read on the dark ground."""
    share = 0.0
    mixed = colour
    while contrast(mixed, DARK_GROUND) < LEAST_CONTRAST and share < 1:
        share = min(share + STEP, 1)
        red, green, blue = (round(part + (255 - part) * share) for part in colour)
        mixed = (red, green, blue)
    return mixed
