"""Verify the audit chain and name the first place where it does not hold."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from requests_app.audit import chain
from requests_app.management.output import json_line


class Command(BaseCommand):
    """`verify_audit [--json]`: exit status 1 when the chain is broken."""

    help = "Verify the audit chain; names unsealed entries and the first fault."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        report = chain.verify()
        fault = report.first_fault
        if options["json"]:
            json_line(
                self.stdout,
                {
                    "outcome": report.outcome,
                    "entries": report.entries,
                    "sealed_to": report.sealed_to,
                    "head": report.head,
                    "first_fault": None if fault is None else {"entry": fault.entry, "says": fault.says},
                },
            )
        else:
            self.stdout.write(f"{report.outcome}: {report.entries} entries, sealed to {report.sealed_to}")
            if report.unsealed:
                self.stdout.write(f"not sealed yet: {', '.join(map(str, report.unsealed))}")
            if fault is not None:
                self.stdout.write(f"entry {fault.entry}: {fault.says}")
        if fault is not None:
            sys.exit(1)
