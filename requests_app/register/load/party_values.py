"""What the rows of a file say of a third party, put into its row of the register. A blank cell never erases."""

from dataclasses import replace

from requests_app.register.load.matching import Recipient, key_of
from requests_app.register.load.row import Party
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
    into hold. Where two rows of the file differ, the later one holds; examples of products are put together.
    """
    parties = [
        _without_address(party) if recipient.merged else party
        for recipient in recipients
        for party in recipient.parties
    ]
    changed = [name for name in (*TEXTS, *ANSWERS) if _put(row, name, _said(parties, name))]
    products = "\n".join(dict.fromkeys(example for party in parties for example in party.products))
    if products and products != row.products:
        row.products = products
        changed.append("products")
    if not row.pk:
        row.legal_name = parties[0].legal_name
    if _same_brand(parties) is False and row.relation == Relation.SAME_BRAND_AFFILIATE:
        row.relation = Relation.AFFILIATE
        changed.append("relation")
    return changed


def _without_address(party: Party) -> Party:
    return replace(party, trade_name="", street="", city="", state="", postal_code="", country="")


def address_shown(row: ThirdParty | Party) -> str:
    """Return the postal address on one line, as a warning shows it; “none” for a blank one."""
    return ", ".join(text for name in ADDRESS if (text := getattr(row, name))) or "none"


def contradictions(recipients: list[Recipient]) -> list[str]:
    """Return the columns in which rows of the file say different things of one third party."""
    parties = [party for recipient in recipients for party in recipient.parties]
    found = [name for name in (*TEXTS, *ANSWERS) if len({_key(getattr(party, name)) for party in parties} - {""}) > 1]
    if "relation" not in found and {True, False} <= set(map(_says_same_brand, parties)):
        found.append("same_brand_affiliate")
    return found


def _says_same_brand(party: Party) -> bool | None:
    """Whether the row says that the third party shares our brand name; None where it says nothing of that."""
    return party.same_brand if party.relation is None else party.relation is Relation.SAME_BRAND_AFFILIATE


def _same_brand(parties: list[Party]) -> bool | None:
    """Return what the last row says that says anything of it."""
    return next((said for party in reversed(parties) if (said := _says_same_brand(party)) is not None), None)


def _said(parties: list[Party], name: str) -> object:
    said = next((said for party in reversed(parties) if (said := getattr(party, name)) not in ("", None)), None)
    if said is Relation.SAME_BRAND_AFFILIATE and _same_brand(parties) is False:
        return Relation.AFFILIATE
    return said


def _put(row: ThirdParty, name: str, said: object) -> bool:
    before = getattr(row, name)
    if said is None or before == said or (isinstance(said, str) and name not in ANSWERS and _key(before) == _key(said)):
        return False
    setattr(row, name, said)
    return True


def _key(value: object) -> str:
    return key_of(value) if isinstance(value, str) else "" if value is None else str(value)
