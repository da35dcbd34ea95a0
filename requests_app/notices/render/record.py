"""The yearly record as a tagged PDF, laid out by a process of its own as the blank form is."""

import hashlib
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from requests_app.notices.render.blank import laid_out_apart

STYLE = "record.css"


def record_pdf(values: dict[str, Any], *, accent_color: str) -> bytes:  # a template takes values of any kind
    """Return the record that `reports/record.html` makes of these. Raises `NotLaidOutError` where it cannot be made."""
    with translation.override("en"):
        html = render_to_string("reports/record.html", values)
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32]
    return laid_out_apart(html, accent_color=accent_color, identifier=identifier, style=STYLE, fillable=False)
