"""Check an exported audit record: whether it is whole, and the one that ended with the head you were given.

This one file is enough: it needs Python 3.8 or later, and neither the program that wrote the record nor its database.

    python3 check_audit.py audit.jsonl --head 5f0c…

An export has one entry a line, a JSON object. The `digest` of an entry is the SHA-256 of its other fields (`FIELDS`) as
JSON in UTF-8 with sorted keys and without blanks, and `previous` is the digest of the entry before, so that nobody can
change, remove, swap or add an entry without changing every digest behind it. The digest of the last one is the head.
Exit status: 0 where the chain is whole, 1 where it is broken, 2 where the files cannot be used.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator, NamedTuple  # noqa: UP035 - it runs on older Pythons too

FIELDS = ("number", "previous", "at", "actor", "action", "subject", "detail")
LONGEST_LINE = 1 << 20
"""Bytes; a longer line is none of ours, and is not read into memory."""
_PLAIN = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Entry(NamedTuple):
    """An entry as it was sealed. `at` is a moment in UTC, to the microsecond, as ISO 8601 writes it."""

    number: int
    previous: str
    at: str
    actor: str
    action: str
    subject: str
    detail: Any
    digest: str


class Head(NamedTuple):
    """What somebody keeps of the chain: the digest of one entry, its number where that is known, and how to name it."""

    number: int | None
    digest: str
    name: str


class Fault(NamedTuple):
    """The first place where the record does not hold."""

    entry: int
    says: str


class Report(NamedTuple):
    """What was found. `head` is the digest of the last entry up to which the chain holds."""

    entries: int
    sealed_to: int
    head: str
    first_fault: Fault | None


class UnreadableError(Exception):
    """A line is no entry; the message says why."""


Source = Callable[[], Iterable[Entry]]  # gives them each time anew: where something is wrong, twice


def digest_of(entry: Entry, number: int | None = None) -> str:
    """Return the digest that the entry has in its place, or would have as another `number`."""
    payload = {
        "number": entry.number if number is None else number,
        "previous": entry.previous,
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
    }
    return hashlib.sha256(_PLAIN.encode(payload).encode("utf-8", "surrogatepass")).hexdigest()


def check(source: Source, *, end: Head | None = None, stands: Iterable[Head] = ()) -> Report:
    """Walk the chain and name the first place where it does not hold.

    The chain must end with `end`, and each head of `stands`, whose numbers are known, must be in it.
    """
    kept = _Kept(end, stands)
    count, proved, previous = 0, 0, ""
    fault: Fault | None = None
    entries = iter(source())
    try:
        for entry in entries:
            count += 1
            if entry.number != count or entry.previous != previous or digest_of(entry) != entry.digest:
                fault = _Place(source, count, entry, previous).named()
                break
            previous = entry.digest
            fault = kept.other_than(count, previous)
            if fault is not None:
                break
        proved = count
        count += sum(1 for _further in entries)
    except UnreadableError as error:
        proved = count
        fault = fault or Fault(count + 1, f"entry {count + 1} cannot be read: {error}")
    fault = fault or kept.missing(count, previous)
    return Report(count, min(proved, fault.entry - 1) if fault else proved, previous, fault)


class _Kept:
    """The heads that somebody keeps of the chain, which it is held against."""

    def __init__(self, end: Head | None, stands: Iterable[Head]) -> None:
        self.end, self.ended, self.proved = end, 0, 0
        self.stands: dict[int, list[Head]] = {}
        for head in stands:
            self.stands.setdefault(head.number or 0, []).append(head)

    def other_than(self, number: int, digest: str) -> Fault | None:
        """Hold an entry against the heads of its number."""
        if self.end is not None and digest == self.end.digest:
            self.ended = number
        heads = self.stands.pop(number, ())
        for head in heads:
            if head.digest != digest:
                since = "" if number == self.proved + 1 else f", or one between entry {self.proved} and it,"
                says = f"{head.name} does not stand in this chain: entry {number} has another digest in it"
                return Fault(number, f"{says}, so it{since} was changed, and all behind it sealed anew")
        self.proved = number if heads else self.proved
        return None

    def missing(self, count: int, last: str) -> Fault | None:
        """Say what the chain, which is whole in itself, lacks at its end or has too much there."""
        end = self.end
        if end is not None and end.number is not None and end.number > count:
            return Fault(count + 1, f"entries after {count} are missing; the chain ended at {end.number}")
        if end is not None and end.digest != last:
            if self.ended:
                says = f"stands behind entry {self.ended}, where {end.name} says that the chain ends"
                return Fault(self.ended + 1, f"entry {self.ended + 1} {says}")
            says = f"{end.name} does not stand in this chain: "
            if end.number == count:
                return Fault(count, f"{says}entry {count} was changed and sealed anew")
            return Fault(count + 1, f"{says}entries after {count} are missing, or some were changed and sealed anew")
        for known in sorted(self.stands):
            says = f"it is of entry {known}, and entries after {count} are missing"
            return Fault(count + 1, f"{self.stands[known][0].name} does not stand in this chain: {says}")
        return None


class _Place:
    """The place of the first fault: what stands there, and what became of what stood there."""

    def __init__(self, source: Source, place: int, entry: Entry, previous: str) -> None:
        self.place, self.entry, self.follows = place, entry, entry.previous == previous
        self.count = self.found_at = 0
        self.next: Entry | None = None
        try:
            for self.count, each in enumerate(source(), start=1):
                if self.count == place + 1:
                    self.next = each
                belongs_here = each.previous == previous and digest_of(each, place) == each.digest
                if belongs_here and self.count > place and not self.found_at:
                    self.found_at = self.count
        except UnreadableError:
            pass

    def named(self) -> Fault:
        """Say what was done here."""
        place, number = self.place, self._sealed_as()
        if number is not None and number > place:
            return Fault(place, self._later_one(number))
        if number is not None and number < place:
            return Fault(number, f"an entry was added: another one was sealed as entry {number}")
        if number == place and self.follows:
            return Fault(place, f"entry {place} was changed: it was sealed as {place} and says {self.entry.number}")
        if self.found_at:
            return Fault(place, f"an entry was added: the one that was sealed as entry {place} stands behind it")
        if number == place and place > 1 and (self.next is None or self.next.previous == self.entry.digest):
            return Fault(place - 1, f"entry {place - 1} was changed and sealed anew")
        return Fault(place, f"entry {place} was changed after it was sealed")

    def _sealed_as(self) -> int | None:
        """Return the number with which the digest of what stands here is right: nobody changed it since."""
        for number in chain((self.place, self.entry.number), range(1, self.count + 2)):
            if digest_of(self.entry, number) == self.entry.digest:
                return number
        return None

    def _later_one(self, number: int) -> str:
        if self.found_at == number:
            return f"entry {self.place} and entry {number} were swapped"
        if self.found_at:
            return f"entry {self.place} is not in its place: entry {number} is, and it comes later"
        missing = f"entry {self.place} is" if number == self.place + 1 else f"entries {self.place} to {number - 1} are"
        return f"{missing} missing; entry {number} stands in its place"


# -- files ------------------------------------------------------------------------------------------------------------


def entries_in(path: str) -> Iterator[Entry]:
    """Read an export, a line at a time. Raises `UnreadableError` for a line that is no entry."""
    with Path(path).open("rb") as file:
        for line in iter(partial(file.readline, LONGEST_LINE), b""):
            yield entry_of(line)


def entry_of(line: bytes) -> Entry:
    """Read a line of an export. Raises `UnreadableError`."""
    try:
        entry = Entry(**_READER.decode(line.decode()))
    except TypeError:
        msg = f"it must have {', '.join(Entry._fields)}, and nothing else"
        raise UnreadableError(msg) from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error) or type(error).__name__) from error
    if type(entry.number) is int and {*map(type, entry[1:6]), type(entry.digest)} == {str}:
        return entry
    msg = "its number must be a whole one, and all but its detail a text"
    raise UnreadableError(msg)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) == len(pairs):
        return told
    msg = "a name stands in it twice"  # a reader might see the first, and a program take the last
    raise ValueError(msg)


_READER = json.JSONDecoder(object_pairs_hook=_once_each)


def heads_in(path: str) -> list[Head]:
    """Read what must stand in the chain: lines of day, number and digest, or JSON of a bundle. Raises `ValueError`."""
    text = Path(path).read_text(encoding="utf-8")
    try:
        if text[:1] in {"[", "{"}:
            return list(_heads_of_bundle(json.loads(text), path))
        lines = [line.split() for line in text.splitlines()]
        return [Head(int(number), digest_given(head), f"the head published on {day}") for day, number, head in lines]
    except (KeyError, TypeError, ValueError) as error:
        msg = f"{path} has no published heads, a line each with day, number and digest: {error}"
        raise ValueError(msg) from error


def _heads_of_bundle(told: Any, path: str) -> Iterator[Head]:  # noqa: ANN401 - whatever JSON has a word for
    if isinstance(told, dict):
        yield Head(told["number"], digest_given(told["digest"]), f"the head in {path}")
    for each in told if isinstance(told, list) else ():
        if each["number"] is not None:
            yield Head(each["number"], digest_of(Entry(**each)), f"entry {each['number']} of {path}")


def digest_given(text: str) -> str:
    """Return a digest that somebody copied or typed. Raises `ValueError`."""
    digest = text.strip().lower()
    if re.fullmatch("[0-9a-f]{64}", digest):
        return digest
    msg = f"{text!r} is no head: that has 64 digits, 0 to 9 and a to f"
    raise ValueError(msg)


def check_export(path: str, *, head: str | None = None, published: Iterable[Head] = ()) -> Report:
    """Check an export, which must end with `head` where one is given. Raises `OSError`, `ValueError` for no head."""
    end = None if head is None else Head(None, digest_given(head), f"the head {head.strip()[:12]}…")
    return check(partial(entries_in, path), end=end, stands=published)


def main(arguments: list[str] | None = None) -> int:
    """Check the files that were named; return the exit status."""
    parser = argparse.ArgumentParser(description="Check an exported audit record.")
    parser.add_argument("export", metavar="audit.jsonl", help="the exported record")
    parser.add_argument("--head", metavar="HASH", help="the digest that it must end with")
    parser.add_argument("--published", metavar="FILE", nargs="+", default=[], help="earlier heads, which must be in it")
    given = parser.parse_args(arguments)
    try:
        stands = [head for path in given.published for head in heads_in(path)]
        report = check_export(given.export, head=given.head, published=stands)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    fault = report.first_fault
    says = f"whole: head {report.head or 'none'}" if fault is None else f"broken: {fault.says}"
    sys.stdout.write(f"{says}\n{report.entries} entries; the chain holds up to {report.sealed_to}\n")
    if given.head is None and not stands:
        sys.stderr.write("No head was given: what was cut off the end, or written anew, would not be noticed.\n")
    return 0 if fault is None else 1


if __name__ == "__main__":
    sys.exit(main())
