"""Run the present rules over the facts of past notices and of decided requests and list every difference."""

import sys
from argparse import ArgumentParser
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand

from requests_app.management.output import json_line
from requests_app.notices.models import Notice
from requests_app.notices.replay import Difference, differences, differences_of_waiting
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import DECIDED
from requests_app.statute import RULE_VERSION


class Command(BaseCommand):
    """`replay_rulings [--json]`: exit status 1 when a past ruling would be another one now."""

    help = "Rule again on every notice and decided request and list what the present rules would answer differently."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a difference, nothing else on stdout")

    def handle(self, *_: object, **options: Any) -> None:
        found = 0
        for difference in chain(differences(), differences_of_waiting()):
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
        waiting = DisclosureRequest.objects.filter(status__in=sorted(DECIDED)).count()
        self.stderr.write(
            f"{Notice.objects.count()} notices and {waiting} "
            f"decided requests without one ruled on again by version {RULE_VERSION}: {found} would differ."
        )
        if found:
            sys.exit(1)

    def _tell(self, difference: Difference) -> None:
        of = f"notice {difference.notice_id}, rules {difference.rule_version}"
        self.stdout.write(f"{difference.reference} ({'no notice yet' if difference.notice_id is None else of})")
        for name, (was, now) in difference.fields.items():
            self.stdout.write(f"  {name}: {was} -> {now}")
