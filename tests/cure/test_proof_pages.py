"""The rows of a proof are read in pages: none is left out at a page's end, and the totals count all of them."""

import json
import zipfile

import pytest

from requests_app import handling
from requests_app.cure.models import CampaignRow, RowRequest
from requests_app.cure.proof import rows
from requests_app.requests.permissions import COUNSEL
from tests.browser.many import copies
from tests.builders import NOW, a_person, a_request, a_reviewer
from tests.cure.wrongly_told import LATER, a_remembered_business, correct, launched
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db
MANY = 2 * rows.AT_ONCE + 1


def test_each_of_more_rows_than_two_pages_hold_is_written_once() -> None:
    business, cora = a_remembered_business(), a_person("cora", COUNSEL)
    request = a_request(business, at=NOW)
    sent(request, TAKEN, by=a_reviewer("rita"))
    correct(business)
    campaign = launched(business, cora)
    told = {"reference": lambda each: f"STL-2026-{900_000 + each}", "secret": lambda each: f"secret-{each}"}
    requests = copies(request, MANY, **told)
    own = {"disclosure_request_id": lambda each: requests[each].pk}
    made = copies(CampaignRow.objects.get(), MANY, **own)
    copies(RowRequest.objects.get(), MANY, row_id=lambda each: made[each].pk, **own)
    campaign.people = MANY + 1
    campaign.save()

    drawn = handling.draw_proof(campaign_id=campaign.pk, by=cora, now=LATER)

    with drawn.file as file, zipfile.ZipFile(file) as archive:
        lines = archive.read("rows.jsonl").splitlines()
        totals = json.loads(archive.read("totals.json"))
    assert len({json.loads(line)["reference"] for line in lines}) == len(lines) == MANY + 1
    assert (totals["add_up"], totals["by_state"]["Waiting"]) == (True, MANY + 1)
