"""The whole way of a resident in one language, and every text met on it."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from requests_app import handling, tasks
from requests_app.delivery.models import Delivery, Kind
from requests_app.notices.compile import compile_for
from requests_app.notices.render import notice_email, render_html
from requests_app.register.models import Brand, Business, Disclosure
from requests_app.requests.models import DisclosureRequest, Dossier, Receipt
from tests import builders
from tests.languages.visible import lines_of, texts_of
from tests.views.filled import by_post, form
from tests.views.ways import TAKEN, sent

OTHERS = {
    "kind": "ATTORNEY",
    "agent_name": "Lee Park",
    "firm": "Park & Partners",
    "answers_to": "EMAIL",
    "email": "lee@example.net",
    "people-TOTAL_FORMS": "2",
    "people-INITIAL_FORMS": "0",
    "people-0-requester_name": "Ola Nowak",
    "people-1-requester_name": "Max Frisch",
}


@dataclass(slots=True)
class Walk:
    """One walk: `language` is the code of the pages, `met` what was read, step by step."""

    language: str
    met: dict[str, list[str]] = field(default_factory=dict)
    client: Client = field(default_factory=Client)

    @property
    def prefix(self) -> str:
        return "" if self.language == "en" else f"/{self.language}"

    def see(self, step: str, response: Any, status: int = 200) -> str:  # noqa: ANN401 - the test client's own kind
        """Remember the page's texts under the step's name; return the page."""
        page: str = response.content.decode()
        assert response.status_code == status, (step, response.status_code)
        assert f'<html lang="{self.language}"' in page, step
        self.met[step] = texts_of(page, language=self.language)
        return page

    def open(self, address: str, status: int = 200) -> str:
        return self.see(address, self.client.get(self.prefix + address), status)

    def send(self, step: str, address: str, filled: dict[str, str], status: int = 200) -> str:
        """Send a form that is answered with a page."""
        return self.see(step, self.client.post(self.prefix + address, filled), status)

    def go(self, address: str, filled: dict[str, str]) -> str:
        """Send a form that leads on; return where to."""
        response = self.client.post(self.prefix + address, filled)
        assert response.status_code == 302, (address, texts_of(response.content.decode(), language=self.language))
        place = response["Location"]
        assert place.startswith(f"{self.prefix}/"), place
        return place


def a_shop() -> Business:
    """Return a business with brands, a telephone, a way to opt out, and recipients of this year's notices."""
    business = builders.a_business(
        trade_names=["Example Outfitters"],
        languages=["en", "es"],
        opt_out_url="https://www.example.com/stop",
        opt_out_phone="1-800-555-0100",
    )
    for slug in ("trailwren", "littlefinch"):
        Brand.objects.create(business=business, slug=slug, name=slug.title())
    builders.a_register(business)
    Disclosure.objects.update(year=timezone.now().year - 1)
    business.designated_contacts.create(kind="toll_free_phone", value="1-800-555-0100", valid_from="2010-01-01")
    business.designated_contacts.create(kind="fax", value="916-555-0100", valid_from="2010-01-01")
    return business


def walk(language: str) -> Walk:
    """Go from the first page to the answer; the texts of every page and mail on the way are in `met`."""
    shop = a_shop()
    way = Walk(language)
    _read_first(way)
    _make_every_mistake(way)
    _ask(way)
    _ask_for_others(way)
    _look_after_it(way)
    _get_the_answer(way, shop)
    return way


def _read_first(way: Walk) -> None:
    for address in ("/", "/request/", "/request/for-others/", "/request/kept/", "/privacy-rights/", "/status/"):
        way.open(address)
    way.open("/nowhere/", 404)


def _make_every_mistake(way: Walk) -> None:
    wrong = {"reply_by": "POST", "requester_name": "", "email": "ana at example", "postal_code": "937"}
    way.send("every mistake", "/request/", form(**wrong), 422)
    too_long = dict.fromkeys(("requester_name", "street", "city", "state", "country", "message"), "x" * 6000)
    way.send("too long", "/request/", form(**too_long, postal_code="9" * 30, email="a" * 300), 422)
    way.send("nothing chosen", "/request/", form(reply_by="", brand="none"), 422)
    way.send("no address to answer to", "/request/", form(email=""), 422)
    way.send(
        "every mistake for others", "/request/for-others/", OTHERS | {"kind": "", "agent_name": "", "email": ""}, 422
    )
    nobody = {"answers_to": "EACH", "people-0-requester_name": ""}
    way.send("nobody to answer to", "/request/for-others/", OTHERS | nobody, 422)
    way.send("one person more", "/request/for-others/", OTHERS | {"add": "1"})
    guarded = Client(enforce_csrf_checks=True)
    way.see("without a cookie", guarded.post(f"{way.prefix}/request/", form()), 403)
    way.send("unknown reference", "/status/", {"reference": "STL-2026-000999", "secret": "abcd"}, 422)


def _ask(way: Walk) -> None:
    way.see("received, by e-mail", way.client.get(way.go("/request/", form())), 200)
    way.see("received, by post", way.client.get(way.go("/request/", by_post(requester_name="Bo Ruiz"))), 200)
    for number, each in enumerate(Delivery.objects.filter(kind=Kind.ACKNOWLEDGEMENT).order_by("id")):
        way.met[f"acknowledgement {number}"] = [each.subject, *lines_of(each.body)]
        for token in set(re.findall(r"/confirm/([^/\s]+)/", each.body)):
            way.open(f"/confirm/{token}/")


def _ask_for_others(way: Walk) -> None:
    place = way.go("/request/for-others/", OTHERS)
    way.see("received, for others", way.client.get(place))
    assert Dossier.objects.get().language == way.language


def _look_after_it(way: Walk) -> None:
    for receipt in Receipt.objects.order_by("id")[:2]:
        for page in ("", "change/", "wrong/", "withdraw/"):
            address = f"/status/{receipt.secret}/{page}"
            response = way.client.get(way.prefix + address)
            way.see(f"status {receipt.pk} {page}", response)


def _get_the_answer(way: Walk, shop: Business) -> None:
    reviewer = builders.a_reviewer(f"rita-{way.language}")
    row = DisclosureRequest.objects.filter(email="ana@example.org").order_by("id").first()
    assert row is not None
    assert row.language == way.language
    delivery = sent(row, TAKEN, by=reviewer, decided_at=timezone.now())
    way.met["the answer's mail"] = [delivery.subject, *lines_of(delivery.body)]
    row.refresh_from_db()
    way.met["the answer"] = texts_of(
        render_html(compile_for(row, issued_on=timezone.now().date()).content), language=way.language
    )
    way.see("answered", way.client.get(f"{way.prefix}/status/{row.secret}/"))
    declined = DisclosureRequest.objects.exclude(pk=row.pk).order_by("id").first()
    assert declined is not None
    handling.decline(
        disclosure_request_id=declined.pk,
        clause="(e)(1)",
        because=(
            "This law is for people who live in California. From your request we understand that you live elsewhere, "
            "so the law does not ask us to send a list. If we got that wrong, please tell us."
        ),
        seen_version=declined.version,
        by=reviewer,
        now=timezone.now() + timedelta(minutes=1),
    )
    tasks.issue_notice(declined.pk)
    declined.refresh_from_db()
    mail = notice_email(compile_for(declined, issued_on=timezone.now().date()).content)
    way.met["declined"] = [mail.subject, *lines_of(mail.body)]
