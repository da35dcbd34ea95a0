"""Create or update a business from a JSON file that operators keep under version control."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from requests_app import handling
from requests_app.management.output import json_line
from requests_app.register.configure import Fault, RefusedError
from requests_app.register.models import RegisterChange


class Command(BaseCommand):
    """`configure_business FILE.json [--nature change|correction] [--note TEXT] [--json]`.

    Says what changed; exit status 1 when the file is refused.
    """

    help = "Create or update a business from a JSON file; never deletes. Says what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.json")
        parser.add_argument("--nature", default="", choices=RegisterChange.Nature.values, help="of a closed year")
        parser.add_argument("--note", default="", metavar="TEXT", help="why; kept with the step")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        slug: object = None
        try:
            data = _read(options["file"])
            slug = data.get("slug")
            done = handling.configure_business(
                data=data,
                by="command:configure_business",
                now=timezone.now(),
                nature=options["nature"],
                note=options["note"],
            )
        except RefusedError as refused:
            self._refuse(slug, refused.faults, as_json=options["json"])
        else:
            self._tell(done.slug, done.outcome, done.changes, as_json=options["json"])

    def _tell(self, slug: str, outcome: str, changes: tuple[str, ...], *, as_json: bool) -> None:
        if as_json:
            json_line(self.stdout, {"slug": slug, "outcome": outcome, "changes": [*changes], "faults": []})
            return
        self.stdout.write(f"{slug}: {outcome}")
        for change in changes:
            self.stdout.write(f"  {change}")

    def _refuse(self, slug: object, faults: list[Fault], *, as_json: bool) -> None:
        if as_json:
            told = [{"field": fault.field, "says": fault.says} for fault in faults]
            json_line(self.stdout, {"slug": slug, "outcome": "refused", "changes": [], "faults": told})
        else:
            self.stderr.write("The file was refused; nothing was changed.")
            for fault in faults:
                self.stderr.write(f"  {fault.field}: {fault.says}")
        sys.exit(1)


def _read(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RefusedError([Fault("file", f"cannot be read: {error.strerror}")]) from error
    except ValueError as error:
        raise RefusedError([Fault("file", f"is not JSON: {error}")]) from error
    if not isinstance(data, dict):
        raise RefusedError([Fault("file", "must hold one JSON object")])
    return data
