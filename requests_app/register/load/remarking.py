"""When what was said of a cell is told: faults in each row, warnings and questions once, with their rows counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from requests_app.register.load.row import MOST_KEPT, Remark, Remarks
from requests_app.register.load.slip import Said, Voice

_IN_MORE_ROWS = "More rows of this third party say the same."


@dataclass(slots=True)
class _Counted:
    row: int
    line: int | None
    rows: int = 0


class Remarking:
    """Turns what was said into remarks on rows."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._counted: dict[Said, _Counted] = {}
        self._of_party: dict[tuple[object, Said], _Counted] = {}

    def tell(self, said: Iterable[Said], *, row: int, line: int | None) -> None:
        """Tell each remark in this row."""
        for each in said:
            remark = Remark(row=row, column=each.column, value=each.value, says=each.says, line=line)
            if each.voice is Voice.FAULT:
                self._remarks.fault(remark)
            elif each.voice is Voice.WARNING:
                self._remarks.warn(remark)
            else:
                self._remarks.ask(remark)

    def count(self, said: Iterable[Said], *, row: int, line: int | None) -> None:
        """Tell faults in this row; keep the others, to be told once with their first row."""
        for each in dict.fromkeys(said):
            if each.voice is Voice.FAULT or (len(self._counted) >= MOST_KEPT and each not in self._counted):
                self.tell([each], row=row, line=line)
            else:
                self._counted.setdefault(each, _Counted(row, line)).rows += 1

    def tell_of(self, party: object, said: Iterable[Said], *, row: int, line: int | None) -> None:
        """Keep what is said of a third party, to be told once with its first row, whatever else its rows say."""
        for each in dict.fromkeys(said):
            key = party, each
            if len(self._of_party) >= MOST_KEPT and key not in self._of_party:
                self.tell([each], row=row, line=line)
            else:
                self._of_party.setdefault(key, _Counted(row, line)).rows += 1

    def finish(self) -> None:
        """Tell what was counted, and put all in the order of rows."""
        for (_, said), counted in self._of_party.items():
            says = said.says if counted.rows == 1 else f"{said.says} {_IN_MORE_ROWS}"
            self.tell([said._replace(says=says)], row=counted.row, line=counted.line)
        self._of_party.clear()
        for said, counted in self._counted.items():
            says = said.says if counted.rows == 1 else f"{said.says} ({counted.rows:,} rows)"
            self.tell([said._replace(says=says)], row=counted.row, line=counted.line)
        self._counted.clear()
        for kind in (self._remarks.faults, self._remarks.warnings, self._remarks.questions):
            kind.sort(key=lambda remark: remark.row or 0)
