"""Counsel's way: what is known, what differs, whom it touches, the launch, how far it is, and every row."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.cure.models import Campaign, KnowledgeEvent
from requests_app.register.models import Business, Disclosure, RegisterChange
from requests_app.requests.permissions import ADMINISTRATOR, COUNSEL, REGISTER_KEEPER, REVIEWER
from tests.builders import NOW, REPORT_YEAR, a_business, a_person, a_register, a_request, a_reviewer
from tests.remembered import remember
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db
SECRET = "We left out the telephone numbers, and nobody checked."


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    remember(business)
    return business


@pytest.fixture
def cora() -> User:
    return a_person("cora", COUNSEL)


@pytest.fixture
def counsel(client: Client, cora: User) -> Client:
    client.force_login(cora)
    return client


def corrected(business: Business) -> RegisterChange:
    """Answer a request, then correct the register."""
    sent(a_request(business), TAKEN, by=a_reviewer("rita"))
    row = Disclosure.objects.get(third_party__business=business, third_party__legal_name__startswith="Sierra")
    row.categories = ["name_address", "product_kind", "telephone"]
    kim = a_person("kim", REGISTER_KEEPER)
    handling.save_register_row(row=row, by=kim, now=timezone.now(), nature="correction", note="Found by audit")
    return RegisterChange.objects.latest("number")


def filled(business: Business, **changes: object) -> dict[str, object]:
    return {
        "business": business.pk,
        "years": [REPORT_YEAR],
        "source": "CORRECTION",
        "known_on": timezone.now().date() - timedelta(days=1),
        "what_was_wrong": SECRET,
        **changes,
    }


def text_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return re.sub(r" ([,.;])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", page).split()))


def test_from_the_correction_to_every_row(counsel: Client, business: Business) -> None:
    change = corrected(business)
    assert f"change={change.pk}" in counsel.get("/staff/cure/").content.decode()

    noted = counsel.post("/staff/cure/new/", filled(business, change=change.pk))
    event = KnowledgeEvent.objects.get()
    page = text_of(counsel, noted["Location"])
    assert event.register_change == change
    assert "The category “Telephone number” is added." in page
    assert "1 person, 1 brand, 1 language; 1 by e-mail, 0 by post, 0 unreachable" in page

    counsel.post(f"/staff/cure/{event.pk}/draft/", {"first_batch": 5, "an_hour": 50})
    assert "Launch: write to 1 person" in text_of(counsel, f"/staff/cure/{event.pk}/")
    counsel.post(f"/staff/cure/{event.pk}/do/", {"do": "launch"})
    page = text_of(counsel, f"/staff/cure/{event.pk}/")
    assert "1 person is being written down. Nobody is written to before that is done." in page
    campaign = Campaign.objects.get()
    handling.walk_campaign(campaign_id=campaign.pk, clock=timezone.now)

    page = text_of(counsel, f"/staff/cure/{event.pk}/")
    assert "Campaign: Running" in page
    assert "0 of 1" in page
    assert "On its way" in text_of(counsel, f"/staff/cure/{event.pk}/rows/?state=ON_WAY")
    assert "Nobody stands here." in text_of(counsel, f"/staff/cure/{event.pk}/rows/?state=WAITING")
    table = b"".join(counsel.get(f"/staff/cure/{event.pk}/rows.csv").streaming_content).decode()  # type: ignore[attr-defined] # a stream
    told = campaign.rows.get().disclosure_request.reference
    assert f"{told},{told},Told something else than is known now,en,EMAIL,On its way" in table


@pytest.mark.parametrize("role", [REVIEWER, REGISTER_KEEPER, ADMINISTRATOR])
def test_nobody_but_counsel_reads_what_was_known(client: Client, business: Business, cora: User, role: str) -> None:
    corrected(business)
    event = noted_by(cora, business)
    client.force_login(a_person("somebody", role))

    for address in ("", "new/", f"{event.pk}/", f"{event.pk}/rows/"):
        assert client.get(f"/staff/cure/{address}").status_code == 403
    assert "/staff/cure/" not in client.get("/staff/account/").content.decode()


def noted_by(cora: User, business: Business) -> KnowledgeEvent:
    client = Client()
    client.force_login(cora)
    client.post("/staff/cure/new/", filled(business))
    return KnowledgeEvent.objects.get()


def test_what_was_wrong_is_in_no_audit_entry_and_each_day_is(counsel: Client, business: Business, cora: User) -> None:
    event = noted_by(cora, business)
    day = event.known_on - timedelta(days=3)

    counsel.post(f"/staff/cure/{event.pk}/day/", {"known_on": day, "because": "The mail of the audit is older."})

    page = text_of(counsel, f"/staff/cure/{event.pk}/")
    assert "The mail of the audit is older." in page
    noted, set_anew = AuditEntry.objects.filter(action__startswith="cure.").order_by("pk")
    assert (noted.action, set_anew.action) == ("cure.noted", "cure.day_set")
    assert set_anew.detail["known_on"] == day.isoformat()
    assert set_anew.detail["was"] == event.known_on.isoformat()
    assert not any(word in f"{noted.detail}{set_anew.detail}" for word in ("telephone", "audit is older"))


def test_a_day_needs_a_reason_and_has_come(counsel: Client, business: Business, cora: User) -> None:
    event = noted_by(cora, business)
    tomorrow = timezone.now().date() + timedelta(days=2)

    without = counsel.post(f"/staff/cure/{event.pk}/day/", {"known_on": NOW.date(), "because": ""})
    too_early = counsel.post(f"/staff/cure/{event.pk}/day/", {"known_on": tomorrow, "because": "A slip."})

    assert (without.status_code, too_early.status_code) == (422, 422)
    assert "a day that is still to come" in too_early.content.decode()
    assert KnowledgeEvent.objects.get().known_on == event.known_on


def test_a_form_without_its_answers_says_what_is_missing(counsel: Client, business: Business) -> None:
    response = counsel.post("/staff/cure/new/", {"business": business.pk})

    assert response.status_code == 422
    told = response.content.decode()
    assert all(says in told for says in ("Choose at least one year.", "Enter the day.", "Write it down."))


def test_what_is_refused_is_said(counsel: Client, business: Business, cora: User) -> None:
    event = noted_by(cora, business)
    counsel.post(f"/staff/cure/{event.pk}/draft/", {"first_batch": 5, "an_hour": 50})

    response = counsel.post(f"/staff/cure/{event.pk}/do/", {"do": "launch"}, follow=True)

    assert "Nobody is touched: there is nothing to send." in response.content.decode()
    assert Campaign.objects.get().state == Campaign.State.DRAFT
