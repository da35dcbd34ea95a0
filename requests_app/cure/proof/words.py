"""What a campaign asked of the database, in sentences, each with the number it came to at the launch."""

from dataclasses import dataclass

from requests_app.cure.models import Campaign


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence of the question, and the number that answered it."""

    says: str
    number: int


def question_of(campaign: Campaign) -> tuple[Counted, ...]:
    """Return how the people of a launched campaign were found, in the order in which it was asked."""
    event, found = campaign.event, campaign.counted
    years = f"report year{'s' if len(event.years) > 1 else ''} {', '.join(map(str, event.years))}"
    brand = f"the brand {event.brand.name}" if event.brand else "every brand"
    lines = [
        Counted(
            f"Notices of {event.business.legal_name} about the {years}, for {brand}, that stood at the "
            "launch: each request’s last one. Requests that were withdrawn, or that a person declined, are left out.",
            found["looked_at"],
        ),
        Counted(
            "People among them who were told something else than is known now: another answer, other categories, other "
            "recipients, another address or other examples of one, or another number of affiliated companies.",
            found["wrong"],
        ),
    ]
    if event.with_late:
        says = "People who were told the right thing, but whose notice left after the due date or not at all."
        lines.append(Counted(says, found["late"]))
    if event.with_unanswered:
        lines.append(Counted("People who still waited past the due date.", found["unanswered"]))
    requests = f"People in the campaign: who made several of these {found['requests']} requests about a year is one."
    return (*lines, Counted(requests, campaign.people))
