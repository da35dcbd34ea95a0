"""Write the audit record to a file that can be checked without this program."""

import os
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app.audit import chain, export
from requests_app.management.output import json_line


class Command(BaseCommand):
    """`export_audit --out FILE [--with-checker] [--json]`: seals what waits, then writes a line for each entry."""

    help = "Write the audit record, a line of JSON an entry, and say the head that it ends with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument(
            "--with-checker", action="store_true", help=f"put {export.CHECKER.name}, which checks it, beside the file"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        file: Path = options["out"]
        chain.seal_all()
        # Written beside and then put in its place: a file of that name is whole or not there.
        unfinished = file.with_name(f"{file.name}.{os.getpid()}.part")
        try:
            with unfinished.open("xb") as out:
                written = export.write(out)
            unfinished.replace(file)
            if options["with_checker"]:
                shutil.copyfile(export.CHECKER, file.with_name(export.CHECKER.name))
        except OSError as error:
            msg = f"{file} cannot be written: {error.strerror}. Name another place."
            raise CommandError(msg) from error
        finally:
            unfinished.unlink(missing_ok=True)
        if options["json"]:
            json_line(self.stdout, {"file": str(file), "entries": written.entries, "head": written.head})
        else:
            self.stdout.write(f"{file}: {written.entries} entries, head {written.head or 'none'}")
