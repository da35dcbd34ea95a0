"""Load a spreadsheet into the register of a business: all of it, or nothing, with every fault named."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping as Said
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app import handling
from requests_app.management.output import json_line
from requests_app.register.load.days import DayError, read_year
from requests_app.register.load.mapping import Mapping, MappingError
from requests_app.register.load.way import Asked
from requests_app.register.models import Business, RegisterChange

ON_A_SCREEN = 20


class Command(BaseCommand):
    """`load_register FILE --business SLUG [--year YYYY] [--map FILE] [--dry-run] [--json]`."""

    help = "Load a CSV or XLSX file into the register: all of it, or nothing. Exit status 1 when it is refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--business", required=True, metavar="SLUG")
        parser.add_argument("--year", type=_year, metavar="YYYY", help="for rows without a date")
        parser.add_argument("--map", type=Path, metavar="FILE", help="JSON: what headings and category words mean")
        parser.add_argument("--nature", default="", choices=RegisterChange.Nature.values, help="of a closed year")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen; write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        business = Business.objects.filter(slug=options["business"]).first()
        if business is None:
            msg = f"There is no business {options['business']!r}."
            raise CommandError(msg, returncode=2)
        file: Path = options["file"]
        if not file.is_file():
            msg = f"There is no file {file}."
            raise CommandError(msg, returncode=2)
        result = handling.load_file(
            path=file,
            file_name=file.name,
            business=business,
            asked=Asked(
                year=options["year"],
                mapping=_mapping(options["map"]),
                nature=options["nature"],
                dry_run=options["dry_run"],
            ),
            by="command:load_register",
            clock=timezone.now,
        )
        if options["json"]:
            json_line(self.stdout, {"file": str(file), **result})
        else:
            self._tell(result)
        if result["outcome"] == "refused":
            sys.exit(1)

    def _tell(self, result: Said[str, Any]) -> None:  # the counts and remarks of a result
        is_refused = result["outcome"] == "refused"
        out = self.stderr if is_refused else self.stdout
        out.write("The file was refused; nothing was changed." if is_refused else f"{result['rows']} rows loaded.")
        if not is_refused:
            for what in ("third_parties", "disclosures"):
                counts = ", ".join(f"{number} {word}" for word, number in result[what].items())
                out.write(f"  {what.replace('_', ' ')}: {counts}")
        for kind in ("faults", "questions", "warnings"):
            self._tell_remarks(kind, result[kind])

    def _tell_remarks(self, kind: str, remarks: list[dict[str, Any]]) -> None:  # as in the JSON
        if not remarks:
            return
        self.stderr.write(f"{kind}:")
        for each in remarks[:ON_A_SCREEN]:
            where = f"row {each['row']}, " if each["row"] else ""
            value = f" “{each['value']}”" if each["value"] else ""
            self.stderr.write(f"  {where}{each['column']}{value}: {each['says']}")
        if len(remarks) > ON_A_SCREEN:
            self.stderr.write(f"  and {len(remarks) - ON_A_SCREEN} more; --json names them all")


def _year(text: str) -> int:
    try:
        return read_year(text).on
    except DayError as error:
        raise ArgumentTypeError(str(error)) from error


def _mapping(file: Path | None) -> Mapping:
    if file is None:
        return Mapping()
    try:
        return Mapping.from_json(file.read_text(encoding="utf-8-sig"))
    except (OSError, MappingError, UnicodeDecodeError) as error:
        msg = f"{file}: {error}"
        raise CommandError(msg, returncode=2) from error
