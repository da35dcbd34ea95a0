"""Who sent a file of people, how and when it came, and where the answers go. It saves nothing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.core import signing
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.handling import Asked, Correspondent
from requests_app.register.models import Business
from requests_app.requests.models import AgentKind
from requests_app.statute import Channel
from requests_app.views.address import ADDRESS, AddressFields
from requests_app.views.batch.reading import BatchFile, UnreadableBatchError, read
from requests_app.views.entry_clock import ClockFields
from requests_app.views.fields import LineField, MailField, ProseField
from requests_app.views.forms import FIELD
from requests_app.views.others_form import TO_EACH, TO_ME_BY_EMAIL, TO_ME_BY_POST

_SALT = "requests_app.batch"
_A_DAY = 24 * 60 * 60


class BatchForm(ClockFields, AddressFields):
    """The file with what it does not say itself. Once it was looked at, `kept` holds its rows, signed."""

    use_required_attribute = False

    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=gettext_lazy("File: CSV, XLSX or JSON, one person a row"),
        help_text=gettext_lazy(
            "A column “name”, and what there is of street, city, state, zip, e-mail, california, message, reference."
        ),
        required=False,
        error_messages={"empty": gettext_lazy("This file is empty. Choose another one.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Who sent it?"),
        choices=[
            (AgentKind.AGENT.value, gettext_lazy("An authorized agent")),
            (AgentKind.ATTORNEY.value, gettext_lazy("An attorney")),
            (AgentKind.HELPER.value, gettext_lazy("Somebody else who helps")),
        ],
        error_messages={"required": gettext_lazy("Choose who sent it.")},
        widget=forms.RadioSelect,
    )
    agent_name = LineField(
        label=gettext_lazy("Name of who sent it"),
        limit=200,
        too_long=gettext_lazy("The name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Enter the name of who sent it.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    firm = LineField(
        label=gettext_lazy("Firm or organization (optional)"),
        required=False,
        limit=200,
        too_long=gettext_lazy("The firm’s name has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    their_reference = LineField(
        label=gettext_lazy("Their reference (optional)"),
        required=False,
        limit=120,
        too_long=gettext_lazy("The reference has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Where do the answers go?"),
        choices=[
            (TO_ME_BY_EMAIL, gettext_lazy("To who sent it, by e-mail")),
            (TO_ME_BY_POST, gettext_lazy("To who sent it, by post")),
            (TO_EACH, gettext_lazy("To each person, at the address in the row")),
        ],
        error_messages={"required": gettext_lazy("Choose where the answers go.")},
        widget=forms.RadioSelect,
    )
    email = MailField(
        label=gettext_lazy("E-mail address of who sent it"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "spellcheck": "false"}),
    )
    message = ProseField(
        label=gettext_lazy("What the letter says (optional)"),
        help_text=gettext_lazy("The words beside the file. They are kept with each request."),
        required=False,
        limit=5_000,
        too_long=gettext_lazy("The text has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    is_possible_claim = forms.BooleanField(
        label=gettext_lazy("This may become a claim"),
        help_text=gettext_lazy("It speaks of penalties or of going to court. Each request is marked for it."),
        required=False,
    )
    note = ProseField(
        label=gettext_lazy("Private legal note (optional)"),
        help_text=gettext_lazy("Staff alone see it. It is in no letter, mail, page or export for anybody who asks."),
        required=False,
        limit=2_000,
        too_long=gettext_lazy("The note has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - a QueryDict or None
        files: Any = None,  # noqa: ANN401 - what Django made of the uploads, or None
        *,
        business: Business,
        now: datetime,
    ) -> None:
        super().__init__(data, files, initial={"to": TO_ME_BY_EMAIL, "kind": AgentKind.AGENT.value})
        self.know_the_places(business, now=now)
        self.batch: BatchFile | None = None

    @cached_property
    def helper(self) -> FormHelper:
        """Lay the form out: the file, how it came, who sent it, where the answers go."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.field_template = FIELD
        helper.layout = Layout(
            "kept",
            Fieldset(_("The file"), "file"),
            Fieldset(
                _("How it came"),
                "channel",
                Div(_sized("received_on", "short"), _sized("received_time", "short"), css_class="pair"),
                _sized("at", "wide"),
            ),
            Fieldset(
                _("Who sent it"),
                "kind",
                _sized("agent_name", "wide"),
                _sized("firm", "wide"),
                _sized("their_reference", "medium"),
            ),
            Fieldset(
                _("Where the answers go"),
                "to",
                _sized("email", "wide"),
                _sized("street", "wide"),
                _sized("city", "medium"),
                Div(_sized("state", "short"), _sized("postal_code", "short"), css_class="pair"),
                _sized("country", "medium"),
            ),
            Fieldset(_("What it says"), _sized("message", "wide"), "is_possible_claim", _sized("note", "wide")),
        )
        return helper

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        self.check_clock()
        if self.answers_to == TO_ME_BY_EMAIL and not self.cleaned_data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the e-mail address of who sent it: the answers go there."))
        self.check_address(is_needed=self.answers_to == TO_ME_BY_POST)
        self._open_the_file()
        return self.cleaned_data

    def _open_the_file(self) -> None:
        upload, kept = self.cleaned_data.get("file"), self.cleaned_data.get("kept", "")
        try:
            if upload:
                self.batch = read(upload.read())
            elif kept:
                rows, not_read = signing.loads(kept, salt=_SALT, max_age=_A_DAY)
                self.batch = BatchFile(rows=tuple((row, cells) for row, cells in rows), not_read=tuple(not_read))
            else:
                self.add_error("file", _("Choose the file."))
        except UnreadableBatchError as error:
            self.add_error("file", str(error))
        except signing.BadSignature:
            self.add_error("file", _("Choose the file again: this page is older than a day."))

    def keep_rows(self) -> None:
        """Let the page keep the rows between looking and taking, signed: a browser keeps no file."""
        batch = self.batch or BatchFile(rows=())
        typed = {name: self.data.get(name, "") for name in self.fields if name in self.data}
        self.data = typed | {"kept": signing.dumps([batch.rows, batch.not_read], salt=_SALT, compress=True)}

    @property
    def was_looked_at(self) -> bool:
        """Whether somebody saw these very rows: a file chosen just now is looked at first."""
        return not self.cleaned_data.get("file")

    @property
    def answers_to(self) -> str:
        return str(self.cleaned_data.get("to", "")) if self.is_bound else ""

    @property
    def whole(self) -> dict[str, Any]:
        """What holds for every row."""
        return {"email": "", "message": "", **dict.fromkeys(ADDRESS, ""), **self.cleaned_data}

    def correspondent(self) -> Correspondent:
        """Return who sent it, as the door for writes takes it."""
        same = ("agent_name", "firm", "their_reference", "email", *ADDRESS, "note", "is_possible_claim")
        given = self.cleaned_data
        return Correspondent(**{name: given[name] for name in same}, kind=AgentKind(given["kind"]))

    def arrived(self, asked: Asked) -> Asked:
        """Return what a row asks, come as the file came."""
        return replace(
            asked, channel=Channel(self.cleaned_data["channel"]), arrived_at=self.arrived_at(), language="en"
        )


def _sized(name: str, size: str) -> Field:
    return Field(name, css_class=size, template=FIELD)
