"""Of very many notices: whom a correction touches is counted, and the launch writes them with flat memory.

`SHINELIGHT_MILLION=1000000` measures a million: with -s the seconds are printed.
"""

import os

import pytest

from requests_app.management.benchmarks.place import a_place
from tests.cure import million

SIZE = int(os.environ.get("SHINELIGHT_MILLION", "100000"))
MOST_MB = 64
"""However many rows there are."""
TWICE = SIZE // million.TWICE - 1


@pytest.mark.long
def test_a_dry_run_counts_very_many_and_the_launch_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)  # a server of its own, that writes through to the disk
    with a_place() as place, place.database() as database:
        bases = database.run(million.fill, SIZE)
        database.run(million.correct)
        database.settle()
        runs = [database.run(million.measure) for _ in range(3)]
        late = database.run(million.measure, "late")
        seconds, grown, counted = database.run(million.launch)

    best = sorted(taken for taken, _ in runs)
    told = runs[0][1]
    took = f"dry run {best} s, with late ones {late[0]:.1f} s; launch {seconds:.1f} s, {grown} MB"
    print(f"{SIZE} notices, {bases} bases: {took}")  # noqa: T201 - for -s
    assert (told["looked_at"], told["requests"], told["wrong"]) == (SIZE, SIZE, SIZE - TWICE)
    assert told["people"] == SIZE - TWICE
    assert counted == {"people": SIZE - TWICE, "sums": SIZE - TWICE, "rows": SIZE - TWICE, "requests": SIZE}
    assert grown < MOST_MB
