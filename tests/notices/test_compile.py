"""From the register to the content of a notice: copied, in the statute's order, blocked where something is missing."""

from datetime import date, timedelta

import pytest

from requests_app.notices.compile import compile_for, compile_standard
from requests_app.notices.render import notice_email
from requests_app.register.models import Business, ChoicePolicy, Disclosure, SameBrandCount, ThirdParty
from requests_app.register.reading import as_it_is
from requests_app.statute import Answer, Channel
from tests.builders import NOW, a_business, a_disclosure, a_register, a_request, a_third_party

pytestmark = pytest.mark.django_db

ISSUED = date(2026, 5, 6)


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


def test_categories_and_recipients_stand_as_the_law_orders_them(business: Business) -> None:
    compiled = compile_for(a_request(business), issued_on=ISSUED)

    statement = compiled.content.statement
    assert statement.answer is Answer.DISCLOSURE
    assert statement.year == 2025
    assert [line.label for line in statement.categories] == [
        "Name and address",
        "The kind of product the customer purchased, leased, or rented",
    ]
    assert {line.name: line.address_lines for line in statement.recipients} == {
        "Blue Horizon LLC": ("9 Harbor St, Oakland, CA 89502",),
        "Sierra Seed Catalog Co.": ("2118 Commerce Way, Reno, NV 89502",),
    }


def test_a_service_provider_is_left_out_under_its_clause(business: Business) -> None:
    compiled = compile_for(a_request(business), issued_on=ISSUED)

    assert "Quiet Hosting Inc." not in str(compiled.content)
    assert [(row.recipient, row.clause) for row in compiled.ruling.excluded] == [("Quiet Hosting Inc.", "(d)(1)(A)")]


def test_the_letter_names_the_requester_and_the_statement_does_not(business: Business) -> None:
    compiled = compile_for(a_request(business), issued_on=ISSUED)

    assert compiled.content.letter is not None
    assert compiled.content.letter.requester_name == "Ana Ruiz"
    assert compiled.content.letter.issued_on == ISSUED
    assert "Ana Ruiz" not in str(compiled.content.statement)


def test_a_later_change_of_the_register_leaves_the_content_as_it_was(business: Business) -> None:
    compiled = compile_for(a_request(business), issued_on=ISSUED)

    ThirdParty.objects.update(street="1 Moved Ave")

    assert "2118 Commerce Way" in str(compiled.content)


def test_a_year_without_disclosures_says_so() -> None:
    compiled = compile_for(a_request(a_business()), issued_on=ISSUED)

    assert compiled.content.statement.answer is Answer.NOTHING_DISCLOSED
    assert compiled.content.statement.recipients == ()
    assert compiled.blocked == ()


def test_the_number_of_affiliates_stands_instead_of_their_names(business: Business) -> None:
    a_disclosure(
        a_third_party(business, "Example Outfitters Travel", relation="same_brand_affiliate"), categories=["telephone"]
    )
    SameBrandCount.objects.create(business=business, year=2025, number=3)

    statement = compile_for(a_request(business), issued_on=ISSUED).content.statement

    assert statement.same_brand_affiliates == 3
    assert "Example Outfitters Travel" not in [line.name for line in statement.recipients]


def test_a_choice_notice_needs_the_free_way_to_use_the_right(business: Business) -> None:
    ChoicePolicy.objects.create(business=business, kind="opt_out", published_from=date(2020, 1, 1))
    request = a_request(business)

    assert "the free way to prevent disclosure is missing" in " ".join(compile_for(request, issued_on=ISSUED).blocked)
    Business.objects.update(opt_out_phone="+1 800 555 0142")
    request.refresh_from_db()
    compiled = compile_for(request, issued_on=ISSUED)
    assert compiled.content.statement.answer is Answer.CHOICE
    assert compiled.blocked == ()


def test_a_request_the_law_does_not_cover_is_answered_with_its_reason(business: Business) -> None:
    compiled = compile_for(a_request(business, channel=Channel.PHONE), issued_on=ISSUED)

    assert compiled.content.statement.answer is Answer.NOT_REQUIRED
    assert compiled.content.statement.says
    assert compiled.ruling.reasons[0].clause == "(a)"


def test_a_declined_request_tells_only_the_reviewers_sentence(business: Business) -> None:
    request = a_request(business)
    request.declined_clause, request.declined_because = "(e)(1)", "You told us that you live in Nevada."

    compiled = compile_for(request, issued_on=ISSUED)

    assert compiled.content.statement.answer is Answer.NOT_REQUIRED
    assert compiled.content.statement.recipients == ()
    assert compiled.content.statement.categories == ()
    assert compiled.content.letter is not None
    assert compiled.content.letter.says == ("You told us that you live in Nevada.",)


def test_two_people_get_the_same_statement(business: Business) -> None:
    one = compile_for(a_request(business), issued_on=ISSUED)
    two = compile_for(
        a_request(business, email="b@example.org", requester_name="B", channel=Channel.EMAIL), issued_on=ISSUED
    )

    assert one.content.statement == two.content.statement


@pytest.mark.parametrize(
    ("on", "received"),
    [
        pytest.param(date(2026, 5, 4), date(2026, 5, 4), id="a day on which the year is asked about"),
        pytest.param(date(2025, 6, 1), date(2026, 1, 1), id="the year still runs"),
        pytest.param(date(2028, 6, 1), date(2026, 12, 31), id="the year is long past"),
    ],
)
def test_the_standard_statement_is_compiled_for_the_nearest_day_of_its_year(
    business: Business, on: date, received: date
) -> None:
    compiled = compile_standard(as_it_is(business), year=2025, on=on)

    assert compiled.ruling.report_year == 2025
    assert compiled.ruling.received_on == received
    assert compiled.content.letter is None


def test_a_designated_address_that_ended_is_not_printed(business: Business) -> None:
    contact = business.designated_contacts.get(kind="email")
    contact.valid_to = NOW.date() - timedelta(days=1)
    contact.save()

    sender = compile_for(a_request(business), issued_on=ISSUED).content.statement.sender

    assert [line.value for line in sender.contacts] == ["100 Fictional Way, Sacramento, CA 95814"]


@pytest.mark.parametrize(("use", "said"), [("direct_marketing", False), ("unknown", True)])
def test_a_use_that_nobody_knows_is_told_as_no_fact(business: Business, use: str, said: bool) -> None:
    Disclosure.objects.filter(third_party__legal_name="Blue Horizon LLC").update(use=use)

    content = compile_standard(as_it_is(business), year=2025, on=date(2026, 5, 4)).content

    assert content.statement.use_is_doubtful is said
    assert ("to 2 companies that used it, or may have used it" in notice_email(content).body) is said
