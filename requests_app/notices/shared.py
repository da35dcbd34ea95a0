"""What the notices of one round share: the pages of a statement, and what is kept of it beside each notice.

A wave asks the same of the same register. With fifty recipients, writing the facts and the ruling out anew for each
notice takes as long as everything else about it. A round is short: nothing of it is used for the next.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol, TypeVar

from requests_app.notices.basis import Written, written
from requests_app.notices.compile import Compiled, compile_for
from requests_app.notices.sign import Signed
from requests_app.notices.standard import Laid, laid_out, signed_once
from requests_app.register.closed import closed_years
from requests_app.requests.models import DisclosureRequest

Key = TypeVar("Key")
Value = TypeVar("Value")
MOST = 50
"""So many statements are kept: a long one takes a megabyte."""


class Compiling(Protocol):
    """How a request is compiled: as `compile_for` does."""

    def __call__(self, row: DisclosureRequest, /, *, issued_on: date) -> Compiled:
        """Return the answer to the request."""


class Shared:
    """One round. Parts are known by the objects that `compile_` gives for requests that the law cannot tell apart."""

    def __init__(self, compile_: Compiling = compile_for) -> None:
        self.compile = compile_
        self._closed: dict[int, frozenset[int]] = {}
        self._laid: dict[tuple[int, bool], tuple[object, Laid]] = {}
        self._signed: dict[int, Signed] = {}
        self._written: dict[int, tuple[object, Written]] = {}

    def closed_years(self, business_id: int) -> frozenset[int]:
        """Return the years that were closed when the round first asked.

        Asked before the register is read: whoever closes the year in between finds the notice marked, not unmarked.
        """
        if business_id not in self._closed:
            self._closed[business_id] = closed_years(business_id)
        return self._closed[business_id]

    def laid_out(self, compiled: Compiled, *, business_id: int, at: datetime) -> Laid:
        """Return the pages of a statement, looked up once a round."""
        statement, letter = compiled.content.statement, compiled.content.letter
        large_print = letter is not None and letter.large_print
        return _once(
            self._laid,
            (id(statement), large_print),
            statement,
            lambda: laid_out(statement, large_print=large_print, business_id=business_id, at=at),
        )

    def signed_once(self, laid: Laid, *, at: datetime) -> Signed:
        """Return a statement as it goes out by itself, with its one signature."""
        if laid.row.pk not in self._signed:
            self._signed[laid.row.pk] = signed_once(laid, at=at)
        return self._signed[laid.row.pk]

    def written(self, compiled: Compiled) -> Written:
        """Return what the notice rests on, written out once for all that rest on the same."""
        if compiled.ruled is None:
            return written(compiled)
        return _once(self._written, id(compiled.ruled), compiled.ruled, lambda: written(compiled))


def _once(found: dict[Key, tuple[object, Value]], key: Key, of: object, make: Callable[[], Value]) -> Value:
    if key not in found:
        if len(found) == MOST:
            found.clear()
        found[key] = (of, make())  # what the key was made of is kept, so that nothing else has its place in memory
    return found[key][1]
