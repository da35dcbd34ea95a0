"""(d): disclosures that are not for a third party's direct marketing, each with the conditions it holds on."""

from dataclasses import dataclass

from requests_app.statute.clause import Reason, rule
from requests_app.statute.facts import DisclosureFacts, ExclusionFacts
from requests_app.statute.terms import Use


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of an exclusion: its name in the facts, and the question a person answers."""

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A clause of (d); it holds only if every condition is shown."""

    clause: str
    title: str
    conditions: tuple[Condition, ...]


_SERVICE_PROVIDER = "(d)(1)(A)"
_UNDER_CONTRACT = Condition("contract", "Is there a contract or arrangement with the recipient?")

_ALL = (
    Exclusion(
        _SERVICE_PROVIDER,
        "Service provider",
        (
            _UNDER_CONTRACT,
            Condition("no_marketing_use", "Does the recipient use it for nobody's direct marketing but ours?"),
            Condition("no_onward_marketing_disclosure", "Does it pass nothing on for others' direct marketing?"),
        ),
    ),
    Exclusion(
        "(d)(1)(B)",
        "Marketing to our own customers",
        (
            _UNDER_CONTRACT,
            Condition("own_customers", "Did the marketing go to our own customers?"),
            Condition("nothing_disclosed_for_marketing", "Did nobody else get the data for their direct marketing?"),
        ),
    ),
    Exclusion(
        "(d)(1)(C)",
        "Maintaining or servicing accounts",
        (
            _UNDER_CONTRACT,
            Condition("account_servicing", "Was it to service accounts, decide on credit, or process bills or claims?"),
        ),
    ),
    Exclusion(
        "(d)(1)(D)",
        "Public records on real property",
        (
            _UNDER_CONTRACT,
            Condition("public_record", "Does it come from a government agency or a multiple listing service?"),
            Condition("not_from_customer", "Did the customer not give it to us directly?"),
        ),
    ),
    Exclusion(
        "(d)(1)(E)",
        "Joint offer",
        (
            Condition("written_agreement", "Is there a written agreement with the recipient?"),
            Condition("product_of_a_party", "Is the offer a product or service of one of the parties?"),
            Condition("both_identified", "Does the offer clearly name both businesses to the customer?"),
            Condition("confidential_and_limited", "Must the recipient keep it confidential and use it for this only?"),
        ),
    ),
    Exclusion(
        "(d)(2)",
        "Consumer reporting agency",
        (
            Condition("reporting_agency", "Did it go to or come from a consumer reporting agency?"),
            Condition("for_consumer_report", "Is it reported in, or used to make, a consumer report?"),
            Condition("limited_by_fcra", "Does the federal Fair Credit Reporting Act limit its use?"),
        ),
    ),
    Exclusion(
        "(d)(3)",
        "Obtaining payment",
        (
            Condition("solely_to_obtain_payment", "Did a financial institution get it only so that we were paid?"),
            Condition("paid_by_check_or_card", "Did the customer pay by check or by credit, charge or debit card?"),
            Condition("asked_of_payee", "Are we the business that was paid?"),
        ),
    ),
    Exclusion(
        "(d)(4)",
        "Licensed agent and principal",
        (
            Condition("necessary_to_agency", "Was it necessary for transactions between agent and principal?"),
            Condition("shared_customers_only", "Is it used only to market to customers both have through the agency?"),
        ),
    ),
    Exclusion(
        "(d)(5)",
        "Store card, affinity card or co-branded card",
        (
            Condition("necessary_to_program", "Was it necessary to run the card program or its transactions?"),
            Condition("shared_customers_only", "Is it used only to market to customers both have through the program?"),
        ),
    ),
)

EXCLUSIONS = {each.clause: each for each in _ALL}


def unmet_conditions(claim: ExclusionFacts) -> tuple[Condition, ...]:
    """Return the conditions of the claimed clause that are not shown: not given, or given as false."""
    return tuple(each for each in EXCLUSIONS[claim.clause].conditions if claim.conditions.get(each.name) is not True)


@rule("(d)", *EXCLUSIONS, "(d)(1)(E)(i)", "(d)(1)(E)(ii)", "(d)(1)(E)(iii)")
def excluded_by_claim(row: DisclosureFacts) -> Reason | None:
    """(d): a claimed exclusion leaves the disclosure out only if every condition of its clause is shown."""
    if row.exclusion is None or unmet_conditions(row.exclusion):
        return None
    exclusion = EXCLUSIONS[row.exclusion.clause]
    because = f"{exclusion.title}: every condition is shown, so it was not for a third party's direct marketing."
    return Reason(clause=exclusion.clause, because=because)


def question_about_claim(row: DisclosureFacts) -> str | None:
    """Ask for what a claimed exclusion still lacks, or about a use that speaks against one that holds."""
    if row.exclusion is None:
        return None
    clause = row.exclusion.clause
    unmet = unmet_conditions(row.exclusion)
    if not unmet and clause == _SERVICE_PROVIDER and row.use is Use.RESALE:
        return (
            f"{clause} {row.recipient.name}: the conditions say no marketing use, the use says resale. Which is right?"
        )
    if not unmet:
        return None
    asked = " ".join(f"{each.name}: {each.question}" for each in unmet)
    return f"{clause} {row.recipient.name}: the claimed exclusion is not shown and does not hold. {asked}"
