"""What the rows of a file say of a third party, put into its row of the register. A blank cell never erases."""

from collections import defaultdict
from dataclasses import replace
from unicodedata import is_normalized

from requests_app.register.load.cells import compact
from requests_app.register.load.matching import Recipient, key_of
from requests_app.register.load.places import is_home, state_code
from requests_app.register.load.row import Begin, Party
from requests_app.register.models import ThirdParty
from requests_app.statute import Relation

TEXTS = ("trade_name", "street", "city", "state", "postal_code", "country", "kind", "opt_out")
ANSWERS = ("relation", "nature_clear", "products_known", "contract_ends_on")
ADDRESS = ("street", "city", "state", "postal_code", "country")
COLUMNS = [*TEXTS, *ANSWERS, "products"]
"""The columns of a third party that a file may change; its name is never one."""


def put(row: ThirdParty, recipients: list[Recipient]) -> list[str]:
    """Set on the third party what the file says of it; return the columns that changed.

    What rows that name a merged third party say of its name and address is not taken: those of the one it was merged
    into hold. Of spellings of one thing the same one is taken, whatever the order of rows; of the few columns in which
    rows may differ, the later one holds (`differing.py`). Trade names, and examples of products, are put together.
    """
    parties = [party for party, _ in said_of(recipients)]
    changed = [name for name in (*TEXTS, *ANSWERS) if _put(row, name, _said(parties, name))]
    products = "\n".join(dict.fromkeys(example for party in parties for example in party.products))
    if products and products != row.products:
        row.products = products
        changed.append("products")
    if not row.pk:
        row.legal_name = _spelled("legal_name", [party.legal_name for party in parties])
    if any(party.same_brand is False for party in parties) and row.relation == Relation.SAME_BRAND_AFFILIATE:
        row.relation = Relation.AFFILIATE
        changed.append("relation")
    return changed


def said_of(recipients: list[Recipient]) -> list[tuple[Party, Begin]]:
    """Return what counts of all that the file says of a third party, each with its first row, in their order."""
    said = [
        (_without_address(party) if recipient.merged else party, begin)
        for recipient in recipients
        for party, begin in zip(recipient.parties, recipient.begins, strict=True)
    ]
    return sorted(said, key=lambda each: each[1].row)


def _without_address(party: Party) -> Party:
    return replace(party, trade_name="", street="", city="", state="", postal_code="", country="")


def address_shown(row: ThirdParty | Party) -> str:
    """Return the postal address on one line, as a warning shows it; “none” for a blank one."""
    return ", ".join(text for name in ADDRESS if (text := getattr(row, name))) or "none"


def _said(parties: list[Party], name: str) -> object:
    said = [said for party in parties if (said := getattr(party, name)) not in ("", None)]
    if not said:
        return None
    if name == "trade_name":
        return together(said)
    alike = [each for each in said if isinstance(each, str) and key(name, each) == key(name, said[-1])]
    return _spelled(name, alike) if alike and name in TEXTS else said[-1]


def together(names: list[str]) -> str:
    """Return all the names under which customers know one third party, in the order of letters."""
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        spellings[key("trade_name", name)].append(name)
    return "; ".join(sorted((_spelled("trade_name", each) for each in spellings.values()), key=str.casefold))


def _spelled(name: str, spellings: list[str]) -> str:
    """Return one of the spellings, the same whatever their order: the code of a state, no capitals throughout."""
    is_code = name in ("state", "country")

    def rank(text: str) -> tuple[int, bool, str]:
        is_of_one_case = text in (text.upper(), text.lower())
        return len(text) if is_code else is_of_one_case, not is_normalized("NFC", text), text

    return min(spellings, key=rank)


def _put(row: ThirdParty, name: str, said: object) -> bool:
    before = getattr(row, name)
    if (
        said is None
        or before == said
        or (isinstance(said, str) and name not in ANSWERS and key_of(before) == key_of(said))
    ):
        return False
    setattr(row, name, said)
    return True


def key(name: str, value: object) -> str:
    """Return what spellings of one thing have in common in a column; a blank where it says nothing."""
    if not isinstance(value, str):
        return "" if value is None else str(value)
    if name == "country" and is_home(value):
        return "US"
    return (state_code(value) if name == "state" else "") or compact(value) or key_of(value)
