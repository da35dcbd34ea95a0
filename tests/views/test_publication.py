"""The page of figures for everybody: there when an administrator says so, with a reason, and linked from the start."""

import re
from datetime import date, datetime, time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.register.models import Business, Reach
from requests_app.reports.models import Publication
from requests_app.reports.publish import PublishError
from requests_app.reports.scope import today_of
from requests_app.requests.permissions import ADMINISTRATOR, NotAllowedError
from tests.builders import NOW, a_business, a_person, a_reviewer
from tests.reports.made import after, answered, came


@pytest.fixture
def business(db: None) -> Business:
    return a_business(languages=["en", "es"])


@pytest.fixture
def ada(db: None) -> User:
    return a_person("ada", ADMINISTRATOR)


def let_it(
    business: Business, by: User, *, shown: bool = True, seen: int | None = None, because: str = "We may."
) -> Publication:
    publication = handling.set_publication(business=business, shown=shown, because=because, seen=seen, by=by, now=NOW)
    assert publication is not None
    return publication


def last_march(business: Business) -> datetime:
    """Return a noon of the last calendar year."""
    year = today_of(business, timezone.now()).year - 1
    return datetime.combine(date(year, 3, 2), time(20), tzinfo=timezone.get_default_timezone())


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    page = " ".join(response.content.decode().split())
    return re.sub(r" *(</?d[dt][^>]*>) *", r"\1", page)


def test_it_is_off_until_somebody_shows_it_and_gone_when_they_stop(
    business: Business, ada: User, client: Client
) -> None:
    assert client.get("/figures/").status_code == 404
    assert "/figures/" not in words(client, "/")

    shown = let_it(business, ada)
    assert client.get("/figures/").status_code == 200
    assert 'href="/figures/"' in words(client, "/")

    let_it(business, ada, shown=False, seen=shown.pk, because="No longer.")
    assert client.get("/figures/").status_code == 404
    assert "/figures/" not in words(client, "/")


def test_each_business_shows_its_own(business: Business, ada: User, client: Client) -> None:
    other = a_business("other", legal_name="Other, Inc.")
    let_it(business, ada)

    assert client.get(f"/figures/?business={business.slug}").status_code == 200
    assert client.get(f"/figures/?business={other.slug}").status_code == 404
    assert f'href="/figures/?business={business.slug}"' in words(client, f"/?business={business.slug}")
    assert "/figures/" not in words(client, f"/?business={other.slug}")


def test_every_number_stands_beside_what_it_counts_in_either_language(
    business: Business, ada: User, client: Client
) -> None:
    at = last_march(business)
    for days in (10, 11, 12, 13, 14, 15, 16, 17, 18, 40, 41, 42, 43, 44):
        answered(came(business, at), after(came(business, at), days))
    let_it(business, ada)

    english, spanish = words(client, "/figures/"), words(client, "/es/figures/")

    assert '<dt>Requests received</dt><dd class="number">28</dd><dd>Requests under California' in english
    assert '<dt>Answered within 30 days</dt><dd class="number">9</dd>' in english
    assert '<dt>Answered later</dt><dd class="number">5</dd>' in english
    assert '<dd class="number">16.5 days</dd>' in english
    assert f"Requests in {at.year}" in english
    assert "not shown" not in english.lower()
    assert '<dt>Solicitudes recibidas</dt><dd class="number">28</dd>' in spanish
    assert '<dd class="number">16,5 días</dd>' in spanish
    assert "Requests" not in spanish.partition("<main")[2].partition("</main>")[0]


def test_a_small_number_is_not_shown_and_the_page_says_why(business: Business, ada: User, client: Client) -> None:
    at = last_march(business)
    for days in (*range(20), 50):
        row = came(business, at)
        answered(row, after(row, days))
    let_it(business, ada)

    page = words(client, "/figures/")

    assert '<dt>Answered later</dt><dd class="number">not shown</dd>' in page
    assert '<dt>Answered within 30 days</dt><dd class="number">not shown</dd>' in page
    assert "a number from 1 to 4" in page


def test_of_so_few_requests_no_number_is_shown(business: Business, ada: User, client: Client) -> None:
    answered(came(business, last_march(business)), last_march(business))
    let_it(business, ada)

    page = words(client, "/figures/")

    assert "So we show none" in page
    assert 'class="number"' not in page


# -- who sets it ------------------------------------------------------------------------------------------------------


def test_what_was_set_stays_and_the_audit_has_it(business: Business, ada: User) -> None:
    first = let_it(business, ada)
    again = handling.set_publication(business=business, shown=True, because="", seen=first.pk, by=ada, now=NOW)
    assert again is None
    let_it(business, ada, shown=False, seen=first.pk, because="No longer.")

    assert list(Publication.objects.values_list("is_shown", "because")) == [(True, "We may."), (False, "No longer.")]
    entries = AuditEntry.objects.filter(action__startswith="figures.").order_by("id")
    assert list(entries.values_list("action", "subject")) == [
        ("figures.shown", f"business:{business.pk}"),
        ("figures.hidden", f"business:{business.pk}"),
    ]


def test_a_reason_is_asked_for_and_who_comes_second_is_told(business: Business, ada: User) -> None:
    with pytest.raises(PublishError, match="Say why"):
        let_it(business, ada, because=" ")
    let_it(business, ada)
    with pytest.raises(PublishError, match="ada set this while you had it open"):
        let_it(business, a_person("al", ADMINISTRATOR))
    assert Publication.objects.count() == 1


def test_only_an_administrator_within_reach_sets_it(business: Business, ada: User) -> None:
    with pytest.raises(NotAllowedError, match="Only an administrator"):
        let_it(business, a_reviewer())
    Reach.objects.create(user=ada, business=a_business("other"))
    with pytest.raises(NotAllowedError):
        let_it(business, ada)
    assert not Publication.objects.exists()


def test_staff_see_what_everybody_would_read_and_an_administrator_sets_it(
    business: Business, ada: User, client: Client
) -> None:
    address = f"/staff/reports/{business.slug}/public/"
    client.force_login(a_reviewer())
    assert "Set it so" not in words(client, address)
    assert address in words(client, f"/staff/reports/{business.slug}/")
    assert client.post(address, {"shown": "on", "because": "Why not."}).status_code == 403

    client.force_login(ada)
    assert "Requests received" in words(client, address)
    assert client.post(address, {"shown": "on", "because": ""}).status_code == 409
    response = client.post(address, {"shown": "on", "because": "Our customers ask."}, follow=True)
    assert response.redirect_chain == [(address, 302)]
    page = " ".join(response.content.decode().split())
    assert "Our customers ask." in page
    assert 'href="/figures/"' in page
    late = client.post(address, {"because": "Stop."})
    assert late.status_code == 409
    assert Publication.objects.get().is_shown
