"""Look whether each business tells its customers where to write, (b)(1), as the clock does each day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app import handling
from requests_app.management.output import json_line
from requests_app.register.models import Business


class Command(BaseCommand):
    """`check_notice_duty [--business SLUG] [--json]`; exit status 1 when a task is open."""

    help = "Look at what each business elected under (b)(1), at its evidence, and at the pages about the rights."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--business", default="", metavar="SLUG", help="this business alone")
        parser.add_argument("--json", action="store_true", help="one JSON object for each thing looked at")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        slug = options["business"]
        if slug and not Business.objects.filter(slug=slug).exists():
            msg = f"There is no business “{slug}”."
            raise CommandError(msg, returncode=2)
        rows = handling.check_notice_duty(now=timezone.now(), by="command:check_notice_duty", slug=slug)
        for row in rows:
            said = {"business": row.business.slug, "kind": row.kind, "subject": row.subject, "faults": row.faults}
            if options["json"]:
                json_line(self.stdout, said)
            else:
                self.stdout.write(f"{row.business.slug}: {row.subject}: {' '.join(row.faults) or 'nothing is wrong'}")
        if any(row.faults for row in rows):
            msg = "Something is to be mended."
            raise CommandError(msg)
