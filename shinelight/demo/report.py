"""What the demo prints of the answer: for people in sentences, for programs as one JSON line."""

import json
from collections.abc import Iterable
from datetime import date

from shinelight.demo.mailbox import CaughtNotice
from shinelight.demo.outcome import Outcome


def long_date(day: date) -> str:
    """Write a date in words, as in “Wednesday, June 3, 2026”."""
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def tell(outcome: Outcome, notice: CaughtNotice, *, seconds: float) -> None:
    """Print what was asked, what was answered, what was left out and why, and where everything lies."""
    print(f"\n{outcome.reference}: {outcome.requester_name} asked about {outcome.year}.")
    print(f"Due by {long_date(outcome.due_on)}. {outcome.why_due}")
    print(f"\nCategories ({len(outcome.categories)}), in the statute's words:")
    _list(outcome.categories)
    print(f"\nRecipients ({len(outcome.recipients)}):")
    _list(f"{each.name} · {each.address}" for each in outcome.recipients)
    if outcome.same_brand_affiliates:
        print(
            f"  and {outcome.same_brand_affiliates} affiliated companies under the same brand name, by number, (f)(3)"
        )
    print(f"\nLeft out ({len(outcome.left_out)}), each under its clause:")
    _list(sorted(f"{each.clause:10} {each.name}: {each.because}" for each in outcome.left_out))
    print(f"\nNotice   {notice.pdf} ({outcome.pages} pages)")
    print(f"E-mail   {notice.mail}")
    print(f"SHA-256  {notice.digest}")
    print(f"Seconds  {seconds:.1f} from the first step to the notice in the mail folder", flush=True)


def as_json_line(outcome: Outcome, notice: CaughtNotice, *, slug: str, seconds: float) -> str:
    """Return the line that ends `make demo ONCE=1`."""
    return json.dumps(
        {
            "slug": slug,
            "reference": outcome.reference,
            "due_on": outcome.due_on.isoformat(),
            "year": outcome.year,
            "recipients": [{"name": each.name, "address": each.address} for each in outcome.recipients],
            "excluded": [each.name for each in outcome.left_out],
            "pdf": str(notice.pdf),
            "mail": str(notice.mail),
            "digest": notice.digest,
            "seconds": round(seconds, 2),
        },
        ensure_ascii=False,
    )


def _list(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"  {line}")
