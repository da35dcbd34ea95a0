"""What of the admin a person sees: the rows of the businesses within reach."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from requests_app.register import models as register
from requests_app.requests.reach import businesses_of, within_reach

_LEADS: dict[object, str] = {
    register.Business: "pk",
    register.Brand: "business",
    register.ThirdParty: "business",
}
"""What a row of the register may be said to belong to, and which column leads from there to the business."""


def person(request: HttpRequest) -> User:
    """Return who is signed in."""
    user = request.user
    if not isinstance(user, User):
        msg = "Only a signed-in person reaches the admin."
        raise TypeError(msg)
    return user


class ReachAdmin(admin.ModelAdmin[Any]):  # one class for every table that belongs to businesses
    """Shows the rows of the businesses within reach; the others are not there. `business` leads to a row's business."""

    business = "business"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return within_reach(super().get_queryset(request), person(request), self.business)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:  # noqa: ANN401 - a row
        """Return the row; one that is not there, or out of reach, answers 404."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **named: Any) -> Any:  # noqa: ANN401 - Django's own signature
        """Offer, and take, what is within reach alone."""
        leads = _LEADS.get(db_field.related_model)
        if leads is not None:
            named["queryset"] = within_reach(db_field.related_model.objects.all(), person(request), leads)
        return super().formfield_for_foreignkey(db_field, request, **named)


class BusinessFilter(admin.RelatedFieldListFilter):
    """Narrows a list to a business, and names those within reach alone."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:  # noqa: ANN401, ARG002 - Django's own signature
        rows = businesses_of(person(request))
        return [(row.pk, str(row)) for row in rows]
