"""One mail may acknowledge several requests: it loses what it says of each with that request, and goes with the last.

To the others it is evidence, perhaps on hold. Where it went is their own address, too: they were told together because
they had the same one.
"""

from requests_app.delivery.models import Delivery
from requests_app.requests.models import DisclosureRequest
from requests_app.retention.tables_of_requests import DESTROYED


def forget_in_groups(request: DisclosureRequest) -> int:
    """Take what acknowledgements of several requests say of one of them out; return out of how many."""
    number = 0
    together = Delivery.objects.filter(group__disclosure_request=request).select_for_update(of=("self",))
    for mail in together.order_by("pk"):
        mail.body = _without(mail.body, str(request.reference))
        mail.save(update_fields=["body"])
        number += 1
    return number


def _without(body: str, reference: str) -> str:
    """Replace the paragraph of a request: it begins with the reference, and alone it names who asked."""
    paragraphs = body.split("\n\n")
    ours = [at for at, paragraph in enumerate(paragraphs) if paragraph.strip().split("\n")[0].strip() == reference]
    if not ours:  # nobody knows where it speaks of the request
        return ""
    for at in ours:
        paragraphs[at] = DESTROYED
    return "\n\n".join(paragraphs)
