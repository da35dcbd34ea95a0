"""What holds for the look whatever a business sets: its colour stays readable, and bad days have a page too."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from requests_app.register.colors import Color
from requests_app.register.models import Business
from requests_app.views.accent import DARK_GROUND, LEAST_CONTRAST

COLOURS = ("#1b5e7b", "#2f5d50", "#000000", "#7a0019", "#5b2a86", "#1f1fff", "#006600")


def luminance(colour: Color) -> float:
    """WCAG 2.2's relative luminance, written down a second time to check the first."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_is_lightened_until_it_is_readable_in_the_dark(
    client: Client, business: Business, colour: str
) -> None:
    Business.objects.update(accent_color=colour)

    light, dark = re.findall(
        r"--accent: #([0-9a-f]{6});", client.get("/accent.css?business=outfitters").content.decode()
    )

    assert f"#{light}" == colour
    red, green, blue = (int(dark[place : place + 2], 16) for place in (0, 2, 4))
    contrast = (luminance((red, green, blue)) + 0.05) / (luminance(DARK_GROUND) + 0.05)
    assert contrast >= LEAST_CONTRAST


def test_a_sheet_of_paper_keeps_the_colour_on_a_dark_screen(client: Client, business: Business) -> None:
    """The preview of a notice is white whatever the screen prefers, and a lightened heading could not be read on it."""
    Business.objects.update(accent_color="#1b5e7b")

    sheet = client.get("/accent.css?business=outfitters&paper").content.decode()

    assert re.findall(r"--accent: (#[0-9a-f]{6});", sheet) == ["#1b5e7b"]
    assert "prefers-color-scheme" not in sheet


@pytest.mark.parametrize("page", ["400.html", "500.html"])
def test_a_page_for_bad_days_needs_no_database_and_no_request(page: str) -> None:
    html = render_to_string(page)

    assert "Go back" in html
    assert "<h1>" in html
