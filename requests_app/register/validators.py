"""Checks of single register values, each with a sentence that says how to mend it."""

import re
from collections.abc import Sequence
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError

from requests_app.register.colors import WHITE, contrast, parsed
from requests_app.statute import CATEGORIES, DAYS_ELSEWHERE

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text against its ground."""


def check_accent_color(value: str) -> None:
    """Refuse a colour that is not #rrggbb or too pale to be read on white."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        msg = "Write the color as # and six digits, for example #1b5e7b."
        raise ValidationError(msg)
    if not is_readable_on_white(value):
        on_white = contrast(parsed(value), WHITE)
        msg = f"This color is too pale on white ({on_white:.1f}, at least {LEAST_CONTRAST}); pick a darker one."
        raise ValidationError(msg)


def is_readable_on_white(color: str) -> bool:
    """Say whether text in a colour, written as #rrggbb, is read on white as WCAG asks at level AA."""
    return contrast(parsed(color), WHITE) >= LEAST_CONTRAST


def check_timezone(value: str) -> None:
    """Refuse a time zone that the IANA database does not know."""
    if value not in available_timezones():
        msg = f"“{value}” is no time zone; write one like America/Los_Angeles."
        raise ValidationError(msg)


def check_list_of_texts(value: object) -> None:
    """Refuse anything but a list of non-empty texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        msg = "Write a list of texts, none of them empty."
        raise ValidationError(msg)


def check_warning_days(value: object) -> None:
    """Refuse anything but a list of whole numbers of days, 0 to 150."""
    if not isinstance(value, list) or not all(type(day) is int and 0 <= day <= DAYS_ELSEWHERE for day in value):
        msg = "Write a list of whole numbers of days, for example [10, 5, 2]."
        raise ValidationError(msg)


def check_categories(value: Sequence[str]) -> None:
    """Refuse codes that are none of the 27 categories of (e)(6)(A)."""
    check_list_of_texts(value)
    unknown = sorted(set(value) - {known.code for known in CATEGORIES})
    if unknown:
        msg = f"No category of (e)(6)(A) has the code {', '.join(unknown)}."
        raise ValidationError(msg)
