"""Rows of one file that say different things of one third party: the order of rows must not decide what is printed."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from requests_app.register.load import party_values
from requests_app.register.load.matching import Recipient
from requests_app.register.load.party import LONGEST
from requests_app.register.load.row import Begin, Party, Remark, Remarks
from requests_app.register.load.slip import SHOWN_OF_A_VALUE as SHOWN
from requests_app.register.models import ThirdParty
from requests_app.statute import Relation

PRINTED = (
    *("relation", "nature_clear", "products_known"),
    *("street", "city", "state", "postal_code", "country"),
)
"""What a notice says of a third party, or whether one may name it; what can stand together is put together."""
KEPT = ("kind", "opt_out", "contract_ends_on")
"""What the register alone keeps: of these the last row holds, with a warning."""
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "relation": ("relation", "same_brand_affiliate"),
    "products_known": ("products_known", "products_or_services"),
    "trade_name": ("trade_name", "third_party_name"),
    "city": ("city", "street"),
    "state": ("state", "street"),
    "postal_code": ("zip", "street"),
    "country": ("country", "street"),
}
"""Under which of our headings a file may say it, where not under that of the column."""
_NOT_OUR_BRAND = "no same_brand_affiliate"
MOST_ROWS = 5
"""Rows that one sentence names."""
_NUMBER = "third_party_number"


class Read(Protocol):
    """What is needed of a file that was read: what the file calls the columns, and where remarks go."""

    remarks: Remarks

    @property
    def headings(self) -> dict[str, str]:
        """Our headings to those of the file."""


def refuse_doubles(doubles: Iterable[Recipient], read: Read) -> None:
    """Refuse two numbers of one name and one address."""
    for each in doubles:
        name = each.parties[0].legal_name
        says = f"Another number has the name and the address of “{name}”. Give both one number, or correct one."
        column = read.headings.get(_NUMBER, _NUMBER)
        read.remarks.fault(
            Remark(row=each.row, column=column, value=str(each.number), says=says, line=each.begins[0].line)
        )


def look_at(settled: Iterable[tuple[ThirdParty, list[Recipient]]], read: Read) -> None:
    """Refuse rows that differ in what a notice says; warn of those that differ in anything else."""
    for _, recipients in settled:
        said = party_values.said_of(recipients)
        if len(said) > 1:
            for name in PRINTED:
                _refuse(name, said, read)
            for name in KEPT:
                _warn(name, said, read, "the last row that says anything was taken.")
            _tell_trade_names(said, read)


def _refuse(name: str, said: list[tuple[Party, Begin]], read: Read) -> None:
    """Refuse each row that says something else than one before it; each names both rows."""
    met: dict[str, tuple[Party, Begin]] = {}
    for party, begin in said:
        key = _key(name, party)
        if not key or key in met:
            continue
        other = next((each for each in met.values() if _differ(name, each[0], party)), None)
        met[key] = party, begin
        if other is not None:
            was, now = _shown(name, other[0], read), _shown(name, party, read)
            says = (
                f"Row {other[1].row} says {was} of “{party.legal_name}”, and this row {now}. Write the same in all its "
                "rows: a notice must not depend on which of them comes last. If they are two third "
                f"parties, tell them apart by their addresses or by a column {_NUMBER}."
            )
            read.remarks.fault(
                Remark(row=begin.row, column=_heading(name, read), value=now.strip("“”"), says=says, line=begin.line)
            )


def _tell_trade_names(said: list[tuple[Party, Begin]], read: Read) -> None:
    """Tell where a third party has several trade names: all are taken, unless they are longer than one may be."""
    names = party_values.together([party.trade_name for party, _ in said if party.trade_name])
    if len(names) <= LONGEST["trade_name"]:
        _warn("trade_name", said, read, f"it is named by all of them: {names}.")
        return
    begin = said[0][1]
    says = (
        f"All trade names of “{said[0][0].legal_name}” together are {len(names)} letters long, and at most "
        f"{LONGEST['trade_name']} fit. Leave the least known ones out."
    )
    read.remarks.fault(
        Remark(row=begin.row, column=_heading("trade_name", read), value=names[:SHOWN], says=says, line=begin.line)
    )


def _warn(name: str, said: list[tuple[Party, Begin]], read: Read, so: str) -> None:
    met = {key: begin for party, begin in reversed(said) if (key := _key(name, party))}
    if len(met) > 1:
        first, *others = sorted(begin for begin in met.values())
        rows = [str(begin.row) for begin in (first, *others)]
        more = f" and {len(rows) - MOST_ROWS} more" if len(rows) > MOST_ROWS else ""
        named = f"{', '.join(rows[:MOST_ROWS])}{more}" if more else f"{', '.join(rows[:-1])} and {rows[-1]}"
        says = f"Rows {named} say different things of “{said[0][0].legal_name}” here; {so}"
        read.remarks.warn(Remark(row=first.row, column=_heading(name, read), value="", says=says, line=first.line))


def _heading(name: str, read: Read) -> str:
    ours = _HEADINGS.get(name, (name,))
    return next((read.headings[each] for each in ours if each in read.headings), ours[0])


def _key(name: str, party: Party) -> str:
    """Return what the row says here, whatever its spelling; a blank where it says nothing."""
    if name == "relation" and party.relation is None:
        return _NOT_OUR_BRAND if party.same_brand is False else ""
    return party_values.key(name, getattr(party, name))


def _differ(name: str, one: Party, other: Party) -> bool:
    """Whether two rows that do not say the same contradict each other: “not our brand” leaves two relations open."""
    if name != "relation" or (one.relation and other.relation):
        return True
    return Relation.SAME_BRAND_AFFILIATE in (one.relation, other.relation)


def _shown(name: str, party: Party, read: Read) -> str:
    value = getattr(party, name)
    if name == "relation":
        if "relation" not in read.headings:
            return "yes" if party.same_brand else "no"
        return value.value if value else _NOT_OUR_BRAND
    return "yes" if value is True else "no" if value is False else f"“{value}”"
