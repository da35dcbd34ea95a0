"""Which third party of the register a row means: by name and address, whatever their case and spaces."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from requests_app.register.load.row import Begin, Party
from requests_app.register.models import ThirdParty


def key_of(text: str) -> str:
    """Return what spellings of one text have in common: case, spaces and compatible letters do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Address(NamedTuple):
    """What tells two third parties of one name apart."""

    street: str = ""
    city: str = ""
    postal_code: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(self)

    def fits(self, other: "Address") -> bool:
        """Whether one may be the other with a blank left: a blank cell says nothing."""
        return all(not mine or not theirs or mine == theirs for mine, theirs in zip(self, other, strict=True))


def address_of(party: Party | ThirdParty) -> Address:
    """Return the address by which a third party is told from others of its name."""
    return Address(key_of(party.street), key_of(party.city), key_of(party.postal_code))


@dataclass(slots=True)
class Recipient:
    """A third party as the file names it, once, with all that its rows say. `found` is the one of the register."""

    name: str
    number: int | None
    address: Address
    parties: list[Party]
    begins: list[Begin]
    """Where each of the parties stands first."""
    found: ThirdParty | None = None
    merged: ThirdParty | None = None
    """The third party of the register by which it was found, where that one was merged into another."""

    @property
    def row(self) -> int:
        """The row in which it stands first."""
        return self.begins[0].row


class Matcher:
    """The third parties of one register by name, and those that a file names."""

    def __init__(self, business_id: int) -> None:
        self.business_id = business_id
        self._known: defaultdict[str, list[ThirdParty]] = defaultdict(list)
        rows = {row.pk: row for row in ThirdParty.objects.filter(business=business_id).order_by("id")}
        for row in rows.values():
            self._known[key_of(row.legal_name)].append(row)
        self._lead = {row.pk: _end_of(row, rows) for row in rows.values()}
        self.recipients: dict[tuple[str, int | None, Address], Recipient] = {}

    @property
    def spelled(self) -> Iterable[str]:
        """The names that stand in the register."""
        return (rows[0].legal_name for rows in self._known.values())

    def has(self, name: str) -> bool:
        """Whether the register has a third party of a name, given by its key."""
        return name in self._known

    def meet(self, party: Party, *, begin: Begin) -> Recipient:
        """Return the recipient that the row names. Whom no later row can change is found in the register at once."""
        key = key_of(party.legal_name), party.number, address_of(party)
        recipient = self.recipients.get(key)
        if recipient is None:
            recipient = self.recipients[key] = Recipient(*key, [], [], self._at_once(party))
        recipient.parties.append(party)
        recipient.begins.append(begin)
        return recipient

    def doubles(self) -> Iterator[Recipient]:
        """Yield those with a number whose name and address a smaller number has: they would be one third party."""
        met: dict[tuple[str, ...], int] = {}
        numbered = [each for each in self.recipients.values() if each.number is not None]
        for each in sorted(numbered, key=lambda each: each.number or 0):
            if any(met.setdefault(_once(party), each.number or 0) != each.number for party in each.parties):
                yield each

    def settle(self) -> list[tuple[ThirdParty, list[Recipient]]]:
        """Say whom each recipient means, now that all rows are known; a new third party has no id yet.

        Of one name: an address that the register has is that third party. The only address of the file, and the only
        third party of the register, are the same: it has moved. A blank address is the only third party of that name.
        Numbers tell third parties of one name apart, whatever their addresses. The order of rows decides nothing: a
        part of an address that fits two others is neither of them.
        """
        by_name: defaultdict[str, list[Recipient]] = defaultdict(list)
        for recipient in self.recipients.values():
            by_name[recipient.name].append(recipient)
        # A merged third party and the one that it was merged into may both be named: they are one.
        settled: dict[int, tuple[ThirdParty, list[Recipient]]] = {}
        for name, recipients in by_name.items():
            for row, mine in self._settle_name(name, recipients):
                settled.setdefault(id(row), (row, []))[1].extend(mine)
        return list(settled.values())

    def _settle_name(self, name: str, recipients: list[Recipient]) -> list[tuple[ThirdParty, list[Recipient]]]:
        live = self._live(name)
        meant: list[tuple[ThirdParty, list[Recipient]]] = [(row, []) for row in live]
        self._settle_numbers([each for each in recipients if each.number is not None], meant)
        recipients = [each for each in recipients if each.number is None]
        addresses = {*(each.address for each in recipients), *map(address_of, live)}
        unsure = {each.address for each in recipients if _is_unsure(each.address, addresses)}
        # Those with the fullest address first: what is left blank leans on them.
        for recipient in sorted(
            recipients, key=lambda each: (each.address in unsure, -sum(map(bool, each.address)), each.address)
        ):
            row = recipient.found or self._only(
                recipient, recipients, meant, live, is_sure=recipient.address not in unsure
            )
            if row is None:
                row = ThirdParty(business_id=self.business_id)
                meant.append((row, []))
            recipient.merged = self._merged(recipient, row)
            next(mine for each, mine in meant if each is row).append(recipient)
        return [(row, mine) for row, mine in meant if mine]

    def _settle_numbers(self, recipients: list[Recipient], meant: list[tuple[ThirdParty, list[Recipient]]]) -> None:
        """Give each number of a name a third party of its own; rows of one number mean the same one."""
        by_number: defaultdict[int | None, list[Recipient]] = defaultdict(list)
        for recipient in recipients:
            by_number[recipient.number].append(recipient)
        # Those the register surely has come first, so that nobody else is taken for one of them.
        known = {address_of(row) for row, _ in meant}
        for same in sorted(
            by_number.values(),
            key=lambda same: (
                not any(each.found for each in same),
                not any(each.address in known for each in same),
                same[0].number,
            ),
        ):
            row = next((each.found for each in same if each.found), None) or self._free(same, meant)
            if row is None:
                row = ThirdParty(business_id=self.business_id)
                meant.append((row, []))
            for recipient in same:
                recipient.merged = self._merged(recipient, row)
            next(mine for each, mine in meant if each is row).extend(same)

    def _free(self, same: list[Recipient], meant: list[tuple[ThirdParty, list[Recipient]]]) -> ThirdParty | None:
        """Return the one of the register that no other number means and that these rows fit, if it is sure which."""
        free = [row for row, mine in meant if row.pk and not mine]
        fit = [row for row in free if all(each.address.fits(address_of(row)) for each in same)]
        exact = [row for row in fit if any(each.address == address_of(row) for each in same)]
        return next((found[0] for found in (exact, fit) if len(found) == 1), None)

    def _only(
        self,
        recipient: Recipient,
        recipients: list[Recipient],
        meant: list[tuple[ThirdParty, list[Recipient]]],
        live: list[ThirdParty],
        *,
        is_sure: bool,
    ) -> ThirdParty | None:
        fit = [row for row, mine in meant if recipient.address.fits(_address_meant(row, mine))]
        if is_sure and len(fit) == 1:
            return fit[0]
        same = [row for row, mine in meant if _address_meant(row, mine) == recipient.address]
        if same:
            # The one that bears the name before one into which a third party of that name was merged.
            return min(same, key=lambda row: key_of(row.legal_name) not in ("", recipient.name))
        whole = [each for each in recipients if not each.address.is_blank]
        return live[0] if len(live) == 1 and whole == [recipient] else None

    def _merged(self, recipient: Recipient, row: ThirdParty) -> ThirdParty | None:
        """Return the merged third party whose name or address the file has and the one it was merged into has not."""
        if row.pk is None:
            return None
        gone = [each for each in self._known.get(recipient.name, []) if each is not row and self._lead[each.pk] is row]
        exact = [each for each in gone if address_of(each) == recipient.address]
        if key_of(row.legal_name) == recipient.name:
            return exact[0] if exact and not recipient.address.fits(address_of(row)) else None
        return next(iter([*exact, *gone]), None)

    def _live(self, name: str) -> list[ThirdParty]:
        """Return those of a name that stand, each once: a merged one is the one it was merged into."""
        return list({lead.pk: lead for lead in (self._lead[row.pk] for row in self._known.get(name, []))}.values())

    def _at_once(self, party: Party) -> ThirdParty | None:
        """Return whom the row means whatever the other rows of the file say, if that is sure."""
        name, address = key_of(party.legal_name), address_of(party)
        if party.number is None and address.is_blank:
            return self._only_of(name)
        return self._exactly(name, address, party)

    def _only_of(self, name: str) -> ThirdParty | None:
        """Return the only one of a name, which a row without address means whatever else the file says."""
        live = self._live(name)
        return live[0] if len(live) == 1 else None

    def _exactly(self, name: str, address: Address, party: Party) -> ThirdParty | None:
        """Return the one of that name and address; of a numbered row, the one that is spelled so as well."""
        rows = [row for row in self._known.get(name, []) if address_of(row) == address]
        if party.number is not None:
            rows = [row for row in rows if _once(row) == _once(party)]
        rows.sort(key=lambda row: row.legal_name != party.legal_name)
        return self._lead[rows[0].pk] if rows else None


def _once(party: Party | ThirdParty) -> tuple[str, ...]:
    """Return what no two third parties of a business have in common, as the database holds it."""
    return party.legal_name.lower(), party.street.lower(), party.city.lower(), party.postal_code


def _address_meant(row: ThirdParty, recipients: list[Recipient]) -> Address:
    """Return the address of the register or, of a new third party, what the rows that mean it say of one together."""
    if row.pk:
        return address_of(row)
    return Address(*(max(parts) for parts in zip(*(each.address for each in recipients), strict=True)))


def _is_unsure(address: Address, others: Iterable[Address]) -> bool:
    """Whether an address of which a part is blank may be two that are not one."""
    if all(address):
        return False
    fit = [other for other in others if address.fits(other)]
    return any(not one.fits(other) for one, other in combinations(fit, 2))


def _end_of(row: ThirdParty, rows: dict[int, ThirdParty]) -> ThirdParty:
    """Follow a merged third party to the one that stands for it now."""
    while row.merged_into_id is not None:
        row = rows[row.merged_into_id]
    return row
