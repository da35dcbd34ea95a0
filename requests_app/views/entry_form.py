"""The form for what came by post, fax, telephone, at a counter or to somebody's mailbox. It saves nothing."""

import hashlib
from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.handling import Asked, Scan
from requests_app.register.evidence.media import JPEG, PDF, PNG, media_of
from requests_app.register.evidence.refusal import RefusedDocumentError
from requests_app.register.evidence.store import read_upload
from requests_app.register.models import Business
from requests_app.requests.models import ReplyBy
from requests_app.statute import Channel
from requests_app.views.entry_clock import CLOCK, ClockFields
from requests_app.views.entry_person import PersonFields
from requests_app.views.fields import ProseField
from requests_app.views.form_token import TOKEN, new_token
from requests_app.views.forms import FIELD

SCANS = (PDF, PNG, JPEG)


class EntryForm(ClockFields, PersonFields):
    """A request as somebody writes it down, with what cannot be read told in the note."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    message = ProseField(
        label=gettext_lazy("What it says"),
        help_text=gettext_lazy("As it is written or was said. The due date does not depend on it."),
        required=False,
        limit=20_000,
        too_long=gettext_lazy("The text has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Answer in"),
        choices=settings.LANGUAGES,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a language from the list.")},
    )
    note = ProseField(
        label=gettext_lazy("Your note (optional)"),
        help_text=gettext_lazy("What cannot be read, what was on the envelope, who took the call. Staff alone see it."),
        required=False,
        limit=2_000,
        too_long=gettext_lazy("The note has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    scan = forms.FileField(
        label=gettext_lazy("Scan (optional): PDF, PNG or JPEG"),
        required=False,
        error_messages={"empty": gettext_lazy("This file is empty. Choose another one.")},
        widget=forms.FileInput(attrs={"accept": ",".join(f".{end}" for each in SCANS for end in each.endings)}),
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - a QueryDict or None
        files: Any = None,  # noqa: ANN401 - what Django made of the uploads, or None
        *,
        business: Business,
        now: datetime,
    ) -> None:
        super().__init__(data, files, initial={"token": new_token(), "reply_by": ReplyBy.POST.value})
        self.know_the_places(business, now=now)
        self.scanned: Scan | None = None

    @cached_property
    def helper(self) -> FormHelper:
        """Lay the form out in the order in which a letter is read."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.field_template = FIELD
        helper.layout = Layout(
            "token",
            Fieldset(
                _("How it came"),
                "channel",
                Div(_sized("received_on", "short"), _sized("received_time", "short"), css_class="pair"),
                _sized("at", "wide"),
            ),
            Fieldset(
                _("Who asks, and where to answer"),
                _sized("requester_name", "wide"),
                "reply_by",
                _sized("street", "wide"),
                _sized("city", "medium"),
                Div(_sized("state", "short"), _sized("postal_code", "short"), css_class="pair"),
                _sized("country", "medium"),
                _sized("email", "wide"),
                Div(_sized("california_resident", "medium"), _sized("language", "short"), css_class="pair"),
            ),
            Fieldset(_("What it says"), _sized("message", "wide"), _sized("note", "wide"), "scan"),
        )
        return helper

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        cleaned = self.cleaned_data
        self.check_clock()
        self.check_person(note=cleaned.get("note", ""))
        self._look_into_the_scan()
        return cleaned

    def _look_into_the_scan(self) -> None:
        upload = self.cleaned_data.get("scan")
        if not upload:
            return
        try:
            content = read_upload(upload.file)
            if media_of(content, file_name=upload.name or "") not in SCANS:
                self.add_error("scan", _("This is no scan. Choose a PDF, PNG or JPEG file."))
        except RefusedDocumentError as refused:
            self.add_error("scan", str(refused))
        else:
            self.scanned = Scan(content, upload.name or "")
        if self.errors and "scan" not in self.errors:
            self.add_error("scan", _("Choose the scan again: a browser does not keep it."))

    def forget_all_but_the_clock(self) -> None:
        """Tell only what is wrong with how, when and where it came: the rest is still to be filled in."""
        for name in self.errors.keys() - CLOCK:
            del self.errors[name]

    def asked(self) -> Asked:
        """Return what the person asks, as the door for writes takes it."""
        given = self.cleaned_data
        kept = ("requester_name", "email", "street", "city", "state", "postal_code", "country", "message")
        return Asked(
            **{name: given[name] for name in kept},
            reply_by=ReplyBy(given["reply_by"]),
            california_resident={"yes": True, "no": False}.get(given["california_resident"]),
            channel=Channel(given["channel"]),
            arrived_at=self.arrived_at(),
            language=given["language"] or "en",
        )

    def form_token(self) -> str | None:
        """Return the token of this form with this content: pressed twice, it is entered once."""
        if not TOKEN.fullmatch(self.cleaned_data["token"]):
            return None
        content = f"{self.cleaned_data['token']}{self.asked()!r}{self.received_at()}"
        return hashlib.sha256(content.encode()).hexdigest()


def _sized(name: str, size: str) -> Field:
    return Field(name, css_class=size, template=FIELD)
