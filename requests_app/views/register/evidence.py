"""Documents behind a disclosure or third party: lay one down, take one off, download one. None is ever shown here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from requests_app import handling
from requests_app.register.evidence.media import ALL
from requests_app.register.evidence.refusal import RefusedDocumentError
from requests_app.register.evidence.store import (
    Condition,
    DamagedDocumentError,
    Owner,
    condition_of,
    ending_of,
)
from requests_app.register.models import Business, Disclosure, EvidenceDocument, ThirdParty
from requests_app.requests.permissions import NotAllowedError
from requests_app.views.fields import LineField
from requests_app.views.guards import in_reach, keeps_register, person, reads_register
from requests_app.views.register.place import place

HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
"""Whatever a document holds, no browser is to read it as a page of ours."""


class DocumentForm(forms.Form):
    """A document, what it is, and how it is called here."""

    use_required_attribute = False
    upload = forms.FileField(
        label=gettext_lazy("File: PDF, PNG, JPEG, DOCX or plain text"),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
            "invalid": gettext_lazy("Choose a file."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join(f".{end}" for each in ALL for end in each.endings if end)}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=EvidenceDocument.Kind.choices)
    title = LineField(
        label=gettext_lazy("How to call it (optional)"),
        help_text=gettext_lazy("For example “Agreement of March 2024”. Everybody who reads the register sees it."),
        required=False,
        limit=200,
        too_long=gettext_lazy("The name has %(show_value)d characters. Use %(limit_value)d at most."),
    )


@dataclass(frozen=True, slots=True)
class Lying:
    """A document behind something, and what is wrong with its file."""

    document: EvidenceDocument
    damage: str


def lying_behind(documents: Iterable[EvidenceDocument]) -> list[Lying]:
    """Return documents as a page lists them; each file is read and compared with its digest."""
    says = {
        Condition.WHOLE: "",
        Condition.MISSING: _("Its file is missing. Bring it back from a backup, or upload it again."),
        Condition.ALTERED: _("Its file is not the one that was uploaded. Bring it back from a backup."),
    }
    return [Lying(each, says[condition_of(each)]) for each in documents]


@require_POST
@keeps_register
def attach(request: HttpRequest, slug: str, party: int, pk: int | None = None) -> HttpResponse:
    """Take a document, or say why not."""
    owner = _owner(place(request, slug, here="register").business, party, pk)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, next(str(error) for errors in form.errors.values() for error in errors))
        return _back(slug, owner)
    upload = form.cleaned_data["upload"]
    kind = form.cleaned_data["kind"]
    title = form.cleaned_data["title"] or str(EvidenceDocument.Kind(kind).label).capitalize()
    try:
        handling.attach_evidence(
            owner=owner,
            upload=upload.file,
            file_name=upload.name or "",
            title=title,
            kind=kind,
            by=person(request),
            now=timezone.now(),
        )
    except RefusedDocumentError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The document is kept."))
    return _back(slug, owner)


@require_POST
@keeps_register
def detach(request: HttpRequest, slug: str, document: int, party: int, pk: int | None = None) -> HttpResponse:
    """Take a document off."""
    owner = _owner(place(request, slug, here="register").business, party, pk)
    row = get_object_or_404(owner.documents, pk=document)
    handling.detach_evidence(owner=owner, document=row, by=person(request), now=timezone.now())
    messages.success(request, _("Taken off. The record still says that it lay here, and its SHA-256."))
    return _back(slug, owner)


@require_GET
@reads_register
def download(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Hand a document out as a file to be saved, to whoever reads the register; that it was taken is recorded."""
    # A letter that asks something lies in the same store and is a matter of the desk.
    behind = EvidenceDocument.objects.filter(Q(disclosures__isnull=False) | Q(third_parties__isnull=False)).distinct()
    row = get_object_or_404(in_reach(request, behind), business__slug=slug, pk=pk)
    try:
        content = handling.hand_out_evidence(document=row, by=person(request), now=timezone.now())
    except NotAllowedError as refused:
        raise PermissionDenied(str(refused)) from refused
    except DamagedDocumentError as damaged:
        return HttpResponse(str(damaged), status=409, content_type="text/plain; charset=utf-8", headers=HEADERS)
    name = f"{slugify(row.title)[:60] or 'document'}-{row.pk}.{ending_of(row)}"
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=row.media_type, headers=headers)


def _owner(business: Business, party: int, pk: int | None) -> Owner:
    third_party = get_object_or_404(ThirdParty.objects.standing().filter(business=business), pk=party)
    return third_party if pk is None else get_object_or_404(Disclosure, third_party=third_party, pk=pk)


def _back(slug: str, owner: Owner) -> HttpResponse:
    if isinstance(owner, ThirdParty):
        return redirect("staff:register_third_party", slug, owner.pk)
    return redirect("staff:register_disclosure", slug, owner.third_party_id, owner.pk)
