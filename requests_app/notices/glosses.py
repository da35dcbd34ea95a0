"""The law's names for the 27 categories, (e)(6)(A), as other languages explain them.

A notice prints each name as the statute writes it, in English; behind it stands what it means to the reader.
"""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import pgettext_lazy as _

GLOSSES: dict[str, Promise] = {
    "name_address": _("category", "Name and address"),
    "email": _("category", "Electronic mail address"),
    "age_dob": _("category", "Age or date of birth"),
    "children_names": _("category", "Names of children"),
    "children_addresses": _("category", "Electronic mail or other addresses of children"),
    "children_number": _("category", "Number of children"),
    "children_age_gender": _("category", "The age or gender of children"),
    "height": _("category", "Height"),
    "weight": _("category", "Weight"),
    "race": _("category", "Race"),
    "religion": _("category", "Religion"),
    "occupation": _("category", "Occupation"),
    "telephone": _("category", "Telephone number"),
    "education": _("category", "Education"),
    "political_party": _("category", "Political party affiliation"),
    "medical_condition": _("category", "Medical condition"),
    "drugs_therapies_equipment": _("category", "Drugs, therapies, or medical products or equipment used"),
    "product_kind": _("category", "The kind of product the customer purchased, leased, or rented"),
    "real_property": _("category", "Real property purchased, leased, or rented"),
    "service_kind": _("category", "The kind of service provided"),
    "ssn": _("category", "Social security number"),
    "bank_account_number": _("category", "Bank account number"),
    "credit_card_number": _("category", "Credit card number"),
    "debit_card_number": _("category", "Debit card number"),
    "account_balance": _("category", "Bank or investment account, debit card, or credit card balance"),
    "payment_history": _("category", "Payment history"),
    "creditworthiness": _(
        "category", "Information pertaining to the customer's creditworthiness, assets, income, or liabilities"
    ),
}


def gloss(code: str, label: str) -> str:
    """Return what the category's name means in the language spoken now; empty in the law's own."""
    said = str(GLOSSES[code]) if code in GLOSSES else ""
    return "" if (get_language() or "en").startswith("en") or said == label else said
