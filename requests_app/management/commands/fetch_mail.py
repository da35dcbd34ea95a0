"""Visit the mailboxes of MAILBOXES now, as the worker does by itself."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app.mailbox.fetch import Visit, fetch
from requests_app.management.output import json_line
from shinelight.mailboxes import Mailbox


class Command(BaseCommand):
    """`fetch_mail [NAME…] [--json]`: exit status 1 when a mailbox could not be read to its end."""

    help = "Fetch the mailboxes of the setting MAILBOXES, all or those named, and take in what they have."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="mailboxes by name; without any, all of them")
        parser.add_argument("--json", action="store_true", help="one JSON object a mailbox on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        is_all_read = True
        for box in _chosen(options["names"]):
            visit = fetch(box, clock=timezone.now)
            is_all_read &= not visit.problem
            if options["json"]:
                json_line(self.stdout, _as_json(visit))
            else:
                self.stdout.write(_as_text(visit))
        if not is_all_read:
            sys.exit(1)


def _chosen(names: list[str]) -> list[Mailbox]:
    boxes: list[Mailbox] = [*settings.MAILBOXES]
    if not boxes:
        msg = "No mailbox is set: MAILBOXES names them, as docs/mailbox.md shows."
        raise CommandError(msg, returncode=2)
    if unknown := sorted({*names} - {each.name for each in boxes}):
        msg = f"There is no mailbox {unknown[0]!r}; there are: {', '.join(each.name for each in boxes)}."
        raise CommandError(msg, returncode=2)
    return [each for each in boxes if not names or each.name in names]


def _as_json(visit: Visit) -> dict[str, object]:
    return {
        "mailbox": visit.mailbox,
        "fetched": visit.fetched,
        "settled": visit.settled,
        "moved": visit.moved,
        "problem": visit.problem or None,
        "fetched_elsewhere": visit.is_elsewhere,
    }


def _as_text(visit: Visit) -> str:
    if visit.is_elsewhere:
        return f"{visit.mailbox}: somebody else is fetching it now."
    told = f"{visit.mailbox}: {visit.fetched} fetched, {visit.settled} settled, {visit.moved} moved."
    return f"{told} {visit.problem}" if visit.problem else told
