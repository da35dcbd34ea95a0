"""Where an answer to a message may go, and what in its envelope asks for care first."""

import re
from dataclasses import dataclass

from requests_app.mailbox.addresses import Clarity, Sender, addresses_in, domain_of, plain, sender_of
from requests_app.mailbox.automatic import has_no_return_path
from requests_app.mailbox.headers import Headers
from requests_app.mailbox.ours import Ours
from requests_app.requests.flags import Flag

_NOBODY = re.compile(
    r"(?:no-?reply|do-?not-?reply|noreply|donotreply|mailer-daemon|postmaster|bounces?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The address to answer, empty to leave the sender's, with what a reviewer should know of it."""

    address: str = ""
    flags: tuple[Flag, ...] = ()


def return_path(headers: Headers) -> str:
    """Return the sender of the envelope, empty where it names none."""
    return next(iter(addresses_in(headers.first("Return-Path")[:2000])), "")


def is_nobodys(address: str) -> bool:
    """Say whether nobody reads what is sent there."""
    return bool(_NOBODY.match(address.partition("@")[0]))


def may_be_answered(address: str) -> bool:
    """Say whether a mail can be sent there: an address that mail servers take, which somebody reads."""
    return bool(address) and address.partition("@")[0].isascii() and not is_nobodys(address)


def proposed_address(headers: Headers, sender: Sender, ours: Ours, *, given: str = "") -> Proposed:
    """Say whom to answer. Only From is checked by mail servers; Reply-To counts where From is a form or nobody.

    `given` is what the message itself names as its writer's address, as a form on a web site does.
    """
    flags: list[Flag] = []
    reply_to = sender_of(headers.first("Reply-To"))
    if not reply_to.address and given:
        reply_to = Sender(address=given)
    is_other = (
        reply_to.clarity is Clarity.CLEAR
        and bool(reply_to.address)
        and plain(reply_to.address) != plain(sender.address)
    )
    address = ""
    if is_other and (is_nobodys(sender.address) or ours.has_sender(sender.address)):
        address = reply_to.address
        says = f"It was sent by a program for {address}, which is proposed as the requester's address."
        flags.append(Flag(name="sent for somebody else", says=says, holds=True))
    elif is_other and plain(reply_to.address) != plain(given):
        is_elsewhere = domain_of(reply_to.address) != domain_of(sender.address)
        says = f"It asks for answers to {reply_to.address}; they go to the sender, whose address is checked."
        flags.append(Flag(name="other reply address", says=says, holds=is_elsewhere and not sender.address))
    final = address or sender.address
    if final and not final.partition("@")[0].isascii():
        says = "Not every mail server takes letters as in its sender's address; if a mail fails, answer by post."
        flags.append(Flag(name="address not sendable", says=says, holds=True))
    elif final and is_nobodys(final):
        flags.append(Flag(name="no reply address", says="Nobody reads mail to the sender's address.", holds=False))
    return Proposed(address=address, flags=tuple(flags))


def envelope_doubts(headers: Headers) -> list[Flag]:
    """Return what the envelope says against answering at once."""
    flags = []
    if has_no_return_path(headers):
        says = "Its envelope names no sender, as with bounces, so nothing is sent back by itself."
        flags.append(Flag(name="no return path", says=says, holds=True))
    is_spam = headers.first("X-Spam-Flag").casefold() == "yes" or headers.first("X-Spam-Status").casefold().startswith(
        "yes"
    )
    if is_spam:
        flags.append(
            Flag(name="spam suspected", says="The mail server takes it for spam; that may be wrong.", holds=True)
        )
    return flags
