"""A million answered requests in PostgreSQL, and what a correction of the register comes to: how long, how much memory.

Their answers rest on some two thousand bases: each day of the year, three doors, two languages. One in a thousand asked
twice. The functions run in a process of their own, on a database of their own.
"""

import resource
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from requests_app import handling
from requests_app.cure.affected import Affected
from requests_app.cure.campaign import sums
from requests_app.cure.dry_run import DryRun, dry_run
from requests_app.cure.knowledge import Known
from requests_app.cure.models import CampaignRow, RowRequest
from requests_app.cure.scope import Scope
from requests_app.management.benchmarks.bare import bare
from requests_app.management.benchmarks.notices_rows import BUSINESS, BY, YEAR
from requests_app.notices.basis import keep_bases, written
from requests_app.notices.compile import compile_for, ruled_on
from requests_app.notices.models import Document
from requests_app.register import edit
from requests_app.register.models import Brand, Business, Disclosure, ThirdParty
from requests_app.register.reading import as_it_is
from requests_app.requests.facts import requester_facts
from requests_app.requests.models import DisclosureRequest

AT = datetime(2026, 1, 1, 20, tzinfo=UTC)
RECIPIENTS = 50
DAYS = 365
DOORS = ("web_form", "email", "postal")
LANGUAGES = ("en", "es")
TWICE = 1_000
"""One in so many asked again."""
_REQUEST, _RECEIPT, _NOTICE, _DELIVERY = _TABLES = tuple(
    f"requests_app_{name}" for name in ("disclosurerequest", "receipt", "notice", "delivery")
)
_COLUMNS = (
    "channel, arrived_at, received_at, received_on, due_on, deadline, requester_name, email, street, city, state, "
    "postal_code, country, reply_by, message, language, represented, brand_id, reference, secret"
)
# The names that stand in these statements are our own, and no value does.
_REQUESTS = f"""
    insert into {_REQUEST} (id, business_id, report_year, verified_key, answer_format, status, version, decided_by_id,
        decided_at, declined_clause, declined_because, tries, problem, search_due, {_COLUMNS})
    select n, %(business)s, {YEAR}, '', '', 'ANSWERED', 1, %(person)s, day, '', '', 0, '', false, channel, '', day,
        day, day + 30, 'designated', 'Person ' || person, 'person' || person || '@example.org', '1 Elm St', 'Fresno',
        'CA', '93701', '', case when n %% 20 = 0 then 'POST' else 'EMAIL' end, '', language, n %% 5000 = 0,
        (%(brands)s::bigint[])[n %% 3 + 1], 'STL-2026-' || lpad(n::text, 7, '0'), lpad(n::text, 20, '0')
    from (
        select n, case when n %% {TWICE} = 1 and n > 1 then n - 1 else n end as person, bases.*
        from generate_series(1, %(size)s) as n join bases on bases.place = n %% %(bases)s
    ) as made
    """  # noqa: S608 - see above
_RECEIPTS = f"""
    insert into {_RECEIPT} (id, disclosure_request_id, entered_at, note, flags, email_key, post_key, name_key, met_by,
        {_COLUMNS})
    select id, id, received_at, '', '[]', encode(sha256(email::bytea), 'hex'), '', md5(requester_name), '', {_COLUMNS}
    from {_REQUEST}
    """  # noqa: S608 - see above
_NOTICES = f"""
    insert into {_NOTICE} (id, disclosure_request_id, document_id, basis_id, name, answer, letter, rule_version,
        register_version, from_open_year, template_version, unsigned_because, issued_at, issued_on)
    select id, id, %(document)s, bases.basis, reference, 'disclosure', '{{}}', 1, %(version)s, false, 1, '',
        received_at, received_on
    from {_REQUEST} join bases on bases.place = id %% %(bases)s
    """  # noqa: S608 - see above
_DELIVERIES = f"""
    insert into {_DELIVERY} (id, disclosure_request_id, notice_id, kind, address_key, channel, state, message_id,
        sender, recipient, subject, body, attempts, queued_at, finished_at, answer, returned_because)
    select id, id, id, 'NOTICE', '', reply_by, 'ACCEPTED', lower(reference) || '@a.example', 'privacy@a.example', email,
        'Your request', '', 1, received_at, received_at + case when id %% 100 = 0 then 40 else 2 end * interval '1 day',
        '250 taken', ''
    from {_REQUEST}
    """  # noqa: S608 - see above


def fill(size: int) -> int:
    """Write a register, and so many requests with their receipts, notices and deliveries; return how many bases."""
    handling.configure_business(data=BUSINESS, by=BY, now=AT)
    business = Business.objects.get()
    for number in range(RECIPIENTS):
        party = ThirdParty(
            business=business, legal_name=f"Catalog House {number}", street=f"{number} A St", city="Reno"
        )
        party.products = "Garden tools"
        edit.save(party, actor=BY, at=AT)
        edit.save(Disclosure(third_party=party, year=YEAR, categories=["name_address"]), actor=BY, at=AT)
    for number in range(3):
        edit.save(Brand(business=business, slug=f"b{number}", name=f"Brand {number}"), actor=BY, at=AT)
    business = Business.objects.get()
    places = _bases(business)
    given: dict[str, Any] = {
        "size": size,
        "business": business.pk,
        "person": User.objects.create_superuser("counsel").pk,
        "brands": list(Brand.objects.values_list("pk", flat=True)),
        "bases": len(places),
        "version": business.register_version,
        "document": Document.objects.create(digest="made", pdf=b"", pages=1, kept_at=AT).pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "create table bases (place int primary key, basis bigint, day date, channel text, language text)"
        )
        cursor.executemany("insert into bases values (%s, %s, %s, %s, %s)", places)
    with bare(*_TABLES), connection.cursor() as cursor:
        for statement in (_REQUESTS, _RECEIPTS, _NOTICES, _DELIVERIES):
            cursor.execute(statement, given)
    return len(places)


def _bases(business: Business) -> list[tuple[int, int, date, str, str]]:
    asked = [
        (AT.date() + timedelta(days=day), door, language)
        for day in range(DAYS)
        for door in DOORS
        for language in LANGUAGES
    ]
    kept, register = [], as_it_is(business)
    for day, door, language in asked:
        row = DisclosureRequest(
            business=business, report_year=YEAR, received_on=day, channel=door, language=language, requester_name="A"
        )
        ruled = ruled_on(row, register, requester=requester_facts(row))
        kept.append(written(compile_for(row, issued_on=day, ruled=ruled)))
    keys = keep_bases(kept)
    return [(place, keys[basis.key], *told) for place, (basis, told) in enumerate(zip(kept, asked, strict=True))]


def correct() -> None:
    """Say that one company got telephone numbers, too."""
    row = Disclosure.objects.earliest("pk")
    row.categories = ["name_address", "telephone"]
    edit.save(row, actor=BY, at=timezone.now(), nature="correction")


def measure(*reasons: str) -> tuple[float, dict[str, object]]:
    """Return the seconds of a dry run, and what it says; the reasons are asked for beside what was wrong."""
    business = Business.objects.get()
    began = time.perf_counter()
    found: DryRun = dry_run(
        Affected(Scope(business=business, years=(YEAR,), on=timezone.now().date(), with_late="late" in reasons))
    )
    return time.perf_counter() - began, found.as_json()


def launch() -> tuple[float, int, dict[str, int]]:
    """Launch a campaign; return the seconds, by how many MB the memory grew beyond a dry run's, and the rows."""
    business, counsel = Business.objects.get(), User.objects.get(username="counsel")
    known = Known(business=business, years=(YEAR,), known_on=AT.date(), what_was_wrong="Telephone numbers.")
    event = handling.note_knowledge(known=known, by=counsel, now=timezone.now())
    campaign = handling.draft_campaign(event_id=event.pk, first_batch=1, an_hour=1, by=counsel, now=timezone.now())
    measure()
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    handling.launch_campaign(campaign_id=campaign.pk, by=counsel, now=timezone.now())
    handling.write_campaign_down(campaign_id=campaign.pk, now=timezone.now())
    campaign.refresh_from_db()
    seconds = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    counted = {
        "people": campaign.people,
        "sums": sums(campaign).all,
        "rows": CampaignRow.objects.count(),
        "requests": RowRequest.objects.count(),
    }
    return seconds, grown, counted
