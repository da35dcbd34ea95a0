"""Write all that is kept of one request to a ZIP file, as a reviewer takes it from the request's page."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app import handling
from requests_app.management.output import json_line
from requests_app.requests.models import DisclosureRequest


class Command(BaseCommand):
    """`draw_bundle STL-2026-000123 FILE.zip [--json]`. The audit notes that it was drawn."""

    help = "Write the evidence of one request to a ZIP file, each file in it with its SHA-256."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", metavar="REFERENCE")
        parser.add_argument("file", type=Path, metavar="FILE.zip")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        file: Path = options["file"]
        reference = options["reference"].strip().upper()
        row = DisclosureRequest.objects.filter(reference=reference).only("pk").first()
        if row is None:
            msg = f"There is no request {reference}. Check the reference: STL-, the year, six digits."
            raise CommandError(msg)
        drawn = handling.bundle_drawn(row.pk, actor="command:draw_bundle", now=timezone.now())
        try:
            with drawn.file, file.open("wb") as out:
                shutil.copyfileobj(drawn.file, out)
        except OSError as error:
            msg = f"{file} cannot be written: {error.strerror}. Name another place."
            raise CommandError(msg) from error
        if options["json"]:
            json_line(self.stdout, {"file": str(file), "digest": drawn.digest, "size": drawn.size})
        else:
            self.stdout.write(f"{file}: {drawn.size} bytes, SHA-256 {drawn.digest}")
