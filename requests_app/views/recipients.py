"""Why each recipient is in or out: every disclosure of the report year, with the clause that decides on it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from requests_app.statute import Answer, DisclosureFacts, FactPattern, RecipientFacts, Relation, verdict_on
from requests_app.views.finding import Finding

AT_A_GLANCE = 12
"""So many disclosures are shown at once; more are folded up behind their number."""
NOTHING_OF_THE_27 = "(e)(6)(A)"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientLine:
    """One disclosure: whether it counts, why, and the categories it brings into the answer."""

    recipient: str
    counts: bool
    clause: str
    because: str
    told: tuple[str, ...] = ()
    named_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyRecipients:
    """What the panel on the recipients shows; those left out come first."""

    year: int
    lines: tuple[RecipientLine, ...]
    same_brand_affiliates: int | None
    note: str = ""

    @property
    def counted(self) -> int:
        return sum(line.counts for line in self.lines)

    @property
    def left_out(self) -> int:
        return len(self.lines) - self.counted

    @property
    def is_folded(self) -> bool:
        return len(self.lines) > AT_A_GLANCE


def why_recipients(facts: FactPattern | None, finding: Finding, *, note: str = "") -> WhyRecipients:
    """Return a line for every disclosure of the report year; without the facts, what the kept ruling says of each."""
    if facts is None:
        lines = _as_kept(finding)
    else:
        rows = [row for row in facts.disclosures if row.year == finding.report_year]
        wanting = {each.recipient: each.because for each in finding.excluded if each.clause == NOTHING_OF_THE_27}
        lines = [_line(row, wanting) for row in rows]
    return WhyRecipients(
        year=finding.report_year,
        lines=tuple(sorted(lines, key=lambda line: (line.counts, line.recipient.casefold()))),
        same_brand_affiliates=finding.same_brand_affiliates,
        note=note or _note(finding),
    )


def _line(row: DisclosureFacts, wanting: dict[str, str]) -> RecipientLine:
    """Return the row's own verdict, unless the whole year had nothing of the 27 categories."""
    verdict = verdict_on(row)
    if verdict.counts and verdict.recipient in wanting:
        return RecipientLine(
            recipient=verdict.recipient, counts=False, clause=NOTHING_OF_THE_27, because=wanting[verdict.recipient]
        )
    return RecipientLine(
        recipient=verdict.recipient,
        counts=verdict.counts,
        clause=verdict.reason.clause,
        because=verdict.reason.because,
        told=verdict.told,
        named_at=_address(row.recipient) if verdict.counts else "",
    )


def _address(recipient: RecipientFacts) -> str:
    """Return the address by which it is named; companies of the same brand are counted instead."""
    if recipient.relation is Relation.SAME_BRAND_AFFILIATE:
        return ""
    return (recipient.address or "").strip() or _("postal address missing")


def _as_kept(finding: Finding) -> list[RecipientLine]:
    named = [
        RecipientLine(
            recipient=each["name"],
            counts=True,
            clause="(a)(2)",
            because=_("The notice names it."),
            named_at=each["address"] or "",
        )
        for each in finding.recipients
    ]
    return named + [
        RecipientLine(recipient=each.recipient, counts=False, clause=each.clause, because=each.because)
        for each in finding.excluded
    ]


def _note(finding: Finding) -> str:
    if finding.code == Answer.NOT_REQUIRED:
        return _("No answer is required, so nobody is named. This is what each disclosure would do otherwise.")
    if finding.code == Answer.CHOICE:
        return _("The notice of the choice names nobody. This is what each disclosure would do otherwise.")
    return ""
