"""Who asks and where to answer, as staff write it down from a letter or a call: what cannot be read stays a “?”."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.requests.models import ReplyBy
from requests_app.views import states
from requests_app.views.fields import LineField, LinesField, MailField, postal_code

RESIDENCE = [
    ("", gettext_lazy("Does not say")),
    ("yes", gettext_lazy("Says: lives in California")),
    ("no", gettext_lazy("Says: does not live in California")),
]


class PersonFields(forms.Form):
    """The fields of a person; nothing here is refused for being hard to read."""

    use_required_attribute = False

    requester_name = LineField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Write ? for each sign you cannot read."),
        required=False,
        limit=200,
        too_long=gettext_lazy("The name has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reply_by = forms.ChoiceField(
        label=gettext_lazy("How does the person want our answer?"),
        choices=[
            (ReplyBy.POST.value, gettext_lazy("By post")),
            (ReplyBy.EMAIL.value, gettext_lazy("By e-mail")),
            (ReplyBy.UNKNOWN.value, gettext_lazy("It gives no address: we have to find one")),
        ],
        error_messages={
            "required": gettext_lazy("Choose by post or by e-mail."),
            "invalid_choice": gettext_lazy("Choose by post or by e-mail."),
        },
        widget=forms.RadioSelect,
    )
    street = LinesField(
        label=gettext_lazy("Street address, PO box or General Delivery"),
        required=False,
        limit=300,
        too_long=gettext_lazy("The street address has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )
    city = LineField(
        label=gettext_lazy("City"),
        required=False,
        limit=120,
        too_long=gettext_lazy("The city has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    state = LineField(
        label=gettext_lazy("State"),
        required=False,
        limit=60,
        too_long=gettext_lazy("The state has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    postal_code = LineField(
        label=gettext_lazy("ZIP code"),
        required=False,
        limit=20,
        too_long=gettext_lazy("The ZIP code has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    country = LineField(
        label=gettext_lazy("Country, if not the United States"),
        required=False,
        limit=80,
        too_long=gettext_lazy("The country has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = MailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "spellcheck": "false"}),
    )
    california_resident = forms.ChoiceField(
        label=gettext_lazy("California"),
        choices=RESIDENCE,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose what the person says of living in California.")},
    )

    def check_person(self, *, note: str) -> None:
        """Ask for a name, or a note that says why there is none, and for somewhere to answer."""
        self._check_name(note)
        self.check_reply()

    def _check_name(self, note: str) -> None:
        cleaned = self.cleaned_data
        if "requester_name" in cleaned and not cleaned["requester_name"]:
            if note:
                cleaned["requester_name"] = "?"
            else:
                self.add_error("requester_name", _("Enter the name, or say in your note why there is none."))

    def check_reply(self) -> None:
        """Ask for somewhere to answer, unless there is none, and write it as the Postal Service does."""
        self._ask_where()
        if states.is_abroad(self.cleaned_data.get("country", "")):
            return
        if "country" in self.cleaned_data:
            self.cleaned_data["country"] = ""  # a letter within the country names none
        self.cleaned_data["state"] = states.written(self.cleaned_data.get("state", ""))
        self._tidy_postal_code()

    def _ask_where(self) -> None:
        cleaned = self.cleaned_data
        if cleaned.get("reply_by") == ReplyBy.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the e-mail address, or choose another way to answer."))
        if cleaned.get("reply_by") == ReplyBy.POST:
            for name, says in (
                (
                    "street",
                    _("Enter the street address, ? for what cannot be read, or choose another way to answer."),
                ),
                ("city", _("Enter the city, with ? for what cannot be read.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, says)

    def _tidy_postal_code(self) -> None:
        """Write a ZIP code as the Postal Service does; one that cannot be read stays as it was typed."""
        typed = self.cleaned_data.get("postal_code", "")
        try:
            self.cleaned_data["postal_code"] = postal_code(typed) if typed else ""
        except forms.ValidationError:
            self.cleaned_data["postal_code"] = typed
