"""The facts that come in rows: addresses, links, earlier requests, disclosures. A blank row counts for none."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from requests_app.statute import (
    CATEGORIES,
    EXCLUSIONS,
    ContactKind,
    Knowledge,
    LinkWording,
    Relation,
    Use,
)
from requests_app.views.what_if_fields import (
    CountField,
    DayField,
    ListField,
    TextField,
    TicksField,
    WordField,
    check_span,
    tick,
)

if TYPE_CHECKING:
    from django.http import QueryDict

    _Rows = BaseFormSet[forms.Form]
else:
    _Rows = BaseFormSet  # Django's own class takes no parameter

MOST_ROWS = 30
_FURTHER = ("nature_clear", "products_known", "products", "unreported_data")
FIRST_YEAR, LAST_YEAR = 2004, 2199


class DesignatedRow(forms.Form):
    """An address or number designated for requests."""

    use_required_attribute = False

    kind = WordField(ContactKind, label=_("Kind"))
    value = TextField(label=_("Address or number"), missing=_("Enter the address or number, or leave this row out."))
    valid_from = DayField(label=_("From"), missing=_("Enter the first day on which it was designated."))
    valid_to = DayField(label=_("To"), hint=_("Empty: still designated."))

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        check_span(self, "valid_from", "valid_to")
        return self.cleaned_data


class LinkRow(forms.Form):
    """A link on the home page whose page meets (b)(1)(B)."""

    use_required_attribute = False

    wording = WordField(LinkWording, label=_("Wording"))
    valid_from = DayField(label=_("From"), missing=_("Enter the first day on which the link stood there."))
    valid_to = DayField(label=_("To"), hint=_("Empty: it still stands there."))

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        check_span(self, "valid_from", "valid_to")
        return self.cleaned_data


class EarlierRow(forms.Form):
    """An earlier request of the same person."""

    use_required_attribute = False

    received = DayField(label=_("Received on"), missing=_("Enter the day on which it was received."))
    answered = tick(label=_("It was answered"))
    verified = tick(label=_("It was surely this person’s"))


class DisclosureRow(forms.Form):
    """One disclosure: to whom, when, what, and what the recipient used it for."""

    use_required_attribute = False

    name = TextField(label=_("Recipient"), missing=_("Enter the recipient’s name, or leave this row out."))
    address = TextField(label=_("Postal address"))
    relation = WordField(Relation, label=_("Relation to the business"))
    year = CountField(
        label=_("Year of disclosure"),
        missing=None,
        hint=_("Empty: the year the request asks about."),
        lowest=FIRST_YEAR,
        highest=LAST_YEAR,
    )
    use = WordField(Use, label=_("Its own use"))
    knowledge = WordField(Knowledge, label=_("The business, of this use"))
    categories = TicksField(label=_("Categories"), choices=[(each.code, each.label) for each in CATEGORIES])
    derived_from = TicksField(
        label=_("The list was derived from"), choices=[(each.code, each.label) for each in CATEGORIES]
    )
    inferable = tick(label=_("The recipient can tell what it was derived from"))
    unreported_data = ListField(label=_("Data outside the 27 categories"), hint=_("A line each, such as IP address."))
    nature_clear = tick(label=_("The name tells what it sells"), ticked=True)
    products_known = tick(label=_("What it sells is known"), ticked=True)
    products = ListField(label=_("Examples of products or services"), hint=_("A line each."))
    exclusion = forms.ChoiceField(
        label=_("Exclusion claimed, (d)"),
        required=False,
        choices=[("", _("None")), *((each.clause, f"{each.clause} {each.title}") for each in EXCLUSIONS.values())],
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever a row is made with
        super().__init__(*args, **kwargs)
        for name, exclusion in conditions_fields().items():
            self.fields[name] = TicksField(
                label=_("Conditions shown for %(title)s") % {"title": EXCLUSIONS[exclusion].title},
                choices=[(each.name, each.question) for each in EXCLUSIONS[exclusion].conditions],
            )

    def plain_fields(self) -> list[forms.BoundField]:
        """Return who got it, when and what for."""
        return [self[name] for name in ("name", "address", "relation", "year", "use", "knowledge")]

    def further_fields(self) -> list[forms.BoundField]:
        """Return what is seldom asked for."""
        return [self[name] for name in _FURTHER]

    def conditions(self) -> list[forms.BoundField]:
        """Return the fields of the conditions, one for each clause of (d)."""
        return [self[name] for name in conditions_fields()]

    def is_to_be_seen(self) -> bool:
        """Say whether the row is shown unfolded: a new one, or one with something to mend."""
        return bool(self.errors) or not self["name"].value()


def conditions_fields() -> dict[str, str]:
    """Return the name of each field of conditions, with the clause whose conditions they are."""
    return {f"conditions_{place}": clause for place, clause in enumerate(EXCLUSIONS)}


class Rows(_Rows):
    """Rows of one kind. Every posted row may be blank, also one that began with facts."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Leave this row out")

    def is_left_out(self, form: forms.Form) -> bool:
        """Say whether the row's own box takes it out; then nothing in it has to be right."""
        return self.is_bound and not form.errors.get("DELETE") and bool(form.cleaned_data.get("DELETE"))

    def kept(self) -> list[dict[str, Any]]:
        """Return what the rows say that are neither blank nor left out."""
        return [form.cleaned_data for form in self.forms if form.has_changed() and not self.is_left_out(form)]

    def can_grow(self) -> bool:
        return self.total_form_count() < MOST_ROWS


ROWS = {
    "designated": (DesignatedRow, _("Designated address")),
    "links": (LinkRow, _("Home page link")),
    "earlier": (EarlierRow, _("Earlier request")),
    "disclosures": (DisclosureRow, _("Disclosure")),
}
"""The kinds of rows by the prefix of their fields, with what one is called."""


def rows_of(prefix: str, data: "QueryDict | None", initial: list[dict[str, Any]], *, extra: int = 0) -> Rows:
    """Return the rows of one kind: as typed, or as the facts have them and `extra` blank ones."""
    row, _name = ROWS[prefix]
    kind = formset_factory(row, formset=Rows, extra=extra, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    messages = {
        "too_many_forms": gettext("There are more than %(num)d rows. Leave some out.") % {"num": MOST_ROWS},
        "missing_management_form": gettext("The page did not say how many rows it has. Open it again."),
    }
    # What is posted stands for itself: a row that nobody changed is no blank one.
    made = kind(data, prefix=prefix, initial=None if data is not None else initial, error_messages=messages)
    assert isinstance(made, Rows)  # noqa: S101 - the factory's own type is wider
    return made


def with_one_more(data: "QueryDict", prefix: str) -> "QueryDict":
    """Return what was posted with one blank row more of a kind, which says what a new row says."""
    name = f"{prefix}-TOTAL_FORMS"
    count = data.get(name, "")
    if prefix not in ROWS or not (count.isascii() and count.isdigit() and len(count) < 4):  # noqa: PLR2004 - digits
        return data
    place = int(count)
    if place >= MOST_ROWS:
        return data
    grown = data.copy()
    grown[name] = str(place + 1)
    row, _name = ROWS[prefix]
    for field_name, field in row.base_fields.items():
        if field.initial:
            grown.setdefault(f"{prefix}-{place}-{field_name}", "on" if field.initial is True else field.initial)
    return grown
