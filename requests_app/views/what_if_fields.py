"""Fields in which facts are typed: days, words of a closed list, yes or no or unknown, lists a line each."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.statute import OPERATIVE_FROM
from requests_app.statute.values import LAST_DAY
from requests_app.views.fields import LineField, LinesField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Says = str | _StrPromise
else:
    Says = str | Promise  # what the stubs know by another name

LONGEST_LINE = 1_000
LONGEST_LIST = 5_000
MOST_PEOPLE = 100_000_000


class DayField(forms.DateField):
    """A day from the law's first to the last that the rules take."""

    widget = forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d")

    def __init__(self, *, label: Says, missing: Says | None = None, hint: Says = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=missing is not None,
            input_formats=["%Y-%m-%d", "%m/%d/%Y"],
            error_messages={
                "required": missing or "",
                "invalid": _("This is no date. Enter one such as 2026-05-04."),
            },
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not OPERATIVE_FROM <= value <= LAST_DAY:
            msg = _("Enter a date from %(first)s, the law’s first day, to %(last)s.")
            raise ValidationError(msg, params={"first": OPERATIVE_FROM.isoformat(), "last": LAST_DAY.isoformat()})


class WordField(forms.ChoiceField):
    """A word of a closed list; the first is what a new row says."""

    def __init__(self, kinds: type[StrEnum], *, label: Says, names: dict[str, Any] | None = None) -> None:
        given = names or {}
        super().__init__(
            label=label,
            choices=[(each.value, given.get(each.value) or in_words(each)) for each in kinds],
            initial=next(iter(kinds)).value,
            error_messages=_CHOOSE,
        )


class MaybeField(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, *, label: Says, unknown: Says, hint: Says = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            choices=[("", unknown), ("yes", _("Yes")), ("no", _("No"))],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            error_messages=_CHOOSE,
        )


class TextField(LineField):
    """A name, an address or a number on one line."""

    def __init__(self, *, label: Says, missing: Says | None = None, hint: Says = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=missing is not None,
            limit=LONGEST_LINE,
            too_long=_TOO_LONG,
            error_messages={"required": missing or ""},
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )


class ListField(LinesField):
    """A list, a line each."""

    def __init__(self, *, label: Says, hint: Says) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            limit=LONGEST_LIST,
            too_long=_TOO_LONG,
            widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        )


class CountField(forms.IntegerField):
    """A whole number of people, companies or years."""

    def __init__(
        self,
        *,
        label: Says,
        missing: Says | None,
        hint: Says = "",
        lowest: int = 0,
        highest: int = MOST_PEOPLE,
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=missing is not None,
            min_value=lowest,
            max_value=highest,
            error_messages={
                "required": missing or "",
                "invalid": _("Enter a whole number in digits."),
                "min_value": _("Enter %(limit_value)s or more."),
                "max_value": _("Enter %(limit_value)s or less."),
            },
        )


class TicksField(forms.MultipleChoiceField):
    """Several of a list, each a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label: Says, choices: list[tuple[str, str]]) -> None:
        super().__init__(label=label, choices=choices, required=False, error_messages=_CHOOSE_SEVERAL)


def tick(*, label: Says, hint: Says = "", ticked: bool = False) -> forms.BooleanField:
    """Return a box to tick."""
    return forms.BooleanField(label=label, help_text=hint, required=False, initial=ticked)


def in_words(kind: StrEnum) -> str:
    """Return a word of the facts as people write it."""
    return kind.value.replace("_", " ").capitalize()


def check_span(form: forms.Form, first: str, last: str) -> None:
    """Ask for a last day that is not before the first."""
    begins, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begins and ends and ends < begins:
        form.add_error(last, _("The last day is before the first. Enter the first day or a later one."))


_CHOOSE = {"required": _("Choose one of the list."), "invalid_choice": _("Choose one of the list.")}
_CHOOSE_SEVERAL = {"invalid_choice": _("Tick only what the list offers."), "invalid_list": _("Tick what applies.")}
_TOO_LONG = _("This has %(show_value)d characters. Use %(limit_value)d at most.")
