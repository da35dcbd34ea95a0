"""Say whether a PDF is a notice of ours: current, replaced, altered or not ours."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app.management.output import json_line
from requests_app.notices.verify import Outcome, Verdict, verify_file

SAYS = {
    Outcome.CURRENT: "genuine and current",
    Outcome.REPLACED: "genuine, and replaced since",
    Outcome.ALTERED: "altered: it carries the data of a notice of ours, and other bytes",
    Outcome.NOT_OURS: "not ours",
}


class Command(BaseCommand):
    """`verify_notice FILE.pdf [--json]`: exit status 1 where the file is altered or not ours."""

    help = "Say whether a PDF is a notice of ours, byte for byte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.pdf")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        file: Path = options["file"]
        try:
            verdict = verify_file(file.read_bytes())
        except OSError as error:
            says = f"{file} cannot be read: {error.strerror}. Name a PDF file."
            if not options["json"]:
                raise CommandError(says) from error
            json_line(self.stdout, {"error": says})
            sys.exit(1)
        if options["json"]:
            json_line(self.stdout, _as_json(file, verdict))
        else:
            self._tell(file, verdict)
        if verdict.outcome in {Outcome.ALTERED, Outcome.NOT_OURS}:
            sys.exit(1)

    def _tell(self, file: Path, verdict: Verdict) -> None:
        self.stdout.write(f"{file}: {SAYS[verdict.outcome]}")
        if verdict.business:
            what = verdict.reference or "the standard statement"
            self.stdout.write(f"{verdict.business}, {what}, issued on {verdict.issued_on}")
        if verdict.replaced_on:
            self.stdout.write(f"replaced on {verdict.replaced_on} by {verdict.replaced_by}")
        self.stdout.write(f"SHA-256 {verdict.digest}")


def _as_json(file: Path, verdict: Verdict) -> dict[str, str | None]:
    return {
        "file": str(file),
        "digest": verdict.digest,
        "outcome": verdict.outcome.value,
        "reference": verdict.reference,
        "issued_on": verdict.issued_on.isoformat() if verdict.issued_on else None,
        "replaced_by": verdict.replaced_by,
        "replaced_on": verdict.replaced_on.isoformat() if verdict.replaced_on else None,
    }
