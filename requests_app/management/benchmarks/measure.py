"""What one measurement says: ours and the plain way, several runs of each, and their ratio."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from statistics import median

LEAST_RUNS = 3
_DIGITS = 4


class WrongError(RuntimeError):
    """What was measured did not do its work, so that its speed says nothing."""


@dataclass(frozen=True, slots=True)
class Runs:
    """One way, measured several times, in the measure's unit. `sample`: on how many of its rows, where not on all."""

    taken: Sequence[float]
    sample: int | None = None

    def __post_init__(self) -> None:
        if len(self.taken) < LEAST_RUNS:
            msg = f"A measure needs {LEAST_RUNS} runs at least."
            raise ValueError(msg)

    @property
    def median(self) -> float:
        return median(self.taken)

    def as_json(self) -> dict[str, float]:
        """Return median, least and most, and how many runs."""
        said = {"median": _short(self.median), "min": _short(min(self.taken)), "max": _short(max(self.taken))}
        return {**said, "runs": len(self.taken), **({"sample": self.sample} if self.sample else {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the command. `ratio` is ours over the plain way; `unit` is seconds or a rate."""

    benchmark: str
    size: int
    unit: str
    ours: Runs
    plain: Runs
    peak_mb: int
    versions: Mapping[str, object] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)
    """What else belongs to it, such as the database's share of the time."""

    def as_json(self) -> dict[str, object]:
        """Return the measure as `benchmark --json` prints it."""
        return {
            "benchmark": self.benchmark,
            "size": self.size,
            "unit": self.unit,
            "ours": self.ours.as_json(),
            "plain": self.plain.as_json(),
            "ratio": _short(self.ours.median / self.plain.median),
            "peak_mb": self.peak_mb,
            "versions": dict(self.versions),
            **self.more,
        }


def versions(postgresql: str) -> dict[str, object]:
    """Return what the figures were measured with."""
    return {
        "python": platform.python_version(),
        "postgresql": postgresql,
        "weasyprint": version("weasyprint"),
        "cores": os.cpu_count() or 1,
    }


def _short(figure: float) -> float:
    """Return a figure with four digits that count: more would claim what no run shows."""
    return float(f"{figure:.{_DIGITS}g}")
