"""One message, understood: the outcome, why, and whose request it is. Pure; what is known of requests is given."""

from collections.abc import Mapping
from dataclasses import replace

from requests_app.mailbox import sending
from requests_app.mailbox.addresses import Clarity, plain
from requests_app.mailbox.automatic import Automatic, Kind, automatic
from requests_app.mailbox.forwarded import Forwarded, same_person
from requests_app.mailbox.language import language_of
from requests_app.mailbox.mentions import Doubt
from requests_app.mailbox.outcome import KnownRequest, Outcome, Understood
from requests_app.mailbox.parse import Parsed
from requests_app.mailbox.reading import Reading
from requests_app.mailbox.recognise import Recognised, recognise
from requests_app.mailbox.references import first_known, references_in
from requests_app.mailbox.who import Who, who_asks
from requests_app.requests.elsewhere import OUTSIDE, names_another_places_law, says_outside
from requests_app.requests.flags import Flag, flags_of


def understand(reading: Reading, known: Mapping[str, KnownRequest]) -> Understood:
    """Decide what a message is. `known` has those of the requests it names that exist, by reference."""
    recognised = recognise(f"{reading.own_text}\n{reading.message.calendar}")
    base = _base(reading)
    found = automatic(reading.message, reading.sender, reading.ours)
    if found is not None and _is_nobodys(found, recognised, reading):
        return _not_a_request(base, found, reading, known)
    if reading.forwarded is not None and _is_passed_on(reading, recognised):
        return _passed_on(base, reading, reading.forwarded)
    request = first_known(reading.message, known)
    if request is not None:
        return _of_known(base, reading, request, recognised)
    return _on_its_own(base, reading, recognised, found)


def _base(reading: Reading) -> Understood:
    flags, why = [], []
    if reading.message.is_cut_off:
        flags.append("message incomplete")
        why.append("The message ends before it should; what arrived is used.")
    if reading.message.is_damaged:
        flags.append("message damaged")
        why.append("The message is not built as it should be; compare with the original.")
    if not reading.arrival.is_proven:
        flags.append("arrival not recorded")
        why.append(reading.arrival.says)
    return Understood(
        outcome=Outcome.REVIEW,
        why=tuple(why),
        message_id=reading.message.headers.first("Message-ID"),
        email=reading.sender.address,
        name=reading.sender.name,
        at=reading.arrival.at,
        came_to=reading.came_to,
        register_address=reading.register_address,
        language=language_of(reading.own_text),
        flags=tuple(flags),
        attachments=reading.message.attachments,
    )


def _is_nobodys(found: Automatic, recognised: Recognised, reading: Reading) -> bool:
    """Say whether nobody wrote it for sure: words that ask for something keep a doubtful one for a person."""
    if found.kind is Kind.LOOP or (found.kind is Kind.OWN and reading.not_confirmed):
        return False  # a person may have written it: a loop was made by servers, and anybody can use our address
    has_words = bool(recognised.signals) and not recognised.is_offer
    if found.kind is not Kind.LIST:  # lists carry the law's name in the foot of their mail
        has_words = has_words or recognised.is_strong
    has_files = bool(reading.message.attachments or reading.message.inner) and found.kind is not Kind.LIST
    return found.is_sure or not (has_words or (has_files and found.kind is not Kind.CALENDAR))


def _not_a_request(
    base: Understood, found: Automatic, reading: Reading, known: Mapping[str, KnownRequest]
) -> Understood:
    request = first_known(reading.message, known)
    why = [found.says, "Nothing is sent in reply."]
    if request is not None:
        why.append(f"It belongs to {request.reference}.")
    elif named := references_in(reading.message):
        why.append(f"It names {named[0]}, which is no request of this business.")
    is_persons = found.kind in {Kind.REPLY, Kind.LIST, Kind.CALENDAR, Kind.GENERATED}
    return replace(
        base,
        outcome=Outcome.NOT_REQUEST,
        why=(*why, *base.why),
        reference=request.reference if request else "",
        name=base.name if is_persons else "",
        email=base.email if is_persons else "",
        flags=(found.kind.value, *base.flags),
    )


def _is_passed_on(reading: Reading, recognised: Recognised) -> bool:
    forwarded = reading.forwarded
    if forwarded is None or same_person(forwarded.sender.address, reading.sender.address):
        return False
    if reading.is_employee:
        return True
    return bool(forwarded.sender.address) and not forwarded.is_reply and not recognised.is_strong


def _passed_on(base: Understood, reading: Reading, inside: Forwarded) -> Understood:
    """Propose the first writer as the requester; the one who passed it on is told in the explanation."""
    recognised = recognise(f"{inside.subject}\n{inside.text}\n{inside.attached_text}")
    who = who_asks(inside.text, inside.sender, reading.ours)
    by = reading.sender.address or "somebody"
    whole = "attached" if inside.is_whole else "pasted"
    first = inside.sender.address or inside.sender.name or "an unclear sender"
    why = [f"{by} passes on a message of {first}, which is {whole} to it."]
    why += recognised.says or ("Nothing in it speaks of a request under 1798.83.",)
    passed = replace(base, name=who.name, address=who.address, email=inside.sender.address)
    if reading.is_employee and not reading.not_confirmed:
        passed = _at_first_arrival(passed, reading, inside)
        if passed.reached_at is not None:
            why.append("The day on which it first reached the business counts, not the day it was passed on.")
    why.append("A person confirms who asks and since when; nothing is sent before.")
    flags = [Flag(name="forwarded", says=""), *_flags(who, inside.text, recognised)]
    if inside.others:
        says = f"Messages of more people are in it ({', '.join(inside.others)}): each may be a request of its own."
        flags.append(Flag(name="several messages", says=says))
    return _reviewed(passed, why, flags, reading)


def _at_first_arrival(base: Understood, reading: Reading, inside: Forwarded) -> Understood:
    to = inside.first_to or base.came_to
    base = replace(base, came_to=to, register_address=reading.ours.known(to))
    if inside.first_at is None:
        return base
    return replace(base, at=inside.first_at, reached_at=reading.arrival.at, reached_address=reading.register_address)


def _reviewed(base: Understood, why: list[str], flags: list[Flag], reading: Reading) -> Understood:
    if reading.not_confirmed:
        flags.append(Flag(name="authentication failed", says=reading.not_confirmed))
    return replace(
        base,
        outcome=Outcome.REVIEW,
        why=(*why, *(flag.says for flag in flags if flag.says), *base.why),
        flags=tuple(dict.fromkeys((*(flag.name for flag in flags), *base.flags))),
        acknowledge=False,
    )


def _of_known(base: Understood, reading: Reading, request: KnownRequest, recognised: Recognised) -> Understood:
    """Join a message to the request it names, if its writer is the requester and asks for nothing new."""
    base = replace(base, reference=request.reference)
    who = who_asks(reading.written.own, reading.sender, reading.ours)
    flags = _flags(who, reading.own_text, recognised)
    is_requesters = same_person(request.email, reading.sender.address) and not reading.not_confirmed
    arrived = reading.arrival.at
    asks_again = recognise(reading.written.own).is_request and (
        not request.is_open or (arrived is not None and arrived.year > request.year)
    )
    if is_requesters and not asks_again:
        return replace(
            base,
            outcome=Outcome.THREAD,
            why=(f"The requester writes about {request.reference}; its due date stays as it is.", *base.why),
            flags=tuple(dict.fromkeys((*(flag.name for flag in flags), *base.flags))),
        )
    why = [f"It names {request.reference}."]
    if asks_again:
        why.append("It seems to ask anew: each calendar year is a request of its own, (c)(1).")
    if not same_person(request.email, reading.sender.address):
        why.append("It does not come from the address of that request, so it is not joined to it by itself.")
    return _reviewed(replace(base, name=who.name, address=who.address), why, flags, reading)


def _on_its_own(base: Understood, reading: Reading, recognised: Recognised, found: Automatic | None) -> Understood:
    message, inside = reading.message, _asked_earlier(reading, recognised)
    text = reading.own_text
    why = [*recognised.says]
    flags: list[Flag] = []
    is_request = recognised.is_request
    if message.is_encrypted and not recognise(reading.written.own).is_request:
        is_request = False  # its subject alone can be read
    if not is_request and inside is not None:
        again = recognise(f"{inside.subject}\n{inside.text}")
        text, is_request, why = f"{text}\n{inside.text}", again.is_request, [*again.says]
        if is_request and inside.first_at is not None:
            says = (
                f"It repeats a message of {inside.first_at:%Y-%m-%d}: if that reached the business, it began the time."
            )
            flags.append(Flag(name="earlier message quoted", says=says))
    if not is_request and message.attached_text and recognise(message.attached_text).is_request:
        flags.append(Flag(name="request in attachment", says="The request itself is in an attached file.", holds=True))
        text, is_request = f"{text}\n{message.attached_text}", True
    who = who_asks(text.partition("\n")[2], reading.sender, reading.ours)
    flags += _flags(who, text, recognised)
    flags += _doubts(reading, found)
    if named := references_in(message):
        flags.append(Flag(name="unknown reference", says=f"It names {named[0]}, which is no request of this business."))
    base = replace(base, name=who.name, address=who.address)
    proposed = sending.proposed_address(reading.message.headers, reading.sender, reading.ours, given=who.email)
    if proposed.address:
        base = replace(base, email=proposed.address)
    flags += proposed.flags
    if not is_request:
        return _reviewed(base, [*_why_not_sure(recognised, message), *why], flags, reading)
    if reading.not_confirmed or any(flag.holds for flag in flags):
        return _reviewed(base, [*why, "A person looks at it first."], flags, reading)
    return replace(
        base,
        outcome=Outcome.REQUEST,
        why=("It is a request.", *why, *(flag.says for flag in flags if flag.says), *base.why),
        flags=tuple(dict.fromkeys((*(flag.name for flag in flags), *base.flags))),
        acknowledge=sending.may_be_answered(base.email),
    )


def _asked_earlier(reading: Reading, recognised: Recognised) -> Forwarded | None:
    """Return the writer's own earlier message, quoted or attached again, as far as they still want what it asks."""
    inside = reading.forwarded
    if inside is None or recognised.doubt in {Doubt.ANSWERED, Doubt.DENIED}:
        return None
    is_anothers = inside.is_reply and not same_person(inside.sender.address, reading.sender.address)
    return None if is_anothers else inside


def _why_not_sure(recognised: Recognised, message: Parsed) -> list[str]:
    if message.is_encrypted:
        return ["It is encrypted: open it with the key of the mailbox and decide."]
    if recognised.is_strong and recognised.doubt is not None:
        return [recognised.doubt.value]
    if recognised.signals:
        return ["It may be a request, but does not clearly ask for one; a person decides."]
    if message.attachments and len(message.text.strip()) < 200:  # noqa: PLR2004 - hardly more than "see attached"
        return ["It says little itself; look at the attached files and decide."]
    return ["Nothing in it speaks of a request under 1798.83; a person decides."]


def _flags(who: Who, text: str, recognised: Recognised) -> list[Flag]:
    names_another = not recognised.is_named and names_another_places_law(text)
    flags = flags_of(text, names_our_law=recognised.is_strong and not names_another)
    if who.is_outside_california:
        flags.append(Flag(name=OUTSIDE, says=says_outside(who.lives_in), holds=True))
    if who.others:
        says = f"It speaks for more customers ({', '.join((who.name, *who.others))}): each has a request of their own."
        flags.append(Flag(name="several customers", says=says, holds=True))
    return flags


def _doubts(reading: Reading, found: Automatic | None) -> list[Flag]:
    """Return what keeps a request waiting for a person because of how it was sent."""
    flags = []
    headers, sender = reading.message.headers, reading.sender
    if found is not None:
        says = f"{found.says} Because of what it says, a person looks at it; no reply is sent."
        flags.append(Flag(name=found.kind.value, says=says, holds=True))
    if sender.clarity is Clarity.MISSING:
        flags.append(Flag(name="sender missing", says="It names no sender's address.", holds=True))
    if sender.clarity is Clarity.UNCLEAR:
        says = "Its From line can be read as different addresses, so none of them is used."
        flags.append(Flag(name="sender unclear", says=says, holds=True))
    if sender.clarity is Clarity.REPAIRED:
        is_same = plain(sending.return_path(headers)) == plain(sender.address)
        says = f"Its From line is broken; {sender.address} is the only address in it."
        flags.append(Flag(name="sender repaired", says=says, holds=not is_same))
    if reading.is_employee:
        flags.append(Flag(name="own address", says="It comes from an address of the business itself.", holds=True))
    return [*flags, *sending.envelope_doubts(headers)]
