"""What the page of the rights says, (b)(1)(B): here and in the text that a business puts on its own home page."""

from datetime import date
from typing import Any

from requests_app.notices.compile import sender_of
from requests_app.notices.content import OptOut
from requests_app.register.reading import as_it_is
from requests_app.views.business import Shown


def rights_of(shown: Shown, *, on: date) -> dict[str, Any]:  # a template takes values of any kind
    """Return what `public/parts/rights.html` is filled with: the addresses designated on that day, the way to stop."""
    owner = shown.business
    return {
        "shown": shown,
        "sender": sender_of(as_it_is(owner), on=on),
        "opt_out": OptOut(
            text=owner.opt_out_text, url=owner.opt_out_url, email=owner.opt_out_email, phone=owner.opt_out_phone
        ),
    }
