"""Lay one page out in a process of its own: a JSON object comes in, the PDF goes out.

Started by `blank.laid_out_apart`.
"""

import json
import sys

from requests_app.notices.render import fonts


def main() -> None:
    """Read, lay out, write. What goes wrong stands on stderr, and the exit status is not 0."""
    asked = json.load(sys.stdin)
    fonts.use_only_ours()
    from requests_app.notices.render import engine  # noqa: PLC0415 - it reads the font configuration set above

    pdf, _pages = engine.lay_out(
        asked["html"],
        accent_color=asked["accent_color"],
        identifier=asked["identifier"].encode(),
        style=asked["style"],
        fillable=asked["fillable"],
    )
    sys.stdout.buffer.write(pdf)
