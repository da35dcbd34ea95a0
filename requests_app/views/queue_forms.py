"""The form that narrows the queue: what it offers, and what of an address it cannot read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.desk.narrowing import LONGEST_SEARCH, NOBODY, Narrowing
from requests_app.register.models import Brand, Business
from requests_app.requests.models import ReplyBy
from requests_app.requests.reach import Bound, within
from requests_app.requests.status import Status
from requests_app.views.reviewer_field import ReviewerField, fill_reviewers, reviewers
from requests_app.views.words import ANSWERS, CHANNELS

_ANY = _("Any")


class NarrowForm(forms.Form):
    """What the list is narrowed to, as it is asked for. It is sent by GET: the address can be kept and shared."""

    use_required_attribute = False

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false", "data-key": "/"}),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    door = forms.ChoiceField(label=_("Came in by"), required=False)
    reply = forms.ChoiceField(label=_("Answer goes"), required=False)
    answer = forms.ChoiceField(label=_("Answer"), required=False)
    who = forms.ChoiceField(label=_("With"), required=False)
    decided = forms.ChoiceField(label=_("Decided by"), required=False)
    brand = forms.ChoiceField(label=_("Brand"), required=False)
    business = forms.ChoiceField(label=_("Business"), required=False)
    came_from = forms.DateField(label=_("Came from"), required=False)
    came_to = forms.DateField(label=_("Came until"), required=False)
    due_from = forms.DateField(label=_("Due from"), required=False)
    due_to = forms.DateField(label=_("Due until"), required=False)

    def __init__(self, narrowing: Narrowing, bad: tuple[str, ...], bound: Bound, **given: Any) -> None:  # noqa: ANN401 - Django's form
        initial = {name: getattr(narrowing, name) or "" for name in self.base_fields}
        super().__init__(initial=initial, auto_id="narrow_%s", **given)
        people = self.people = [(str(user.pk), user.get_full_name() or user.get_username()) for user in reviewers()]
        self._offer("state", list(Status.choices))
        self._offer("door", list(CHANNELS.items()))
        self._offer("reply", list(ReplyBy.choices))
        self._offer("answer", list(ANSWERS.items()))
        self._offer("who", [(NOBODY, _("nobody")), *people])
        self._offer("decided", people)
        brands = within(Brand.objects.order_by("name"), bound).values_list("pk", "name")
        self._offer("brand", [(str(pk), name) for pk, name in brands])
        businesses = within(Business.objects.order_by("legal_name", "id"), bound, "pk").values_list("pk", "legal_name")
        self._offer("business", [(str(pk), name) for pk, name in businesses])
        for name in ("came_from", "came_to", "due_from", "due_to"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.bad = [self.fields[name].label for name in bad if name in self.fields]

    def _offer(self, name: str, choices: Sequence[tuple[str, Promise | str]]) -> None:
        if not choices or (name in {"brand", "business"} and len(choices) == 1):
            del self.fields[name]
            return
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _ANY), *choices]


class AssignForm(forms.Form):
    """Whom a request is given to, and whom the page showed."""

    to = ReviewerField(label=_("With"))
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **given: Any) -> None:  # noqa: ANN401 - a QueryDict or None; Django's form
        super().__init__(data, auto_id="assign_%s", **given)
        fill_reviewers(self)


class DeferForm(forms.Form):
    """The day until which a request is put off; empty: no longer."""

    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as a date, such as 2026-06-03.")},
    )
