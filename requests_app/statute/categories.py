"""(e)(6): the 27 categories of personal information, and how a derived list discloses some of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from requests_app.statute.clause import rule
from requests_app.statute.facts import DisclosureFacts


@dataclass(frozen=True, slots=True)
class Category:
    """One of the 27, in the statute's words; `same_brand_letter` is its letter in (f)(1), None where it has none."""

    code: str
    clause: str
    label: str
    same_brand_letter: str | None = None


_TABLE = (
    ("name_address", "i", "Name and address", None),
    ("email", "ii", "Electronic mail address", None),
    ("age_dob", "iii", "Age or date of birth", None),
    ("children_names", "iv", "Names of children", None),
    ("children_addresses", "v", "Electronic mail or other addresses of children", "C"),
    ("children_number", "vi", "Number of children", "A"),
    ("children_age_gender", "vii", "The age or gender of children", "B"),
    ("height", "viii", "Height", "D"),
    ("weight", "ix", "Weight", "E"),
    ("race", "x", "Race", "F"),
    ("religion", "xi", "Religion", "G"),
    ("occupation", "xii", "Occupation", None),
    ("telephone", "xiii", "Telephone number", "H"),
    ("education", "xiv", "Education", None),
    ("political_party", "xv", "Political party affiliation", None),
    ("medical_condition", "xvi", "Medical condition", "I"),
    ("drugs_therapies_equipment", "xvii", "Drugs, therapies, or medical products or equipment used", "J"),
    ("product_kind", "xviii", "The kind of product the customer purchased, leased, or rented", None),
    ("real_property", "xix", "Real property purchased, leased, or rented", None),
    ("service_kind", "xx", "The kind of service provided", None),
    ("ssn", "xxi", "Social security number", "K"),
    ("bank_account_number", "xxii", "Bank account number", "L"),
    ("credit_card_number", "xxiii", "Credit card number", "M"),
    ("debit_card_number", "xxiv", "Debit card number", "N"),
    ("account_balance", "xxv", "Bank or investment account, debit card, or credit card balance", "O"),
    ("payment_history", "xxvi", "Payment history", None),
    (
        "creditworthiness",
        "xxvii",
        "Information pertaining to the customer's creditworthiness, assets, income, or liabilities",
        None,
    ),
)
"""Code, numeral in (e)(6)(A), label word for word, letter in (f)(1)."""

CATEGORIES = tuple(Category(code, f"(e)(6)(A)({numeral})", label, letter) for code, numeral, label, letter in _TABLE)

_BY_CODE = {each.code: each for each in CATEGORIES}
_PLACE = {each.code: place for place, each in enumerate(CATEGORIES)}


def category(code: str) -> Category:
    """Return the category with this code; KeyError where the statute has none."""
    return _BY_CODE[code]


def in_statutory_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once, in the order in which the statute lists the categories."""
    return tuple(sorted(set(codes), key=_PLACE.__getitem__))


@rule("(e)(6)(A)", "(e)(6)(B)", "(e)(7)")
def categories_disclosed(row: DisclosureFacts) -> tuple[str, ...]:
    """(e)(6)(A): which of the 27 categories a disclosure told the recipient.

    Under (e)(6)(B) a list also tells what it was derived from, where the recipient can extrapolate that. Information
    outside the 27 is personal information under (e)(7) all the same, but has no category.
    """
    derived = row.derived_from if row.inferable else ()
    return in_statutory_order((*row.categories, *derived))
