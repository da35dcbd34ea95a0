"""Say how incoming messages are understood; with --store, take them in as if they came from the mailbox."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app.mailbox import given
from requests_app.mailbox.files import messages_in
from requests_app.mailbox.judge import Judgement, judge, quarantined
from requests_app.mailbox.outcome import Outcome
from requests_app.management.output import json_line
from requests_app.register.models import Business


class Command(BaseCommand):
    """`read_mail FILE… [--business SLUG] [--store] [--json]`: exit status 1 when a message could not be read."""

    help = (
        "Say how messages (.eml or mbox) are understood, each against the database alone: nothing is written or sent. "
        "With --store they are taken in, in order."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--business", metavar="SLUG", help="whom they came to; else their addresses say it")
        parser.add_argument("--store", action="store_true", help="take them in, as those of the mailbox are")
        parser.add_argument("--json", action="store_true", help="one JSON object a message on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        businesses = _businesses(options["business"])
        is_all_read = True
        for file in options["files"]:
            found = (
                _stored(file, businesses, slug=options["business"]) if options["store"] else _judged(file, businesses)
            )
            for judgement in found:
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
        about = f", {answer['reference']}" if answer["reference"] else ""
        self.stdout.write(f"{answer['file']}: {answer['outcome']}, {who}{about}")
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


def _stored(file: Path, businesses: list[Business], *, slug: str | None) -> Iterator[Judgement]:
    if not file.is_file():
        yield quarantined("There is no such file.")
        return
    business = businesses[0] if slug else None
    try:
        for message in given.messages_of(file):
            yield given.take_in_order(message, business=business, among=businesses, clock=timezone.now)
    except OSError as error:
        yield quarantined(f"The file cannot be read, or the message cannot be kept: {error.strerror}.")


def _businesses(slug: str | None) -> list[Business]:
    found = Business.objects.prefetch_related("designated_contacts", "other_addresses")
    businesses = [*(found.filter(slug=slug) if slug else found)]
    if not businesses:
        msg = f"There is no business {slug!r}." if slug else "There is no business yet; configure_business makes one."
        raise CommandError(msg, returncode=2)
    return businesses
