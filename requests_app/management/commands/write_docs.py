"""Write the generated pages of docs/, or check that they are current."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app.management.documents import documents


class Command(BaseCommand):
    """`write_docs [--check]`: exit status 1 when a page is stale."""

    help = "Write the pages of docs/ that come from the code; with --check only say which are stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, fail on a stale page")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        stale = []
        try:
            written = documents()
        except ValueError as fault:  # the code tells of a page what cannot be written
            raise CommandError(str(fault)) from fault
        for page, text in written.items():
            if page.exists() and page.read_text(encoding="utf-8") == text:
                continue
            stale.append(page.name)
            if not options["check"]:
                page.parent.mkdir(exist_ok=True)
                page.write_text(text, encoding="utf-8")
        if stale and options["check"]:
            self.stderr.write(f"Stale in docs/: {', '.join(stale)}. Run `make docs`.")
            sys.exit(1)
        self.stdout.write(f"docs/: {'wrote ' + ', '.join(stale) if stale else 'current'}")
