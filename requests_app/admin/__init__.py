"""Django's admin: the register can be edited here, through `handling`; evidence can only be read."""

from collections.abc import Callable
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from requests_app import handling
from requests_app.admin.accounts import AccountAdmin
from requests_app.admin.within import BusinessFilter, ReachAdmin, person
from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery
from requests_app.notices.models import Notice
from requests_app.register import models as register
from requests_app.register.closed import NatureNeededError
from requests_app.register.facts import facts_of
from requests_app.register.writable import RefusedWriteError
from requests_app.requests.models import DisclosureRequest, Receipt, RequestEvent
from requests_app.requests.permissions import NotAllowedError
from requests_app.requests.reach import reaches_all
from requests_app.statute import CATEGORIES, verdict_on


def _told(request: HttpRequest, shown: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the page, or go back to it with the sentence of a refusal."""
    try:
        return shown()
    except NotAllowedError as refused:
        raise PermissionDenied(str(refused)) from refused
    except (NatureNeededError, RefusedWriteError) as refused:
        messages.error(request, f"{refused} Do it on the register's own pages, or with a business file.")
        return redirect(request.get_full_path())


class RegisterAdmin(ReachAdmin):
    """Saves and removes through the one door for writes, so that each change is versioned and recorded.

    What the door refuses, or asks about, is told here and done on the register's own pages, which can ask.
    """

    # An address that is typed without its scheme leads where nobody reads along.
    formfield_overrides: ClassVar[dict[type[models.Field[Any, Any]], dict[str, Any]]] = {
        models.URLField: {"assume_scheme": "https"}
    }

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:  # noqa: ANN401 - a row
        """Show whose register a row stands in; it is never moved to another one's."""
        shown = tuple(super().get_readonly_fields(request, obj))
        return (*shown, "business") if hasattr(obj, "business_id") else shown

    def changeform_view(self, request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401 - Django's own signature
        """Show or save a row; a refusal is a sentence above the form as it stands."""
        return _told(request, lambda: super(RegisterAdmin, self).changeform_view(request, *given, **named))

    def delete_view(self, request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401 - Django's own signature
        """Ask, then remove; a refusal is a sentence above the question."""
        return _told(request, lambda: super(RegisterAdmin, self).delete_view(request, *given, **named))

    def changelist_view(self, request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401 - Django's own signature
        """Show the rows, or do to several what was chosen: all of them or none."""
        return _told(request, lambda: super(RegisterAdmin, self).changelist_view(request, *given, **named))

    def save_model(self, request: HttpRequest, obj: Any, form: object, change: object) -> None:  # noqa: ANN401, ARG002 - Django's own signature
        handling.save_register_row(row=obj, by=person(request), now=timezone.now())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:  # noqa: ANN401 - Django's own signature
        handling.remove_register_row(row=obj, by=person(request), now=timezone.now())

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)


class BusinessAdmin(RegisterAdmin):
    """A business is added and changed, never removed: its notices are evidence."""

    business = "pk"
    list_display = ("legal_name", "slug", "register_version")
    readonly_fields = ("register_version",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let those add one who will reach it."""
        return reaches_all(person(request)) and super().has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's own signature
        return False


class ThirdPartyAdmin(RegisterAdmin):
    """Third parties with the address a notice must print."""

    list_display = ("legal_name", "relation", "printed_address", "business")
    list_filter = (("business", BusinessFilter), "relation")
    search_fields = ("legal_name", "trade_name", "city")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Keep a third party while documents lie behind it: they are taken off on its page."""
        rests = isinstance(obj, register.ThirdParty) and obj.documents.exists()
        return not rests and super().has_delete_permission(request, obj)


class CategoriesField(forms.MultipleChoiceField):
    """Tick boxes for the 27 categories, in the statute's order and words."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        choices = [(category.code, f"{category.clause} {category.label}") for category in CATEGORIES]
        super().__init__(
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=label,
            help_text=help_text,
        )


class DisclosureForm(forms.ModelForm[register.Disclosure]):
    """A disclosure with its categories to tick."""

    categories = CategoriesField(label="Categories disclosed")
    derived_from = CategoriesField(label="Derived from", help_text="What a list was selected by, (e)(6)(B).")

    class Meta:
        model = register.Disclosure
        fields = "__all__"  # noqa: DJ007 - keepers edit the whole row


class DisclosureAdmin(RegisterAdmin):
    """What was disclosed to whom in which year."""

    business = "third_party__business"
    form = DisclosureForm
    list_display = ("third_party", "year", "in_the_notice", "why", "use", "knowledge")
    list_filter = (("third_party__business", BusinessFilter), "year", "use", "exclusion_clause")
    search_fields = ("third_party__legal_name",)
    list_select_related = ("third_party",)
    autocomplete_fields = ("third_party",)

    @admin.display(boolean=True, description="in the notice")
    def in_the_notice(self, row: register.Disclosure) -> bool:
        """Say whether the law lets this disclosure count."""
        return verdict_on(facts_of(row)).counts

    @admin.display(description="why, and under which clause")
    def why(self, row: register.Disclosure) -> str:
        """Return what this disclosure does to the notice, with its clause."""
        reason = verdict_on(facts_of(row)).reason
        return f"{reason.clause} {reason.because}"


class EvidenceAdmin(ReachAdmin):
    """Evidence is read, never edited."""

    business = "disclosure_request__business"

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's own signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's own signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002 - Django's own signature
        return False


class AuditEntryAdmin(EvidenceAdmin):
    """The append-only record, newest first. It tells of every business, so it is for those who reach every one."""

    list_display = ("number", "at", "actor", "action", "subject")
    list_filter = ("action",)
    search_fields = ("subject",)
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = AuditEntry.objects.order_by("-id")
        return rows if reaches_all(person(request)) else rows.none()

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return reaches_all(person(request)) and super().has_view_permission(request, obj)


class DisclosureRequestAdmin(EvidenceAdmin):
    """Requests; the review desk is where they are worked on."""

    business = "business"
    list_display = ("reference", "business", "status", "received_on", "due_on")
    list_filter = (("business", BusinessFilter), "status")
    search_fields = ("reference", "receipts__reference")


class NoticeAdmin(EvidenceAdmin):
    """Issued notices."""

    list_display = ("disclosure_request", "answer", "issued_on", "register_version", "document")
    list_filter = ("answer",)


class DeliveryAdmin(EvidenceAdmin):
    """Mails and letters with their proof."""

    list_display = ("disclosure_request", "kind", "channel", "state", "attempts", "finished_at")
    list_filter = ("kind", "state")


# Second factors and sessions are their owners' affair: see views.account.
for theirs in (EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(theirs)
admin.site.unregister(User)
admin.site.register(User, AccountAdmin)
admin.site.register(register.Business, BusinessAdmin)
admin.site.register(register.ThirdParty, ThirdPartyAdmin)
admin.site.register(register.Disclosure, DisclosureAdmin)
for table in (
    register.Brand,
    register.ChoicePolicy,
    register.DesignatedContact,
    register.HomePageLink,
    register.NoticeMethod,
    register.OtherAddress,
    register.SameBrandCount,
):
    admin.site.register(table, RegisterAdmin)
admin.site.register(AuditEntry, AuditEntryAdmin)
admin.site.register(DisclosureRequest, DisclosureRequestAdmin)
admin.site.register(Receipt, EvidenceAdmin)
admin.site.register(RequestEvent, EvidenceAdmin)
admin.site.register(Notice, NoticeAdmin)
admin.site.register(Delivery, DeliveryAdmin)
