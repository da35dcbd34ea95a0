"""Rows for tests, with defaults that are lawful and dull: a test names only what it is about."""

from datetime import UTC, date, datetime

from django.contrib.auth.models import Group, User

from requests_app import handling
from requests_app.register.models import Business, DesignatedContact, Disclosure, ThirdParty
from requests_app.requests import raw_mail
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.permissions import REVIEWER
from requests_app.statute import Channel

NOW = datetime(2026, 5, 4, 18, 0, tzinfo=UTC)
"""A Monday at eleven in the morning, Pacific time."""
REPORT_YEAR = 2025


def a_business(slug: str = "outfitters", **values: object) -> Business:
    """Return a business with a designated e-mail address and postal address."""
    given = {
        "legal_name": "Example Outfitters, Inc.",
        "postal_address": "100 Fictional Way, Sacramento, CA 95814",
        "reply_email": "privacy@example.com",
        **values,
    }
    business = Business.objects.create(slug=slug, **given)
    for kind, value in (("email", "privacy@example.com"), ("postal", "100 Fictional Way, Sacramento, CA 95814")):
        DesignatedContact.objects.create(business=business, kind=kind, value=value, valid_from=date(2005, 1, 1))
    return business


def a_third_party(business: Business, legal_name: str = "Sierra Seed Catalog Co.", **values: object) -> ThirdParty:
    """Return an unaffiliated third party with a whole postal address."""
    given = {"street": "2118 Commerce Way", "city": "Reno", "state": "NV", "postal_code": "89502", **values}
    return ThirdParty.objects.create(business=business, legal_name=legal_name, **given)


def a_disclosure(third_party: ThirdParty, **values: object) -> Disclosure:
    """Return a disclosure of names and addresses for the recipient's own direct marketing."""
    given = {"year": REPORT_YEAR, "categories": ["name_address"], **values}
    return Disclosure.objects.create(third_party=third_party, **given)


def a_register(business: Business) -> None:
    """Fill the register with two recipients and one service provider that is left out."""
    a_disclosure(a_third_party(business), categories=["name_address", "product_kind"])
    a_disclosure(
        a_third_party(
            business, "Blue Horizon LLC", street="9 Harbor St", city="Oakland", state="CA", products="Cruises"
        )
    )
    a_disclosure(
        a_third_party(business, "Quiet Hosting Inc."),
        exclusion_clause="(d)(1)(A)",
        exclusion_conditions={
            "contract": True,
            "no_marketing_use": True,
            "no_onward_marketing_disclosure": True,
        },
    )


def asked(**values: object) -> handling.Asked:
    """Return what a California resident with an e-mail address asks through the form."""
    given = {
        "requester_name": "Ana Ruiz",
        "email": "ana@example.org",
        "california_resident": True,
        "channel": Channel.WEB_FORM,
        **values,
    }
    return handling.Asked(**given)  # type: ignore[arg-type] # a test may give any value on purpose


def asked_by_post(**values: object) -> handling.Asked:
    """Return what somebody without an e-mail address asks."""
    given = {
        "email": "",
        "reply_by": ReplyBy.POST,
        "street": "12 Elm St",
        "city": "Fresno",
        "state": "CA",
        "postal_code": "93701",
        **values,
    }
    return asked(**given)


def a_request(business: Business, at: datetime = NOW, **values: object) -> DisclosureRequest:
    """Return a request as it came in through the one door, each of somebody else where the test does not say who."""
    others = DisclosureRequest.objects.filter(email__startswith="ana", business=business).count()
    own = {"email": f"ana{others + 1}@example.org"} if others and "email" not in values else {}
    return handling.receive(business=business, asked=asked(**own, **values), received_at=at)


def a_person(username: str, *roles: str) -> User:
    """Return a member of staff with these roles."""
    person = User.objects.create_user(username, password="correct horse battery")
    person.groups.set(Group.objects.filter(name__in=roles))
    return person


def a_reviewer(username: str = "rita") -> User:
    return a_person(username, REVIEWER)


def a_kept_mail(raw: bytes) -> raw_mail.Received:
    """Return a message whose bytes lie in the store."""
    with raw_mail.received([raw]) as message:
        raw_mail.keep(message)
    return message
