"""How many notices a second leave: compiled, laid out or joined, kept, mailed, each outcome on record.

Ours is a Celery worker with a process for each core, woken through a real broker, as after a wave was approved. The
plain way does one request after the other in one process: compile, lay the whole notice out, open a connection, send,
commit. Both write the same rows, to the same kind of database, and mail to the same sink.
"""

import os
import tempfile
import time
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

import psycopg

from requests_app.management.benchmarks import notices_rows
from requests_app.management.benchmarks.measure import LEAST_RUNS, Measure, Runs, WrongError, versions
from requests_app.management.benchmarks.notices_plain import plainly
from requests_app.management.benchmarks.place import Database, Place
from requests_app.management.benchmarks.resting import peak_mb
from requests_app.management.benchmarks.sink import Sink
from requests_app.register.models import NoticePdf
from shinelight.local import ports, services
from shinelight.local.broker import Broker

LEAST_SIZE = 0
STANDARD, ADDRESSED = "notices/standard", "notices/addressed"
NUMBER = {STANDARD: 3_000, ADDRESSED: 200}
"""Notices of one run."""
WARM = 100
"""Notices before the clock runs: each process loads what lays notices out."""
PLAINLY = 5
"""Notices of a run of the plain way."""
CONNECTIONS = 16
"""To the mail server, for each of the worker's processes: each carries its next mail when the last one is on record."""
COMMITS = 500
MOST_PLAIN_SECONDS = 1.5
"""A machine on which a notice of fifty recipients takes longer the plain way is too busy to be measured on."""
FIFTY = 50


def measures(place: Place, *, size: int) -> Generator[Measure, None, None]:
    """Measure notices of `size` recipients, as a standard PDF and with a letter in front."""
    with tempfile.TemporaryDirectory(prefix="shinelight-benchmark-") as folder, Sink() as sink:
        commits = _commits_a_second(place)
        for name, kind in ((STANDARD, NoticePdf.STANDARD), (ADDRESSED, NoticePdf.ADDRESSED)):
            measure = _Notices(place, Path(folder), sink, kind=kind, recipients=size, number=NUMBER[name]).measure(name)
            yield replace(measure, more={"notices": NUMBER[name], "commits_a_second": round(commits)})


@dataclass(frozen=True, kw_only=True)
class _Notices:
    place: Place = field(kw_only=False)
    folder: Path = field(kw_only=False)
    sink: Sink = field(kw_only=False)
    kind: NoticePdf
    recipients: int
    number: int

    def measure(self, name: str) -> Measure:
        ours, plain, most_mb = [], [], 0
        for _ in range(LEAST_RUNS):
            plain.append(self._plain())
            rate, mb = self._ours()
            ours.append(rate)
            most_mb = max(most_mb, mb)
        seconds = 1 / median(plain)
        if self.recipients == FIFTY and seconds > MOST_PLAIN_SECONDS:
            msg = f"The plain way took {seconds:.1f} s a notice: this machine is busy, so the run is void."
            raise WrongError(msg)
        return Measure(
            benchmark=name,
            size=self.recipients,
            unit="notices/s",
            ours=Runs(ours),
            plain=Runs(plain, sample=PLAINLY),
            peak_mb=most_mb,
            versions=versions(self.place.postgresql),
        )

    def _plain(self) -> float:
        with self.place.database() as database:
            env = _settings(self.folder, self.sink.url)
            rows = self._rows(database, PLAINLY + 1, env)
            return PLAINLY / database.run(plainly, rows, env=env)

    def _ours(self) -> tuple[float, int]:
        """Return how many notices a second the worker sent, and the memory in MB of all its processes."""
        with self.place.database() as database, Broker(self.folder) as broker:
            env = _settings(self.folder, self.sink.url)
            rows = self._rows(database, WARM + self.number, env)  # without the broker, so that nothing is woken yet
            env |= {"BROKER_URL": broker.url, "DATABASE_URL": database.url}
            with services.worker(env, self.folder, concurrency=os.cpu_count() or 1) as worker:
                try:
                    self._sent(database, rows[:WARM], env, all_in_all=WARM)
                    database.settle()
                    seconds = self._sent(database, rows[WARM:], env, all_in_all=len(rows))
                    database.run(notices_rows.check, len(rows), env=env)
                except WrongError as wrong:
                    wrong.add_note(worker.tail())
                    raise
                return self.number / seconds, peak_mb(worker.pid)

    def _rows(self, database: Database, number: int, env: dict[str, str]) -> list[int]:
        rows = database.run(notices_rows.make, self.recipients, self.kind.value, number, env=env)
        database.settle()
        return rows

    def _sent(self, database: Database, rows: list[int], env: dict[str, str], *, all_in_all: int) -> float:
        """Return the seconds from the wake-up until the last outcome of these was on record."""
        before = self.sink.taken
        seconds = database.run(notices_rows.wake_and_wait, rows, all_in_all, env=env)
        if self.sink.taken - before != len(rows):
            msg = f"{len(rows)} notices made {self.sink.taken - before} mails."
            raise WrongError(msg)
        return seconds


def _commits_a_second(place: Place) -> float:
    """Return how many one-row commits a second the disk takes: nothing that commits each outcome is faster."""
    with place.database() as database, psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute("create table one (n int)")
        began = time.monotonic()
        for number in range(COMMITS):
            connection.execute("insert into one values (%s)", [number])
        return COMMITS / (time.monotonic() - began)


def _settings(folder: Path, sink: str) -> dict[str, str]:
    """Return the settings of a worker as an operator has them whose mail server takes more than a few connections."""
    return {
        "SECRET_KEY": "only for a benchmark, and only for one",
        "VAR_DIR": str(folder),
        "BROKER_URL": "redis://localhost:6379/0",
        "EMAIL_URL": sink,
        "MAIL_CONNECTIONS": str(CONNECTIONS),
        "MAIL_DOMAIN": "plumbline.example",
        "SITE_URL": f"http://{ports.LOOPBACK}",
        "HTTPS_ONLY": "false",
        "WAKE_AFTER_SECONDS": "600",  # no beat runs, so no sweep either
    }
