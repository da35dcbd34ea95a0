"""Scenes to look at: a business with its register, and requests in every state that a page can show."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from requests_app import handling
from requests_app.register.models import Brand, Business, Disclosure, ThirdParty
from requests_app.requests.models import DisclosureRequest, ReplyBy
from tests import builders
from tests.views import ways

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Montgomery-Smythe"
UNBROKEN_NAME = "Taumatawhakatangihangakoauauotamateapokaiwhenuakitanatahuwhakatangihanga"
ARABIC_NAME = "\u0644\u064a\u0644\u0649 \u062d\u062f\u0627\u062f"
NAMES = (
    "Siobh\u00e1n O'Brien-N\u00fa\u00f1ez",
    ARABIC_NAME,
    "Suharto",
    LONG_NAME,
    "Dr. Martin L. Sample III, Esq.",
    UNBROKEN_NAME,
)
MESSAGE = "I bought a tent and two sleeping bags in your Fresno store.\n\nMy order number is 4411-20."


def a_shop() -> Business:
    """Return a business of several brands with a register for the year that requests ask about today."""
    business = builders.a_business(
        trade_names=["Example Outfitters"], accent_color="#2f5d50", opt_out_url="https://www.example.com/stop"
    )
    for slug in ("trailwren", "littlefinch", "hollow-hearth"):
        Brand.objects.create(business=business, slug=slug, name=slug.replace("-", " ").title())
    builders.a_register(business)
    Disclosure.objects.update(year=timezone.now().year - 1)
    return business


def a_full_register(business: Business) -> None:
    """Fill the register with what its pages have to bear: long and foreign names, faults, two that look alike."""
    builders.a_register(business)
    for name in (LONG_NAME, ARABIC_NAME, UNBROKEN_NAME):
        builders.a_disclosure(builders.a_third_party(business, name, trade_name=name))
    builders.a_disclosure(builders.a_third_party(business, "Nowhere Lists Inc.", street="", nature_clear=False))
    for name in ("Knower Tech, LLC", "Knower Tech LLC"):
        builders.a_disclosure(builders.a_third_party(business, name, street=name))


def a_request(
    business: Business, number: int = 0, *, age: timedelta | None = None, **values: object
) -> DisclosureRequest:
    """Return a request of the person with this number, `number` half days old where no other age is given."""
    by_post = number % 5 == 4
    given = {
        "requester_name": NAMES[number % len(NAMES)],
        "email": "" if by_post else f"person{number}@example.org",
        "reply_by": ReplyBy.POST if by_post else ReplyBy.EMAIL,
        "street": "12 Elm St\nApt 4",
        "city": "Fresno",
        "state": "CA",
        "postal_code": "93701",
        "message": MESSAGE if number % 2 else "",
        "california_resident": True if number % 3 else None,
        "brand": business.brands.order_by("id")[number % 3],
        **values,
    }
    asked = builders.asked(**given)
    return handling.receive(
        business=business, asked=asked, received_at=timezone.now() - (age or timedelta(hours=12 * number))
    )


def blocked(business: Business) -> None:
    """Take a recipient's address out of the register."""
    ThirdParty.objects.filter(business=business, legal_name="Blue Horizon LLC").update(street="", city="")


def in_every_state(business: Business, reviewer: User, *, age: timedelta | None = None) -> dict[str, DisclosureRequest]:
    """Return requests in each state of the desk, by its name; the register is whole meanwhile."""
    now = timezone.now()
    names = ("waiting", "refused", "doubtful", "answered", "letter", "declined")
    rows = {name: a_request(business, number, age=age) for number, name in enumerate(names)}
    for name, answer in (("refused", ways.REFUSED), ("doubtful", ways.UNKNOWN), ("answered", ways.TAKEN)):
        ways.sent(rows[name], answer, by=reviewer, decided_at=now)
    ways.compiled(rows["letter"], by=reviewer, at=now)
    handling.decline(
        disclosure_request_id=rows["declined"].pk,
        clause="(e)(5)",
        because="We found no account and no purchase under your name.",
        seen_version=rows["declined"].version,
        by=reviewer,
        now=now,
    )
    return rows
