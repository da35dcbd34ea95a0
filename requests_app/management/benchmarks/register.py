"""How fast a log becomes the register, and whether a long one makes a notice slow.

The log is as logs of hand-overs are: many rows, and few different cells but for days and lists. A file in which every
row names another company is read no faster than row by row.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from django.utils import timezone

from requests_app import handling
from requests_app.management.benchmarks import register_log, register_plain
from requests_app.management.benchmarks.measure import LEAST_RUNS, Measure, Runs, WrongError, versions
from requests_app.management.benchmarks.place import Database, Place
from requests_app.notices.compile import compile_standard
from requests_app.register.load.way import Asked
from requests_app.register.models import Business, Disclosure, DisclosureEvent, ThirdParty
from requests_app.register.reading import as_it_is

SLUG = "benchmark"
BY = "command:benchmark"
AT = datetime(2026, 3, 2, 20, tzinfo=UTC)
ON = date(2026, 3, 2)
LEAST_SIZE = 100
SAMPLE = 10_000
"""Rows of the log that the ORM takes one by one, and the log that the longer one is compared with."""
COMPILED = 7
"""How often a statement is compiled; the first time, which warms the connection up, does not count."""
BUSINESS = {
    "slug": SLUG,
    "legal_name": "Plumb Line Goods, Inc.",
    "postal_address": "5 Level Way, Sacramento, CA 95814",
    "reply_email": "privacy@plumbline.example",
    "designated": [{"kind": "email", "value": "privacy@plumbline.example", "from": "2005-01-01", "to": None}],
}


def measures(place: Place, *, size: int) -> Iterator[Measure]:
    """Measure loading a log of `size` rows, and compiling the year's statement with it behind."""
    with tempfile.TemporaryDirectory(prefix="shinelight-benchmark-") as folder:
        yield from _Register(place, Path(folder), size).measures()


class _Register:
    def __init__(self, place: Place, folder: Path, size: int) -> None:
        self.place, self.folder, self.size = place, folder, size
        self.sample = min(SAMPLE, size)

    def measures(self) -> Iterator[Measure]:
        log = self.folder / "log.csv"
        register_log.write(log, size=self.size)
        ours, by_orm, by_copy = [], [], []
        compiled: list[float] = []
        for run in range(LEAST_RUNS):
            with self._database() as database:
                by_copy.append(self.size / database.run(register_plain.by_copy, log))
                by_orm.append(self.sample / database.run(register_plain.by_orm, log, SLUG, self.sample, AT))
            with self._database() as database:
                ours.append(self.size / database.run(load, log, self.size, note=True))
                if run == LEAST_RUNS - 1:
                    compiled = self._compiled(database)
        self._name_the_faults()
        rows = Runs(ours)
        yield self._measure("load", "rows/s", rows, Runs(by_orm, self.sample))
        yield self._measure("copy", "rows/s", rows, Runs(by_copy))
        yield self._measure("compile", "s", Runs(compiled), Runs(self._compiled_behind_a_short_log(), self.sample))

    def _name_the_faults(self) -> None:
        """Load the log with faults all over it; raises `WrongError` unless it is refused and each fault is named."""
        log = self.folder / "faults.csv"
        spoilt = register_log.write(log, size=self.size, faults=min(register_log.FAULTS, self.size // 10))
        with self._database() as database:
            named = database.run(faults, log, note=True)
        if named != {(each.row, each.column) for each in spoilt}:
            msg = f"Of {len(spoilt)} faults in the log the loader named others, or not all: {len(named)}."
            raise WrongError(msg)

    def _compiled_behind_a_short_log(self) -> list[float]:
        log = self.folder / "short.csv"
        register_log.write(log, size=self.sample)
        with self._database() as database:
            database.run(load, log, self.sample)
            return self._compiled(database)

    def _compiled(self, database: Database) -> list[float]:
        database.settle()
        return database.run(seconds_to_compile, register_log.recipients(self.size))

    @contextmanager
    def _database(self) -> Iterator[Database]:
        with self.place.database() as database:
            database.run(configure)
            database.settle()
            yield database

    def _measure(self, what: str, unit: str, ours: Runs, plain: Runs) -> Measure:
        return Measure(
            benchmark=f"register/{what}",
            size=self.size,
            unit=unit,
            ours=ours,
            plain=plain,
            peak_mb=self.place.peak_mb,
            versions=versions(self.place.postgresql),
        )


def configure() -> None:
    """Make the business whose register is filled."""
    handling.configure_business(data=BUSINESS, by=BY, now=AT)


def load(log: Path, rows: int) -> float:
    """Load the log as the command line does; return seconds, from the first look at the file to the commit."""
    business = Business.objects.get(slug=SLUG)
    began = time.perf_counter()
    result = handling.load_file(
        path=log, file_name=log.name, business=business, asked=Asked(), by=BY, clock=timezone.now
    )
    taken = time.perf_counter() - began
    rolled_up = Disclosure.objects.count(), Disclosure.objects.filter(events__isnull=False).distinct().count()
    every = register_log.disclosures(rows)
    if result["outcome"] != "loaded" or DisclosureEvent.objects.count() != rows or rolled_up != (every, every):
        msg = f"The log was not loaded as it should be: {result}"
        raise WrongError(msg)
    return taken


def faults(log: Path) -> set[tuple[int, str]]:
    """Try to load a log with faults; return the row and column of each that is named."""
    business = Business.objects.get(slug=SLUG)
    result = handling.load_file(
        path=log, file_name=log.name, business=business, asked=Asked(), by=BY, clock=timezone.now
    )
    if result["outcome"] != "refused" or DisclosureEvent.objects.exists() or ThirdParty.objects.exists():
        msg = "A log with faults left something in the register."
        raise WrongError(msg)
    return {(fault["row"], fault["column"]) for fault in result["faults"]}


def seconds_to_compile(recipients: int) -> list[float]:
    """Compile the year's statement again and again; return the seconds of each time."""
    taken = []
    for _ in range(COMPILED + 1):
        business = Business.objects.get(slug=SLUG)
        began = time.perf_counter()
        compiled = compile_standard(as_it_is(business), year=register_log.YEAR, on=ON)
        taken.append(time.perf_counter() - began)
        if len(compiled.ruling.recipients) != recipients:
            msg = f"The statement names {len(compiled.ruling.recipients)} recipients."
            raise WrongError(msg)
    return taken[1:]
