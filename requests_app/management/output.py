"""How commands speak: JSON lines on stdout for programs, sentences on stderr for people."""

import json
from collections.abc import Mapping

from django.core.management.base import OutputWrapper


def json_line(stdout: OutputWrapper, answer: Mapping[str, object]) -> None:
    """Write one JSON object on one line."""
    stdout.write(json.dumps(answer, ensure_ascii=False))
