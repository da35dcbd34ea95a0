"""Registers that go on changing while notices are issued from them, and what each notice should have said.

Beside the program's own memory each notice has a copy of the register of its own, as it should have been. A correction
is written into every copy; a change into none, and what it touched is no more corrected there, for a later correction
is one of the new state. At the end each notice is made anew from its copy, one by one, from scratch.
"""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from requests_app.notices.basis import keep_bases, written
from requests_app.notices.compile import compile_for
from requests_app.notices.models import Document, Notice
from requests_app.notices.told import Told
from requests_app.register import edit
from requests_app.register.facts import business_facts, facts_of
from requests_app.register.models import (
    Business,
    ChoicePolicy,
    DesignatedContact,
    Disclosure,
    HomePageLink,
    RegisterChange,
    SameBrandCount,
    ThirdParty,
)
from requests_app.register.reading import Register
from requests_app.register.writable import RefusedWriteError
from requests_app.requests.facts import request_facts, requester_facts
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import FactPattern, rule_on
from tests.builders import NOW, REPORT_YEAR, a_business
from tests.remembered import remember

Key = tuple[str, int]
Rows = dict[Key, dict[str, object]]
CHANGE = RegisterChange.Nature.CHANGE
TABLES = {
    "business": Business,
    "thirdparty": ThirdParty,
    "disclosure": Disclosure,
    "samebrandcount": SameBrandCount,
    "choicepolicy": ChoicePolicy,
}
LAWFUL = {"received_at": NOW, "due_on": date(2026, 7, 1), "deadline": "designated", "channel": "web_form"}


@dataclass
class Copy:
    """The register as one notice should have found it."""

    rows: Rows
    not_yet: set[Key] = field(default_factory=set)
    """Rows that a change added later."""
    changed: set[tuple[Key, str]] = field(default_factory=set)
    """Columns that a change gave another value later."""


@dataclass
class World:
    """A business with its register, the notices issued so far, and the copy of each."""

    business: Business
    copies: dict[int, tuple[DisclosureRequest, Told, Copy]] = field(default_factory=dict)

    @classmethod
    def begin(cls) -> "World":
        business = a_business()
        remember(business)
        return cls(business)

    def step(self, act: Callable[[edit.Step], None], *, nature: str) -> None:
        """Take one step of the register, and write it into the copies where it is a correction."""

        def change() -> None:
            with edit.change(self.business.pk, actor="test", at=NOW, nature=nature) as step:
                act(step)

        self.take(change, nature=nature)

    def take(self, change: Callable[[], None], *, nature: str) -> None:
        """Make a step that is one by itself, as a merge is, and write it into the copies likewise."""
        before = self.rows()
        with suppress(RefusedWriteError):  # of a third party that was merged, as a keeper is told
            change()
        after = self.rows()
        for _row, _told, copy in self.copies.values():
            _carry_over(copy, before, after, nature)
        self.business = Business.objects.get(pk=self.business.pk)

    def rows(self) -> Rows:
        found: Rows = {}
        for name, model in TABLES.items():
            for values in model._default_manager.values():  # noqa: SLF001 - Django's public name
                values.pop("register_version", None)
                found[name, values["id"]] = values
        return found

    def issue(self, **asked: object) -> Notice:
        """Issue a notice to somebody who asks now; nothing is laid out."""
        received = datetime.combine(asked.pop("received_on", NOW.date()), time(18), tzinfo=UTC)  # type: ignore[arg-type] # a day
        values = {
            "requester_name": f"Person {len(self.copies)}",
            "email": f"person{len(self.copies)}@example.org",
            "report_year": REPORT_YEAR,
            "reference": f"STL-2026-{len(self.copies):06}",
            **LAWFUL,
            "received_at": received,
            "received_on": received.date(),
            **asked,
        }
        row = DisclosureRequest.objects.create(business=self.business, **values)
        notice, told = told_to(row)
        self.copies[notice.pk] = (row, told, Copy(deepcopy(self.rows())))
        return notice

    def wrong(self) -> set[int]:
        """Make every notice anew, one by one, and return those that told something else."""
        return {pk for pk, (row, told, copy) in self.copies.items() if told != _made_anew(row, copy)}


def told_to(row: DisclosureRequest, *, supersedes: Notice | None = None) -> tuple[Notice, Told]:
    """Issue the notice of a request without laying it out, and return what it tells."""
    compiled = compile_for(row, issued_on=row.received_on)
    basis = written(compiled)
    document, _ = Document.objects.get_or_create(digest="made", defaults={"pdf": b"%PDF", "pages": 1, "kept_at": NOW})
    notice = Notice.objects.create(
        disclosure_request=row,
        supersedes=supersedes,
        document=document,
        basis_id=keep_bases([basis])[basis.key],
        answer=compiled.content.statement.answer.value,
        name=compiled.facts.id,
        letter=compiled.content.letter_as_json(),
        rule_version=1,
        register_version=compiled.content.statement.register_version,
        template_version=1,
        issued_at=row.received_at,
        issued_on=row.received_on,
    )
    return notice, Told.of(compiled.ruling)


def _carry_over(copy: Copy, before: Rows, after: Rows, nature: str) -> None:
    for key in {*before, *after}:
        # The head count of today and the like have no year: silence means that they became other ones.
        is_change = nature == CHANGE or (nature == "" and key[0] == "business")
        if key not in before:
            _add(copy, key, after[key], is_change=is_change)
        elif key not in after:
            if not is_change and key[0] != "thirdparty":
                copy.rows.pop(key, None)
        else:
            for name, value in after[key].items():
                if before[key][name] == value or key in copy.not_yet:
                    continue
                if is_change:
                    copy.changed.add((key, name))
                elif key in copy.rows and (key, name) not in copy.changed:
                    copy.rows[key][name] = value


def _add(copy: Copy, key: Key, values: dict[str, object], *, is_change: bool) -> None:
    if is_change and key[0] != "thirdparty":  # a third party says nothing before something is disclosed to it
        copy.not_yet.add(key)
    else:
        copy.rows[key] = dict(values)


def _made_anew(row: DisclosureRequest, copy: Copy) -> Told:
    def kept(name: str) -> list[dict[str, object]]:
        return [values for (table, _), values in sorted(copy.rows.items()) if table == name]

    parties = {values["id"]: ThirdParty(**values) for values in kept("thirdparty")}
    disclosed = []
    for values in kept("disclosure"):
        disclosure = Disclosure(**values)
        disclosure.third_party = parties[values["third_party_id"]]
        disclosed.append(disclosure)
    (business,) = kept("business")
    register = Register(
        business=Business(**business),
        version=0,
        brands=(),
        designated_contacts=tuple(DesignatedContact.objects.order_by("valid_from", "id")),
        home_page_links=tuple(HomePageLink.objects.order_by("valid_from", "id")),
        choice_policies=tuple(ChoicePolicy(**values) for values in kept("choicepolicy")),
        same_brand_counts=tuple(SameBrandCount(**values) for values in kept("samebrandcount")),
    )
    facts = FactPattern(
        id="",
        business=business_facts(register, year=row.report_year, on=row.received_on),
        request=request_facts(row),
        requester=requester_facts(row),
        disclosures=tuple(facts_of(each) for each in disclosed if each.year == row.report_year),
    )
    return Told.of(rule_on(facts))


def day(number: int) -> date:
    """Return a day of the calendar year in which the report year is asked about."""
    return date(REPORT_YEAR + 1, 1, 1) + timedelta(days=number)
