"""What a message is compared with: the addresses and names of the business it came to."""

from dataclasses import dataclass

from requests_app.mailbox.addresses import domain_of, plain, without_tag

_ANYBODYS_WORDS = (
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com "
    "mac.com proton.me protonmail.com gmx.com gmx.net mail.com zoho.com comcast.net att.net verizon.net"
)
_ANYBODYS = frozenset(_ANYBODYS_WORDS.split())
"""Domains that everybody shares: a sender there is nobody's employee."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """The business as the mailbox knows it; addresses as in the register."""

    designated: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    reply_email: str = ""
    mail_domain: str = ""
    postal_addresses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses of the business, designated ones first."""
        return tuple(each for each in (*self.designated, *self.others, self.reply_email) if each)

    @property
    def domains(self) -> frozenset[str]:
        """The domains that are the business's alone."""
        names = {domain_of(each) for each in self.addresses} | {self.mail_domain.casefold()}
        return frozenset(names - _ANYBODYS - {""})

    def has_host(self, host: str) -> bool:
        """Say whether a computer's name lies in one of the business's domains."""
        host = host.casefold().rstrip(".")
        return any(host == each or host.endswith(f".{each}") for each in self.domains)

    def has_sender(self, address: str) -> bool:
        """Say whether an address is one of the business's own, or of somebody who works there."""
        return self.known(address) != "" or self.has_host(domain_of(address))

    def known(self, address: str) -> str:
        """Return the address as the register has it, whatever its case and plus tag; empty where it is none of ours."""
        wanted = {plain(address), plain(without_tag(address))}
        return next((each for each in self.addresses if plain(each) in wanted), "")
