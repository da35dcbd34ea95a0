"""How many requests come in a second: through the form, beside a plain view that does one INSERT, and as mails.

Both views stand behind the web server that the product runs, on the same PostgreSQL, and are asked by the same
visitors, each post from another person. Ours writes the receipt, the request, its event, the audit entry and the
acknowledgement in the outgoing queue, and wakes the worker through a real broker. Mails go through `read_mail --store`,
beside a program that parses each and keeps it by one INSERT.
"""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from queue import Empty

from kombu import Connection

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery
from requests_app.management.benchmarks import intake_mail, intake_plain, visitors
from requests_app.management.benchmarks.measure import LEAST_RUNS, Measure, Runs, WrongError, versions
from requests_app.management.benchmarks.place import Database, Place
from requests_app.management.benchmarks.resting import peak_mb
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from shinelight.local import ports, services
from shinelight.local.broker import Broker

LEAST_SIZE = 20
WARM = 200
"""Posts before the clock runs: they load templates and open connections, and PostgreSQL learns what the tables hold.

Statements that are kept are planned once: over tables without a row, which no site has for long, all are read through.
"""
BY = "command:benchmark"
AT = datetime(2026, 3, 2, 20, tzinfo=UTC)
TO = "privacy@plumbline.example"
BUSINESS = {
    "slug": "benchmark",
    "legal_name": "Plumb Line Goods, Inc.",
    "postal_address": "5 Level Way, Sacramento, CA 95814",
    "reply_email": TO,
    "designated": [
        {"kind": "email", "value": TO, "from": "2005-01-01", "to": None},
        {"kind": "postal", "value": "5 Level Way, Sacramento, CA 95814", "from": "2005-01-01", "to": None},
    ],
    "brands": [{"slug": "plumb-line", "name": "Plumb Line"}],
}
OURS, PLAIN = "shinelight.wsgi", "requests_app.management.benchmarks.intake_plain_wsgi"


def measures(place: Place, *, size: int) -> Iterator[Measure]:
    """Measure `size` posts at a time to the form and to the plain view, in turns."""
    with tempfile.TemporaryDirectory(prefix="shinelight-benchmark-") as folder, Broker(Path(folder)) as broker:
        settings = _settings(Path(folder), broker.url)
        yield _form(place, settings, Path(folder), size=size)
        yield _mail(place, settings, Path(folder), size=size)


def _form(place: Place, env: dict[str, str], folder: Path, *, size: int) -> Measure:
    services.manage(env | {"DATABASE_URL": place.url}, "collectstatic", "--no-input")
    ours, plain, most_mb = [], [], 0
    for _ in range(LEAST_RUNS):
        with place.database() as database:
            database.run(intake_plain.make_table)
            plain.append(_posts_a_second(PLAIN, database, env, folder, size=size)[0])
        with place.database() as database:
            database.run(configure)
            rate, mb = _posts_a_second(OURS, database, env, folder, size=size)
            ours.append(rate)
            most_mb = max(most_mb, mb)
            database.run(check, size + WARM)
            check_woken(env["BROKER_URL"], size + WARM)
    return Measure(
        benchmark="intake/form",
        size=size,
        unit="posts/s",
        ours=Runs(ours),
        plain=Runs(plain),
        peak_mb=most_mb,
        versions=versions(place.postgresql),
    )


def _mail(place: Place, env: dict[str, str], folder: Path, *, size: int) -> Measure:
    file = folder / "mail.mbox"
    intake_mail.write_messages(file, size, to=TO, at=AT)
    ours, plain = [], []
    place.peak_mb = 0
    for run in range(LEAST_RUNS):
        with place.database() as database:
            database.run(intake_mail.make_table)
            database.settle()
            plain.append(size / database.run(intake_mail.plainly, str(file)))
        with place.database() as database:
            # A folder of its own: what lies on the disk already is not written again.
            own = env | {"VAR_DIR": str(folder / f"mail-{run}")}
            database.run(configure)
            database.settle()
            ours.append(size / database.run(intake_mail.read_mail, str(file), note=True, env=own))
            database.run(check, size)
    return Measure(
        benchmark="intake/mail",
        size=size,
        unit="messages/s",
        ours=Runs(ours),
        plain=Runs(plain),
        peak_mb=place.peak_mb,
        versions=versions(place.postgresql),
    )


def _posts_a_second(
    application: str, database: Database, env: dict[str, str], folder: Path, *, size: int
) -> tuple[float, int]:
    """Return how many posts a second an application took, and the memory in MB of its server."""
    port = ports.free_port()
    with services.web_server(env | {"DATABASE_URL": database.url}, port, folder, application=application) as server:
        try:
            visitors.post_all(port, people=range(WARM))
            database.settle()
            seconds = visitors.post_all(port, people=range(WARM, WARM + size))
        except WrongError as wrong:
            wrong.add_note(server.tail())
            raise
        return size / seconds, peak_mb(server.pid)


def _settings(folder: Path, broker: str) -> dict[str, str]:
    """Return the settings of a server as an operator has them, but for https, and with no limit for one address."""
    return {
        "SECRET_KEY": "only for a benchmark, and only for one",
        "VAR_DIR": str(folder),
        "BROKER_URL": broker,
        "EMAIL_URL": "smtp://localhost:25",  # no worker runs: nothing is sent
        "MAIL_DOMAIN": "plumbline.example",
        "SITE_URL": f"http://{ports.LOOPBACK}",
        "FORM_NETWORK_LIMIT": "0",  # every visitor here comes from one address
        "HTTPS_ONLY": "false",
    }


def configure() -> None:
    """Make the business that is asked."""
    handling.configure_business(data=BUSINESS, by=BY, now=AT)


def check(size: int) -> None:
    """Raise `WrongError` unless each post or mail became a request of its own, acknowledged and recorded."""
    taken = DisclosureRequest.objects.filter(status=Status.RECEIVED, due_on__gt=date(2026, 1, 1)).count()
    acknowledged = Delivery.objects.exclude(body="").count()
    recorded = AuditEntry.objects.filter(action="request.received").count()
    if (taken, acknowledged, recorded) != (size, size, size):
        became = f"{taken} requests, {acknowledged} acknowledgements and {recorded} audit entries"
        msg = f"{size} posts or mails became {became}."
        raise WrongError(msg)


def check_woken(broker: str, size: int) -> None:
    """Raise `WrongError` unless the worker was woken for each acknowledgement, by however many messages; take them."""
    woken: list[int] = []
    with Connection(broker) as connection, connection.SimpleQueue("celery", no_ack=True) as waiting, suppress(Empty):
        while True:
            (ids,) = waiting.get_nowait().payload[0]
            woken += ids if isinstance(ids, list) else [ids]
    if len(set(woken)) != size:
        msg = f"{size} posts woke the worker for {len(set(woken))} acknowledgements."
        raise WrongError(msg)
