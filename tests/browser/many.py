"""Three and five thousand of everything: copies of rows that stand already, told apart by what has to differ."""

import secrets
from collections.abc import Callable
from typing import Any

from requests_app.delivery.letters import MOST_LETTERS
from requests_app.delivery.models import Delivery, PrintRun, State
from requests_app.desk.models import BulkItem
from requests_app.register.models import Business, Disclosure, RegisterChange, RegisterLoad, ThirdParty
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, IncomingMessage, Receipt, ReplyBy
from requests_app.views.batch.reading import MOST_ROWS
from tests import builders

MANY = 5_000


def copies(row: Any, times: int, /, **differs: Callable[[int], object]) -> Any:  # noqa: ANN401 - any row
    """Copy a row so many times; `differs` returns a column's value for each number."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}  # noqa: SLF001 - Django's public name
    made = [type(row)(**kept | {name: value(each) for name, value in differs.items()}) for each in range(times)]
    return type(row)._default_manager.bulk_create(made, batch_size=500)  # noqa: SLF001 - Django's public name


def three_of_each(business: Business) -> None:
    """Fill up to three what lists are of, where `rows_of` made one of each and four requests; it has no register yet.

    Of the three recipients one is told of, one sells what it says, and one is left out.
    """
    in_file = Receipt.objects.get(dossier__isnull=False)
    others = DisclosureRequest.objects.exclude(pk=in_file.disclosure_request_id)
    copies(
        in_file,
        2,
        reference=lambda each: f"STL-2026-{900_000 + each}",
        secret=_a_secret,
        disclosure_request_id=lambda each: others[each].pk,
    )
    _around(2)
    told_of = builders.a_third_party(business, "Blue Horizon LLC", city="Oakland", state="CA", products="Cruises")
    builders.a_disclosure(told_of, categories=["name_address", "product_kind"])
    left_out = {"contract": True, "no_marketing_use": True, "no_onward_marketing_disclosure": True}
    builders.a_disclosure(
        builders.a_third_party(business, "Quiet Hosting Inc."),
        exclusion_clause="(d)(1)(A)",
        exclusion_conditions=left_out,
    )
    builders.a_reviewer("rita")
    _letters(list(others.order_by("pk")), in_run=1)


def many_of_each(business: Business) -> None:
    """Copy what lists are of: a request with its arrival, a message, a chosen request, third parties, a loaded file."""
    receipt = Receipt.objects.filter(dossier__isnull=False).latest("pk")
    row = receipt.disclosure_request
    told: dict[str, Callable[[int], object]] = {
        "requester_name": lambda each: f"{row.requester_name} {each}",
        "email": lambda each: f"p{each}@example.org",
        "reference": lambda each: f"STL-2026-{900_000 + each}",
        "secret": _a_secret,
    }
    requests = copies(row, MANY, **told)
    of_a_file = {"dossier_id": lambda each: receipt.dossier_id if each < MOST_ROWS - 1 else None}
    copies(receipt, MANY, **told, **of_a_file, disclosure_request_id=lambda each: requests[each].pk)
    _letters(requests, in_run=MOST_LETTERS)
    copies(PrintRun.objects.get(), MANY)
    copies(BulkItem.objects.earliest("pk"), MANY, disclosure_request_id=lambda each: requests[each].pk)
    _around(MANY)
    party = ThirdParty.objects.filter(business=business).latest("pk")
    street = {"street": lambda each: "" if each % 2 else f"{each} A St"}
    parties = copies(party, MANY, legal_name=lambda each: f"{party.legal_name} {each}", **street)
    copies(
        Disclosure.objects.latest("pk"),
        MANY,
        third_party_id=lambda each: parties[each].pk,
        year=lambda each: 2025 if each % 3 else 2024,
    )


def _letters(rows: list[DisclosureRequest], *, in_run: int) -> None:
    """Answer requests without a notice by post: the first letters lie in a print run, the others wait for one.

    The one notice that went by mail came back, and whoever asked can be written to at another place.
    """
    mail = Delivery.objects.get(notice__isnull=False, channel=ReplyBy.EMAIL)
    named = mail.disclosure_request.requester_name
    place = {"street": f"1 {named}", "city": named, "state": "CA", "postal_code": "93701"}
    DisclosureRequest.objects.filter(pk=mail.disclosure_request_id).update(**place)
    back = {"returned_on": builders.NOW.date(), "returned_because": ReturnReason.NO_ADDRESS}
    Delivery.objects.filter(pk=mail.pk).update(state=State.FAILED, **back)
    answered = set(Delivery.objects.filter(notice__isnull=False).values_list("disclosure_request", flat=True))
    rows = [each for each in rows if each.pk not in answered]
    notices = copies(mail.notice, len(rows), disclosure_request_id=lambda each: rows[each].pk)
    run = PrintRun.objects.get().pk
    told: dict[str, Callable[[int], object]] = {
        "disclosure_request_id": lambda each: rows[each].pk,
        "notice_id": lambda each: notices[each].pk,
        "message_id": lambda each: f"<letter-{each}@example.org>",
        "channel": lambda _: ReplyBy.POST,
        "state": lambda _: State.QUEUED,
        "finished_at": lambda _: None,
        "recipient": lambda each: f"{rows[each].requester_name}\n{each} {named}\n{named}, CA 93701",
        "print_run_id": lambda each: run if each < in_run else None,
    }
    copies(mail, len(rows), **told)


def _around(times: int) -> None:
    """Copy a message, a loaded file and a step of the register."""
    copies(IncomingMessage.objects.earliest("pk"), times, raw_digest=lambda each: f"{each:064}")
    copies(
        RegisterLoad.objects.earliest("pk"), times, file_name=lambda each: f"file {each}.csv", state=lambda _: "loaded"
    )
    copies(RegisterChange.objects.earliest("pk"), times, number=lambda each: 1_000 + each)


def _a_secret(_: int) -> str:
    return secrets.token_hex(10)
