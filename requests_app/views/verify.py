"""Is this notice genuine? By the file or by its digest; nothing is kept, and nothing personal shown."""

import hashlib
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from requests_app.notices.verify import verify_digest
from requests_app.views import business
from requests_app.views.fields import LineField

if TYPE_CHECKING:  # a generic type for the checker alone
    from django.core.files.uploadedfile import UploadedFile

LARGEST_MB = 30
DIGEST = re.compile(r"[0-9a-f]{64}")


class VerifyForm(forms.Form):
    """A PDF, or the SHA-256 of one."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("The PDF"),
        help_text=_("As you got it. A file that was saved again by another program counts as changed."),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )
    digest = LineField(
        label=_("Or its digest (SHA-256)"),
        help_text=_("64 digits and letters from a to f. Spaces and capital letters make no difference."),
        limit=200,
        too_long=_("The digest has %(show_value)d characters. Use %(limit_value)d at most."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_file(self) -> "UploadedFile[Any] | None":
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST_MB * 1_000_000:
            raise forms.ValidationError(_("This file is larger than any notice of ours: over 30 MB."))
        return file

    def clean_digest(self) -> str:
        typed = re.sub(r"[\s:]+|^sha-?256", "", self.cleaned_data["digest"].casefold())
        if typed and not DIGEST.fullmatch(typed):
            raise forms.ValidationError(_("A digest has 64 digits and letters from a to f. Copy it whole."))
        return typed

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("digest"):
            self.add_error("file", _("Choose the PDF, or type its digest."))
        return given

    def wanted(self) -> str:
        """Return the digest to look up: that of the file, where one was chosen."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        return hashlib.file_digest(file, "sha256").hexdigest() if file else str(self.cleaned_data["digest"])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask for the file, and say what it is."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    verdict = verify_digest(form.wanted()) if form.is_valid() else None
    context = {"shown": business.find(request.GET.get("business", "")), "form": form, "verdict": verdict}
    return render(request, "public/verify.html", context, status=422 if form.errors else 200)
