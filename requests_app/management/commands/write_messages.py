"""Bring the catalogues of `locale/` up to the sentences in the sources, and compile them."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from requests_app.management.messages import catalogue


class Command(BaseCommand):
    """`write_messages [--check]`: exit status 1 where something is not translated, or `--check` finds a stale file."""

    help = "Bring locale/ up to the sentences in the sources and compile it; needs no GNU gettext."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; say what is stale")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        faults = [fault for language in catalogue.languages() for fault in self._bring(language, **options)]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            sys.exit(1)

    def _bring(self, language: str, *, check: bool, **_: object) -> list[str]:
        brought = catalogue.brought_up(language)
        file = catalogue.place(language)
        stale = []
        for kind, content in ((".po", brought.po), (".mo", brought.mo)):
            wanted = file.with_suffix(kind)
            if wanted.exists() and wanted.read_bytes() == content:
                continue
            if check:
                stale.append(f"{language}: {wanted.name} is stale; run `make messages`")
            else:
                wanted.parent.mkdir(parents=True, exist_ok=True)
                wanted.write_bytes(content)
        return [*stale, *(f"{language}: {fault}" for fault in brought.faults)]
