"""The published registry of data brokers as third parties of one business: a notice with all of them."""

import csv
import json
import subprocess
import sys
from dataclasses import astuple, dataclass
from pathlib import Path

from django.db import transaction

from requests_app.register.models import ThirdParty
from tests import builders
from tests.measured import measured
from tests.stack import StackFactory

ROOT = Path(__file__).parents[2]
MOST_MEGABYTES = 400
PAGE_WIDTH, PAGE_HEIGHT, LEAST_MARGIN = 612, 792, 36
HEADINGS = {
    "name": "Data broker name:",
    "street": "Data broker primary street address:",
    "city": "Data broker city:",
    "state": "Data broker state:",
    "postal_code": "Data broker zip code:",
    "country": "Data broker country:",
    "other": "Data broker primary address, if it does not comport to the format provided:",
}


@dataclass(frozen=True, slots=True)
class Broker:
    """A broker's name and address, cells cleaned of line breaks."""

    name: str
    street: str
    city: str
    state: str
    postal_code: str
    country: str


def folded(cell: str) -> str:
    return " ".join(cell.split())


def brokers(file: Path) -> list[Broker]:
    """Read the registry: an instruction row, the headings, then a broker a row."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        _, headings, *rows = csv.reader(lines)
    place = {folded(heading): column for column, heading in enumerate(headings)}
    listed = [_broker({name: folded(row[place[heading]]) for name, heading in HEADINGS.items()}) for row in rows]
    # A broker that registered twice under one name and address is one third party.
    once = {tuple(part.lower() for part in astuple(broker)): broker for broker in listed}
    return list(once.values())


def _broker(cells: dict[str, str]) -> Broker:
    other = "" if cells["other"].upper() in {"", "N/A", "NA", "NONE"} else cells["other"]
    zip_code = cells["postal_code"]
    return Broker(
        name=cells["name"],
        street=cells["street"] or other,
        city=cells["city"],
        state=cells["state"],
        # A spreadsheet took the leading zero of the Northeast's ZIP codes.
        postal_code=f"0{zip_code}" if len(zip_code) == 4 and zip_code.isdigit() else zip_code,
        country=cells["country"],
    )


def test_a_notice_with_every_registered_broker_breaks_well_and_stays_small(
    published_registry: Path, start_stack: StackFactory, tmp_path: Path
) -> None:
    stack = start_stack("sqlite", start=False)
    pdf = tmp_path / "registry.pdf"
    listed = brokers(published_registry)
    with stack.rows(), transaction.atomic():
        business = builders.a_business()
        for number, broker in enumerate(listed):
            whole = ThirdParty(street=broker.street, city=broker.city).printed_address
            builders.a_disclosure(
                builders.a_third_party(
                    business,
                    broker.name,
                    street=broker.street if whole else f"{number} Address Unknown Rd",
                    city=broker.city if whole else "Sacramento",
                    state=broker.state,
                    postal_code=broker.postal_code,
                    country=broker.country,
                )
            )
        printed = [(party.printed_name, party.printed_address or "") for party in ThirdParty.objects.all()]

    command = ("compile_notice", "--business", business.slug, "--year", "2025", "--json", "--out", str(pdf))
    run = measured([sys.executable, "manage.py", *command], env={**stack.env, "PATH": "/usr/bin:/bin"}, folder=ROOT)

    assert run.status == 0, run.err
    answer = json.loads(run.out)
    assert (answer["blocked"], len(answer["recipients"])) == ([], len(listed))
    assert run.megabytes < MOST_MEGABYTES
    text = "".join(_pdftotext(pdf, "-raw").split())
    missing = [name for name, address in printed for part in (name, address) if "".join(part.split()) not in text]
    assert missing == []
    pages = _pdftotext(pdf, "-layout").split("\f")
    with_rows = [page for page in pages if sum(name in page for name, _ in printed) > 1]
    assert len(with_rows) > 10
    assert all("Postal address" in page for page in with_rows)
    assert _overflowing(pdf) == []


def _pdftotext(pdf: Path, how: str) -> str:
    return subprocess.run(["pdftotext", how, pdf, "-"], capture_output=True, text=True, check=True).stdout


def _overflowing(pdf: Path) -> list[str]:
    """Return the words that reach past the margins."""
    beyond = []
    for line in _pdftotext(pdf, "-bbox").splitlines():
        if "<word" in line:
            box = {key: float(line.split(f'{key}="')[1].split('"')[0]) for key in ("xMin", "yMin", "xMax", "yMax")}
            inside = box["xMin"] >= LEAST_MARGIN and box["xMax"] <= PAGE_WIDTH - LEAST_MARGIN
            if not (inside and box["yMin"] >= 0 and box["yMax"] <= PAGE_HEIGHT):
                beyond.append(line)
    return beyond
