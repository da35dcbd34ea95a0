"""From facts to content: asks the law what is owed and copies it out of the register. Writes nothing."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from requests_app.notices.content import (
    CategoryLine,
    Contact,
    Letter,
    LogoPrint,
    NoticeContent,
    OptOut,
    RecipientLine,
    Sender,
    Statement,
)
from requests_app.notices.own_words import Found, Lack, found_for, said_to
from requests_app.notices.since import changes_in, ground_of
from requests_app.register.facts import business_facts, disclosure_facts
from requests_app.register.models import Business, DesignatedContact, Logo
from requests_app.register.reading import Register, as_it_is
from requests_app.requests.facts import fact_pattern
from requests_app.requests.languages import written_in
from requests_app.requests.models import AnswerFormat, DisclosureRequest
from requests_app.statute import (
    Answer,
    Channel,
    ContactKind,
    FactPattern,
    RecipientFacts,
    RequesterFacts,
    RequestFacts,
    Ruling,
    RulingRecipient,
    category,
    is_doubtful,
    rule_on,
)

DEADLINE_CLAUSE = "(b)(1)"
_CONTACT_LABELS = {
    ContactKind.POSTAL: gettext_noop("By post"),
    ContactKind.EMAIL: gettext_noop("By e-mail"),
    ContactKind.TOLL_FREE_PHONE: gettext_noop("By telephone, free of charge"),
    ContactKind.FAX: gettext_noop("By fax"),
}


class BlockedError(Exception):
    """The notice may not go out; `blocked` says what is missing, a sentence each."""

    def __init__(self, blocked: tuple[str, ...]) -> None:
        super().__init__("The notice cannot go out yet: " + "; ".join(blocked))
        self.blocked = blocked


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A notice ready to be laid out, with the ruling it rests on and what stands in its way."""

    content: NoticeContent
    facts: FactPattern
    ruling: Ruling
    blocked: tuple[str, ...]
    lack: Lack | None = None
    """The business has words of its own for this answer, but not in the language of the letter."""
    ruled: "Ruled | None" = field(default=None, compare=False)
    """What it shares, as one object, with others that the law cannot tell apart, where they were compiled together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What the law and the register say to a request, before it is written to anybody."""

    facts: FactPattern
    ruling: Ruling
    statement: Statement
    blocked: tuple[str, ...]


def sender_of(register: Register, *, on: date) -> Sender:
    """Return the letterhead with the designated addresses in force on `on`."""
    business = register.business
    return Sender(
        legal_name=business.legal_name,
        brands=tuple(brand.name for brand in register.brands),
        address_lines=_lines(business.postal_address),
        reply_email=business.reply_email,
        accent_color=business.accent_color,
        contacts=tuple(
            Contact(label=_CONTACT_LABELS[ContactKind(row.kind)], value=row.value)
            for row in designated_on(register, on=on)
        ),
        logo=_logo_of(business),
    )


def _logo_of(business: Business) -> LogoPrint | None:
    """Return the logo that the letterhead bears; its bytes, which may be many, are read when it is printed."""
    if business.logo_id is None:
        return None
    return LogoPrint(**Logo.objects.values("digest", "width", "height").get(pk=business.logo_id))


def designated_on(register: Register, *, on: date) -> tuple[DesignatedContact, ...]:
    """Return the designated addresses and numbers in force on `on`, (b)(1): neither ended nor yet to come."""
    return tuple(
        row
        for row in register.designated_contacts
        if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
    )


def ruled_on(
    disclosure_request: DisclosureRequest, register: Register, *, requester: RequesterFacts | None = None
) -> Ruled:
    """Ask the law what a request is owed, and copy it out of the register."""
    facts = fact_pattern(disclosure_request, register, requester=requester)
    ruling = rule_on(facts)
    declined = bool(disclosure_request.declined_clause)
    statement = _statement(
        register,
        facts,
        ruling,
        on=disclosure_request.received_on,
        language=written_in(disclosure_request.language),
        declined=declined,
    )
    blocked = () if declined else _blocked(register.business, ruling)
    return Ruled(facts=facts, ruling=ruling, statement=statement, blocked=blocked)


def compile_for(
    disclosure_request: DisclosureRequest,
    *,
    issued_on: date,
    register: Register | None = None,
    ruled: Ruled | None = None,
    found: Found | None = None,
) -> Compiled:
    """Compile the answer to one request. A decline stands as the reviewer worded it, whatever else is owed.

    `register` is the one to answer from, such as that of an earlier version; without it, the register as it is.
    `ruled` is what the law says, `found` the business's own words for it, where these were asked for already.
    """
    ruled = ruled or ruled_on(disclosure_request, register or as_it_is(disclosure_request.business))
    statement = ruled.statement
    letter = Letter(
        reference=disclosure_request.reference or "",
        requester_name=disclosure_request.requester_name,
        address_lines=disclosure_request.address_lines,
        email=disclosure_request.email,
        received_on=disclosure_request.received_on,
        issued_on=issued_on,
        says=(disclosure_request.declined_because,) if disclosure_request.declined_clause else (),
        large_print=disclosure_request.answer_format == AnswerFormat.LARGE,
    )
    found = found or found_for(disclosure_request, statement)
    own = said_to(disclosure_request, statement, found.text)
    return Compiled(
        content=NoticeContent(statement=statement, letter=letter, own=own),
        facts=ruled.facts,
        ruling=ruled.ruling,
        blocked=ruled.blocked,
        lack=found.lack,
    )


def standard_request(year: int, *, on: date) -> RequestFacts:
    """Return a request about `year` through the form on `on`, or on the nearest day on which `year` is asked about."""
    received = min(max(on, date(year + 1, 1, 1)), date(year + 2, 1, 1) - timedelta(days=1))
    return RequestFacts(received=received, channel=Channel.WEB_FORM)


def compile_standard(register: Register, *, year: int, on: date, language: str = "en") -> Compiled:
    """Compile the year's standardized statement, (b)(3), as somebody who asks on `on` would get it."""
    request = standard_request(year, on=on)
    received = request.received
    facts = FactPattern(
        id=f"{register.business.slug}-{year}",
        business=business_facts(register, year=year, on=received),
        request=request,
        disclosures=disclosure_facts(register, year=year),
    )
    ruling = rule_on(facts)
    statement = _statement(register, facts, ruling, on=received, language=written_in(language), declined=False)
    return Compiled(
        content=NoticeContent(statement=statement, letter=None),
        facts=facts,
        ruling=ruling,
        blocked=_blocked(register.business, ruling),
    )


def _statement(
    register: Register, facts: FactPattern, ruling: Ruling, *, on: date, language: str, declined: bool
) -> Statement:
    unknown = {
        (row.recipient.name, row.recipient.address)
        for row in facts.disclosures
        if not (row.recipient.nature_clear or row.recipient.products)
    }
    doubtful = {_who(row.recipient) for row in facts.disclosures if is_doubtful(row) and row.year == ruling.report_year}
    owed = replace(ruling, categories=(), recipients=(), same_brand_affiliates=None) if declined else ruling
    ground = ground_of(register, year=ruling.report_year)
    opt_outs = register.opt_outs() if owed.recipients else {}
    return Statement(
        answer=Answer.NOT_REQUIRED if declined else ruling.answer,
        language=language,
        year=ruling.report_year,
        sender=sender_of(register, on=on),
        categories=tuple(CategoryLine(code=code, label=category(code).label) for code in owed.categories),
        recipients=tuple(
            RecipientLine(
                name=recipient.name,
                address_lines=(recipient.address,) if recipient.address else (),
                products=recipient.products,
                digital_advertising=recipient.digital_advertising,
                examples_unknown=not recipient.products and (recipient.name, recipient.address) in unknown,
                opt_out=opt_outs.get(_who(recipient), ""),
            )
            for recipient in owed.recipients
        ),
        same_brand_affiliates=owed.same_brand_affiliates,
        opt_out=opt_out_of(register.business),
        says=() if declined else says_of(ruling),
        register_version=register.version,
        left_out=() if declined else tuple(dict.fromkeys(row.clause for row in ruling.excluded)),
        use_is_doubtful=any(_who(each) in doubtful for each in owed.recipients),
        register_on=ground.register_on,
        closed_on=ground.closed_on,
        changes=changes_in(register, ruling) if ground.closed_before and not declined else None,
    )


def _who(recipient: RecipientFacts | RulingRecipient) -> tuple[str, str]:
    """Return a recipient's name and address, whatever the spaces in them."""
    return " ".join(recipient.name.split()), " ".join((recipient.address or "").split())


def says_of(ruling: Ruling) -> tuple[str, ...]:
    """Return why this answer, for the resident. Why this date is told elsewhere: it depends on how a request came."""
    return tuple(reason.says for reason in ruling.reasons if reason.says and reason.clause != DEADLINE_CLAUSE)


def opt_out_of(business: Business) -> OptOut:
    """Return how a customer stops such disclosures, as the business says it."""
    return OptOut(
        text=business.opt_out_text,
        url=business.opt_out_url,
        email=business.opt_out_email,
        phone=business.opt_out_phone,
    )


def _blocked(business: Business, ruling: Ruling) -> tuple[str, ...]:
    if ruling.answer == Answer.CHOICE and not opt_out_of(business).is_offered():
        return (*ruling.blocked, f"{business.legal_name}: the free way to prevent disclosure is missing, (c)(2)")
    return ruling.blocked


def _lines(address: str) -> tuple[str, ...]:
    """Break an address in one line after its street: “1 Main St, Sacramento, CA 95814” makes two lines."""
    street, _, rest = address.partition(",")
    return tuple(part.strip() for part in (street, rest) if part.strip())
