"""Say how incoming messages are understood. Nothing is written and nothing is sent."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app.mailbox.files import messages_in
from requests_app.mailbox.judge import Judgement, judge, quarantined
from requests_app.mailbox.outcome import Outcome
from requests_app.management.output import json_line
from requests_app.register.models import Business


class Command(BaseCommand):
    """`read_mail FILE… [--business SLUG] [--json]`: exit status 1 when a message could not be read."""

    help = "Say how messages (.eml or mbox) are understood, each against the database alone. Writes and sends nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--business", metavar="SLUG", help="whom they came to; else their addresses say it")
        parser.add_argument("--json", action="store_true", help="one JSON object a message on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        businesses = _businesses(options["business"])
        is_all_read = True
        for file in options["files"]:
            for judgement in _judged(file, businesses):
                is_all_read &= judgement.understood.outcome is not Outcome.QUARANTINE
                answer = judgement.as_json(str(file))
                if options["json"]:
                    json_line(self.stdout, answer)
                else:
                    self._tell(answer)
        if not is_all_read:
            sys.exit(1)

    def _tell(self, answer: dict[str, Any]) -> None:
        who = answer["name"] or answer["email"] or "sender unknown"
        self.stdout.write(f"{answer['file']}: {answer['outcome']}, {who}")
        self.stdout.write(f"  {answer['why']}")
        if answer["due_on"]:
            place = "a designated address" if answer["designated"] else "no designated address"
            self.stdout.write(f"  received {answer['received_on']} at {place}, due {answer['due_on']}")
        for each in answer["attachments"]:
            self.stdout.write(f"  {each['name']} ({each['bytes']} bytes): {each['why']}")


def _judged(file: Path, businesses: list[Business]) -> Iterator[Judgement]:
    if not file.is_file():
        yield quarantined("There is no such file.")
        return
    try:
        for kept in messages_in(file):
            yield judge(kept, businesses=businesses, now=timezone.now())
    except OSError as error:
        yield quarantined(f"The file cannot be read: {error.strerror}.")


def _businesses(slug: str | None) -> list[Business]:
    found = Business.objects.prefetch_related("designated_contacts", "other_addresses")
    businesses = [*(found.filter(slug=slug) if slug else found)]
    if not businesses:
        msg = f"There is no business {slug!r}." if slug else "There is no business yet; configure_business makes one."
        raise CommandError(msg, returncode=2)
    return businesses
