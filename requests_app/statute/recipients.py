"""(a)(2): the third parties as they are named to the customer, and what is still missing before they can be."""

from dataclasses import dataclass

from requests_app.statute.affiliates import is_same_brand
from requests_app.statute.clause import rule
from requests_app.statute.facts import DisclosureFacts, RecipientFacts
from requests_app.statute.terms import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingRecipient:
    """A third party with the address it is named by; `digital_advertising` where it received for nothing else."""

    name: str
    address: str | None
    products: tuple[str, ...] = ()
    digital_advertising: bool = False


Named = dict[tuple[str, str], list[DisclosureFacts]]


def named(rows: tuple[DisclosureFacts, ...]) -> Named:
    """Sort the rows by recipient: same name and same address is one, another address is another."""
    found: Named = {}
    for row in rows:
        if not is_same_brand(row):
            key = (_squeezed(row.recipient.name), _squeezed(row.recipient.address or ""))
            found.setdefault(key, []).append(row)
    return found


@rule("(a)(2)")
def recipients(rows: tuple[DisclosureFacts, ...]) -> tuple[RulingRecipient, ...]:
    """(a)(2): names and addresses of all third parties that received information, with examples of their products."""
    return tuple(_recipient(group) for group in named(rows).values())


@rule("(a)(2)")
def missing(rows: tuple[DisclosureFacts, ...]) -> tuple[str, ...]:
    """(a)(2): an address is owed for each name, and examples where the name does not tell the business, if known."""
    found = []
    for group in named(rows).values():
        name = _name(group)
        if _address(group) is None:
            found.append(f"{name}: postal address missing")
        if not _products(group) and any(_wants_products(row.recipient) for row in group):
            found.append(f"{name}: examples of products missing")
    return tuple(found)


def questions_about_addresses(rows: tuple[DisclosureFacts, ...]) -> tuple[str, ...]:
    """Ask whether one name at several addresses is one third party; it is listed with each meanwhile."""
    groups: dict[str, list[str]] = {}
    for (name, _), group in named(rows).items():
        groups.setdefault(name, []).append(_name(group))
    return tuple(
        f"(a)(2) {min(names, key=_least_changed)} is recorded with {len(names)} addresses. Is it one third party? "
        "By the conservative reading each is listed."
        for names in groups.values()
        if len(names) > 1
    )


def _recipient(group: list[DisclosureFacts]) -> RulingRecipient:
    return RulingRecipient(
        name=_name(group),
        address=_address(group),
        products=_products(group),
        digital_advertising=all(row.use is Use.DIGITAL_ADVERTISING for row in group),
    )


def _wants_products(recipient: RecipientFacts) -> bool:
    return not recipient.nature_clear and recipient.products_known


def _products(group: list[DisclosureFacts]) -> tuple[str, ...]:
    """Return the examples as they are given; where several rows give some, each once. A blank one is none."""
    lists = {row.recipient.products for row in group}
    if len(lists) == 1:
        return tuple(filter(str.strip, *lists))
    given = (product for row in group for product in row.recipient.products if product.strip())
    return tuple(dict.fromkeys(given))


def _name(group: list[DisclosureFacts]) -> str:
    return min((row.recipient.name for row in group), key=_least_changed)


def _address(group: list[DisclosureFacts]) -> str | None:
    given = [row.recipient.address for row in group if row.recipient.address and row.recipient.address.strip()]
    return min(given, key=_least_changed, default=None)


def _least_changed(written: str) -> tuple[bool, str]:
    """Of several spellings prefer, whatever the order of the rows, one that needs no space taken away."""
    return written != _squeezed(written), written


def _squeezed(text: str) -> str:
    return " ".join(text.split())
