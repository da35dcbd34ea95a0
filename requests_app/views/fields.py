"""Form fields that take what people type and paste: trimmed, without what no keyboard types, measured, never cut."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_CONTROLS = (*range(0x09), 0x0E, 0x0F, *range(0x10, 0x1C), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0))
_REORDERING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that turn the direction of what follows: in a name they would turn the line it stands in."""
_REMOVED = dict.fromkeys((*_CONTROLS, *_REORDERING))

_UNSEEN = frozenset("CMZ")
"""Classes of signs that show nothing by themselves: a line of these alone is an empty one."""

MOST_IN_EMAIL = 254
"""RFC 5321: a longer address cannot be written to."""


def one_line(typed: str) -> str:
    """Return the text on one line: no line break ever reaches a mail's header."""
    line = " ".join(typed.translate(_REMOVED).split())
    return line if any(unicodedata.category(sign)[0] not in _UNSEEN for sign in line) else ""


def lines(typed: str) -> str:
    """Return the text with plain line ends, each line trimmed, empty lines left out."""
    return "\n".join(filter(None, map(one_line, typed.splitlines())))


def paragraphs(typed: str) -> str:
    """Return the text with plain line ends and at most one empty line between paragraphs."""
    kept = "\n".join(line.translate(_REMOVED).rstrip() for line in typed.splitlines())
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


class LineField(forms.CharField):
    """A text on one line. `limit` is said in `too_long` and never enforced by cutting."""

    def __init__(self, *, limit: int, too_long: "str | _StrPromise", **kwargs: Any) -> None:  # noqa: ANN401 - whatever Django's field takes
        super().__init__(**kwargs)
        self.validators.append(MaxLengthValidator(limit, too_long))

    def to_python(self, value: object) -> str:
        return self.tidied(str(value or ""))

    def tidied(self, typed: str) -> str:
        return one_line(typed)


class LinesField(LineField):
    """A text of a few lines, such as a street address."""

    widget = forms.Textarea

    def tidied(self, typed: str) -> str:
        return lines(typed)


class ProseField(LineField):
    """A text of paragraphs."""

    widget = forms.Textarea

    def tidied(self, typed: str) -> str:
        return paragraphs(typed)


class MailField(forms.CharField):
    """An e-mail address: trimmed, its domain in small letters. An endless one is refused before anybody reads it."""

    widget = forms.EmailInput

    def to_python(self, value: object) -> str:
        address = str(value or "").strip()
        if not address:
            return ""
        if len(address) > MOST_IN_EMAIL:
            msg = _("Your e-mail address is longer than %(most)d characters. Check that nothing else slipped in.")
            raise ValidationError(msg, params={"most": MOST_IN_EMAIL})
        try:
            validate_email(address)
        except ValidationError:
            msg = _("Enter an e-mail address in the form name@example.com.")
            raise ValidationError(msg) from None
        local, _at, domain = address.rpartition("@")
        return f"{local}@{domain.lower()}"


def postal_code(typed: str) -> str:
    """Return a ZIP code as the Postal Service writes it: 90210, 95814-1234. Raises where it is none."""
    found = re.fullmatch(r"(\d{5})[-\u2013 ]?(\d{4})?", typed, flags=re.ASCII)
    if found is None:
        msg = _("Enter a ZIP code of five or nine digits, such as 94105 or 94105-1234.")
        raise ValidationError(msg)
    return "-".join(filter(None, found.groups()))
