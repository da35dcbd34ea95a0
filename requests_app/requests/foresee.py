"""What would become of something that is asked, before it is taken in: a request of its own, or one that it joins."""

from dataclasses import dataclass
from datetime import datetime

from requests_app.register.reading import Register
from requests_app.requests.match import Match, goes_to_the_same, matches, sharing, takes
from requests_app.requests.models import Receipt
from requests_app.requests.receive import Asked, Entry, written_down
from requests_app.statute import report_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """The receipt as it would be, not written; the one taken before from the same form or row; what it would join."""

    receipt: Receipt
    before: Receipt | None
    joins: Match | None


def foresee(register: Register, asked: Asked, *, received_at: datetime, entry: Entry, form_token: str) -> Foreseen:
    """Look at what is there, and write nothing. Until it is taken in, others may ask too."""
    business = register.business
    receipt = written_down(business, asked, received_at=received_at, entry=entry, form_token=form_token)
    among = sharing(receipt)
    seen = next((each.id for each in among if each.form_token == form_token), None)
    before = None if seen is None else Receipt.objects.select_related("disclosure_request").get(pk=seen)
    met = matches(receipt, among, business_id=business.pk, report_year=report_year(receipt.received_on))
    open_ones = [each for each in met if takes(each.disclosure_request, receipt)]
    joins = min(open_ones, key=lambda each: not goes_to_the_same(each.disclosure_request, receipt), default=None)
    return Foreseen(receipt=receipt, before=before, joins=joins)
