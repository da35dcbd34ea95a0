"""axe-core in the browser: what it finds on a page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "rules => axe.run(document, {iframes: false, runOnly: {type: 'tag', values: rules}})"


def violations(page: Page) -> list[str]:
    """Return what axe finds in the page and in the preview it frames, a line each: the rule, how bad, where."""
    lines: list[str] = []
    for frame in page.frames:
        frame.evaluate(SCRIPT)
        # A letter in a frame has no landmarks to give; what WCAG itself asks is asked of it too.
        rules = [*WCAG, "best-practice"] if frame == page.main_frame else WCAG
        found: dict[str, Any] = frame.evaluate(RUN, rules)
        lines += [
            f"{each['id']} ({each['impact']}): {node['target']} {node['html'][:120]}"
            for each in found["violations"]
            for node in each["nodes"]
        ]
    return lines
