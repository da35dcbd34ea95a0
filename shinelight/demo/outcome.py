"""What became of a request, as the database has it: read for the report, never written."""

from dataclasses import dataclass
from datetime import date

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.notices.models import Notice
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import category


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A third party as the notice names it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A third party that the notice does not name, and why."""

    name: str
    clause: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer that was kept for one request."""

    reference: str
    requester_name: str
    due_on: date
    why_due: str
    year: int
    answer: str
    categories: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    same_brand_affiliates: int | None
    left_out: tuple[LeftOut, ...]
    pages: int
    digest: str


def due_on(reference: str) -> tuple[date, str]:
    """Return the day by which the request is to be answered, and the sentence that says why."""
    row = DisclosureRequest.objects.select_related("business").get(reference=reference)
    return row.due_on or row.received_on, handling.why_due(row.receipts.get())


def outcome(reference: str) -> Outcome:
    """Return the kept answer to the request; the ruling is the one its notice rests on."""
    notice = Notice.objects.select_related("document", "disclosure_request__business").get(
        disclosure_request__reference=reference
    )
    due, why = due_on(reference)
    ruling = notice.ruling
    return Outcome(
        reference=reference,
        requester_name=notice.disclosure_request.requester_name,
        due_on=due,
        why_due=why,
        year=ruling["report_year"],
        answer=notice.answer,
        categories=tuple(category(code).label for code in ruling["categories"]),
        recipients=tuple(Recipient(name=each["name"], address=each["address"]) for each in ruling["recipients"]),
        same_brand_affiliates=ruling["same_brand_affiliates"],
        left_out=tuple(
            LeftOut(name=each["recipient"], clause=each["clause"], because=each["because"])
            for each in ruling["excluded"]
        ),
        pages=notice.document.pages,
        digest=notice.document.digest,
    )


def trouble(reference: str) -> str:
    """Return what stands in the way of the answer, in the words staff would read; empty where nothing is known."""
    row = DisclosureRequest.objects.get(reference=reference)
    refused = Delivery.objects.filter(disclosure_request=row).exclude(answer="").order_by("-id").first()
    return row.problem or (f"The mail server said: {refused.answer}." if refused else "")


def requests_so_far() -> int:
    """Return how many requests this demo has taken in, so that the next one comes from somebody else."""
    return DisclosureRequest.objects.count()
