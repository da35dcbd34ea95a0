"""Measure rulings a second, and how long a notice takes to lay out, on the machine this runs on. One JSON line each."""

import json
import platform
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django

from requests_app.statute import (
    Answer,
    Channel,
    DisclosureFacts,
    FactPattern,
    RecipientFacts,
    Relation,
    RequestFacts,
    rule_on,
)

RUNS = 5
RULINGS = 2_000
RECIPIENTS = (0, 5, 50, 500)


def seconds(work: Callable[[], object]) -> dict[str, float]:
    """Return median, least and most seconds of several runs, after one to warm up."""
    work()
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return {"median": round(median(taken), 4), "min": round(min(taken), 4), "max": round(max(taken), 4)}


def a_pattern(recipients: int) -> FactPattern:
    rows = tuple(
        DisclosureFacts(
            recipient=RecipientFacts(
                name=f"Recipient {number} LLC",
                address=f"{number} Elm St, Reno, NV 89502",
                relation=Relation.UNAFFILIATED,
            ),
            year=2025,
            categories=("name_address", "product_kind"),
        )
        for number in range(recipients)
    )
    return FactPattern(
        id="B", request=RequestFacts(received=date(2026, 3, 1), channel=Channel.WEB_FORM), disclosures=rows
    )


def rulings() -> dict[str, object]:
    pattern = a_pattern(5)
    taken = seconds(lambda: [rule_on(pattern) for _ in range(RULINGS)])
    return {"benchmark": "statute/rulings", "unit": "rulings/s", "median": round(RULINGS / taken["median"])}


def notice(recipients: int) -> dict[str, object]:
    from requests_app.notices.render import render_pdf  # noqa: PLC0415 - after Django is set up
    from tests.notices import render_samples  # noqa: PLC0415 - the same

    answer = Answer.DISCLOSURE if recipients else Answer.NOTHING_DISCLOSED
    content = render_samples.notice(answer, recipients=render_samples.recipients(recipients))
    return {"benchmark": "notices/plain", "size": recipients, "unit": "s", **seconds(lambda: render_pdf(content))}


def main() -> None:
    django.setup()
    about = {"python": platform.python_version(), "machine": platform.machine()}
    for measured in (rulings(), *map(notice, RECIPIENTS)):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({**measured, "peak_mb": peak, **about}), flush=True)


if __name__ == "__main__":
    main()
