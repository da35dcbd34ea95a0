"""Run the present rules over the facts of all past notices and list every difference."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from requests_app.management.output import json_line
from requests_app.notices.models import Notice
from requests_app.notices.replay import Difference, differences
from requests_app.statute import RULE_VERSION


class Command(BaseCommand):
    """`replay_rulings [--json]`: exit status 1 when a past ruling would be another one now."""

    help = "Rule again on the facts of every notice and list what the present rules would answer differently."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a difference, nothing else on stdout")

    def handle(self, *_: object, **options: Any) -> None:
        found = 0
        for difference in differences():
            found += 1
            if options["json"]:
                json_line(
                    self.stdout,
                    {
                        "notice": difference.notice_id,
                        "reference": difference.reference,
                        "rule_version": difference.rule_version,
                        "fields": {name: {"was": was, "now": now} for name, (was, now) in difference.fields.items()},
                    },
                )
            else:
                self._tell(difference)
        self.stderr.write(
            f"{Notice.objects.count()} notices ruled on again by version {RULE_VERSION}: {found} would differ."
        )
        if found:
            sys.exit(1)

    def _tell(self, difference: Difference) -> None:
        self.stdout.write(f"{difference.reference} (notice {difference.notice_id}, rules {difference.rule_version})")
        for name, (was, now) in difference.fields.items():
            self.stdout.write(f"  {name}: {was} -> {now}")
