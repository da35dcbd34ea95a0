"""The business's own words in letters and mails: which apply, what they say, that nothing in them is carried out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from requests_app import handling, tasks
from requests_app.audit.models import AuditEntry
from requests_app.delivery.message import compose
from requests_app.delivery.models import Delivery, Kind
from requests_app.notices.compile import Compiled, compile_for, compile_standard
from requests_app.notices.draft import Draft
from requests_app.notices.models import LetterText, MissingText, Notice
from requests_app.notices.own_words import missing_texts
from requests_app.notices.render import notice_email, render_html
from requests_app.notices.text_rules import TextRefusedError
from requests_app.notices.write_text import Place, WrittenMeanwhileError
from requests_app.register.models import Brand, Business
from requests_app.register.reading import as_it_is
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, NotAllowedError
from requests_app.statute import Answer, Channel
from tests.builders import NOW, a_business, a_person, a_register, a_request, a_reviewer

pytestmark = pytest.mark.django_db

ISSUED = date(2026, 5, 6)
CODE = "{{ 7*7 }} {% load static %} {% include 'x' %} ${7*7} <b>bold</b> <script>alert(1)</script> &amp; {0.__class__}"


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def keeper() -> User:
    return a_person("kim", REGISTER_KEEPER)


def write(business: Business, by: User, **values: object) -> LetterText | None:
    """Write a text: around a disclosure in English, where the test says nothing else."""
    given = {"brand": None, "language": "en", "answer": Answer.DISCLOSURE, **values}
    draft = Draft(**{name: str(given.pop(name)) for name in ("subject", "opening", "closing") if name in given})
    place = Place(business=business, **given)  # type: ignore[arg-type] # a test may give any value on purpose
    before = place.standing()
    return handling.write_text(place=place, draft=draft, seen=before.pk if before else None, by=by, now=NOW)


def compiled(row: DisclosureRequest) -> Compiled:
    return compile_for(DisclosureRequest.objects.get(pk=row.pk), issued_on=ISSUED)


def spanish(business: Business, brand: Brand | None = None) -> DisclosureRequest:
    return a_request(business, language="es", brand=brand)


# -- what is said -----------------------------------------------------------------------------------------------------


def test_the_words_stand_around_the_answer_with_the_placeholders_filled(business: Business, keeper: User) -> None:
    write(
        business,
        keeper,
        subject="{business} answers {reference}",
        opening="Thank you for writing, {name}.\r\n\r\nYou asked about {year}.",
        closing="We had until {due_date}.",
    )
    row = a_request(business)

    content = compiled(row).content

    mail = notice_email(content)
    assert mail.subject == f"Example Outfitters, Inc. answers {row.reference}"
    assert "Dear Ana Ruiz:\n\nThank you for writing, Ana Ruiz.\n\nYou asked about 2025.\n\nDuring 2025" in mail.body
    assert "We had until Wednesday, June 3, 2026.\n\nSincerely,\n" in mail.body
    page = render_html(content)
    assert page.index("Dear") < page.index("Thank you for writing, Ana Ruiz.") < page.index('class="answer"')
    assert page.index("How to reach us") < page.index("We had until") < page.index("Sincerely,")


@pytest.mark.parametrize("part", ["opening", "closing"])
def test_what_looks_like_code_prints_literally(business: Business, keeper: User, part: str) -> None:
    """Fault 90, fides CVE-2024-45053: a template in a mail carried code out. Here nothing in a text is carried out."""
    write(business, keeper, **{part: CODE})

    content = compiled(a_request(business)).content

    assert CODE in notice_email(content).body
    page = render_html(content)
    assert "<script>" not in page
    assert "<b>" not in page
    assert "{{ 7*7 }} {% load static %}" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; {0.__class__}" in page


def test_code_in_a_subject_prints_literally(business: Business, keeper: User) -> None:
    """Fault 90, fides CVE-2024-45053."""
    write(business, keeper, subject="{{ 7*7 }} {% load %} <b> {reference}")
    row = a_request(business)

    assert notice_email(compiled(row).content).subject == f"{{{{ 7*7 }}}} {{% load %}} <b> {row.reference}"


def test_a_value_is_never_read_as_a_placeholder_or_as_code(business: Business, keeper: User) -> None:
    """Fault 90, fides CVE-2024-45053: what a requester calls themselves is a text like any other."""
    write(business, keeper, opening="Hello {name}, about {year}.")
    row = a_request(business, requester_name="{reference} {{ 7*7 }} {year} <i>Eve</i>")

    content = compiled(row).content

    assert content.own is not None
    assert content.own.opening == ("Hello {reference} {{ 7*7 }} {year} <i>Eve</i>, about 2025.",)
    assert "<i>Eve" not in render_html(content)


def test_a_name_cannot_break_out_of_the_subject(business: Business, keeper: User) -> None:
    """Fault 90: no line break of a value reaches a header, nor a sign that turns the line around."""
    write(business, keeper, subject="{name}: {reference}")
    row = a_request(business)
    DisclosureRequest.objects.filter(pk=row.pk).update(requester_name="Eve\r\nBcc: all@example.org\u202e\x07")

    subject = notice_email(compiled(row).content).subject

    assert subject == f"Eve Bcc: all@example.org: {row.reference}"


def test_a_part_whose_value_is_missing_is_left_out(business: Business, keeper: User) -> None:
    write(business, keeper, answer=Answer.NOT_REQUIRED, opening="We answer by {due_date}.", closing="Goodbye.")
    row = a_request(business, channel=Channel.PHONE)
    assert row.due_on is None

    own = compiled(row).content.own

    assert own is not None
    assert (own.opening, own.closing) == ((), ("Goodbye.",))


def test_a_subject_that_would_be_cut_is_the_programs_own(business: Business, keeper: User) -> None:
    write(business, keeper, subject="{name} {name} {reference}")
    row = a_request(business, requester_name="Ana " * 35)

    assert notice_email(compiled(row).content).subject.startswith("Our answer to your California privacy request STL-")


def test_the_standard_statement_has_no_words_of_ones_own(business: Business, keeper: User) -> None:
    before = compile_standard(as_it_is(business), year=2025, on=ISSUED).content.as_json()
    write(business, keeper, opening="Hello")

    assert compile_standard(as_it_is(business), year=2025, on=ISSUED).content.as_json() == before
    assert "own" not in before


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "text", "says"),
    [
        ("subject", "Answer {reference}\r\nBcc: all@example.org", "Take out the line break"),
        ("subject", "Answer {reference}\nBcc: all@example.org", "Take out the line break"),
        ("subject", "Answer {reference}\rBcc: all@example.org", "Take out the line break"),
        ("subject", "Answer {reference}\u2028Bcc: all@example.org", "Take out the line break"),
        ("subject", "Answer {reference}\n", "Take out the line break"),
        ("subject", "Our answer", "Put {reference} into the subject"),
        ("subject", "{reference} " + "x" * 120, "132 characters. Use 120 at most"),
        ("opening", "x" * 2_001, "2,001 characters. Use 2,000 at most"),
        ("opening", "Dear {customer}", "There is no placeholder {customer}"),
        ("opening", "Dear {Name}", "There is no placeholder {Name}"),
        ("closing", "{request.secret} {secret}", "There is no placeholder {secret}"),
        ("opening", "Dear {{name}}", "Write {name} with one brace on each side"),
        ("opening", "Dear {{ name }}", "Write {name} with one brace on each side"),
        ("opening", "Dear { name }", "Write {name} with one brace on each side"),
        ("opening", "Pay \u202enow", "U+202E"),
        ("opening", "Pay \u2066now", "U+2066"),
        ("closing", "Bell\x07", "U+0007"),
        ("closing", "Nothing\x00", "U+0000"),
        ("closing", "Hidden\u200b", "U+200B"),
        ("closing", "Owl \U00013000", "Our letters have no sign for \U00013000"),
    ],
)
def test_a_text_that_could_not_go_out_is_refused(
    business: Business, keeper: User, part: str, text: str, says: str
) -> None:
    """Fault 90: header line breaks, unknown placeholders and signs that nobody sees are refused, with a sentence."""
    with pytest.raises(TextRefusedError) as refused:
        write(business, keeper, **{part: text})

    assert says in " ".join(refused.value.faults[part])
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("text", ["José {name}", "李雷 {name}", "홍길동", "a\u200cb", "a\tb", "{}", "{ }", "}{"])
def test_ordinary_texts_are_taken(business: Business, keeper: User, text: str) -> None:
    assert write(business, keeper, opening=text) is not None


def test_only_keepers_and_administrators_write(business: Business) -> None:
    with pytest.raises(NotAllowedError, match="Only a register keeper or an administrator"):
        write(business, a_reviewer(), opening="Hello")

    assert write(business, a_person("ada", ADMINISTRATOR), opening="Hello") is not None


def test_a_brand_of_another_business_has_no_text_here(business: Business) -> None:
    other = Brand.objects.create(business=a_business("other"), name="Other", slug="other")

    with pytest.raises(ValueError, match="no brand of"):
        Place(business=business, brand=other, language="en", answer=Answer.DISCLOSURE)


# -- versions ---------------------------------------------------------------------------------------------------------


def test_every_version_stays_and_names_its_writer(business: Business, keeper: User) -> None:
    first = write(business, keeper, opening="One")
    second = write(business, a_person("ada", ADMINISTRATOR), opening="Two")
    place = Place(business=business, brand=None, language="en", answer=Answer.DISCLOSURE)

    assert place.versions() == [second, first]
    assert [(each.opening, each.written_by.username) for each in place.versions()] == [("Two", "ada"), ("One", "kim")]
    entries = AuditEntry.objects.filter(action="text.written").order_by("id")
    assert [entry.subject for entry in entries] == [f"text:{first.pk}", f"text:{second.pk}"]  # type: ignore[union-attr] # both were written
    assert "Two" not in str([entry.detail for entry in entries])


def test_the_same_words_again_make_no_version(business: Business, keeper: User) -> None:
    write(business, keeper, opening="One")

    assert write(business, keeper, opening=" One\r\n") is None
    assert LetterText.objects.count() == 1


def test_an_empty_version_takes_the_text_back(business: Business, keeper: User) -> None:
    write(business, keeper, opening="One")
    write(business, keeper)

    assert compiled(a_request(business)).content.own is None
    assert AuditEntry.objects.filter(action="text.taken_back").count() == 1


def test_who_wrote_from_an_older_version_is_told_of_the_newer(business: Business, keeper: User) -> None:
    place = Place(business=business, brand=None, language="en", answer=Answer.DISCLOSURE)
    write(business, keeper, opening="One")

    with pytest.raises(WrittenMeanwhileError, match="kim wrote another version"):
        handling.write_text(place=place, draft=Draft(opening="Two"), seen=None, by=keeper, now=NOW)


def test_the_database_keeps_one_beginning_and_one_next_version(business: Business, keeper: User) -> None:
    first = write(business, keeper, opening="One")
    assert first is not None
    write(business, keeper, opening="Two")
    values = {"business": business, "language": "en", "answer": "disclosure", "written_by": keeper, "written_at": NOW}

    with pytest.raises(IntegrityError), transaction.atomic():
        LetterText.objects.create(**values, opening="Another first")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterText.objects.create(**values, opening="Another second", supersedes=first)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun", [False, True])
def test_of_two_who_save_at_the_same_moment_one_is_told_of_the_other(begun: bool) -> None:
    business, people, barrier = a_business(), [a_person(name, REGISTER_KEEPER) for name in ("kim", "kai")], Barrier(2)
    place = Place(business=business, brand=None, language="en", answer=Answer.DISCLOSURE)
    first = write(business, people[0], opening="First") if begun else None

    def save(person: User) -> str:
        try:
            barrier.wait(timeout=20)
            seen = first.pk if first else None
            handling.write_text(place=place, draft=Draft(opening=person.username), seen=seen, by=person, now=NOW)
        except WrittenMeanwhileError:
            return "told"
        else:
            return "kept"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, people)) == ["kept", "told"]
    assert len(place.versions()) == 1 + begun


# -- which text applies -----------------------------------------------------------------------------------------------


def test_the_brands_text_goes_before_the_businesss(business: Business, keeper: User) -> None:
    brand = Brand.objects.create(business=business, name="Trailhead", slug="trailhead")
    plain = Brand.objects.create(business=business, name="Basecamp", slug="basecamp")
    write(business, keeper, opening="From the house")
    write(business, keeper, brand=brand, opening="From the trail")

    said = [compiled(a_request(business, brand=each)).content.own for each in (brand, plain, None)]

    assert [own.opening[0] if own else "" for own in said] == ["From the trail", "From the house", "From the house"]


def test_a_text_stands_around_its_own_kind_of_answer_alone(business: Business, keeper: User) -> None:
    write(business, keeper, answer=Answer.CHOICE, opening="You have a choice")

    result = compiled(a_request(business))

    assert (result.content.own, result.lack) == (None, None)


def approved(row: DisclosureRequest) -> DisclosureRequest:
    by = User.objects.filter(username="rita").first() or a_reviewer()
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=by, now=NOW)
    tasks.issue_notice(row.pk)
    return row


def test_a_missing_translation_falls_back_and_raises_a_task_until_it_is_written(
    business: Business, keeper: User
) -> None:
    """Fault 90's neighbour: the letter goes out whole in the program's own Spanish, and staff learn what is missing."""
    write(business, keeper, opening="Hello", subject="Hello {reference}")

    approved(spanish(business))
    approved(spanish(business))

    bodies = Delivery.objects.filter(kind=Kind.NOTICE).values_list("subject", "body")
    assert all("Hello" not in subject + body for subject, body in bodies)
    assert all("solicitud de privacidad" in subject for subject, _ in bodies)
    [task] = missing_texts()
    assert (task.business, task.brand, task.language, task.answer) == (business, None, "es", "disclosure")
    write(business, keeper, language="es", opening="Hola")
    assert missing_texts() == []
    own = compiled(spanish(business)).content.own
    assert own is not None
    assert own.opening == ("Hola",)


def test_the_task_is_gone_when_no_text_is_left_in_any_language(business: Business, keeper: User) -> None:
    write(business, keeper, opening="Hello")
    approved(spanish(business))
    assert len(missing_texts()) == 1

    write(business, keeper)

    assert missing_texts() == []
    assert MissingText.objects.count() == 1


def test_a_brands_missing_translation_is_met_by_the_businesss(business: Business, keeper: User) -> None:
    brand = Brand.objects.create(business=business, name="Trailhead", slug="trailhead")
    write(business, keeper, brand=brand, opening="From the trail")
    row = spanish(business, brand=brand)
    lack = compiled(row).lack
    assert lack is not None
    assert lack.brand_id == brand.pk

    write(business, keeper, language="es", opening="De la casa")

    result = compiled(row)
    assert result.lack is None
    assert result.content.own is not None
    assert result.content.own.opening == ("De la casa",)


def test_a_business_without_words_of_its_own_lacks_nothing(business: Business) -> None:
    approved(spanish(business))

    assert missing_texts() == []
    assert "own" not in Notice.objects.get().content


# -- frozen -----------------------------------------------------------------------------------------------------------


def test_what_was_said_is_frozen_with_the_notice(business: Business, keeper: User) -> None:
    text = write(business, keeper, subject="Re {reference}", opening="One {name}")
    assert text is not None
    row = approved(a_request(business))
    notice = Notice.objects.get()

    write(business, keeper, opening="Two")

    notice.refresh_from_db()
    assert notice.content["own"] == {
        "letter_text": text.pk,
        "subject": f"Re {row.reference}",
        "opening": ["One Ana Ruiz"],
        "closing": [],
    }
    delivery = Delivery.objects.get(kind=Kind.NOTICE)
    assert delivery.subject == f"Re {row.reference}"
    assert f"Subject: Re {row.reference}\r\n".encode() in compose(delivery).content
