"""A choice among those who may decide on requests."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _

from requests_app.requests.assign import name_of
from requests_app.requests.permissions import REVIEW


def reviewers() -> QuerySet[User]:
    """Return those who may decide on requests, by name."""
    return User.objects.with_perm(REVIEW).filter(is_active=True).distinct().order_by("last_name", "username")


class ReviewerField(ModelChoiceField[User]):
    """One of those who may decide on requests, or nobody. A form that has one calls `fill_reviewers`."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - whatever Django's field takes
        super().__init__(User.objects.none(), required=False, empty_label=_("Nobody"), **given)

    def fill(self) -> None:
        """Ask who may decide on requests now."""
        self.queryset = User.objects.filter(pk__in=[user.pk for user in reviewers()])

    def label_from_instance(self, obj: User) -> str:
        return name_of(obj)


def fill_reviewers(form: forms.Form) -> None:
    """Let the fields of a form that choose a reviewer know who there is at this moment."""
    for field in form.fields.values():
        if isinstance(field, ReviewerField):
            field.fill()
