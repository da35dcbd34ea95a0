"""The file of a print run: each letter whole, its address in the window of a #10 envelope, and the list beside it."""

import csv
from collections.abc import Callable

import pytest

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.delivery.places import by_post_to
from requests_app.delivery.print_file import PrintFile, mailing_list, print_file
from requests_app.notices.render.stack import SHEET_POINTS
from requests_app.register.models import Brand, Business, NoticePdf
from requests_app.requests.models import AnswerFormat, DisclosureRequest
from requests_app.requests.permissions import REGISTER_KEEPER
from tests.builders import NOW, a_person, a_request, a_reviewer, asked_by_post
from tests.delivery.places import HOME, a_business_that_answers, came_back
from tests.notices.windows import pages_of, shown_in_window
from tests.register.test_logo import a_picture
from tests.views.ways import answered, compiled

pytestmark = pytest.mark.django_db
LONG_STREET = "Apartment 12, The Old Mill Building at the River\nRear Entrance\nPO Box 4711\n12345 Northwest Elm Street"


def printed(business: Business, *, two_sided: bool = False) -> PrintFile:
    run = handling.make_print_run(business_id=business.pk, two_sided=two_sided, by=a_reviewer("prints"), now=NOW)
    return print_file(run)


def by_post(business: Business, **told: object) -> Delivery:
    row = handling.receive(business=business, asked=asked_by_post(**told), received_at=NOW)
    return compiled(row, by=a_reviewer("decides"))


def in_large_print(business: Business) -> Delivery:
    row = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    DisclosureRequest.objects.filter(pk=row.pk).update(answer_format=AnswerFormat.LARGE)
    row.refresh_from_db()
    return compiled(row)


def fallen_back(business: Business) -> Delivery:
    mail = answered(a_request(business, **HOME))
    came_back(mail)
    return Delivery.objects.get(instead_of=mail)


def to_another_place(business: Business) -> Delivery:
    mail = answered(a_request(business))
    came_back(mail)
    place = by_post_to("Ana Ruiz", ("7 Oak Ave", "Apt 3", "Fresno, CA 93701-1234"))
    return handling.send_elsewhere(delivery_id=mail.pk, place=place, how="Called", by=a_reviewer("finds"), now=NOW)


def under_a_low_letterhead(business: Business) -> Delivery:
    upload = handling.Upload(a_picture(), "logo.png")
    kim = a_person("kim", REGISTER_KEEPER)
    handling.set_letterhead(
        business=business, accent_color="#1f4e79", upload=upload, without_logo=False, by=kim, now=NOW
    )
    Business.objects.filter(pk=business.pk).update(legal_name="Wolfeschlegelsteinhausenbergerdorff Outfitters, Inc.")
    business.refresh_from_db()
    return by_post(business)


def under_a_high_letterhead(business: Business) -> Delivery:
    for number in range(6):
        name = f"Brand number {number} of the Great Outfitters"
        Brand.objects.create(business=business, slug=f"brand-{number}", name=name)
    return under_a_low_letterhead(business)


@pytest.mark.parametrize(
    ("letter", "has_sheet"),
    [
        pytest.param(by_post, False, id="as it was kept"),
        pytest.param(fallen_back, False, id="after a bounce, to the address that the letter bears"),
        pytest.param(in_large_print, True, id="in large print"),
        pytest.param(to_another_place, True, id="to another address than it was written to"),
        pytest.param(lambda business: by_post(business, street=LONG_STREET), True, id="of six lines"),
        pytest.param(under_a_low_letterhead, False, id="under a logo and a name of two lines"),
        pytest.param(under_a_high_letterhead, True, id="under a logo, a long name and many brands"),
    ],
)
def test_the_address_alone_stands_in_the_window(letter: Callable[[Business], Delivery], has_sheet: bool) -> None:
    business = a_business_that_answers()
    delivery = letter(business)

    found = printed(business)

    pages = pages_of(found.stack.pdf)
    assert shown_in_window(pages[0]) == " ".join(delivery.recipient.split())
    assert delivery.notice is not None
    assert found.stack.places == ((1, delivery.notice.document.pages + has_sheet),)


def test_where_the_letter_was_the_text_of_a_mail_it_is_printed_in_front() -> None:
    business = a_business_that_answers()
    business.notice_pdf = NoticePdf.STANDARD
    business.save()
    delivery = fallen_back(business)

    pages = pages_of(printed(business).stack.pdf)

    assert shown_in_window(pages[0]) == " ".join(delivery.recipient.split())
    said = " ".join(word.text for page in pages for word in page)
    assert "Ana Ruiz" in said
    assert str(delivery.disclosure_request.reference) in said
    assert "Sierra Seed Catalog Co." in said


def test_each_letter_of_a_two_sided_run_begins_on_a_sheet_of_its_own() -> None:
    business = a_business_that_answers()
    first, second = to_another_place(business), by_post(business, requester_name="Bo Li", street="9 Ash St")

    found = printed(business, two_sided=True)

    assert [row.pk for row in found.letters] == [first.pk, second.pk]
    begins = [begin for begin, _pages in found.stack.places]
    assert [begin % 2 for begin in begins] == [1, 1]
    pages = pages_of(found.stack.pdf)
    assert "Bo Li 9 Ash St" in shown_in_window(pages[begins[1] - 1])
    assert (len(pages) % 2, SHEET_POINTS) == (0, (612, 792))


def test_the_list_says_whom_the_letters_go_to_and_where_each_begins() -> None:
    business = a_business_that_answers()
    first = by_post(business, street="12 Elm St\nApt 3", requester_name="=Ana Ruiz")

    lines = list(csv.reader("".join(mailing_list(printed(business))).lstrip("\ufeff").splitlines()))

    assert lines[0][:6] == ["number", "reference", "name", "street_1", "street_2", "street_3"]
    assert first.notice is not None
    assert lines[1:] == [
        [
            *("1", first.disclosure_request.reference, "'=Ana Ruiz", "12 Elm St", "Apt 3", ""),
            *("Fresno", "CA", "93701", "", "1", str(first.notice.document.pages)),
        ]
    ]
