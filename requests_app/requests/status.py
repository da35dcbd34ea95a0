"""The states of a request and the moves between them: a table, drawn into docs/request-states.md."""

from django.db.models import TextChoices


class Status(TextChoices):
    """Where a request stands. The label is what staff read."""

    RECEIVED = "RECEIVED", "Waiting for review"
    APPROVED = "APPROVED", "Approved, notice being prepared"
    DECLINED = "DECLINED", "Declined, letter being prepared"
    COMPILED = "COMPILED", "Notice ready, being delivered"
    ANSWERED = "ANSWERED", "Answered"
    UNDELIVERED = "UNDELIVERED", "Delivery failed"
    WITHDRAWN = "WITHDRAWN", "Withdrawn by the requester"


MOVES: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.APPROVED, Status.DECLINED, Status.WITHDRAWN}),
    # Back to review: the register changed after the decision and now blocks the notice.
    Status.APPROVED: frozenset({Status.COMPILED, Status.RECEIVED}),
    Status.DECLINED: frozenset({Status.COMPILED}),
    Status.COMPILED: frozenset({Status.ANSWERED, Status.UNDELIVERED}),
    Status.UNDELIVERED: frozenset({Status.COMPILED, Status.ANSWERED}),
    # Its notice came back: it was not given after all.
    Status.ANSWERED: frozenset({Status.UNDELIVERED}),
    Status.WITHDRAWN: frozenset(),
}
"""From each state, the states a request may move to."""

DECIDED = frozenset({Status.APPROVED, Status.DECLINED})
"""A person has decided and the worker has a notice to compile."""

OPEN = frozenset(Status) - {Status.ANSWERED, Status.WITHDRAWN}
"""The requester still waits for an answer."""


def sources(to: Status) -> frozenset[Status]:
    """Return the states from which a request may move to `to`."""
    return frozenset(status for status, targets in MOVES.items() if to in targets)


def as_mermaid() -> str:
    """Draw the table of moves."""
    lines = ["stateDiagram-v2", f"    [*] --> {Status.RECEIVED}"]
    for status, targets in MOVES.items():
        lines += [f"    {status} --> {target}" for target in sorted(targets)]
        if status not in OPEN:
            lines.append(f"    {status} --> [*]")
    return "\n".join(lines)
