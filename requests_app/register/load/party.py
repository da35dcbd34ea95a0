"""From the cells of a row to the third party it names."""

from datetime import date

from requests_app.register.load.addresses import part_address, part_city
from requests_app.register.load.answers import answer, one_of
from requests_app.register.load.cells import compact, without_guard
from requests_app.register.load.days import DayError, read_day
from requests_app.register.load.elsewhere import is_elsewhere
from requests_app.register.load.garbled import warn_of_garbled
from requests_app.register.load.names import check_name, is_total
from requests_app.register.load.numbers import read_number
from requests_app.register.load.places import in_capitals, read_country, read_postal_code, state_code
from requests_app.register.load.row import Party
from requests_app.register.load.scripts import warn_of_mixed_scripts
from requests_app.register.load.slip import Slip
from requests_app.register.models import ThirdParty
from requests_app.register.postal import oddities
from requests_app.statute import Relation

PARTY_COLUMNS = (
    *(
        "third_party_name",
        "third_party_number",
        "legal_name",
        "trade_name",
        "street",
        "street_2",
        "city",
        "state",
        "zip",
        "country",
    ),
    *("products_or_services", "relation", "same_brand_affiliate", "nature_clear", "products_known", "kind", "opt_out"),
    "contract_ends_on",
)
LONGEST = {
    "legal_name": 300,
    "trade_name": 300,
    "street": 300,
    "city": 120,
    "state": 60,
    "zip": 20,
    "country": 80,
    "opt_out": 300,
    "list": 120,
}
"""Letters that the register's columns hold."""
LONGEST_PASSAGE = 10_000
"""Letters of a text of several lines; a cell of a workbook holds 32,767."""
_KINDS = {"broker": "broker", "databroker": "broker", "cooperative": "cooperative", "datacooperative": "cooperative"}
NOT_KNOWN = frozenset({"checkednotknown", "checkedandnotknown", "checkedbutnotknown", "checkedunknown"})
"""How a cell for examples says that they were looked for and are not known to the business, (a)(2)."""
_EARLIEST_CONTRACT = 1900


def read_party(slip: Slip, *, blank_kind: str = "") -> Party | None:
    """Return the third party, or None where a cell is at fault; a row without a name is one.

    `blank_kind` is what it is where the row does not say whether it is a broker.
    """
    part_address(slip)
    part_city(slip)
    legal_name, trade_name = _names(slip)
    country = read_country(slip)
    state = in_capitals(slip.text("state", longest=LONGEST["state"]), country)
    _check_country(slip, country)
    _check_state(slip, state, country)
    street = ", ".join(
        filter(
            None, (_place(slip, name, longest=LONGEST["street"], line_break=", ") for name in ("street", "street_2"))
        )
    )
    if len(street) > LONGEST["street"]:
        slip.fault("street_2", f"The address is {len(street)} letters long, and at most {LONGEST['street']} fit.")
    same_brand = answer(slip, "same_brand_affiliate")
    products = _products(slip)
    warn_of_garbled(slip)
    warn_of_mixed_scripts(slip)
    party = Party(
        legal_name=legal_name,
        number=read_number(slip, "third_party_number", of="third parties of one name"),
        trade_name=trade_name,
        street=street,
        city=_place(slip, "city", longest=LONGEST["city"]),
        state=state,
        postal_code=read_postal_code(slip, state=state, country=country),
        country=country,
        products=products,
        relation=_relation(slip, same_brand=same_brand),
        nature_clear=answer(slip, "nature_clear"),
        products_known=_products_known(slip, are_given=bool(products)),
        kind=_kind(slip) or blank_kind,
        opt_out=slip.text("opt_out", longest=LONGEST["opt_out"]),
        contract_ends_on=read_date(slip, "contract_ends_on", earliest=_EARLIEST_CONTRACT),
        same_brand=same_brand,
    )
    return None if slip.faulty else party


def _place(slip: Slip, name: str, *, longest: int, line_break: str = " ") -> str:
    """Return a street or city; one that only says where to look for it is as good as none, unless we exported it."""
    text = slip.text(name, longest=longest, line_break=line_break)
    if not is_elsewhere(text):
        return text
    cell = slip.cells[name]
    if not cell.startswith("'"):
        return ""
    return text if without_guard(cell) != cell else text[1:]


def _check_country(slip: Slip, country: str) -> None:
    """Warn of a country that reads as a state, except beside a postal code with letters, which no state has."""
    if any(map(str.isalpha, slip.raw("zip"))):
        return
    if odd := oddities(ThirdParty(country=country)).get("country"):
        slip.warn("country", odd)


def _check_state(slip: Slip, state: str, country: str) -> None:
    """Warn of a state that is none of ours, where the address names no other country: the notice prints it as it is."""
    if not state_code(state) and (odd := oddities(ThirdParty(state=state, country=country)).get("state")):
        slip.warn("state", odd)


def _products_known(slip: Slip, *, are_given: bool) -> bool | None:
    """Return whether it is known what the third party markets; the cell for examples may say that it is not."""
    known = answer(slip, "products_known")
    if are_given or not any(compact(line) in NOT_KNOWN for line in slip.lines("products_or_services")):
        return known
    if known:
        slip.fault("products_known", "This says yes, and the examples say that it is not known. Correct one of them.")
    return False


def read_date(slip: Slip, name: str, *, earliest: int) -> date | None:
    """Return the day in the cell, or None where it is blank or at fault."""
    text = " ".join(slip.lines(name))
    if not text:
        return None
    try:
        day = read_day(text, earliest=earliest)
    except DayError as error:
        slip.fault(name, str(error))
        return None
    if day.warning:
        slip.warn(name, day.warning)
    return day.on


def _names(slip: Slip) -> tuple[str, str]:
    longest = LONGEST["legal_name"]
    name, legal, trade = (
        slip.text(column, longest=longest, line_break="\n")
        for column in ("third_party_name", "legal_name", "trade_name")
    )
    for column, text in (("third_party_name", name), ("legal_name", legal), ("trade_name", trade)):
        check_name(slip, column, text)
        if is_total(text) and not any(slip.lines(each) for each in ("street", "city")):
            slip.fault(
                column,
                f"“{text}” looks like a row that sums the others up. Remove it; if a company is called so, write its "
                "address.",
            )
    if not (name or legal) and not slip.faulty:
        column = "third_party_name" if slip.has("third_party_name") else "legal_name"
        slip.fault(column, "The name of the third party is missing.")
    if legal and name and not trade and compact(legal) != compact(name):
        trade = name
    return legal or name, trade


def _products(slip: Slip) -> tuple[str, ...]:
    said = slip.lines("products_or_services")
    examples = tuple(dict.fromkeys(line for line in said if compact(line) not in NOT_KNOWN))
    if sum(map(len, examples)) + len(examples) > LONGEST_PASSAGE:
        slip.fault(
            "products_or_services", f"This is longer than {LONGEST_PASSAGE:,} letters. A few examples are enough."
        )
        return ()
    return examples


def _relation(slip: Slip, *, same_brand: bool | None) -> Relation | None:
    relation = one_of(slip, "relation", Relation)
    is_same_brand = relation is Relation.SAME_BRAND_AFFILIATE
    if relation is not None and same_brand is not None and same_brand is not is_same_brand:
        slip.fault("same_brand_affiliate", f"This says {'yes' if same_brand else 'no'}, and the relation {relation}.")
    return Relation.SAME_BRAND_AFFILIATE if same_brand else relation


def _kind(slip: Slip) -> str:
    text = " ".join(slip.lines("kind"))
    if text and compact(text) not in _KINDS:
        slip.fault("kind", f"“{text}” is neither broker nor cooperative. Write one of them, or leave it blank.")
    return _KINDS.get(compact(text), "")
