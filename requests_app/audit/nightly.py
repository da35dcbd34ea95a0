"""The look through the chain that is kept: each night's result, and the task for staff while the newest is bad."""

from datetime import datetime

from django.db import transaction

from requests_app.audit import chain, publish
from requests_app.audit.check_audit import Fault
from requests_app.audit.models import ChainCheck


def look(*, actor: str, at: datetime) -> ChainCheck:
    """Walk the chain, hold it against the heads that were published, and keep what was found."""
    before = broken()
    try:
        report = chain.verify(stands=publish.published())
        fault = report.first_fault
    except (OSError, ValueError) as error:
        report = chain.verify()
        fault = report.first_fault or Fault(report.sealed_to, f"the published heads cannot be read: {error}")
    with transaction.atomic():
        found = ChainCheck.objects.create(
            at=at,
            entries=report.entries,
            sealed_to=report.sealed_to,
            head=report.head,
            entry=fault.entry if fault else None,
            says=fault.says if fault else "",
        )
        if bool(fault) != bool(before):
            action = "audit.broken" if fault else "audit.whole"
            chain.append(at=at, actor=actor, action=action, subject="audit", detail={"entry": found.entry})
    return found


def broken() -> ChainCheck | None:
    """Return the newest look where it found the chain broken: the task that staff see."""
    last = ChainCheck.objects.last()
    return last if last is not None and last.says else None
