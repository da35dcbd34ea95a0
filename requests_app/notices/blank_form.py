"""What the blank request form says: whose it is, and where it can be sent on a given day."""

from dataclasses import dataclass
from datetime import date

from requests_app.notices.compile import designated_on
from requests_app.register.reading import Register
from requests_app.statute import ContactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """A blank request form in one language. Only addresses designated on its day are on it, (b)(1)."""

    language: str
    name: str
    """The name customers know."""
    legal_name: str
    brands: tuple[str, ...]
    accent_color: str
    letter_address: str
    """Where a letter reaches the business, designated or not."""
    reply_email: str
    postal: tuple[str, ...]
    emails: tuple[str, ...]
    faxes: tuple[str, ...]
    phones: tuple[str, ...]
    ask_url: str
    """Where the form on the web is."""

    @property
    def takes_writing(self) -> bool:
        """Whether any designated place takes this page."""
        return bool(self.postal or self.emails or self.faxes)


def blank_form(register: Register, *, name: str, on: date, language: str, ask_url: str) -> BlankForm:
    """Return the form as it is handed out on `on`."""
    business = register.business
    designated = designated_on(register, on=on)

    def of_kind(kind: ContactKind) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.value for row in designated if row.kind == kind))

    return BlankForm(
        language=language,
        name=name,
        legal_name=business.legal_name,
        brands=tuple(brand.name for brand in register.brands),
        accent_color=business.accent_color,
        letter_address=business.postal_address,
        reply_email=business.reply_email,
        postal=of_kind(ContactKind.POSTAL),
        emails=of_kind(ContactKind.EMAIL),
        faxes=of_kind(ContactKind.FAX),
        phones=of_kind(ContactKind.TOLL_FREE_PHONE),
        ask_url=ask_url,
    )
