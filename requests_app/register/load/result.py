"""What came of a file: the counts, and everything there is to tell, in the words of the interface."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from requests_app.register.load.cells import storable
from requests_app.register.load.named import KEY, Named
from requests_app.register.load.row import Remark, Remarks

Outcome = Literal["loaded", "refused"]
TOUCHES = "touches"
ASKED = ("row", "column", "value", "says")
"""What a question tells; a fault and a warning tell the physical line too."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many different third parties, or disclosures, the file names: not known before, changed, or as they stood."""

    new: int = 0
    changed: int = 0
    same: int = 0

    @classmethod
    def of(cls, words: Counter[str]) -> "Count":
        return cls(new=words["new"], changed=words["changed"], same=words["same"])

    @property
    def all_same(self) -> "Count":
        """The same file once more: nothing is new or changed."""
        return Count(same=self.new + self.changed + self.same)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one file. A refused one wrote nothing, and counts nothing."""

    outcome: Outcome
    rows: int
    third_parties: Count = field(default_factory=Count)
    disclosures: Count = field(default_factory=Count)
    remarks: Remarks = field(default_factory=Remarks)
    named: Named = field(default_factory=Named)
    touches: Mapping[str, object] | None = None
    """Whom it would touch, where it was tried out as a correction of a closed year."""

    def as_kept(self) -> dict[str, object]:
        """Return the result as the row of the load keeps it: with the third parties that the page names."""
        touches = {} if self.touches is None else {TOUCHES: dict(self.touches)}
        return self.as_json() | {KEY: self.named.as_kept()} | touches

    def as_json(self) -> dict[str, object]:
        """Return the result as `load_register --json` prints it, without the file's name."""
        told = self.remarks
        faults = [*told.faults, *_left_out(told.faults_left_out, "faults")]
        warnings = [*told.warnings, *_left_out(told.warnings_left_out, "warnings")]
        questions = [*told.questions, *_left_out(told.questions_left_out, "questions")]
        return {
            "outcome": self.outcome,
            "rows": self.rows,
            "third_parties": asdict(self.third_parties),
            "disclosures": asdict(self.disclosures),
            "faults": [asdict(_storable(each)) for each in faults],
            "warnings": [asdict(_storable(each)) for each in warnings],
            "questions": [{name: getattr(_storable(each), name) for name in ASKED} for each in questions],
        }


def refused(remarks: Remarks, *, rows: int = 0) -> Result:
    """Return the result of a file of which nothing was taken."""
    return Result(outcome="refused", rows=rows, remarks=remarks)


def _storable(remark: Remark) -> Remark:
    """Return the remark as the row of the load can hold it: it repeats what stands in the file."""
    column, value, says = map(storable, (remark.column, remark.value, remark.says))
    return replace(remark, column=column, value=value, says=says)


def _left_out(number: int, what: str) -> list[Remark]:
    if not number:
        return []
    says = f"And {number:,} more {what}. Mend these first, then load the file again."
    return [Remark(row=None, column="", value="", says=says)]
