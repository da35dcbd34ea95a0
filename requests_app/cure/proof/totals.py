"""The totals of a proof bundle, counted from the very lines that are written into it: so they always add up."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from requests_app.cure.campaign import Sums
from requests_app.cure.models import CampaignRow

State = CampaignRow.State
PROVIDED = frozenset({State.DELIVERED, State.POSTED})
NOT_PROVIDED = frozenset({State.UNREACHABLE, State.AGENT, State.ERASED, State.LEFT_OUT})
"""What a row can end in without a notice of its own: each says why."""


@dataclass(slots=True)
class Totals:
    """How many lines stand where, and how many were provided for by the last day, 1798.84(d)."""

    people: int
    """As many rows were frozen at the launch."""
    last_day: date
    by_state: Counter[State] = field(default_factory=Counter)
    in_time: int = 0
    too_late: int = 0
    last_number: int = 0
    """Of the audit's sealed entries that were written, the number of the last."""

    def count(self, state: State, provided_on: date | None) -> None:
        """Count a line; `provided_on` is the day on which its notice was accepted or posted, where it was."""
        self.by_state[state] += 1
        if state in PROVIDED and provided_on is not None:
            self.in_time += provided_on <= self.last_day
            self.too_late += provided_on > self.last_day

    @property
    def sums(self) -> Sums:
        return Sums(**{state.name.lower(): self.by_state[state] for state in State})

    @property
    def lines(self) -> int:
        return sum(self.by_state.values())

    @property
    def open(self) -> int:
        """How many are not final yet."""
        return self.by_state[State.WAITING] + self.by_state[State.ON_WAY]

    @property
    def not_provided(self) -> int:
        return sum(self.by_state[state] for state in NOT_PROVIDED)

    @property
    def by_label(self) -> list[tuple[str, int]]:
        """Each place a person can stand at, in words, with its number."""
        return [(state.label, self.by_state[state]) for state in State]

    def as_json(self) -> dict[str, object]:
        """Return the totals."""
        return {
            "people_frozen_at_the_launch": self.people,
            "lines_in_rows.jsonl": self.lines,
            "add_up": self.lines == self.people,
            "by_state": dict(self.by_label),
            "provided_by_the_last_day": self.in_time,
            "provided_after_the_last_day": self.too_late,
            "not_final_yet": self.open,
            "ended_without_a_notice": self.not_provided,
        }
