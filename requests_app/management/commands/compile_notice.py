"""Compile a year's standardized statement as it would be sent, without writing anything but the file asked for."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from requests_app.management.output import json_line
from requests_app.notices.compile import compile_standard
from requests_app.notices.render import render_pdf
from requests_app.register.models import Business
from requests_app.register.reading import NotKnownYetError, Register, as_it_is, as_known_on, end_of_day
from requests_app.statute import report_year


class Command(BaseCommand):
    """`compile_notice --business SLUG --year YYYY [--on DAY] [--known-on DAY] [--out FILE.pdf] [--json]`."""

    help = "Compile the standardized statement of a year, (b)(3). Writes nothing but --out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--business", required=True, metavar="SLUG")
        parser.add_argument("--year", type=int, metavar="YYYY", help="the report year; the year before --on")
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day of receipt; today")
        parser.add_argument(
            "--known-on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the register as it was known at the end of that day; as it is now",
        )
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--out", type=Path, metavar="FILE.pdf")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        business = Business.objects.filter(slug=options["business"]).first()
        if business is None:
            self._refuse(f"There is no business {options['business']!r}.", as_json=options["json"])
            return
        on = options["on"] or timezone.now().astimezone(ZoneInfo(business.timezone)).date()
        try:
            register = _register(business, known_on=options["known_on"])
        except NotKnownYetError as refused:
            self._refuse(str(refused), as_json=options["json"])
            return
        compiled = compile_standard(
            register, year=options["year"] or report_year(on), on=on, language=options["language"]
        )
        rendered = render_pdf(compiled.content)
        if options["out"]:
            options["out"].write_bytes(rendered.pdf)
        ruling = compiled.ruling.as_json()
        answer = {
            "year": compiled.ruling.report_year,
            "answer": ruling["answer"],
            "register_version": compiled.content.statement.register_version,
            "categories": ruling["categories"],
            "recipients": ruling["recipients"],
            "same_brand_affiliates": ruling["same_brand_affiliates"],
            "excluded": ruling["excluded"],
            "blocked": [*compiled.blocked],
            "digest": rendered.digest,
            "pages": rendered.pages,
        }
        if options["json"]:
            json_line(self.stdout, answer)
        else:
            self._tell(answer)

    def _tell(self, answer: dict[str, Any]) -> None:
        self.stdout.write(f"{answer['year']}: {answer['answer']}, {answer['pages']} pages")
        self.stdout.write(f"{len(answer['categories'])} categories, {len(answer['recipients'])} recipients")
        for sentence in answer["blocked"]:
            self.stdout.write(f"blocked: {sentence}")
        self.stdout.write(f"SHA-256 {answer['digest']}")

    def _refuse(self, says: str, *, as_json: bool) -> None:
        if as_json:
            json_line(self.stdout, {"error": says})
        else:
            self.stderr.write(says)
        sys.exit(1)


def _register(business: Business, *, known_on: date | None) -> Register:
    """Read the register as it is, or as it was known when that day ended where the business is."""
    if known_on is None:
        return as_it_is(business)
    return as_known_on(business, at=end_of_day(business, known_on))
