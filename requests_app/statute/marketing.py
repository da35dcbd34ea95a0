"""(e)(2) and the knowledge of (a): whether a recipient used the information for its own direct marketing."""

# ruff: noqa: D401 - a rule's docstring begins with its clause

from requests_app.statute.clause import Reason, rule
from requests_app.statute.facts import DisclosureFacts
from requests_app.statute.terms import Knowledge, Use

_NOT_DIRECT_MARKETING = {
    Use.NONE: ("(e)(2)", "The recipient made no marketing use of it."),
    Use.CHARITY: ("(e)(2)(A)", "A tax-exempt charity or religious body asked for contributions."),
    Use.POLITICS: ("(e)(2)(B)", "It served to raise funds for, or write to people about, politics and government."),
    Use.ACCOUNT_PURCHASE: ("(e)(2)(C)", "The recipient got it only by buying the accounts for good."),
    Use.SINGLE_TRANSACTION: ("(e)(2)(D)", "The recipient got it only because one transaction could not do without."),
}


@rule("(e)(2)", "(e)(2)(A)", "(e)(2)(B)", "(e)(2)(C)", "(e)(2)(D)")
def use_is_not_marketing(row: DisclosureFacts) -> Reason | None:
    """(e)(2): soliciting purchases by mail, telephone or e-mail is direct marketing; (A) to (D) are not."""
    left_out = _NOT_DIRECT_MARKETING.get(row.use)
    return left_out and Reason(clause=left_out[0], because=left_out[1])


@rule("(a)", "(e)(2)")
def use_is_not_known(row: DisclosureFacts) -> Reason | None:
    """(a): what the business neither knows nor reasonably should know is not owed.

    Selling or renting information on is direct marketing by definition, (e)(2), and counts whoever knows.
    """
    if row.use is Use.RESALE or row.knowledge is not Knowledge.DOES_NOT_KNOW:
        return None
    because = "The business neither knew nor reasonably should have known of a direct marketing use."
    return Reason(clause="(a)", because=because)


def is_doubtful(row: DisclosureFacts) -> bool:
    """Whether the row counts on a conservative reading alone: nobody knows that its use is direct marketing."""
    return row.use in {Use.UNKNOWN, Use.DIGITAL_ADVERTISING}


def question_about_use(row: DisclosureFacts, *, is_listed: bool) -> str | None:
    """Ask about a use on which the statute is open; it counts meanwhile, and is listed where anybody is."""
    name = row.recipient.name
    if row.use is Use.DIGITAL_ADVERTISING:
        counts = "it is listed, with a label" if is_listed else "it is"
        return (
            f"(e)(2) {name}: is this digital advertising direct marketing by mail, telephone or electronic mail? "
            f"By the conservative reading {counts}."
        )
    if row.use is Use.UNKNOWN:
        counts = "it is listed" if is_listed else "it counts"
        return (
            f"(a) {name}: what did the recipient use the information for? The business should know that it went to a "
            f"marketer, so {counts} (conservative reading)."
        )
    return None
