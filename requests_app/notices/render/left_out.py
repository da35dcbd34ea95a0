"""What a notice leaves out, in words a resident understands: one line for each clause that was used."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LINES: dict[str, Promise] = {
    "(d)(1)(A)": _("companies that store or process information for us, or do other work for us"),
    "(d)(1)(B)": _("companies that bring our own offers to our customers"),
    "(d)(1)(C)": _("companies that service accounts or process bills for us"),
    "(d)(1)(D)": _("anybody who got public records about real property from us"),
    "(d)(1)(E)": _("companies with which we offer a product together, under a written agreement that keeps it private"),
    "(d)(2)": _("credit reporting agencies, for credit reports"),
    "(d)(3)": _("banks and card companies, so that a purchase could be paid"),
    "(d)(4)": _("an agent of ours, or a company we are an agent of, for business you do with both"),
    "(d)(5)": _("a bank that runs a card program together with us"),
    "(e)(2)": _("companies that did not use it for marketing"),
    "(e)(2)(A)": _("charities and religious organizations, to ask for donations"),
    "(e)(2)(B)": _("groups that raise funds for, or write to people about, politics and government"),
    "(e)(2)(C)": _("a company that bought accounts from us for good"),
    "(e)(2)(D)": _("companies that needed it for one transaction, such as a delivery"),
    "(a)": _("companies that, as far as we can tell, did not use it for marketing"),
    "(e)(6)(A)": _("companies that got only information of kinds the law does not list"),
}


def in_words(clauses: Iterable[str]) -> list[str]:
    """Return the line of each clause, in the order given."""
    return [str(LINES[clause]) for clause in clauses if clause in LINES]
