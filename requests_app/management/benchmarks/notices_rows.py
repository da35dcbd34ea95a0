"""A register with so many recipients, and approved requests about it: what a wave leaves behind for the worker."""

import time
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import Model

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.management.benchmarks.measure import WrongError
from requests_app.notices.models import Notice
from requests_app.register import edit
from requests_app.register.models import Business, Disclosure, ThirdParty
from requests_app.requests.models import DisclosureRequest, Receipt, RequestEvent
from requests_app.requests.receive import Asked
from requests_app.requests.status import Status
from requests_app.statute import Channel
from requests_app.tasks import issue_notices, wake_all

AT = datetime(2026, 3, 2, 20, tzinfo=UTC)
BY = "command:benchmark"
YEAR = 2025
LONGEST_SECONDS = 600
LOOKS_EVERY_SECONDS = 0.05
BUSINESS = {
    "slug": "benchmark",
    "legal_name": "Plumb Line Goods, Inc.",
    "postal_address": "5 Level Way, Sacramento, CA 95814",
    "reply_email": "privacy@plumbline.example",
    "designated": [{"kind": "email", "value": "privacy@plumbline.example", "from": "2005-01-01", "to": None}],
}
_CATEGORIES = ("name_address", "email", "telephone", "product_kind")
_TOLD = ("compiled", "notice_accepted", "answered")
Row = TypeVar("Row", bound=Model)


def make(recipients: int, notice_pdf: str, requests: int) -> list[int]:
    """Write the register and the requests; return the requests' keys."""
    handling.configure_business(data=BUSINESS, by=BY, now=AT)
    business = Business.objects.get()
    business.notice_pdf = notice_pdf
    edit.save(business, actor=BY, at=AT)
    for number in range(recipients):
        party = ThirdParty(
            business=business,
            legal_name=f"Catalog House {number} Marketing LLC",
            street=f"{number + 1} Commerce Way",
            city="Reno",
            state="NV",
            postal_code="89502",
            products="Garden tools, seeds and outdoor furniture by mail order",
        )
        edit.save(party, actor=BY, at=AT)
        categories = [_CATEGORIES[number % len(_CATEGORIES)], "name_address"]
        edit.save(Disclosure(third_party=party, year=YEAR, categories=sorted(set(categories))), actor=BY, at=AT)
    return _requests(business, requests)


def wake_and_wait(rows: list[int], all_in_all: int) -> float:
    """Ask the worker for these notices, as after a wave was approved; return the seconds until so many had left."""
    began = time.monotonic()
    wake_all(issue_notices, rows)
    left = Delivery.objects.filter(kind=Kind.NOTICE, state=State.ACCEPTED)
    while left.count() < all_in_all:
        if time.monotonic() - began > LONGEST_SECONDS:
            msg = f"Not all of {all_in_all} notices had left after {LONGEST_SECONDS} seconds."
            raise WrongError(msg)
        time.sleep(LOOKS_EVERY_SECONDS)
    return time.monotonic() - began


def check(number: int) -> None:
    """Raise `WrongError` unless each request has one notice, accepted by the mail server, and is on record so."""
    made = {
        "notices": Notice.objects.count(),
        "deliveries": Delivery.objects.filter(kind=Kind.NOTICE, state=State.ACCEPTED, attempts=1).count(),
        "requests": DisclosureRequest.objects.filter(status=Status.ANSWERED).count(),
        **{kind: RequestEvent.objects.filter(kind=kind).count() for kind in _TOLD},
        **{f"audit of {kind}": AuditEntry.objects.filter(action=f"request.{kind}").count() for kind in _TOLD},
    }
    if set(made.values()) != {number}:
        msg = f"{number} approved requests made {made}."
        raise WrongError(msg)


def _requests(business: Business, number: int) -> list[int]:
    """Take one in and approve it as people do, then copy its rows for the others."""
    asked = Asked(
        channel=Channel.WEB_FORM,
        requester_name="Person 0",
        email="person0@example.org",
        street="1 Poplar Street",
        city="Fresno",
        state="CA",
        postal_code="93650",
    )
    first = handling.receive(business=business, asked=asked, received_at=AT)
    reviewer = User.objects.create_superuser("benchmark")
    handling.approve(disclosure_request_id=first.pk, seen_version=first.version, by=reviewer, now=AT)
    row = DisclosureRequest.objects.get(pk=first.pk)
    receipt = row.receipts.get()
    copies = DisclosureRequest.objects.bulk_create(
        [_copy(row, n, reference=f"STL-2026-B{n:06}", **_who(n)) for n in range(1, number)]
    )
    Receipt.objects.bulk_create(
        [
            _copy(
                receipt, n, disclosure_request=each, email_key=f"{n:064}", post_key="", name_key=f"{n:064}", **_who(n)
            )
            for n, each in enumerate(copies, start=1)
        ]
    )
    return [row.pk, *(each.pk for each in copies)]


def _copy(row: Row, number: int, **own: Any) -> Row:  # noqa: ANN401 - the columns of a row are of any kind
    """Return the row as another person's, not yet written."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}  # noqa: SLF001 - Django's public name
    del values[str(row._meta.pk.attname)]  # noqa: SLF001 - the same
    for name in ("reference", "form_token"):
        if name in values:
            values[name] = None
    for name, value in own.items():
        values.pop(f"{name}_id", None)
        values[name] = value
    return type(row)(**values | {"secret": f"{number:020}"})


def _who(number: int) -> dict[str, str]:
    return {"requester_name": f"Person {number}", "email": f"person{number}@example.org"}
