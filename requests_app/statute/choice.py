"""(c)(2): a published policy of opt-in or opt-out lets the business answer with the right to prevent disclosure."""

from datetime import date

from requests_app.statute.clause import Reason, rule
from requests_app.statute.facts import ChoicePolicyFacts, DisclosureFacts
from requests_app.statute.terms import ChoiceKind, Relation

_AFFILIATES = (Relation.AFFILIATE, Relation.SAME_BRAND_AFFILIATE)
_POLICY_SAYS = {
    ChoiceKind.OPT_IN: (
        "Our privacy policy says that we share your personal information with other companies for their direct "
        "marketing only if you agree first."
    ),
    ChoiceKind.OPT_OUT: (
        "Our privacy policy says that you can tell us not to share your personal information with other companies for "
        "their direct marketing."
    ),
}


@rule("(c)(2)")
def what_policy_lacks(policy: ChoicePolicyFacts, year: int, received_on: date) -> tuple[str, ...]:
    """(c)(2): the policy must be public and maintained, and the means to use the choice must cost nothing.

    Read conservatively, it must have been public for the whole report year and still be so on the day of receipt.
    """
    lacks = []
    if policy.published_from > date(year, 1, 1):
        lacks.append(f"it was published after {year} began (conservative reading)")
    if policy.published_to is not None and policy.published_to < received_on:
        lacks.append("it was no longer published on the day of receipt")
    if not policy.maintained:
        lacks.append("it is not maintained")
    if not policy.cost_free_means:
        lacks.append("the means to use the choice is not free of charge")
    return tuple(lacks)


@rule("(c)(2)")
def policy_reaches(policy: ChoicePolicyFacts, owed: tuple[DisclosureFacts, ...]) -> bool:
    """(c)(2): a policy that leaves out affiliates does not serve where affiliates are among the recipients."""
    return policy.covers_affiliates or not any(row.recipient.relation in _AFFILIATES for row in owed)


def choice_reason(policy: ChoicePolicyFacts) -> Reason:
    """Say why the choice notice is enough."""
    kind = policy.kind.replace("_", "-")
    return Reason(
        clause="(c)(2)",
        because=(
            f"A public {kind} policy, maintained and free of charge to use, has been in force since "
            f"{policy.published_from.isoformat()}: the notice of the right to prevent disclosure is enough."
        ),
        says=f"{_POLICY_SAYS[policy.kind]} You have the right to prevent it, and using that right is free.",
    )


def no_choice_for_lack_of(lacks: tuple[str, ...]) -> Reason:
    return Reason(clause="(c)(2)", because=f"The choice notice is not enough for the policy: {'; '.join(lacks)}.")


def no_choice_for_affiliates() -> Reason:
    return Reason(
        clause="(c)(2)",
        because="The choice notice is not enough: the policy leaves out affiliates, and some are among the recipients.",
    )


def question_about_reach() -> str:
    return (
        "(c)(2) The choice policy leaves out affiliates. By the conservative reading every recipient is listed. May "
        "the choice notice stand in for the recipients that are no affiliates?"
    )
