"""Verify the audit chain, here or in an export, and name the first place where it does not hold."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app.audit import chain, publish
from requests_app.audit.check_audit import Head, Report, check_export, digest_given, heads_in
from requests_app.audit.models import AuditEntry
from requests_app.management.output import json_line

NO_HEAD = "No head was given: what was cut off the end, or written anew, would not be noticed."


class Command(BaseCommand):
    """`verify_audit [--export FILE] [--head HASH] [--published FILE] [--json]`: status 1 when the chain is broken.

    With `--export` no database is needed, and the export must end with the head.
    """

    help = "Verify the audit chain; names unsealed entries and the first fault."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--export", metavar="FILE", help="look at an export (export_audit) and at no database")
        parser.add_argument(
            "--head",
            metavar="HASH",
            help="a head that somebody kept: an export must end with it, this chain contain it",
        )
        parser.add_argument(
            "--published", metavar="FILE", nargs="+", default=[], help="earlier heads, as audit-heads.txt has them"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout, nothing else")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        try:
            given = [head for path in options["published"] for head in heads_in(path)]
            if options["export"] is None:
                report, waiting = self._here(given, options["head"])
            else:
                report = check_export(options["export"], head=options["head"], published=given)
                waiting = ()
        except (OSError, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        fault = report.first_fault
        if options["json"]:
            told = None if fault is None else {"entry": fault.entry, "says": fault.says}
            outcome = "whole" if fault is None else "broken"
            counted = {"entries": report.entries, "sealed_to": report.sealed_to, "head": report.head}
            json_line(self.stdout, {"outcome": outcome, **counted, "first_fault": told})
        else:
            self._tell(report, waiting)
        if options["export"] is not None and options["head"] is None and not given:
            self.stderr.write(NO_HEAD)
        if fault is not None:
            sys.exit(1)

    def _here(self, given: list[Head], digest: str | None) -> tuple[Report, tuple[int, ...]]:
        stands = [*publish.published(), *given]
        if digest is not None:
            digest = digest_given(digest)
            number = AuditEntry.objects.filter(digest=digest).values_list("number", flat=True).first()
            # Where no entry has it, it is looked for behind the last one, and missed there.
            stands.append(Head(number or AuditEntry.objects.count() + 1, digest, f"the head {digest[:12]}…"))
        found = chain.verify(stands=stands)
        return Report(found.entries, found.sealed_to, found.head, found.first_fault), found.unsealed

    def _tell(self, report: Report, waiting: tuple[int, ...]) -> None:
        fault = report.first_fault
        outcome = "whole" if fault is None else "broken"
        self.stdout.write(f"{outcome}: {report.entries} entries, sealed to {report.sealed_to}")
        if report.head:
            self.stdout.write(f"head: {report.head}")
        if waiting:
            more = " and others" if len(waiting) == chain.MOST_NAMED else ""
            self.stdout.write(f"not sealed yet: {', '.join(map(str, waiting))}{more}")
        if fault is not None:
            self.stdout.write(fault.says)
