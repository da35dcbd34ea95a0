"""The report on the screen: who sees it, what it says, what it does with what cannot be asked."""

import csv
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from requests_app.delivery.models import Delivery, Kind
from requests_app.register.models import Business, Reach
from requests_app.requests.permissions import REGISTER_KEEPER
from requests_app.requests.status import Status
from requests_app.views.reports.page import KINDS
from tests.builders import a_business, a_person
from tests.reports.made import after, answered, came, decided

pytestmark = pytest.mark.django_db


def of(client: Client, business: Business, query: str = "") -> str:
    response = client.get(f"/staff/reports/{business.slug}/{query}")
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_each_number_has_its_definition_and_clause_beside_it(rita: Client, business: Business) -> None:
    row = came(business, timezone.now() - timedelta(days=20))
    answered(row, after(row, 3))
    says = of(rita, business, f"?year={row.received_on.year}")
    assert "Answered within 14 days 100% 1 of 1 Of the requests, answered or open, that arrived more than 14" in says
    assert "Median days to the answer 3 days Half of the answered requests took so many days or fewer" in says
    assert "nobody knows yet; so are withdrawn ones." in says
    assert "Half of the answers took 3 days or less. None took more than 30 days." in says


def test_a_chart_says_how_many_are_late(rita: Client, business: Business) -> None:
    noon = timezone.now().replace(hour=20)  # in California: a night in which clocks change makes no day of a day less
    for took in (1, 31, 40):
        row = came(business, noon - timedelta(days=50))
        answered(row, after(row, took))
    says = of(rita, business, f"?year={row.received_on.year}")
    assert "2 were answered late or are open past their due date." in says
    assert "2 took more than 30 days." in says


def test_an_empty_year_says_why_it_is_empty(rita: Client, business: Business) -> None:
    assert "No request arrived in this year. The figures appear with the first one." in of(rita, business)
    assert "No request of the year came in by this door" in of(rita, business, "?door=fax")


@pytest.mark.parametrize("query", ["?year=1999", "?year=x", "?door=window", "?answer=maybe"])
def test_what_there_is_no_report_of_is_not_there(rita: Client, business: Business, query: str) -> None:
    assert rita.get(f"/staff/reports/{business.slug}/{query}").status_code == 404


def test_who_is_bound_to_one_business_sees_its_report_alone(rita: Client, business: Business) -> None:
    other = a_business("harbor", legal_name="Harbor Tea LLC")
    Reach.objects.create(user=User.objects.get(username="rita"), business=business)
    assert rita.get("/staff/reports/", follow=True).redirect_chain == [(f"/staff/reports/{business.slug}/", 302)]
    assert rita.get(f"/staff/reports/{other.slug}/").status_code == 404
    assert other.legal_name not in of(rita, business)


def test_the_way_to_the_reports_is_shown_to_whoever_may_go_it(rita: Client, business: Business) -> None:
    keeper = Client()
    keeper.force_login(a_person("kim", REGISTER_KEEPER))
    assert "/staff/reports/" in rita.get("/staff/").content.decode()
    assert "/staff/reports/" not in keeper.get("/staff/register/", follow=True).content.decode()
    assert keeper.get(f"/staff/reports/{business.slug}/").status_code == 403


def test_the_oldest_open_request_is_a_way_to_it(rita: Client, business: Business) -> None:
    gone, oldest = (came(business, timezone.now() - timedelta(days=days)) for days in (9, 4))
    decided(gone, Status.WITHDRAWN)
    page = rita.get(f"/staff/reports/{business.slug}/?year={oldest.received_on.year}").content.decode()
    assert f'<a href="/staff/requests/{oldest.pk}/">4 days</a>' in page


def test_each_kind_of_mail_has_its_name(rita: Client, business: Business) -> None:
    row = came(business, timezone.now() - timedelta(days=2))
    answered(row, after(row, 1))
    names = {each.kind for each in Delivery.objects.all()}
    says = of(rita, business, f"?year={row.received_on.year}")
    assert names == {Kind.ACKNOWLEDGEMENT, Kind.NOTICE}
    assert "Notices by e-mail 1 1 0 0 0" in says
    assert set(KINDS) == set(Kind)


def rows_of(client: Client, business: Business, query: str) -> list[dict[str, str]]:
    response = client.get(f"/staff/reports/{business.slug}/figures.csv{query}")
    assert response["Content-Disposition"].startswith("attachment;")
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_the_sheet_says_what_the_page_says_with_a_definition_on_each_line(rita: Client, business: Business) -> None:
    row = came(business, timezone.now() - timedelta(days=20))
    answered(row, after(row, 3))
    rows = rows_of(rita, business, f"?year={row.received_on.year}")
    assert all(each["definition"] for each in rows)
    (share,) = [each for each in rows if each["figure"] == "Answered within 14 days"]
    assert (share["value"], share["note"], share["clause"]) == ("100%", "1 of 1", "")
    received = [int(each["value"]) for each in rows if (each["table"], each["figure"]) == ("months", "Received")]
    assert (len(received), sum(received)) == (12, 1)
    answers = [each for each in rows if each["table"] == "answers" and each["figure"] == "Median days to the answer"]
    assert [(each["of"], each["value"], each["clause"]) for each in answers] == [
        ("disclosure", "3 days", "(a)(1), (a)(2)")
    ]


def test_no_spreadsheet_program_calculates_what_a_business_is_called(rita: Client, business: Business) -> None:
    Business.objects.filter(pk=business.pk).update(legal_name='=HYPERLINK("https://evil.example")')
    values = [each["value"] for each in rows_of(rita, business, "") if each["figure"] == "Business"]
    assert values == ['\'=HYPERLINK("https://evil.example")']


def test_the_sheet_is_narrowed_as_the_page_is(rita: Client, business: Business) -> None:
    row = came(business, timezone.now() - timedelta(days=2))
    by_fax = rows_of(rita, business, f"?year={row.received_on.year}&door=fax")
    assert next(each["value"] for each in by_fax if each["table"] == "figures") == "0"
    assert rita.get(f"/staff/reports/{business.slug}/figures.csv?year=1999").status_code == 404
