"""A letter with words that are still being written: to an invented requester, or to one who really asked."""

from dataclasses import replace
from datetime import date, timedelta

from requests_app.notices.compile import compile_for, opt_out_of, sender_of
from requests_app.notices.content import CategoryLine, Letter, NoticeContent, RecipientLine, Statement
from requests_app.notices.draft import Draft
from requests_app.notices.own_words import values_of, words_of
from requests_app.notices.write_text import Place
from requests_app.register.reading import as_it_is
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import DAYS_AT_DESIGNATED_ADDRESS, Answer, category

INVENTED_NAME = "Ana Sample"
_CATEGORIES = ("name_address", "product_kind")
_RECIPIENT = RecipientLine(
    name="Invented Seed Catalog Co.",
    address_lines=("1 Nowhere St, Sacramento, CA 95814",),
    products=("Garden catalogs",),
    digital_advertising=False,
)


def invented(place: Place, draft: Draft, *, on: date) -> NoticeContent:
    """Return a letter of this kind as an invented requester would get it on `on`."""
    register = as_it_is(place.business)
    lists = place.answer == Answer.DISCLOSURE
    statement = Statement(
        answer=place.answer,
        language=place.language,
        year=on.year - 1,
        sender=sender_of(register, on=on),
        categories=tuple(CategoryLine(code=code, label=category(code).label) for code in _CATEGORIES if lists),
        recipients=(_RECIPIENT,) if lists else (),
        same_brand_affiliates=None,
        opt_out=opt_out_of(place.business),
        says=(),
        register_version=register.version,
    )
    letter = Letter(
        reference=f"STL-{on.year}-000000",
        requester_name=INVENTED_NAME,
        address_lines=("12 Elm St", "Fresno, CA 93701"),
        email="",
        received_on=on,
        issued_on=on,
    )
    values = values_of(
        statement,
        name=INVENTED_NAME,
        reference=letter.reference,
        due_on=on + timedelta(days=DAYS_AT_DESIGNATED_ADDRESS),
    )
    return NoticeContent(statement=statement, letter=letter, own=words_of(draft, values))


def to_requester(row: DisclosureRequest, place: Place, draft: Draft, *, on: date) -> NoticeContent | None:
    """Return the answer to a request with these words, in their language; None where it is answered in another way."""
    content = compile_for(row, issued_on=on).content
    statement = replace(content.statement, language=place.language)
    if statement.answer != place.answer:
        return None
    values = values_of(statement, name=row.requester_name, reference=row.reference or "", due_on=row.due_on)
    return replace(content, statement=statement, own=words_of(draft, values))
