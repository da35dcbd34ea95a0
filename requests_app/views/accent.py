"""A business's colour as a style sheet of four lines: the pages themselves may hold no styles."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from requests_app.register.models import Business

STEP = 0.06
DARK_GROUND = (0x15, 0x1A, 0x1E)
LEAST_CONTRAST = 7.0
"""On the dark ground text in the accent colour is read as easily as AAA asks."""
Colour = tuple[int, int, int]


@cache_control(public=True, max_age=86_400)
@require_safe
def accent(request: HttpRequest) -> HttpResponse:
    """Return the colour of the business, or nothing, so that the site's own stays."""
    business = Business.objects.filter(slug=request.GET.get("business", "")).only("accent_color").first()
    sheet = _sheet(business.accent_color) if business else ""
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


def _sheet(colour: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return ""
    light = _lightened(_parse(colour))
    return (
        f":root {{ --accent: {colour}; }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {_written(light)}; }} }}\n"
    )


def _lightened(colour: Colour) -> Colour:
    """Mix the colour with white until it is easily read on the dark ground."""
    share = 0.0
    mixed = colour
    while _contrast(mixed, DARK_GROUND) < LEAST_CONTRAST and share < 1:
        share = min(share + STEP, 1)
        red, green, blue = (round(part + (255 - part) * share) for part in colour)
        mixed = (red, green, blue)
    return mixed


def _parse(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def _luminance(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - the sRGB curve
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
