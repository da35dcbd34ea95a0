"""Five thousand of everything: copies of rows that stand already, told apart by what has to differ."""

import secrets
from collections.abc import Callable
from typing import Any

from requests_app.desk.models import BulkItem
from requests_app.register.models import Business, Disclosure, RegisterChange, RegisterLoad, ThirdParty
from requests_app.requests.models import IncomingMessage, Receipt
from requests_app.views.batch.reading import MOST_ROWS

MANY = 5_000


def copies(row: Any, /, **differs: Callable[[int], object]) -> Any:  # noqa: ANN401 - any row
    """Copy a row; `differs` returns a column's value for each number."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}  # noqa: SLF001 - Django's public name
    made = [type(row)(**kept | {name: value(each) for name, value in differs.items()}) for each in range(MANY)]
    return type(row)._default_manager.bulk_create(made, batch_size=500)  # noqa: SLF001 - Django's public name


def many_of_each(business: Business) -> None:
    """Copy what lists are of: a request with its arrival, a message, a chosen request, third parties, a loaded file."""
    receipt = Receipt.objects.filter(dossier__isnull=False).latest("pk")
    row = receipt.disclosure_request
    told: dict[str, Callable[[int], object]] = {
        "requester_name": lambda each: f"{row.requester_name} {each}",
        "email": lambda each: f"p{each}@example.org",
        "reference": lambda each: f"STL-2026-{900_000 + each}",
        "secret": lambda _: secrets.token_hex(10),
    }
    requests = copies(row, **told)
    of_a_file = {"dossier_id": lambda each: receipt.dossier_id if each < MOST_ROWS - 1 else None}
    copies(receipt, **told, **of_a_file, disclosure_request_id=lambda each: requests[each].pk)
    copies(BulkItem.objects.earliest("pk"), disclosure_request_id=lambda each: requests[each].pk)
    copies(IncomingMessage.objects.earliest("pk"), raw_digest=lambda each: f"{each:064}")
    copies(RegisterLoad.objects.earliest("pk"), file_name=lambda each: f"file {each}.csv", state=lambda _: "loaded")
    first = RegisterChange.objects.earliest("pk")
    copies(first, number=lambda each: 1_000 + each)
    party = ThirdParty.objects.filter(business=business).latest("pk")
    street = {"street": lambda each: "" if each % 2 else f"{each} A St"}
    parties = copies(party, legal_name=lambda each: f"{party.legal_name} {each}", **street)
    copies(
        Disclosure.objects.latest("pk"),
        third_party_id=lambda each: parties[each].pk,
        year=lambda each: 2025 if each % 3 else 2024,
    )
