"""Invented notices for the tests of the layout: every part can be set, the rest is ordinary."""

from datetime import date

from requests_app.notices.content import (
    CategoryLine,
    Contact,
    Letter,
    NoticeContent,
    OptOut,
    RecipientLine,
    Sender,
    Statement,
)
from requests_app.statute import Answer

CATEGORIES = (
    CategoryLine(code="name_address", label="Name and address"),
    CategoryLine(code="email", label="Electronic mail address"),
    CategoryLine(code="age_dob", label="Age or date of birth"),
    CategoryLine(code="children_number", label="Number of children"),
    CategoryLine(code="occupation", label="Occupation"),
    CategoryLine(code="telephone", label="Telephone number"),
    CategoryLine(code="education", label="Education"),
    CategoryLine(code="drugs_therapies_equipment", label="Drugs, therapies, or medical products or equipment used"),
    CategoryLine(code="product_kind", label="The kind of product the customer purchased, leased, or rented"),
    CategoryLine(code="real_property", label="Real property purchased, leased, or rented"),
    CategoryLine(code="service_kind", label="The kind of service provided"),
    CategoryLine(code="account_balance", label="Bank or investment account, debit card, or credit card balance"),
    CategoryLine(code="payment_history", label="Payment history"),
    CategoryLine(
        code="creditworthiness",
        label="Information pertaining to the customer's creditworthiness, assets, income, or liabilities",
    ),
)
STREETS = ("Sample Street", "Invented Avenue", "Nowhere Boulevard, Suite 1400", "Fictional Way")
PRODUCTS = (("Garden catalogues",), ("Seed packets and bulbs", "Garden tools"), (), ("Life insurance offers by mail",))
NAMES = ("Mock Recipient {} LLC", "Imaginary List Brokers {}", "Example Home & Garden Catalogue Company {}", "Test {}")

SENDER = Sender(
    legal_name="Example Outfitters, Inc.",
    brands=("Example Outfitters", "Trailhead Example"),
    address_lines=("Privacy Office", "1 Main Street", "Sacramento, CA 95814"),
    reply_email="privacy@example.com",
    accent_color="#7a1f3d",
    contacts=(
        Contact(label="E-mail", value="privacy@example.com"),
        Contact(label="Mail", value="Example Outfitters, Inc., Privacy Office, 1 Main Street, Sacramento, CA 95814"),
        Contact(label="Toll-free telephone", value="(800) 555-0142"),
    ),
)
NO_OPT_OUT = OptOut(text="", url="", email="", phone="")
OPT_OUT = OptOut(
    text="Tell us that you do not want us to disclose your information, in whichever way suits you.",
    url="https://www.example.com/privacy/opt-out",
    email="optout@example.com",
    phone="(800) 555-0143",
)
LETTER = Letter(
    reference="STL-2026-000123",
    requester_name="Siobhán O'Brien",
    address_lines=("1420 Fictional Avenue, Apartment 12", "Fresno, CA 93721"),
    email="siobhan@example.net",
    received_on=date(2026, 5, 4),
    issued_on=date(2026, 5, 18),
)


def recipient(
    name: str = "Mock Recipient LLC",
    *,
    address: tuple[str, ...] = ("100 Sample Street", "Fresno, CA 93721"),
    products: tuple[str, ...] = ("Garden catalogues",),
    online: bool = False,
) -> RecipientLine:
    return RecipientLine(name=name, address_lines=address, products=products, digital_advertising=online)


def recipients(number: int) -> tuple[RecipientLine, ...]:
    """Give that many different companies, one in seven of them an online advertiser."""
    return tuple(
        recipient(
            NAMES[i % 4].format(f"{i:03}"),
            address=(f"{100 + i} {STREETS[i % 3]}", "Fresno, CA 93721"),
            products=PRODUCTS[(i + i // 4) % 4],
            online=i % 7 == 3,
        )
        for i in range(number)
    )


def notice(
    answer: Answer = Answer.DISCLOSURE,
    *,
    categories: tuple[CategoryLine, ...] = CATEGORIES,
    recipients: tuple[RecipientLine, ...] = recipients(3),
    affiliates: int | None = None,
    opt_out: OptOut = NO_OPT_OUT,
    says: tuple[str, ...] = (),
    sender: Sender = SENDER,
    letter: Letter | None = LETTER,
    left_out: tuple[str, ...] = (),
) -> NoticeContent:
    lists = answer == Answer.DISCLOSURE
    statement = Statement(
        answer=answer,
        language="en",
        year=2025,
        sender=sender,
        categories=categories if lists else (),
        recipients=recipients if lists else (),
        same_brand_affiliates=affiliates,
        opt_out=opt_out,
        says=says,
        register_version=7,
        left_out=left_out,
    )
    return NoticeContent(statement=statement, letter=letter)
