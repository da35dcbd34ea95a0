"""Measure the program on this machine, beside the plain way, on databases of its own."""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from requests_app.management.benchmarks import intake, notices, queue, queue_rows, register
from requests_app.management.benchmarks.measure import Measure, WrongError
from requests_app.management.benchmarks.place import Place, PlaceError, a_place
from requests_app.management.output import json_line

MEASURES: dict[str, Callable[..., Iterator[Measure]]] = {
    "intake": intake.measures,
    "notices": notices.measures,
    "queue": queue.measures,
    "register": register.measures,
}
SIZES = {
    "intake": (1_000, intake.LEAST_SIZE),
    "notices": (50, notices.LEAST_SIZE),
    "queue": (1_000_000, queue_rows.LEAST_SIZE),
    "register": (1_000_000, register.LEAST_SIZE),
}
"""How large a measurement is when nobody says, and at least."""


class Command(BaseCommand):
    """`benchmark {intake,notices,queue,register} [--size N] [--json]`; status 1 where the work was not done."""

    help = "Measure the program on this machine, on a database of its own: the one in use is never touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(MEASURES))
        parser.add_argument(
            "--size",
            type=int,
            metavar="N",
            help="posts (intake), recipients (notices), requests (queue), rows of the log (register)",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a measure, nothing else on stdout")

    def handle(self, *_: object, **options: Any) -> None:  # Django's own signature
        usual, least = SIZES[options["what"]]
        size = usual if options["size"] is None else options["size"]
        if size < least:
            msg = f"--size must be {least:,} at least: less says nothing."
            raise CommandError(msg, returncode=2)
        # The processes of the run use PostgreSQL, where a key must be given; an embedded database keeps one in a file.
        os.environ.setdefault("SECRET_KEY", settings.SECRET_KEY)
        try:
            with a_place() as place:
                self._measure(place, options["what"], size, as_json=options["json"])
        except (PlaceError, WrongError) as error:
            raise CommandError(str(error)) from error

    def _measure(self, place: Place, what: str, size: int, *, as_json: bool) -> None:
        for measure in MEASURES[what](place, size=size):
            said = measure.as_json()
            if as_json:
                json_line(self.stdout, said)
                continue
            ours, plain = measure.ours.median, measure.plain.median
            self.stdout.write(
                f"{measure.benchmark}, size {measure.size:,}: {ours:,.4g} {measure.unit}, plainly {plain:,.4g}; "
                f"ratio {said['ratio']}; {measure.peak_mb} MB at most"
            )
