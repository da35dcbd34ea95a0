"""Taking a file into the register: one pass, one transaction, one version; all of it, or nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Protocol

from requests_app.register import edit
from requests_app.register.closed import NatureNeededError, check_nature, closed_years
from requests_app.register.load import differing, events, lookalike, party_values
from requests_app.register.load.garbage import no_cycle_search
from requests_app.register.load.ids import Ids
from requests_app.register.load.matching import Matcher, Recipient, key_of
from requests_app.register.load.named import Named, shown_of
from requests_app.register.load.result import Count, Result, refused
from requests_app.register.load.rollup import DAYS, Draft, Rollup, written
from requests_app.register.load.row import Begin, HandOvers, Party, Remark, Remarks, Terms
from requests_app.register.load.tally import Met, Tally
from requests_app.register.load.watch import Unwatched, Watch
from requests_app.register.models import Brand, Disclosure, RegisterChange, RegisterLoad, ThirdParty

NATURE = "nature"
"""Where a column is named: what is missing is not in the file, but whether it is a change or a correction."""


Look = Callable[[frozenset[int]], Mapping[str, object]]


class Read(Protocol):
    """A file being read: going over its blocks fills its lists."""

    remarks: Remarks
    rows: int
    pairs: list[tuple[int, int | None]]

    @property
    def parties(self) -> list[Party]: ...

    @property
    def begins(self) -> list[Begin]: ...

    @property
    def terms(self) -> list[Terms]: ...

    @property
    def headings(self) -> dict[str, str]: ...

    @property
    def bytes_read(self) -> int:
        """How far the file is read, in bytes."""

    def blocks(self) -> Iterator[HandOvers]:
        """Give the rows, some at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a file is taken: into whose register, by whom, and what it is to a closed year."""

    business_id: int
    actor: str
    at: datetime
    nature: str = ""
    dry_run: bool = False
    look: Look | None = None
    """Asked, where a file is tried out as a correction, whom it touches: what it says of these closed years."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A result with the step of the register that it made; none where nothing in the register changed."""

    result: Result
    change: RegisterChange | None = None


class _NotTakenError(Exception):
    """Ends the transaction so that nothing of it stands."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


def take(read: Read, order: Order, *, load: RegisterLoad | None, watch: Watch | None = None) -> Taken:
    """Take all rows of a file, or none where one is at fault. Without `load` the hand-overs themselves are not kept.

    Raises `CancelledError` where `watch` says so.
    """
    try:
        with (
            no_cycle_search(),
            edit.change(
                order.business_id, actor=order.actor, at=order.at, kind=edit.Kind.LOAD, nature=order.nature
            ) as step,
        ):
            result = _Taking(read, order, None if order.dry_run else load, watch or Unwatched()).all(step)
            change = step.change if step.traces else None
            if order.dry_run:
                _end_the_trial(step, order, result)
        return Taken(result, change)
    except NatureNeededError as error:
        says = f"{error} Then load the file again; on the command line, with --nature change or --nature correction."
        read.remarks.fault(Remark(row=None, column=NATURE, value=", ".join(map(str, error.years)), says=says))
        return Taken(refused(read.remarks, rows=read.rows))
    except _NotTakenError as stopped:
        return Taken(stopped.result)


def _end_the_trial(step: edit.Step, order: Order, result: Result) -> None:
    check_nature(order.business_id, years=step.years, nature=order.nature)
    closed = closed_years(order.business_id) & step.years
    if order.look is not None and closed and order.nature == RegisterChange.Nature.CORRECTION:
        result = replace(result, touches=order.look(closed))
    raise _NotTakenError(result)


class _Taking:
    """One file on its way into the register."""

    def __init__(self, read: Read, order: Order, load: RegisterLoad | None, watch: Watch) -> None:
        self.read, self.order, self.load, self.watch = read, order, load, watch
        self.matcher = Matcher(order.business_id)
        self.ids = Ids()
        self.rollup = Rollup(order.business_id, brands=brands_of(order.business_id), take_id=self.ids.take)
        self.recipients: list[Recipient | None] = []
        self.named = Named()

    def all(self, step: edit.Step) -> Result:
        """Read every row, then write what they come to. Raises `_NotTakenError` on a fault or an open question."""
        after = events.last_event() if self.load else 0
        with events.sink() as sink:
            self._stream(sink)
        remarks = self.read.remarks
        differing.refuse_doubles(self.matcher.doubles(), self.read)
        settled = self.matcher.settle()
        differing.look_at(settled, self.read)
        if remarks.refuse:
            raise _NotTakenError(refused(remarks, rows=self.read.rows))
        self._warn_of_lookalikes()
        parties, third_parties = self._write_parties(step, settled)
        moved, disclosures = self._write_disclosures(step, parties)
        if self.load:
            events.move(self.load.pk, after=after, moved=moved)
            events.check(moved.get(draft.pk, draft.pk) for draft in self.rollup.drafts.values())
        return Result(
            outcome="loaded",
            rows=self.read.rows,
            third_parties=Count.of(third_parties),
            disclosures=Count.of(disclosures),
            remarks=remarks,
            named=self.named,
        )

    def _stream(self, sink: events.Sink) -> None:
        tally = Tally(partial(self._meet, sink))
        for block in self.read.blocks():
            begins, days = tally.count(block)
            if self.load and begins and not self.read.remarks.refuse:
                sink.write(begins, days, block)
            self.watch.block(rows=self.read.rows, bytes_read=self.read.bytes_read)
        tally.span()

    def _meet(self, sink: events.Sink, pair: int, year: int) -> Met:
        """Return what the hand-overs of a pair in a year come to; `year` is 0 where they have no day."""
        party, terms = self.read.pairs[pair]
        recipient = self._recipient(party)
        if terms is None:
            return Met(None)
        agreed = self.read.terms[terms]
        if self.ids.empty or not self.rollup.knows(year or agreed.year or 0):
            sink.pause()
        draft = self.rollup.draft(recipient, terms, agreed, year=year or None)
        return Met(draft, begins=f"{self.load.pk}\t{draft.pk}" if self.load else "")

    def _recipient(self, place: int) -> Recipient:
        if place >= len(self.recipients):
            self.recipients.extend([None] * (place + 1 - len(self.recipients)))
        recipient = self.recipients[place]
        if recipient is None:
            recipient = self.recipients[place] = self.matcher.meet(
                self.read.parties[place], begin=self.read.begins[place]
            )
        return recipient

    def _warn_of_lookalikes(self) -> None:
        met = {each.name: each for each in self.matcher.recipients.values()}
        new = [each.parties[0].legal_name for each in met.values() if not self.matcher.has(each.name)]
        for pair in islice(lookalike.alike(new, self.matcher.spelled), lookalike.MOST_TOLD):
            row = met[key_of(pair.name)].row
            says = f"“{pair.name}” looks like “{pair.other}”. If they are the same third party, merge them."
            self.read.remarks.warn(Remark(row=row, column="third_party_name", value=pair.name, says=says))
        for one, other in islice(lookalike.spelled_twice(self.matcher.recipients.values()), lookalike.MOST_TOLD):
            says = (
                f"This and row {one.row} name “{one.parties[0].legal_name}” at what may be one address, spelled in two "
                "ways. They are kept as two; write it the same way in both, or merge them."
            )
            self.read.remarks.warn(Remark(row=other.row, column="street", value=other.parties[0].street, says=says))

    def _write_parties(
        self, step: edit.Step, settled: list[tuple[ThirdParty, list[Recipient]]]
    ) -> tuple[dict[int, ThirdParty], Counter[str]]:
        """Write the third parties; return whom each recipient means, by its identity, and how many are what."""
        new: list[ThirdParty] = []
        changed: list[ThirdParty] = []
        meant: dict[int, ThirdParty] = {}
        words: Counter[str] = Counter()
        for row, recipients in settled:
            is_new = row.pk is None
            before, was = party_values.address_shown(row), {} if is_new else shown_of(row)
            differs = party_values.put(row, recipients)
            self.named.note(row, was, differs)
            self._warn_of_merged(row, recipients)
            if not is_new and not {*party_values.ADDRESS}.isdisjoint(differs) and before != "none":
                self._warn_of_a_move(row, recipients, before=before)
            words["new" if is_new else "changed" if differs else "same"] += 1
            if is_new:
                new.append(row)
            elif differs:
                changed.append(row)
            meant |= {id(recipient): row for recipient in recipients}
        step.update(changed, columns=party_values.COLUMNS)
        step.add(new)
        return meant, words

    def _warn_of_merged(self, row: ThirdParty, recipients: list[Recipient]) -> None:
        for each in recipients:
            if each.merged is not None:
                name, address = each.parties[0].legal_name, party_values.address_shown(each.parties[0])
                says = (
                    f"“{name}” was merged into “{row.legal_name}”, whose name and address stay as they are; the file's "
                    f"address, {address}, was not taken."
                )
                self.read.remarks.warn(Remark(row=each.row, column="third_party_name", value=name, says=says))

    def _warn_of_a_move(self, row: ThirdParty, recipients: list[Recipient], *, before: str) -> None:
        says = (
            f"The file changes the address of “{row.legal_name}” from {before} to {party_values.address_shown(row)}. "
            "Check that it has moved."
        )
        said = next((each for each in recipients if not each.merged and not each.address.is_blank), recipients[0])
        self.read.remarks.warn(Remark(row=said.row, column="street", value=row.street, says=says))

    def _write_disclosures(
        self, step: edit.Step, parties: dict[int, ThirdParty]
    ) -> tuple[dict[int, int], Counter[str]]:
        """Write the disclosures; return which ids taken ahead became others, and how many are new, changed, same."""
        moved: dict[int, int] = {}
        rows: dict[int, Disclosure] = {}
        same: defaultdict[int, list[Draft]] = defaultdict(list)
        new: dict[tuple[object, ...], Draft] = {}
        for draft in self.rollup.drafts.values():
            party = parties[id(draft.recipient)]
            found = draft.found or self.rollup.find(party, draft.agreed, draft.terms, draft.year)
            if found is not None:
                rows[found.pk] = found
                same[found.pk].append(draft)
                final = found.pk
            else:
                terms = draft.terms
                first = new.setdefault((party.pk, draft.agreed, terms.note, terms.number, draft.year), draft)
                first.span(draft.first, draft.last)
                final = first.pk
            if final != draft.pk:
                moved[draft.pk] = final
        self._warn_of_more({(parties[id(each.recipient)].pk, each.year) for each in self.rollup.drafts.values()}, rows)
        changed = [row for pk, row in rows.items() if self.rollup.widen(row, same[pk])]
        step.update(changed, columns=DAYS)
        step.add(written(draft, parties[id(draft.recipient)]) for draft in new.values())
        return moved, Counter(new=len(new), changed=len(changed), same=len(rows) - len(changed))

    def _warn_of_more(self, told: set[tuple[int, int]], repeated: Container[int]) -> None:
        """Tell that the register knew more of what the file tells of: a corrected file does not replace it."""
        more = self.rollup.not_repeated(told, repeated)
        if not more:
            return
        years, parties = sorted({year for _, year in more}), len({party for party, _ in more})
        whom = "one of these third parties" if parties == 1 else f"{parties:,} of these third parties"
        says = (
            f"The register already holds disclosures of {', '.join(map(str, years))} to {whom} that the file does not "
            "repeat. They stay, beside those of the file. Remove by hand what the file was meant to replace."
        )
        self.read.remarks.warn(Remark(row=None, column="", value="", says=says))


def brands_of(business_id: int) -> dict[str, Brand]:
    """Return the brands of a business by name and by slug."""
    brands: Iterable[Brand] = list(Brand.objects.filter(business=business_id))
    return {brand.slug: brand for brand in brands} | {brand.name: brand for brand in brands}
