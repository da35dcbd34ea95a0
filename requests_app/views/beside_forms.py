"""The desk's forms for what stands beside a request, and for the address of somebody who gave none."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.requests.models import ReplyBy, RequestNote, Wish
from requests_app.views.entry_person import PersonFields
from requests_app.views.fields import LineField, ProseField


class WishForm(forms.Form):
    """What else the requester wants, as a person read it."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("What else is wanted?"),
        choices=Wish.choices,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the wishes in the list.")},
    )
    text = ProseField(
        label=gettext_lazy("The requester’s own words"),
        limit=2_000,
        too_long=gettext_lazy("The words have %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Write the words that say the wish.")},
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, auto_id="wish_%s")


class HandOverForm(forms.Form):
    """To whom a wish was handed over."""

    to = LineField(
        limit=120,
        too_long=gettext_lazy("The name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Say to whom you handed it over: a team or a person.")},
    )


class NoteForm(forms.Form):
    """What staff tell each other, or what was said on the telephone."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=RequestNote.Kind.choices,
        error_messages={"invalid_choice": gettext_lazy("Choose a note or a telephone call.")},
    )
    text = ProseField(
        label=gettext_lazy("What the others should know"),
        help_text=gettext_lazy("Staff alone see it. It stays: a decision may rest on it."),
        limit=5_000,
        too_long=gettext_lazy("The note has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Write what the others should know.")},
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, auto_id="note_%s")


class AskForm(forms.Form):
    """What a reviewer asks the requester."""

    use_required_attribute = False

    text = ProseField(
        label=gettext_lazy("What do you want to know?"),
        help_text=gettext_lazy(
            "It goes out by e-mail, with how to answer. The clock keeps running. Ask for no identity papers: the law "
            "wants none."
        ),
        limit=2_000,
        too_long=gettext_lazy("The question has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Write what you want to know.")},
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, auto_id="ask_%s")


class LegalNoteForm(forms.Form):
    """A private note for whoever looks after legal matters."""

    use_required_attribute = False

    text = ProseField(
        label=gettext_lazy("Private legal note"),
        help_text=gettext_lazy("Staff alone see it. It is in no letter, mail, page or export for the requester."),
        limit=5_000,
        too_long=gettext_lazy("The note has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Write what whoever looks after legal matters should know.")},
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, auto_id="legal_%s")


class FoundAddressForm(PersonFields):
    """An address that staff found, and how they found it."""

    how = LineField(
        label=gettext_lazy("How did you find it?"),
        help_text=gettext_lazy("For example: the envelope, an order, a telephone call. It goes on the timeline."),
        limit=300,
        too_long=gettext_lazy("The text has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": gettext_lazy("Say how you found the address.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("reply_by", "street", "city", "state", "postal_code", "country", "email", "how")

    def __init__(self, data: Any = None, *, first: dict[str, str] | None = None) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, initial={"reply_by": ReplyBy.POST.value, **(first or {})}, auto_id="found_%s")
        for name in ("requester_name", "california_resident"):
            del self.fields[name]
        reply: Any = self.fields["reply_by"]
        reply.label = _("How does the answer go there?")
        reply.choices = [each for each in reply.choices if each[0] != ReplyBy.UNKNOWN]

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        self.check_reply()
        if self.cleaned_data.get("reply_by") == ReplyBy.UNKNOWN:
            self.add_error("reply_by", _("Choose by post or by e-mail."))
        return self.cleaned_data
