"""What one state of the register answers to each who asks about a year, whatever day and way they asked."""

from dataclasses import dataclass, field, replace

from requests_app.notices.told import Told
from requests_app.register.facts import business_facts, disclosure_facts
from requests_app.register.reading import Register
from requests_app.statute import (
    Answer,
    ChoicePolicyFacts,
    DisclosureFacts,
    FactPattern,
    RequesterFacts,
    RequestFacts,
    rule_on,
)
from requests_app.statute.choice import what_policy_lacks


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one state of the register about one year. It is read once, when this is made."""

    register: Register
    year: int
    disclosed: tuple[DisclosureFacts, ...]
    _found: dict[ChoicePolicyFacts | None, Told] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register, *, year: int) -> "Answers":
        return cls(register, year, disclosure_facts(register, year=year))

    def to(self, request: RequestFacts, requester: RequesterFacts) -> Told:
        """Return what is told to somebody who asked so.

        Where an answer is owed at all, it depends on the day only through the choice policy that counts on it: the
        disclosures, which may be thousands, are gone through once for each.
        """
        business = business_facts(self.register, year=self.year, on=request.received)
        facts = FactPattern(id="", business=business, request=request, requester=requester)
        ruling = rule_on(facts)
        if ruling.answer is Answer.NOT_REQUIRED:
            return Told.of(ruling)
        policy = business.choice_policy
        counts = None if policy is None or what_policy_lacks(policy, self.year, request.received) else policy
        if counts not in self._found:
            self._found[counts] = Told.of(rule_on(replace(facts, disclosures=self.disclosed)))
        return self._found[counts]
