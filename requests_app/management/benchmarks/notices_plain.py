"""The plain way to a notice: one after the other, each laid out whole, over a connection of its own.

It has the same template, fonts and style sheet, read once; it is unsigned, and compiles from the kept summary as ours.
"""

import time
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from requests_app.delivery import queue, send
from requests_app.delivery.smtp import Line
from requests_app.management.benchmarks.measure import WrongError
from requests_app.notices import issue
from requests_app.notices.content import NoticeContent
from requests_app.notices.render import RenderedPdf, fonts, render_html
from requests_app.notices.shared import Shared
from requests_app.tasks import wake_after


def plainly(rows: list[int]) -> float:
    """Make and send the notices of these requests; return the seconds that all but the first one took."""
    first, *others = rows
    _one(first)
    began = time.monotonic()
    for pk in others:
        _one(pk)
    return time.monotonic() - began


def _one(pk: int) -> None:
    now = timezone.now()
    row = issue.begin(pk, at=now, wake_after=wake_after())
    if row is None:
        msg = "A request of the plain way is not approved."
        raise WrongError(msg)
    compiled = Shared().compile(row, issued_on=now.date())
    prepared = issue.Prepared(
        disclosure_request_id=row.pk,
        business_id=row.business_id,
        version=row.version,
        from_open_year=True,
        compiled=compiled,
        basis=Shared().written(compiled),
        rendered=_laid_out(compiled.content),
        statement=None,
        unsigned_because="",
    )
    notice = issue.keep(prepared, at=now)
    if notice is None:
        msg = "A notice of the plain way was not kept."
        raise WrongError(msg)
    delivery = send.claim(
        queue.queue_notice(notice, content=compiled.content, at=now, wake_after=wake_after()).pk, at=timezone.now()
    )
    if delivery is not None:
        with Line() as line:
            sent = send.transmit(delivery, line)
        send.record_outcome(sent, at=timezone.now(), first_pause=timedelta(minutes=1))


def _laid_out(content: NoticeContent) -> RenderedPdf:
    fonts.use_only_ours()
    from requests_app.notices.render import engine  # noqa: PLC0415 - reads the font configuration while it loads

    pdf, pages = engine.lay_out(
        render_html(content),
        accent_color=content.statement.sender.accent_color,
        identifier=b"0" * 32,
        variant=engine.PDF_A_3A,
    )
    return RenderedPdf(pdf=pdf, pages=pages, digest=sha256(pdf).hexdigest())
