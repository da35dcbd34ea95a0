"""Form fields that take what people type and paste: trimmed, without what no keyboard types, measured, never cut."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_CONTROLS = (*range(0x09), 0x0E, 0x0F, *range(0x10, 0x1C), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0))
_REORDERING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that turn the direction of what follows: in a name they would turn the line it stands in."""
_PASTED = (0xAD, 0x180E, 0x200B, 0x2060, 0xFEFF)
"""Signs without width that come along with what is copied. Those that join letters stay: names need them."""
_REMOVED = dict.fromkeys((*_CONTROLS, *_REORDERING, *_PASTED))

_UNSEEN = frozenset("CMZ")
"""Classes of signs that show nothing by themselves: a line of these alone is an empty one."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their class that show nothing either."""

MOST_IN_EMAIL = 254
"""RFC 5321: a longer address cannot be written to."""


def one_line(typed: str) -> str:
    """Return the text on one line: no line break ever reaches a mail's header."""
    line = " ".join(typed.translate(_REMOVED).split())
    return line if any(unicodedata.category(sign)[0] not in _UNSEEN and sign not in _BLANK for sign in line) else ""


def lines(typed: str) -> str:
    """Return the text with plain line ends, each line trimmed, empty lines left out."""
    return "\n".join(filter(None, map(one_line, typed.splitlines())))


def paragraphs(typed: str) -> str:
    """Return the text with plain line ends and at most one empty line between paragraphs."""
    kept = "\n".join(line.translate(_REMOVED).rstrip() for line in typed.splitlines())
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


class LongestValidator(MaxLengthValidator):
    """Says both lengths as people write numbers, “5,001”, as the hints beside the fields do."""

    def __call__(self, value: str) -> None:
        length = self.clean(value)
        if length > self.limit_value:
            says = str(self.message).replace("_value)d", "_value)s")
            lengths = {"show_value": f"{length:,}", "limit_value": f"{self.limit_value:,}"}
            raise ValidationError(says, code=self.code, params=lengths)


class LineField(forms.CharField):
    """A text on one line. `limit` is said in `too_long` and never enforced by cutting."""

    def __init__(self, *, limit: int, too_long: "str | _StrPromise", **kwargs: Any) -> None:  # noqa: ANN401 - whatever Django's field takes
        super().__init__(**kwargs)
        self.validators.append(LongestValidator(limit, too_long))

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


_IN_BRACKETS = re.compile(r"[^<>@]*<([^<>]*)>")
_check_address = EmailValidator(allowlist=[])
"""Without “localhost”: no mail of ours stays on the machine that sends it."""


def bare_address(typed: str) -> str:
    """Return the address in what people paste: “Ana <ana@example.org>”, “mailto:…”, one with a full stop behind it."""
    plain = typed.translate(dict.fromkeys((*_PASTED, *_REORDERING))).strip()
    if "@" not in plain:
        plain = unicodedata.normalize("NFKC", plain)  # as an East Asian keyboard writes it
    if found := _IN_BRACKETS.fullmatch(plain):
        plain = found.group(1).strip()
    plain = re.sub(r"(?i)^mailto:\s*", "", plain)
    return plain.rstrip(".,;")


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
        address = bare_address(address)
        local, _at, domain = address.rpartition("@")
        try:
            _check_address(address)
        except ValidationError:
            domain = ""
        if not domain or domain.startswith("["):
            msg = _("Enter an e-mail address in the form name@example.com.")
            raise ValidationError(msg)
        return f"{local}@{domain.lower()}"


_ZIP = re.compile(r"(?:[A-Za-z]{2}[ .]*)?(\d{5}) ?[- ]? ?(\d{4})?-?", flags=re.ASCII)
"""Some write the state before it once more."""


def postal_code(typed: str) -> str:
    """Return a ZIP code as the Postal Service writes it: 90210, 95814-1234. Raises where it is none."""
    plain = unicodedata.normalize("NFKC", typed).replace("\u2212", "-").strip(" .,")
    plain = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in plain)
    found = _ZIP.fullmatch(plain)
    if found is None:
        msg = _("Enter a ZIP code of five or nine digits, such as 94105 or 94105-1234.")
        raise ValidationError(msg)
    return "-".join(filter(None, found.groups()))
