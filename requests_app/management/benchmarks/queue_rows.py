"""Many made-up requests for the desk: a few in a hundred are open, the rest is answered, over three years."""

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from requests_app import handling
from requests_app.management.benchmarks.bare import bare
from requests_app.register.models import Brand, Business
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.search.digests import digest
from requests_app.requests.search.index import words_told

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
LEAST_SIZE = 1_000
DAYS = 1_000
OPEN_OF_100 = 5
BRANDS = 5
RARE, SOME, COMMON = "Quillfeather", "Marrowby", "Castellane"
"""Family names of one requester, of fifty, and of one in twenty."""
MANY = 50
ONE_IN = 20
_GIVEN = ("Ada", "Bela", "Chidi", "Dolores", "Emre", "Farah", "Greta", "Hyun", "Imani", "José", "Kalei", "Linh")
_FAMILY = ("Abara", "Bergström", "Cortez", "Duong", "Eze", "Fonseca", "Garnett", "Hakimi", "Ivanova", "Jurado")
_TOWNS = ("Fresno", "Oakland", "Redding", "San Diego", "Chico", "Ventura", "Bakersfield", "Eureka")
_ASKS = (
    "Who got my name and address from you last year? I ordered shoes in March.",
    "Please tell me which third parties received my personal information for their own direct marketing.",
    "I am a California resident. Send me the disclosure that section 1798.83 of the Civil Code asks for.",
)
_REQUEST, _RECEIPT, _NOTICE, _DELIVERY, _WORD = _TABLES = tuple(
    f"requests_app_{name}" for name in ("disclosurerequest", "receipt", "notice", "delivery", "searchentry")
)
_TOLD = (
    "channel, arrived_at, received_at, received_on, due_on, deadline, requester_name, email, street, city, state, "
    "postal_code, country, reply_by, message, language, represented, brand_id, reference, secret"
)
# The names that stand in these statements are our own, and no value does.
_REQUESTS = f"""
    insert into {_REQUEST} (
        id, business_id, report_year, verified_key, answer_format, status, version, decided_by_id, decided_at,
        declined_clause, declined_because, tries, problem, search_due, {_TOLD}
    )
    select
        n, %(business)s, extract(year from came) - 1, '', '', case when is_open then 'RECEIVED' else 'ANSWERED' end, 1,
        case when is_open then null else %(reviewer)s end, case when is_open then null else came end,
        '', '', 0, '', false,
        (array['web_form', 'email', 'postal'])[n %% 3 + 1], '', came, came::date, came::date + 30, 'designated',
        (%(given)s::text[])[n %% cardinality(%(given)s::text[]) + 1] || ' ' || case
            when n = %(size)s / 3 then %(rare)s
            when n %% (%(size)s / %(many)s) = 1 then %(some)s
            when n %% %(one_in)s = 2 then %(common)s
            else (%(family)s::text[])[n %% cardinality(%(family)s::text[]) + 1]
        end,
        'person' || n || '@example.org', n %% 900 + 1 || ' Poplar Street',
        (%(towns)s::text[])[n %% cardinality(%(towns)s::text[]) + 1], 'CA',
        '9' || lpad((n %% 10000)::text, 4, '0'), '', 'EMAIL',
        (%(asks)s::text[])[n %% cardinality(%(asks)s::text[]) + 1], 'en', false,
        (%(brands)s::bigint[])[n %% cardinality(%(brands)s::bigint[]) + 1],
        'STL-' || extract(year from came)::int || '-' || lpad(n::text, 6, '0'), lpad(n::text, 20, '0')
    from (
        select n, n * 100 / %(size)s >= 100 - %(open)s as is_open,
            %(now)s::timestamptz - (%(size)s - n) * %(days)s / %(size)s * interval '1 day' as came
        from generate_series(1, %(size)s) as n
    ) as made
"""  # noqa: S608 - see above
_RECEIPTS = f"""
    insert into {_RECEIPT} (
        id, disclosure_request_id, entered_at, note, flags, email_key, post_key, name_key, met_by, {_TOLD}
    )
    select id, id, received_at, '', '[]', md5(email), '', md5(requester_name), '', {_TOLD} from {_REQUEST}
"""  # noqa: S608 - see above
_NOTICES = f"""
    insert into {_NOTICE} (
        id, disclosure_request_id, document_id, basis_id, name, answer, letter, rule_version, register_version,
        from_open_year, template_version, unsigned_because, issued_at, issued_on
    )
    select id, id, %(document)s, %(basis)s, reference,
        case when id %% 10 = 0 then 'nothing_disclosed' else 'disclosure' end,
        '{{}}', 1, 1, false, 1, '', received_at, received_on
    from {_REQUEST} where status = 'ANSWERED'
"""  # noqa: S608 - see above
_DELIVERIES = f"""
    insert into {_DELIVERY} (
        id, disclosure_request_id, notice_id, kind, address_key, channel, state, message_id, sender, recipient, subject,
        body, attempts, queued_at, finished_at, answer, returned_because
    )
    select id, id, case when status = 'ANSWERED' then id end,
        case when status = 'ANSWERED' then 'NOTICE' else 'ACK' end, '', 'EMAIL',
        case when id %% 1000 = 999 and status = 'RECEIVED' then 'FAILED' else 'ACCEPTED' end,
        lower(reference) || '@a.example', 'privacy@a.example', email, 'Your request', '',
        1, received_at, received_at, '250 taken', ''
    from {_REQUEST}
"""  # noqa: S608 - see above
_DOCUMENT = "insert into requests_app_document (digest, pdf, pages, kept_at) values ('made', '', 1, %s) returning id"
_BASIS = "insert into requests_app_basis (key, statement, facts, ruling) values ('made', '{}', '{}', '{}') returning id"


def fill(size: int, business_data: Mapping[str, object], reviewer: str) -> None:
    """Write so many requests with their receipts, notices, deliveries and words; `reviewer` decided on all of them."""
    handling.configure_business(data=business_data, by="command:benchmark", now=NOW)
    business = Business.objects.get()
    person = User.objects.create_superuser(reviewer)
    Brand.objects.all().delete()
    for number in range(BRANDS):
        Brand.objects.create(business=business, slug=f"brand-{number}", name=f"Brand {number}")
    given: dict[str, Any] = {
        "size": size,
        "business": business.pk,
        "brands": list(Brand.objects.values_list("pk", flat=True)),
        "reviewer": person.pk,
        "given": list(_GIVEN),
        "family": list(_FAMILY),
        "towns": list(_TOWNS),
        "asks": list(_ASKS),
        "rare": RARE,
        "some": SOME,
        "common": COMMON,
        "many": MANY,
        "one_in": ONE_IN,
        "open": OPEN_OF_100,
        "now": NOW,
        "days": DAYS,
    }
    with bare(*_TABLES), connection.cursor() as cursor:
        cursor.execute(_DOCUMENT, [NOW])
        given["document"] = cursor.fetchone()[0]
        cursor.execute(_BASIS)
        given["basis"] = cursor.fetchone()[0]
        for statement in (_REQUESTS, _RECEIPTS, _NOTICES, _DELIVERIES):
            cursor.execute(statement, given)
        _write_words()


def place_in_the_middle(size: int) -> str:
    """Return the place half way down the list of what is answered, newest first."""
    return f"none.{size // 2}"


def _write_words() -> None:
    """Write the words that the index keeps, a line for each, as the database reads them fastest."""
    rows = DisclosureRequest.objects.only(
        *("requester_name", "email", "street", "city", "state", "postal_code", "country", "message", "reference")
    )
    into = f"copy {_WORD} (word, disclosure_request_id) from stdin"
    beside = connection.copy()  # the first connection reads meanwhile
    with closing(beside), beside.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows.order_by("id").iterator(chunk_size=5_000):
            copy.write("".join([f"{word}\t{row.pk}\n" for word in {digest(word) for word in words_told(row)}]))
