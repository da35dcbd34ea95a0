"""Blanks behind a cell in quotation marks, as in “"Mock, Inc." ,Fresno”: they say nothing, and csv takes them ill."""

import re
from collections.abc import Iterable, Iterator

from requests_app.register.load.damage import closing

_BLANK = r"[^\S\r\n]"


class Quoting:
    """How the quoted cells of a file are written. `blanks_before` is whether blanks stand before their opening mark."""

    def __init__(self, delimiter: str, *, blanks_before: bool) -> None:
        self._delimiter = delimiter
        self._opening = re.compile(' *"' if blanks_before else '"')
        end = rf"(?={re.escape(delimiter)}|[\r\n]|\Z)"
        self._blanks = re.compile(rf"(?:(?!{re.escape(delimiter)}){_BLANK})+{end}")
        self._behind = re.compile(f'"{self._blanks.pattern}')

    def has_blanks_behind(self, text: str) -> bool:
        """Whether blanks may stand behind a closing mark somewhere in a text; they may also be within a cell."""
        return self._behind.search(text) is not None

    def without_blanks(self, lines: Iterable[str]) -> Iterator[str]:
        """Give each line without such blanks. The first line begins a record; a cell may go on over several."""
        is_open = False
        for line in lines:
            kept, at = [], 0
            while at <= len(line):
                begins = at
                if not is_open and (mark := self._opening.match(line, at)):
                    is_open, begins = True, mark.end()
                if is_open:
                    end = closing(line, begins)
                    if end < 0:
                        break
                    is_open = False
                    blanks = self._blanks.match(line, end + 1)
                    kept.append(line[at : end + 1])
                    at = blanks.end() if blanks else end + 1
                delimiter = line.find(self._delimiter, at)
                if delimiter < 0:
                    break
                kept.append(line[at : delimiter + 1])
                at = delimiter + 1
            yield "".join(kept) + line[at:]
